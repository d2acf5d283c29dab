/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* One connection to the practice exchange. A UaAgent speaks for every address behind it; this object only
 * decides, by the user that a request is for, who takes it. A connection that has not registered with the
 * password is refused everything else.
 */

#include "demo-line.h"

#include "demo-echo.h"
#include "demo-partner.h"

#include "sip-transaction.h"
#include "ua-inviter.h"
#include "ua-messager.h"

#define LIMIT_REPLIES 16 /* that the chat partner owes at any time */

struct _DemoLine
{
  GObject parent_instance;

  char          *domain;
  DemoRegistrar *registrar;
  MediaEngine   *engine;
  SipClock      *clock;
  UaConnection  *connection;
  UaAgent       *agent;
  SipUri        *contact; /* what the phone last registered; NULL: nothing yet */
  GPtrArray     *echoes;  /* DemoEcho */
  GQueue         replies; /* char *, one a running timer, in order */
  GArray        *timers;  /* guint, of the replies */
  guint          call_back_timer;
  UaInviter     *call_back;
};

G_DEFINE_FINAL_TYPE (DemoLine, demo_line, G_TYPE_OBJECT)

enum
{
  CLOSED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* The phone behind this connection, and not just any, has shown the password not long ago. */
static gboolean
is_registered (DemoLine *self)
{
  return self->contact != NULL && demo_registrar_is_bound (self->registrar, self->contact);
}

static UaOptions *
make_options_from (DemoLine   *self,
                   const char *user,
                   const char *name)
{
  g_autoptr (SipUri) uri = sip_uri_new (SIP_URI_SCHEME_SIP, user, self->domain, 0);
  g_autoptr (SipAddress) from = sip_address_new (name, uri);
  UaOptions *options = ua_options_new ();

  ua_options_set_from (options, from);
  return options;
}

static void
reply_sent_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (GError) error = NULL;

  if (!ua_messager_send_finish (UA_AGENT (source), result, &error))
    g_debug ("the chat partner could not answer: %s", error->message);
}

static void
reply_due_cb (gpointer user_data)
{
  DemoLine *self = user_data;
  g_autofree char *text = g_queue_pop_head (&self->replies);
  g_autoptr (UaOptions) options = make_options_from (self, "partner", "Chat partner");
  g_autoptr (GBytes) body = g_bytes_new (text, strlen (text));

  g_array_remove_index (self->timers, 0);
  if (is_registered (self))
    ua_messager_send_async (self->agent, self->contact, NULL, body, options, NULL, reply_sent_cb, NULL);
}

static guint
take_message (DemoLine   *self,
              SipMessage *request)
{
  g_autofree char *type = sip_message_dup_content_type (request);
  GBytes *body = sip_message_get_body (request);
  g_autofree char *text = g_strndup (g_bytes_get_data (body, NULL), g_bytes_get_size (body));

  if (g_strcmp0 (type, "text/plain") != 0)
    return SIP_STATUS_UNSUPPORTED_MEDIA_TYPE;
  if (!g_utf8_validate (text, -1, NULL))
    return SIP_STATUS_BAD_REQUEST;
  if (self->replies.length >= LIMIT_REPLIES)
    return SIP_STATUS_SERVICE_UNAVAILABLE;

  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  guint timer = sip_clock_arm (self->clock, DEMO_LINE_REPLY_MS, reply_due_cb, self);

  g_queue_push_tail (&self->replies, demo_partner_reply (text, now));
  g_array_append_val (self->timers, timer);
  return SIP_STATUS_OK;
}

static guint
take_other (DemoLine   *self,
            SipMessage *request)
{
  if (!is_registered (self))
    return SIP_STATUS_FORBIDDEN;
  if (sip_message_get_method (request) != SIP_METHOD_MESSAGE)
    return SIP_STATUS_NOT_IMPLEMENTED;
  if (g_strcmp0 (sip_uri_get_user (sip_message_get_request_uri (request)), "partner") != 0)
    return SIP_STATUS_NOT_FOUND;
  return take_message (self, request);
}

