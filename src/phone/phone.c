/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The root: it owns every other object of this room and joins them. A call comes in at an account and goes to
 * the list, the ringer, the history and whoever listens above; none of these knows another. */

#include "config.h"

#include "phone-private.h"

#include <glib/gi18n-lib.h>

#include "phone-words.h"
#include "transport-clock.h"

G_DEFINE_QUARK (phone-error-quark, phone_error)

G_DEFINE_FINAL_TYPE (Phone, phone, G_TYPE_OBJECT)

enum
{
  PROP_STORE_ERROR_TEXT = 1,
  N_PROPS
};

enum
{
  INCOMING_CALL,
  INCOMING_TEXT,
  CONFERENCE_CHANGED,
  TRACED,
  N_SIGNALS
};

static GParamSpec *props[N_PROPS];
static guint signals[N_SIGNALS];

/* The one thing that is wrong with keeping, the gravest first. */
static char *
make_store_error_text (Phone *self)
{
  const GError *trouble = store_database_get_trouble (self->database);
  const char *aside = store_database_get_moved_aside (self->database);
  g_autofree char *name = NULL;

  if (trouble != NULL)
    return phone_words_for_error (trouble);
  if (self->account_trouble != NULL)
    return phone_words_for_error (self->account_trouble);
  if (aside == NULL)
    return NULL;

  name = g_filename_display_basename (aside);
  return g_strdup_printf (_ ("The history was damaged. What could be read was saved; the old file is “%s” now."), name);
}

void
phone_refresh_store_error (Phone *self)
{
  g_autofree char *text = make_store_error_text (self);

  if (g_set_str (&self->store_error_text, text))
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_STORE_ERROR_TEXT]);
}

static void
accounts_trouble_cb (PhoneAccounts *accounts,
                     const GError  *error,
                     Phone         *self)
{
  g_clear_error (&self->account_trouble);
  self->account_trouble = g_error_copy (error);
  phone_refresh_store_error (self);
}

void
phone_follow (Phone     *self,
              PhoneCall *call)
{
  phone_focus_follow (self->focus, call);
  phone_requests_follow (self->requests, call);
  phone_calls_add (self->calls, call);
  phone_history_follow (self->history, call, phone_account_is_kept (phone_call_get_account (call)));
}

static gboolean
account_incoming_session_cb (PhoneAccount *account,
                             UaInvitation *invitation,
                             Phone        *self)
{
  return phone_take_invitation (self, account, invitation);
}

static gboolean
account_incoming_referral_cb (PhoneAccount *account,
                              UaReferral   *referral,
                              Phone        *self)
{
  return phone_requests_take_referral (self->requests, account, referral);
}

static gboolean
account_incoming_message_cb (PhoneAccount *account,
                             SipAddress   *from,
                             GBytes       *body,
                             Phone        *self)
{
  return phone_conversations_receive (self->conversations, account, from, body);
}

static void
account_traced_cb (PhoneAccount *account,
                   gboolean      outgoing,
                   const char   *text,
                   Phone        *self)
{
  g_signal_emit (self, signals[TRACED], 0, outgoing, text);
}

static void
accounts_changed_cb (GListModel *accounts,
                     guint       position,
                     guint       removed,
                     guint       added,
                     Phone      *self)
{
  for (guint n = position; n < position + added; n++)
    {
      g_autoptr (PhoneAccount) account = g_list_model_get_item (accounts, n);

      g_signal_connect_object (account, "incoming-session", G_CALLBACK (account_incoming_session_cb), self,
                               G_CONNECT_DEFAULT);
      g_signal_connect_object (account, "incoming-referral", G_CALLBACK (account_incoming_referral_cb), self,
                               G_CONNECT_DEFAULT);
      g_signal_connect_object (account, "incoming-message", G_CALLBACK (account_incoming_message_cb), self,
                               G_CONNECT_DEFAULT);
      phone_trace_follow (self->trace, account);
      g_signal_connect_object (account, "traced", G_CALLBACK (account_traced_cb), self, G_CONNECT_DEFAULT);
    }
}

static void
conversations_incoming_text_cb (PhoneConversations *conversations,
                                PhoneConversation  *conversation,
                                PhoneMessage       *message,
                                Phone              *self)
{
  g_signal_emit (self, signals[INCOMING_TEXT], 0, conversation, message);
}

