/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* An account's way to its server: made when it is wanted, told goodbye before it goes (CONTRACT U4, U5), and
 * never two at a time. */

#include "config.h"

#include "phone-account-parts-private.h"

#include "phone-conversation-files.h"
#include "sip-status.h"
#include "transport-finder.h"
#include "ua-composing.h"
#include "ua-cpim.h"
#include "ua-file-letter.h"
#include "ua-imdn.h"

/* How long leaving may take: first the goodbye to the registrar, then the rest. */
#define UNREGISTER_PATIENCE_MS 3000
#define STOP_PATIENCE_MS       5000

/* Waiting with a limit: the cancellable ends the wait, whatever the far end does. */
typedef struct
{
  PhoneAccount *account;
  GCancellable *patience;
  guint timer;
} Goodbye;

static gboolean
agent_incoming_session_cb (UaAgent      *agent,
                           UaInvitation *invitation,
                           PhoneAccount *self)
{
  return phone_account_offer_session (self, invitation);
}

/* RFC 3428 §7: what cannot be shown is not taken. The agent offers such a message once more, as a request, and
 * that is where the reason can be said. */
static gboolean
agent_incoming_message_cb (UaAgent      *agent,
                           SipAddress   *from,
                           const char   *content_type,
                           GBytes       *body,
                           PhoneAccount *self)
{
  gboolean plain = content_type == NULL || g_ascii_strcasecmp (content_type, "text/plain") == 0;
  gboolean taken = plain ? phone_account_offer_message (self, from, body)
                         : phone_account_offer_note (self, from, content_type, body);

  self->refuse_type = !plain && !taken;
  return taken;
}

static gboolean
agent_incoming_request_cb (UaAgent        *agent,
                           SipTransaction *server,
                           SipMessage     *request,
                           PhoneAccount   *self)
{
  static const char *const headers[] = {
    "Accept: text/plain, image/png, image/jpeg, application/octet-stream, application/pdf, " UA_CPIM_TYPE
    ", " UA_IMDN_TYPE ", " UA_COMPOSING_TYPE,
    NULL,
  };

  if (!self->refuse_type)
    return FALSE;

  self->refuse_type = FALSE;
  return ua_agent_respond (agent, server, SIP_STATUS_UNSUPPORTED_MEDIA_TYPE, NULL, headers);
}

static gboolean
agent_incoming_referral_cb (UaAgent      *agent,
                            UaReferral   *referral,
                            PhoneAccount *self)
{
  return phone_account_offer_referral (self, referral);
}

static void
agent_traced_cb (UaAgent      *agent,
                 gboolean      outgoing,
                 const char   *text,
                 PhoneAccount *self)
{
  phone_account_trace (self, outgoing, text);
}

/* What failed is noted before the state that follows from it is shown. */
static void
connection_notify_cb (UaConnection *connection,
                      GParamSpec   *pspec,
                      PhoneAccount *self)
{
  phone_account_note_failure (self, ua_connection_get_last_error (connection));
}