static guint
take_register (DemoLine    *self,
               SipMessage  *request,
               char      ***headers)
{
  guint status = demo_registrar_answer (self->registrar, request, headers);
  SipAddress *contact = sip_message_get_address (request, SIP_HEADER_CONTACT, 0);

  if (status != SIP_STATUS_OK || contact == NULL)
    return status;

  g_clear_pointer (&self->contact, sip_uri_unref);
  self->contact = sip_uri_ref (sip_address_get_uri (contact));
  return status;
}

static gboolean
incoming_request_cb (UaAgent        *agent,
                     SipTransaction *server,
                     SipMessage     *request,
                     DemoLine       *self)
{
  static const char *const accept[] = { "Accept: text/plain", NULL };
  g_auto (GStrv) headers = NULL;
  guint status;

  if (sip_message_get_method (request) == SIP_METHOD_REGISTER)
    status = take_register (self, request, &headers);
  else
    status = take_other (self, request);

  ua_agent_respond (agent, server, status, NULL,
                    status == SIP_STATUS_UNSUPPORTED_MEDIA_TYPE ? accept : (const char *const *) headers);
  return TRUE;
}

static void
call_back_done_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (DemoLine) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!ua_inviter_invite_finish (UA_INVITER (source), result, &error))
    g_debug ("the call back came to nothing: %s", error->message);
  g_clear_object (&self->call_back);
}

static void
call_back_due_cb (gpointer user_data)
{
  DemoLine *self = user_data;

  self->call_back_timer = 0;
  if (!is_registered (self) || self->call_back != NULL)
    return;

  g_autoptr (UaOptions) options = make_options_from (self, "callback", "Call me back");
  g_autoptr (UaDescriptionHandler) handler = media_engine_create_echo_handler (self->engine);

  self->call_back = ua_inviter_new (self->agent, self->contact, handler, options);
  ua_inviter_invite_async (self->call_back, NULL, call_back_done_cb, g_object_ref (self));
}

static void
forget_echo (DemoLine     *self,
             UaInvitation *invitation)
{
  for (guint i = 0; i < self->echoes->len; i++)
    {
      if (demo_echo_get_invitation (g_ptr_array_index (self->echoes, i)) == invitation)
        {
          g_ptr_array_remove_index (self->echoes, i);
          return;
        }
    }
}

static void
session_ended_cb (UaInvitation *invitation,
                  const GError *error,
                  DemoLine     *self)
{
  forget_echo (self, invitation);
  if (g_strcmp0 (sip_uri_get_user (ua_invitation_get_request_uri (invitation)), "callback") != 0)
    return;

  sip_clock_disarm (self->clock, &self->call_back_timer);
  self->call_back_timer = sip_clock_arm (self->clock, DEMO_LINE_CALL_BACK_MS, call_back_due_cb, self);
}

static gboolean
incoming_session_cb (UaAgent      *agent,
                     UaInvitation *invitation,
                     DemoLine     *self)
{
  static const char *const lines[] = { "echo", "callback", NULL };
  const char *user = sip_uri_get_user (ua_invitation_get_request_uri (invitation));

  if (!is_registered (self))
    return ua_invitation_reject (invitation, SIP_STATUS_FORBIDDEN, NULL);
  if (user == NULL || !g_strv_contains (lines, user))
    return ua_invitation_reject (invitation, SIP_STATUS_NOT_FOUND, NULL);

  g_signal_connect_object (invitation, "ended", G_CALLBACK (session_ended_cb), self, G_CONNECT_DEFAULT);
  g_ptr_array_add (self->echoes, demo_echo_new (invitation, self->engine, self->clock));
  return TRUE;
}

static void
disarm_everything (DemoLine *self)
{
  for (guint i = 0; i < self->timers->len; i++)
    sip_clock_disarm (self->clock, &g_array_index (self->timers, guint, i));
  g_array_set_size (self->timers, 0);
  g_queue_clear_full (&self->replies, g_free);
  sip_clock_disarm (self->clock, &self->call_back_timer);
  g_ptr_array_set_size (self->echoes, 0);
}

