/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Others may know whether one can be called, once a person said that they may: this keeps the server's word of us true
 * from one registration to the next. A server that will have none of it is asked again with the next one. */

#include "config.h"

#include "phone-publication.h"

#include "sip-status.h"
#include "ua-pidf.h"
#include "ua-publisher.h"

struct _PhonePublication
{
  GObject parent_instance;

  SipUri *aor;
  PhonePresenceState state;
  gboolean on_the_phone;
  char *note;

  UaAgent *agent; /* NULL: no line */
  UaRegisterer *registerer;
  UaPublisher *publisher; /* NULL: not registered, or nothing is to be told */
  gboolean refused; /* in this registration the server wants to know nothing */
  UaPublisher *leaving; /* is taking back what was published; NULL: none */
};

G_DEFINE_FINAL_TYPE (PhonePublication, phone_publication, G_TYPE_OBJECT)

static const char *
get_activity (PhonePresenceState state)
{
  switch (state)
    {
    case PHONE_PRESENCE_STATE_AWAY:
      return "away";
    case PHONE_PRESENCE_STATE_BUSY:
      return "busy";
    case PHONE_PRESENCE_STATE_ON_THE_PHONE:
      return "on-the-phone";
    case PHONE_PRESENCE_STATE_UNKNOWN:
    case PHONE_PRESENCE_STATE_OFFLINE:
    case PHONE_PRESENCE_STATE_AVAILABLE:
      break;
    }
  return NULL;
}

static GBytes *
write_body (PhonePublication *self)
{
  g_autofree char *entity = sip_uri_to_string (self->aor);
  gboolean offline = self->state == PHONE_PRESENCE_STATE_OFFLINE;
  const char *activities[3] = { NULL };
  guint n = 0;

  if (self->on_the_phone && !offline)
    activities[n++] = get_activity (PHONE_PRESENCE_STATE_ON_THE_PHONE);
  if (get_activity (self->state) != NULL && g_strcmp0 (activities[0], get_activity (self->state)) != 0)
    activities[n++] = get_activity (self->state);
  return ua_pidf_build (entity, offline ? UA_PIDF_BASIC_CLOSED : UA_PIDF_BASIC_OPEN, activities, self->note);
}

static void
drop (PhonePublication *self,
      gboolean          politely)
{
  if (self->publisher == NULL)
    return;

  g_clear_object (&self->leaving);
  self->leaving = g_steal_pointer (&self->publisher);
  if (politely)
    ua_publisher_remove (self->leaving);
  else
    ua_publisher_terminate (self->leaving);
}

/* A server that lacks a memory, a right or the method will not have it a moment later; one in trouble may. */
static void
publisher_unpublished_cb (UaPublisher      *publisher,
                          const GError     *error,
                          PhonePublication *self)
{
  if (error == NULL)
    return;

  g_info ("presence is not published: %s", error->message);
  self->refused = error->domain == SIP_STATUS_ERROR
                  && ((error->code < 500 && error->code != SIP_STATUS_REQUEST_TIMEOUT
                       && error->code != SIP_STATUS_TEMPORARILY_UNAVAILABLE)
                      || error->code == SIP_STATUS_NOT_IMPLEMENTED || error->code >= 600);
}

/* The tag that a server gave for what it has of us outlives a registration, so the publisher does, too. */
static void
publish (PhonePublication *self)
{
  g_autoptr (GBytes) body = NULL;

  if (self->state == PHONE_PRESENCE_STATE_UNKNOWN)
    {
      drop (self, TRUE);
      return;
    }
  if (self->agent == NULL || self->refused || ua_registerer_get_state (self->registerer) != UA_REGISTERER_STATE_REGISTERED)
    return;

  if (self->publisher == NULL)
    {
      self->publisher = ua_publisher_new (self->agent, self->aor, "presence", NULL);
      ua_publisher_set_registerer (self->publisher, self->registerer);
      g_signal_connect_object (self->publisher, "unpublished", G_CALLBACK (publisher_unpublished_cb), self,
                               G_CONNECT_DEFAULT);
    }
  body = write_body (self);
  ua_publisher_publish (self->publisher, UA_PIDF_CONTENT_TYPE, body);
}

/* A publisher that was refused is wanted again; one that is not begins by itself. */
static void
registerer_state_cb (PhonePublication *self)
{
  self->refused = FALSE;
  if (self->publisher == NULL || ua_publisher_get_last_error (self->publisher) != NULL)
    publish (self);
}

static void
phone_publication_dispose (GObject *object)
{
  phone_publication_detach (PHONE_PUBLICATION (object), FALSE);
  g_clear_object (&PHONE_PUBLICATION (object)->leaving);

  G_OBJECT_CLASS (phone_publication_parent_class)->dispose (object);
}

static void
phone_publication_finalize (GObject *object)
{
  PhonePublication *self = PHONE_PUBLICATION (object);

  sip_uri_unref (self->aor);
  g_free (self->note);

  G_OBJECT_CLASS (phone_publication_parent_class)->finalize (object);
}

static void
phone_publication_class_init (PhonePublicationClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = phone_publication_dispose;
  object_class->finalize = phone_publication_finalize;
}

static void
phone_publication_init (PhonePublication *self)
{
}

PhonePublication *
phone_publication_new (SipUri *aor)
{
  PhonePublication *self = g_object_new (PHONE_TYPE_PUBLICATION, NULL);

  self->aor = sip_uri_ref (aor);
  return self;
}

void
phone_publication_set (PhonePublication   *self,
                       PhonePresenceState  state,
                       gboolean            on_the_phone,
                       const char         *note)
{
  gboolean changed = self->state != state || self->on_the_phone != on_the_phone;

  self->state = state;
  self->on_the_phone = on_the_phone;
  changed = g_set_str (&self->note, note) || changed;
  if (changed)
    publish (self);
}

gboolean
phone_publication_is_on_the_phone (PhonePublication *self)
{
  return self->on_the_phone;
}

void
phone_publication_attach (PhonePublication *self,
                          UaAgent          *agent,
                          UaRegisterer     *registerer)
{
  phone_publication_detach (self, FALSE);
  self->refused = FALSE;
  self->agent = g_object_ref (agent);
  self->registerer = g_object_ref (registerer);
  g_signal_connect_object (registerer, "notify::state", G_CALLBACK (registerer_state_cb), self, G_CONNECT_SWAPPED);
  publish (self);
}

void
phone_publication_detach (PhonePublication *self,
                          gboolean          politely)
{
  if (self->agent == NULL)
    return;

  drop (self, politely);
  g_signal_handlers_disconnect_by_data (self->registerer, self);
  g_clear_object (&self->registerer);
  g_clear_object (&self->agent);
}