static void
make_connection (PhoneAccount *self)
{
  g_autoptr (TransportTrust) trust = phone_account_make_trust (self);
  g_autoptr (TransportSource) source = transport_finder_new (self->clock, self->tokens, trust);

  self->connection = ua_connection_new (self->server, self->clock, self->tokens, source);
  phone_line_set_recovery (self->connection, self->recovery);
  g_signal_connect_object (self->connection, "notify", G_CALLBACK (connection_notify_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (self->connection, "notify", G_CALLBACK (phone_account_refresh), self, G_CONNECT_SWAPPED);
}

static void
make_agent (PhoneAccount *self)
{
  g_autoptr (SipAddress) address = sip_address_new (self->display_name, self->aor);

  self->agent = ua_agent_new (address, self->connection, UA_CREDENTIALS (self), self->clock, self->tokens);
  g_signal_connect_object (self->agent, "incoming-session", G_CALLBACK (agent_incoming_session_cb), self,
                           G_CONNECT_DEFAULT);
  g_signal_connect_object (self->agent, "incoming-message", G_CALLBACK (agent_incoming_message_cb), self,
                           G_CONNECT_DEFAULT);
  g_signal_connect_object (self->agent, "incoming-request", G_CALLBACK (agent_incoming_request_cb), self,
                           G_CONNECT_DEFAULT);
  g_signal_connect_object (self->agent, "incoming-referral", G_CALLBACK (agent_incoming_referral_cb), self,
                           G_CONNECT_DEFAULT);
  ua_agent_accept_type (self->agent, UA_CPIM_TYPE);
  ua_agent_accept_type (self->agent, UA_IMDN_TYPE);
  ua_agent_accept_type (self->agent, UA_COMPOSING_TYPE);
  ua_agent_accept_type (self->agent, UA_FILE_LETTER_TYPE);
  for (guint n = 0; phone_conversation_list_file_types ()[n] != NULL; n++)
    ua_agent_accept_type (self->agent, phone_conversation_list_file_types ()[n]);
  phone_account_apply_trust (self);
  phone_terms_apply (self);
  g_signal_connect_object (self->agent, "traced", G_CALLBACK (agent_traced_cb), self, G_CONNECT_DEFAULT);
}

static void
registered_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (PhoneAccount) self = user_data;
  g_autoptr (GError) error = NULL;

  /* Success or not, the registerer says it in its own properties; only being busy has no notify. */
  if (!ua_registerer_register_finish (UA_REGISTERER (source), result, &error))
    g_info ("%s: not registered: %s", self->address, error->message);
  phone_account_refresh (self);
}

void
phone_account_register_now (PhoneAccount *self)
{
  ua_registerer_register_async (self->registerer, NULL, NULL, registered_cb, g_object_ref (self));
}

/* RFC 5626 §4.1: the same telephone is to be known again, whatever address it has; an account knows no other. */
static char *
make_instance (PhoneAccount *self)
{
  return g_uuid_string_is_valid (self->id) ? g_strconcat ("urn:uuid:", self->id, NULL) : NULL;
}

static void
make_registerer (PhoneAccount *self)
{
  g_autofree char *instance = make_instance (self);

  self->registerer = ua_registerer_new (self->agent, instance);
  if (self->register_expires > 0)
    ua_registerer_set_expires (self->registerer, self->register_expires);
  g_signal_connect_object (self->registerer, "notify", G_CALLBACK (phone_account_refresh), self, G_CONNECT_SWAPPED);
}

static void
open_line (PhoneAccount *self)
{
  self->line = PHONE_LINE_UP;
  make_connection (self);
  make_agent (self);
  make_registerer (self);
  phone_account_attach_events (self);
  ua_agent_start (self->agent);
  phone_account_register_now (self);
  phone_account_refresh (self);
}

void
phone_account_drop_line (PhoneAccount *self)
{
  self->line = PHONE_LINE_NONE;
  phone_account_leave_events (self, FALSE);
  if (self->registerer != NULL)
    ua_registerer_terminate (self->registerer);
  g_clear_object (&self->registerer);
  g_clear_object (&self->agent);
  g_clear_object (&self->connection);
}

/**
 * phone_account_go_online:
 * @self: an account
 *
 * Connects and registers, or tries again at once where that is under way or was refused.
 */
void
phone_account_go_online (PhoneAccount *self)
{
  g_return_if_fail (PHONE_IS_ACCOUNT (self));

  switch (self->line)
    {
    case PHONE_LINE_NONE:
      open_line (self);
      return;
    case PHONE_LINE_CLOSING:
      self->wanted = TRUE;
      return;
    case PHONE_LINE_UP:
      phone_account_retry_now (self);
      return;
    }
  g_assert_not_reached ();
}

static void
patience_over_cb (gpointer user_data)
{
  Goodbye *goodbye = user_data;

  goodbye->timer = 0;
  g_cancellable_cancel (goodbye->patience);
}

static Goodbye *
goodbye_new (PhoneAccount *self,
             guint         patience_ms)
{
  Goodbye *goodbye = g_new0 (Goodbye, 1);

  goodbye->account = g_object_ref (self);
  goodbye->patience = g_cancellable_new ();
  goodbye->timer = g_timeout_add_once (patience_ms, patience_over_cb, goodbye);
  return goodbye;
}

static void
goodbye_free (Goodbye *goodbye)
{
  g_clear_handle_id (&goodbye->timer, g_source_remove);
  g_object_unref (goodbye->patience);
  g_object_unref (goodbye->account);
  g_free (goodbye);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Goodbye, goodbye_free)

static void
line_closed (PhoneAccount *self)
{
  g_autoptr (GPtrArray) waiting = g_steal_pointer (&self->closing);

  self->closing = g_ptr_array_new_with_free_func (g_object_unref);
  phone_account_drop_line (self);
  if (self->wanted)
    {
      self->wanted = FALSE;
      open_line (self);
    }
  phone_account_refresh (self);
  for (guint n = 0; n < waiting->len; n++)
    g_task_return_boolean (g_ptr_array_index (waiting, n), TRUE);
}

static void
agent_stopped_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (Goodbye) goodbye = user_data;
  g_autoptr (GError) error = NULL;

  if (!ua_agent_stop_finish (UA_AGENT (source), result, &error))
    g_info ("%s: stopped without ceremony: %s", goodbye->account->address, error->message);
  line_closed (goodbye->account);
}

