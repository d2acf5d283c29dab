/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A NOTIFY has a To tag and yet may belong to no dialog that exists: it makes one (RFC 6665 §4.4.1). So before such a
 * request is refused with 481, those who subscribed are asked.
 */

#include "ua-agent-events.h"

#include "ua-agent-private.h"
#include "ua-event.h"
#include "ua-request.h"

typedef struct
{
  char         *call_id;
  char         *local_tag;
  char         *event;
  UaRequest    *refer; /* NULL: a SUBSCRIBE */
  UaNotifyFunc  func;
  gpointer      user_data;
} Watch;

static void
free_watch (gpointer data)
{
  Watch *watch = data;

  g_free (watch->call_id);
  g_free (watch->local_tag);
  g_free (watch->event);
  g_clear_object (&watch->refer);
  g_free (watch);
}

/* Kept beside the agent, for only few agents ever subscribe to anything. */
static GPtrArray *
get_watches (UaAgent *self,
             gboolean make)
{
  static GQuark quark;
  GPtrArray *watches;

  if (quark == 0)
    quark = g_quark_from_static_string ("ua-agent-watches");
  watches = g_object_get_qdata (G_OBJECT (self), quark);
  if (watches != NULL || !make)
    return watches;

  watches = g_ptr_array_new_with_free_func (free_watch);
  g_object_set_qdata_full (G_OBJECT (self), quark, watches, (GDestroyNotify) g_ptr_array_unref);
  return watches;
}

static Watch *
add_watch (UaAgent      *self,
           SipMessage   *request,
           const char   *event,
           UaNotifyFunc  func,
           gpointer      user_data)
{
  Watch *watch = g_new0 (Watch, 1);

  watch->call_id = g_strdup (sip_message_get_call_id (request));
  watch->local_tag = g_strdup (sip_address_get_tag (sip_message_get_from (request)));
  watch->event = g_strdup (event);
  watch->func = func;
  watch->user_data = user_data;
  g_ptr_array_add (get_watches (self, TRUE), watch);
  return watch;
}

/**
 * ua_agent_watch_notify:
 * @self: the agent
 * @subscribe: our SUBSCRIBE or REFER, as it was sent
 * @func: called with each NOTIFY that belongs to it, and to answer that
 * @user_data: for @func; not held: ua_agent_unwatch_notify() before it goes
 *
 * Waits for NOTIFYs, from the first one on.
 */
void
ua_agent_watch_notify (UaAgent      *self,
                       SipMessage   *subscribe,
                       UaNotifyFunc  func,
                       gpointer      user_data)
{
  g_return_if_fail (UA_IS_AGENT (self) && subscribe != NULL && func != NULL && user_data != NULL);

  const char *event = sip_message_get_header (subscribe, SIP_HEADER_EVENT);

  add_watch (self, subscribe, event != NULL ? event : "refer", func, user_data);
}

/**
 * ua_agent_watch_refer:
 * @self: the agent
 * @refer: a REFER that was sent; it may be challenged and sent again
 * @func: called with each NOTIFY that belongs to it, and to answer that
 * @user_data: for @func; not held: ua_agent_unwatch_notify() before it goes
 *
 * Waits for NOTIFYs about a REFER, from the first one on.
 */
void
ua_agent_watch_refer (UaAgent      *self,
                      UaRequest    *refer,
                      UaNotifyFunc  func,
                      gpointer      user_data)
{
  g_return_if_fail (UA_IS_AGENT (self) && UA_IS_REQUEST (refer) && func != NULL && user_data != NULL);

  Watch *watch = add_watch (self, ua_request_get_message (refer), "refer", func, user_data);

  watch->refer = g_object_ref (refer);
}

/**
 * ua_agent_unwatch_notify:
 * @self: the agent
 * @user_data: who waited
 *
 * Waits no more. Harmless when nobody did.
 */
void
ua_agent_unwatch_notify (UaAgent  *self,
                         gpointer  user_data)
{
  g_return_if_fail (UA_IS_AGENT (self));

  GPtrArray *watches = get_watches (self, FALSE);

  for (guint i = watches != NULL ? watches->len : 0; i > 0; i--)
    {
      Watch *watch = g_ptr_array_index (watches, i - 1);

      if (watch->user_data == user_data)
        g_ptr_array_remove_index (watches, i - 1);
    }
}

/* RFC 3515 §2.4.6: the number of the REFER tells which of several in one dialog is meant; without it, the first. */
static gboolean
is_about (Watch      *watch,
          const char *event)
{
  g_autofree char *numbered = NULL;

  if (ua_event_matches (watch->event, event))
    return TRUE;
  if (watch->refer == NULL)
    return FALSE;
  numbered = g_strdup_printf ("refer;id=%u", ua_request_get_cseq (watch->refer));
  return ua_event_matches (numbered, event);
}

static gboolean
belongs (Watch      *watch,
         SipMessage *request)
{
  const char *tag = sip_address_get_tag (sip_message_get_to (request));

  /* Tags ignore case (RFC 3261 §7.3.1), a Call-ID does not. */
  return tag != NULL && g_strcmp0 (watch->call_id, sip_message_get_call_id (request)) == 0
         && g_ascii_strcasecmp (watch->local_tag, tag) == 0
         && is_about (watch, sip_message_get_header (request, SIP_HEADER_EVENT));
}

/**
 * ua_agent_take_notify:
 * @self: the agent
 * @server: the transaction of @request
 * @request: what came in, with a To tag that is no session's
 *
 * Hands a NOTIFY to who waits for it. One without Event is refused with 489 (RFC 6665 §7.2).
 *
 * Returns: %FALSE when it is none, or nobody waits
 */
gboolean
ua_agent_take_notify (UaAgent        *self,
                      SipTransaction *server,
                      SipMessage     *request)
{
  g_return_val_if_fail (UA_IS_AGENT (self) && server != NULL && request != NULL, FALSE);

  GPtrArray *watches = get_watches (self, FALSE);

  if (sip_message_get_method (request) != SIP_METHOD_NOTIFY)
    return FALSE;
  if (sip_message_get_header (request, SIP_HEADER_EVENT) == NULL)
    {
      ua_agent_refuse_event (self, server);
      return TRUE;
    }
  for (guint i = 0; watches != NULL && i < watches->len; i++)
    {
      Watch *watch = g_ptr_array_index (watches, i);

      if (!belongs (watch, request))
        continue;
      watch->func (server, request, watch->user_data);
      return TRUE;
    }
  return FALSE;
}

/**
 * ua_agent_refuse_event:
 * @self: the agent
 * @server: of a SUBSCRIBE or NOTIFY
 *
 * Refuses a package that is not known, and names those that are (RFC 6665 §7.2).
 */
void
ua_agent_refuse_event (UaAgent        *self,
                       SipTransaction *server)
{
  g_return_if_fail (UA_IS_AGENT (self) && server != NULL);

  g_autofree char *known = g_strconcat ("Allow-Events: ", ua_event_list_packages (), NULL);
  const char *const headers[] = { known, NULL };

  ua_agent_respond (self, server, UA_EVENT_STATUS_BAD_EVENT, NULL, headers);
}