static void
disconnected_cb (UaConnection *connection,
                 const GError *error,
                 DemoLine     *self)
{
  disarm_everything (self);
  g_signal_emit (self, signals[CLOSED], 0);
}

static void
agent_stopped_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (GError) error = NULL;

  if (!ua_agent_stop_finish (UA_AGENT (source), result, &error))
    g_debug ("a line of the practice exchange did not stop cleanly: %s", error->message);
}

/**
 * demo_line_close:
 * @self: the line
 *
 * Ends its calls and its connection; the signal `closed` follows.
 */
void
demo_line_close (DemoLine *self)
{
  g_return_if_fail (DEMO_IS_LINE (self));

  disarm_everything (self);
  ua_agent_stop_async (self->agent, NULL, agent_stopped_cb, NULL);
}

static void
demo_line_dispose (GObject *object)
{
  DemoLine *self = DEMO_LINE (object);

  if (self->clock != NULL)
    disarm_everything (self);
  g_clear_object (&self->call_back);
  g_clear_object (&self->agent);
  g_clear_object (&self->connection);
  g_clear_object (&self->registrar);
  g_clear_object (&self->engine);
  g_clear_object (&self->clock);
  g_clear_pointer (&self->contact, sip_uri_unref);

  G_OBJECT_CLASS (demo_line_parent_class)->dispose (object);
}

static void
demo_line_finalize (GObject *object)
{
  DemoLine *self = DEMO_LINE (object);

  g_free (self->domain);
  g_ptr_array_unref (self->echoes);
  g_array_unref (self->timers);

  G_OBJECT_CLASS (demo_line_parent_class)->finalize (object);
}

static void
demo_line_class_init (DemoLineClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = demo_line_dispose;
  object_class->finalize = demo_line_finalize;

  /**
   * DemoLine::closed:
   *
   * The connection is gone; the line may go too.
   */
  signals[CLOSED] = g_signal_new ("closed", DEMO_TYPE_LINE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
demo_line_init (DemoLine *self)
{
  self->echoes = g_ptr_array_new_with_free_func (g_object_unref);
  self->timers = g_array_new (FALSE, FALSE, sizeof (guint));
  g_queue_init (&self->replies);
}

/**
 * demo_line_new:
 * @transport: a connection that was accepted
 * @registrar: who knows the password
 * @engine: makes the echo's sound
 * @tokens: branches and tags
 * @domain: the host of every address here
 *
 * Starts serving one connection.
 *
 * Returns: (transfer full): the line
 */
DemoLine *
demo_line_new (Transport     *transport,
               DemoRegistrar *registrar,
               MediaEngine   *engine,
               SipTokens     *tokens,
               const char    *domain)
{
  g_return_val_if_fail (TRANSPORT_IS_TRANSPORT (transport) && DEMO_IS_REGISTRAR (registrar), NULL);
  g_return_val_if_fail (MEDIA_IS_ENGINE (engine) && SIP_IS_TOKENS (tokens) && domain != NULL, NULL);

  DemoLine *self = g_object_new (DEMO_TYPE_LINE, NULL);
  g_autoptr (SipUri) uri = sip_uri_new (SIP_URI_SCHEME_SIP, "exchange", domain, 0);
  g_autoptr (SipAddress) address = sip_address_new (NULL, uri);

  self->domain = g_strdup (domain);
  self->registrar = g_object_ref (registrar);
  self->engine = g_object_ref (engine);
  self->clock = g_object_ref (transport_get_clock (transport));
  self->connection = ua_connection_new_for_transport (transport, self->clock);
  self->agent = ua_agent_new (address, self->connection, NULL, self->clock, tokens);
  g_signal_connect_object (self->connection, "disconnected", G_CALLBACK (disconnected_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (self->agent, "incoming-request", G_CALLBACK (incoming_request_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (self->agent, "incoming-session", G_CALLBACK (incoming_session_cb), self, G_CONNECT_DEFAULT);
  ua_agent_allow_method (self->agent, "REGISTER");
  ua_agent_start (self->agent);
  return self;
}