static void
stop_agent (PhoneAccount *self)
{
  Goodbye *goodbye = goodbye_new (self, STOP_PATIENCE_MS);

  ua_agent_stop_async (self->agent, goodbye->patience, agent_stopped_cb, goodbye);
}

static void
unregistered_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (Goodbye) goodbye = user_data;
  g_autoptr (GError) error = NULL;

  if (!ua_registerer_unregister_finish (UA_REGISTERER (source), result, &error))
    g_info ("%s: not unregistered: %s", goodbye->account->address, error->message);
  stop_agent (goodbye->account);
}

/* CONTRACT U5: first the registrar, so that no new call comes in while the old ones end. */
static void
close_line (PhoneAccount *self)
{
  Goodbye *goodbye;

  self->line = PHONE_LINE_CLOSING;
  phone_account_leave_events (self, TRUE);
  phone_account_refresh (self);
  if (ua_registerer_get_state (self->registerer) != UA_REGISTERER_STATE_REGISTERED)
    {
      stop_agent (self);
      return;
    }

  goodbye = goodbye_new (self, UNREGISTER_PATIENCE_MS);
  ua_registerer_unregister_async (self->registerer, FALSE, NULL, goodbye->patience, unregistered_cb, goodbye);
}

/**
 * phone_account_go_offline_async:
 * @self: an account
 * @cancellable: (nullable): stops waiting only
 * @callback: called when the line is gone
 * @user_data: for @callback
 *
 * Unregisters, ends every call and closes the line (CONTRACT U5), within eight seconds.
 */
void
phone_account_go_offline_async (PhoneAccount        *self,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (PHONE_IS_ACCOUNT (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, phone_account_go_offline_async);
  self->wanted = FALSE;
  if (self->line == PHONE_LINE_NONE)
    {
      g_task_return_boolean (task, TRUE);
      return;
    }

  g_ptr_array_add (self->closing, g_steal_pointer (&task));
  if (self->line == PHONE_LINE_UP)
    close_line (self);
}

/**
 * phone_account_go_offline_finish:
 * @self: an account
 * @result: what the callback was given
 * @error: why the waiting ended early
 *
 * Ends phone_account_go_offline_async().
 *
 * Returns: %TRUE when the line is gone
 */
gboolean
phone_account_go_offline_finish (PhoneAccount  *self,
                                 GAsyncResult  *result,
                                 GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