static void
phone_get_property (GObject    *object,
                    guint       prop_id,
                    GValue     *value,
                    GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_STORE_ERROR_TEXT:
      g_value_set_string (value, PHONE_PHONE (object)->store_error_text);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
phone_dispose (GObject *object)
{
  Phone *self = PHONE_PHONE (object);

  g_clear_object (&self->network);
  if (self->sleep != NULL)
    g_object_run_dispose (G_OBJECT (self->sleep));
  g_clear_object (&self->sleep);
  g_clear_object (&self->trace);
  g_clear_object (&self->watching);
  g_clear_object (&self->conference);
  g_clear_object (&self->ringer);
  g_clear_object (&self->focus);
  if (self->requests != NULL)
    g_object_run_dispose (G_OBJECT (self->requests));
  g_clear_object (&self->requests);
  if (self->calls != NULL)
    phone_calls_clear (self->calls);
  g_clear_object (&self->calls);
  g_clear_object (&self->names);
  g_clear_object (&self->history);
  g_clear_object (&self->conversations);
  g_clear_object (&self->accounts);
  g_clear_object (&self->practice);
  g_clear_object (&self->probe);
  g_clear_object (&self->probe_source);
  g_clear_object (&self->database);
  g_clear_object (&self->tones);
  g_clear_object (&self->devices);
  g_clear_object (&self->engine);
  g_clear_object (&self->clock);
  g_clear_object (&self->tokens);

  G_OBJECT_CLASS (phone_parent_class)->dispose (object);
}

static void
phone_finalize (GObject *object)
{
  Phone *self = PHONE_PHONE (object);

  g_clear_error (&self->account_trouble);
  g_free (self->store_error_text);

  G_OBJECT_CLASS (phone_parent_class)->finalize (object);
}

static void
phone_class_init (PhoneClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = phone_dispose;
  object_class->finalize = phone_finalize;
  object_class->get_property = phone_get_property;

  /**
   * Phone:store-error-text:
   *
   * Why calls, messages or passwords cannot be kept, in a sentence; %NULL: all is well.
   */
  props[PROP_STORE_ERROR_TEXT] =
    g_param_spec_string ("store-error-text", NULL, NULL, NULL,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, props);

  /**
   * Phone::incoming-call:
   * @self: the phone
   * @call: somebody calls
   *
   * A call came in; it is in the list and rings already.
   */
  signals[INCOMING_CALL] = g_signal_new ("incoming-call", PHONE_TYPE_PHONE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 1, PHONE_TYPE_CALL);
  /**
   * Phone::incoming-text:
   * @self: the phone
   * @conversation: with whom
   * @message: what came
   *
   * A message came in; it is in its conversation already.
   */
  signals[INCOMING_TEXT] = g_signal_new ("incoming-text", PHONE_TYPE_PHONE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 2, PHONE_TYPE_CONVERSATION, PHONE_TYPE_MESSAGE);
  signals[CONFERENCE_CHANGED] =
    g_signal_new ("conference-changed", PHONE_TYPE_PHONE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  /**
   * Phone::traced:
   * @self: the phone
   * @outgoing: whether we sent it
   * @text: a message of the protocol, secrets blotted out
   *
   * For diagnostics.
   */
  signals[TRACED] = g_signal_new ("traced", PHONE_TYPE_PHONE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2,
                                  G_TYPE_BOOLEAN, G_TYPE_STRING);
}

static void
phone_init (Phone *self)
{
  self->engine = media_engine_new ();
  self->tones = media_tones_new (self->engine);
  self->clock = transport_clock_new ();
  self->tokens = sip_tokens_new ();
  self->calls = phone_calls_new ();
  self->focus = phone_focus_new (self->calls);
  self->requests = phone_requests_new (self);
  self->trace = phone_trace_new ();
  self->ringer = phone_ringer_new (self->calls, self->tones);
}

static char *
dup_path (const char *folder,
          const char *standard,
          const char *name)
{
  if (folder != NULL)
    return g_build_filename (folder, name, NULL);

  return g_build_filename (standard, DEVEL ? GETTEXT_PACKAGE "-devel" : GETTEXT_PACKAGE, name, NULL);
}

/**
 * phone_new:
 * @config_dir: (nullable) (type filename): where accounts are kept; %NULL: in the user's configuration
 * @data_dir: (nullable) (type filename): where calls and messages are kept; %NULL: with the user's data
 *
 * Makes a phone that has done nothing yet.
 *
 * Returns: (transfer full): the phone
 */
Phone *
phone_new (const char *config_dir,
           const char *data_dir)
{
  Phone *self = g_object_new (PHONE_TYPE_PHONE, NULL);
  g_autofree char *accounts = dup_path (config_dir, g_get_user_config_dir (), "accounts.ini");
  g_autofree char *history = dup_path (data_dir, g_get_user_data_dir (), "history.db");

  self->database = store_database_new (history);
  self->accounts = phone_accounts_new (accounts, self->clock, self->tokens);
  self->watching = phone_watching_new (phone_accounts_get_model (self->accounts), phone_calls_get_model (self->calls));
  self->history = phone_history_new (self->database);
  self->conversations = phone_conversations_new (self->database, phone_accounts_get_model (self->accounts));
  phone_porter_follow_calls (phone_conversations_get_porter (self->conversations), phone_get_calls (self));
  self->names = phone_make_names (self);
  g_signal_connect_object (self->database, "notify", G_CALLBACK (phone_refresh_store_error), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->accounts, "trouble", G_CALLBACK (accounts_trouble_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (phone_accounts_get_model (self->accounts), "items-changed",
                           G_CALLBACK (accounts_changed_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (self->conversations, "incoming-text", G_CALLBACK (conversations_incoming_text_cb), self,
                           G_CONNECT_DEFAULT);
  return self;
}

/**
 * phone_set_sound:
 * @self: the phone
 * @microphone: (nullable): "default", a device's name, "tone:HZ" or "silence"; %NULL: as it is
 * @speaker: (nullable): "default", a device's name, or "none"; %NULL: as it is
 *
 * Chooses what calls use, those there are and those made from now on.
 */
void
phone_set_sound (Phone      *self,
                 const char *microphone,
                 const char *speaker)
{
  g_return_if_fail (PHONE_IS_PHONE (self));

  if (microphone != NULL)
    media_engine_set_microphone (self->engine, microphone);
  if (speaker != NULL)
    media_engine_set_speaker (self->engine, speaker);
}

/**
 * phone_set_limits:
 * @self: the phone, not started
 * @register_expires: for how many seconds to ask a registrar; 0: the default
 * @no_answer: after how many seconds an unanswered call is refused; 0: the default
 *
 * Sets limits for tests and for special servers.
 */
void
phone_set_limits (Phone *self,
                  guint  register_expires,
                  guint  no_answer)
{
  g_return_if_fail (PHONE_IS_PHONE (self));

  phone_accounts_set_expires (self->accounts, register_expires);
  self->no_answer = no_answer;
}

/**
 * phone_set_recovery:
 * @self: the phone, not started
 * @recovery: a policy
 *
 * Chooses what is done about a lost line.
 */
void
phone_set_recovery (Phone         *self,
                    PhoneRecovery  recovery)
{
  g_return_if_fail (PHONE_IS_PHONE (self));

  phone_accounts_set_recovery (self->accounts, recovery);
}

/**
 * phone_get_trace:
 * @self: the phone
 *
 * The last of what was said on every line.
 *
 * Returns: (transfer none): the trace
 */
PhoneTrace *
phone_get_trace (Phone *self)
{
  g_return_val_if_fail (PHONE_IS_PHONE (self), NULL);

  return self->trace;
}

/**
 * phone_get_store_error_text:
 * @self: the phone
 *
 * Why calls, messages or passwords cannot be kept.
 *
 * Returns: (transfer none) (nullable): a sentence; %NULL: all is well
 */
const char *
phone_get_store_error_text (Phone *self)
{
  g_return_val_if_fail (PHONE_IS_PHONE (self), NULL);

  return self->store_error_text;
}

/**
 * phone_get_accounts:
 * @self: the phone
 *
 * The accounts there are.
 *
 * Returns: (transfer none): a list of #PhoneAccount
 */
GListModel *
phone_get_accounts (Phone *self)
{
  g_return_val_if_fail (PHONE_IS_PHONE (self), NULL);

  return phone_accounts_get_model (self->accounts);
}

/**
 * phone_get_calls:
 * @self: the phone
 *
 * The calls that are going on; one that ended leaves after a moment.
 *
 * Returns: (transfer none): a list of #PhoneCall
 */
GListModel *
phone_get_calls (Phone *self)
{
  g_return_val_if_fail (PHONE_IS_PHONE (self), NULL);

  return phone_calls_get_model (self->calls);
}

/**
 * phone_get_conversations:
 * @self: the phone
 *
 * Who wrote with whom, the liveliest first.
 *
 * Returns: (transfer none): a list of #PhoneConversation
 */
GListModel *
phone_get_conversations (Phone *self)
{
  g_return_val_if_fail (PHONE_IS_PHONE (self), NULL);

  return phone_conversations_get_model (self->conversations);
}

/**
 * phone_get_history:
 * @self: the phone
 *
 * Past calls.
 *
 * Returns: (transfer none): the history
 */
PhoneHistory *
phone_get_history (Phone *self)
{
  g_return_val_if_fail (PHONE_IS_PHONE (self), NULL);

  return self->history;
}
