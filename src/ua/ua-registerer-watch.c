/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A binding may be taken away behind our back: by an administrator, by another telephone with "Contact: *", by a registrar
 * that shuts down. Without this we would believe to be reachable until the next renewal; so the registrar is asked to say
 * so (RFC 3680), where it can.
 */

#include "ua-registerer-private.h"

#include "ua-agent-private.h"
#include "ua-reginfo.h"
#include "ua-subscriber.h"

typedef enum
{
  WATCH_IF_OFFERED, /* as long as nobody chose: where Allow-Events names it */
  WATCH_ALWAYS,
  WATCH_NEVER,
} WatchWish;

struct _UaRegistererWatch
{
  UaSubscriber *subscriber; /* NULL: not watching */
  WatchWish     wish;
  gboolean      offered;    /* by the last 2xx */
};

static UaRegistererWatch *
ensure_watch (UaRegisterer *self)
{
  if (self->watch == NULL)
    self->watch = g_new0 (UaRegistererWatch, 1);
  return self->watch;
}

/* RFC 3680 §5.3: the binding of ours that is not there any more, which is told once. */
static const UaRegContact *
find_lost (UaRegisterer *self,
           UaReginfo    *info)
{
  SipUri *uri = ua_agent_get_contact (self->agent);
  g_autofree char *ours = uri != NULL ? sip_uri_to_string (uri) : NULL;
  const UaRegContact *contact = ours != NULL ? ua_reginfo_find (info, ours) : NULL;

  return contact != NULL && !contact->active ? contact : NULL;
}

static void
subscriber_notified_cb (UaSubscriber *subscriber,
                        const char   *content_type,
                        GBytes       *body,
                        guint         phase,
                        guint         fork,
                        UaRegisterer *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (UaReginfo) news = body != NULL && g_bytes_get_size (body) > 0 ? ua_reginfo_parse (body, &error) : NULL;
  const UaRegContact *lost;
  g_autofree char *event = NULL;
  guint retry_after_s;

  if (error != NULL)
    g_info ("what the registrar tells of our bindings cannot be read: %s", error->message);
  if (news == NULL || self->agent == NULL)
    return;
  lost = find_lost (self, news);
  if (lost == NULL)
    return;
  event = g_strdup (lost->event != NULL ? lost->event : "deactivated");
  retry_after_s = lost->retry_after_s;
  ua_registerer_lose_binding (self, event, retry_after_s);
}

static gboolean
is_wished (UaRegistererWatch *watch)
{
  return watch->wish == WATCH_ALWAYS || (watch->wish == WATCH_IF_OFFERED && watch->offered);
}

void
ua_registerer_watch_learn (UaRegisterer *self,
                           SipMessage   *response)
{
  ensure_watch (self)->offered = sip_message_has_token (response, SIP_HEADER_ALLOW_EVENTS, "reg");
}

void
ua_registerer_watch_begin (UaRegisterer *self)
{
  UaRegistererWatch *watch = ensure_watch (self);

  if (watch->subscriber != NULL || !is_wished (watch) || self->agent == NULL
      || self->state != UA_REGISTERER_STATE_REGISTERED)
    return;

  g_autoptr (SipUri) account = sip_uri_to_aor (sip_address_get_uri (ua_agent_get_address (self->agent)));

  watch->subscriber = ua_subscriber_new (self->agent, account, "reg", NULL);
  g_signal_connect_object (watch->subscriber, "notified", G_CALLBACK (subscriber_notified_cb), self, G_CONNECT_DEFAULT);
  ua_subscriber_subscribe (watch->subscriber);
}

static void
stop_watching (UaRegisterer *self)
{
  if (self->watch == NULL || self->watch->subscriber == NULL)
    return;

  g_autoptr (UaSubscriber) subscriber = g_steal_pointer (&self->watch->subscriber);

  g_signal_handlers_disconnect_by_data (subscriber, self);
  ua_subscriber_terminate (subscriber);
}

/* Nothing is said: the registration that was watched is gone as well. */
void
ua_registerer_watch_end (UaRegisterer *self)
{
  stop_watching (self);
  if (self->watch != NULL)
    self->watch->offered = FALSE;
}

void
ua_registerer_watch_free (UaRegisterer *self)
{
  stop_watching (self);
  g_clear_pointer (&self->watch, g_free);
}

/**
 * ua_registerer_set_watching:
 * @self: the registerer
 * @watching: whether to ask the registrar who removes our binding
 *
 * Chooses whether to subscribe to our own registrations (RFC 3680). As long as nobody chose, that is done where the
 * registrar names "reg" in Allow-Events of its answers. Holds from the next answer on.
 */
void
ua_registerer_set_watching (UaRegisterer *self,
                            gboolean      watching)
{
  g_return_if_fail (UA_IS_REGISTERER (self));

  ensure_watch (self)->wish = watching ? WATCH_ALWAYS : WATCH_NEVER;
  if (!watching)
    ua_registerer_watch_end (self);
}
