/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The root of the scripted phone: lists a test fills, and verbs that do the plain thing at once. */

#include "phone-trace-private.h"
#include "phone-people-private.h"
#include "phone-words.h"
#include "scripted-phone.h"

#include "scripted-messages.h"

#include "scripted-messages.h"

struct _Phone
{
  GObject parent_instance;

  GListStore *accounts;
  GListStore *calls;
  GListStore *conversations;
  PhoneHistory *history;
  PhonePeople *people;
  PhoneTrace *trace;
  char *store_error_text;
};

G_DEFINE_FINAL_TYPE (Phone, phone, G_TYPE_OBJECT)
G_DEFINE_QUARK (phone-error-quark, phone_error)

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

static void
phone_get_property (GObject    *object,
                    guint       id,
                    GValue     *value,
                    GParamSpec *pspec)
{
  g_value_set_string (value, PHONE_PHONE (object)->store_error_text);
}

static void
phone_finalize (GObject *object)
{
  Phone *self = PHONE_PHONE (object);

  g_clear_object (&self->accounts);
  g_clear_object (&self->calls);
  g_clear_object (&self->conversations);
  g_clear_object (&self->history);
  g_clear_object (&self->people);
  g_clear_object (&self->trace);
  g_free (self->store_error_text);
  G_OBJECT_CLASS (phone_parent_class)->finalize (object);
}

static void
phone_class_init (PhoneClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = phone_get_property;
  object_class->finalize = phone_finalize;

  props[PROP_STORE_ERROR_TEXT] = g_param_spec_string ("store-error-text", NULL, NULL, NULL,
                                                      G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  signals[INCOMING_CALL] = g_signal_new ("incoming-call", PHONE_TYPE_PHONE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 1, PHONE_TYPE_CALL);
  signals[INCOMING_TEXT] = g_signal_new ("incoming-text", PHONE_TYPE_PHONE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 2, PHONE_TYPE_CONVERSATION, PHONE_TYPE_MESSAGE);
  signals[CONFERENCE_CHANGED] = g_signal_new ("conference-changed", PHONE_TYPE_PHONE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                              NULL, G_TYPE_NONE, 0);
  signals[TRACED] = g_signal_new ("traced", PHONE_TYPE_PHONE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2,
                                  G_TYPE_BOOLEAN, G_TYPE_STRING);
}

static void
phone_init (Phone *self)
{
  self->accounts = g_list_store_new (PHONE_TYPE_ACCOUNT);
  self->calls = g_list_store_new (PHONE_TYPE_CALL);
  self->conversations = g_list_store_new (PHONE_TYPE_CONVERSATION);
  self->history = scripted_history_new ();
  self->people = phone_people_new (NULL);
  self->trace = phone_trace_new ();
}

void
scripted_phone_add_account (Phone        *self,
                            PhoneAccount *account)
{
  g_list_store_append (self->accounts, account);
}

void
scripted_phone_add_call (Phone     *self,
                         PhoneCall *call)
{
  g_list_store_append (self->calls, call);
  if (phone_call_get_state (call) == PHONE_CALL_STATE_INCOMING)
    g_signal_emit (self, signals[INCOMING_CALL], 0, call);
}

void
scripted_phone_remove_call (Phone     *self,
                            PhoneCall *call)
{
  guint position;

  if (g_list_store_find (self->calls, call, &position))
    g_list_store_remove (self->calls, position);
}

void
scripted_phone_add_conversation (Phone             *self,
                                 PhoneConversation *conversation)
{
  g_list_store_append (self->conversations, conversation);
  scripted_messages_follow (self, conversation);
}

const char *
phone_get_store_error_text (Phone *self)
{
  return self->store_error_text;
}

void
scripted_phone_set_store_error (Phone      *self,
                                const char *text)
{
  g_set_str (&self->store_error_text, text);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_STORE_ERROR_TEXT]);
}

void
scripted_phone_trace (Phone      *self,
                      gboolean    outgoing,
                      const char *text)
{
  g_autoptr (PhoneAccount) account = scripted_account_new ("robin@example.org", FALSE);

  phone_trace_add (self->trace, account, outgoing, text);
  g_signal_emit (self, signals[TRACED], 0, outgoing, text);
}

PhonePeople *
phone_get_people (Phone *self)
{
  return self->people;
}

PhoneTrace *
phone_get_trace (Phone *self)
{
  return self->trace;
}

Phone *
phone_new (const char *config_dir,
           const char *data_dir)
{
  return g_object_new (PHONE_TYPE_PHONE, NULL);
}

static void
return_true (gpointer             source,
             GCancellable        *cancellable,
             GAsyncReadyCallback  callback,
             gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (source, cancellable, callback, user_data);

  g_task_return_boolean (task, TRUE);
}

void
phone_start_async (Phone               *self,
                   GCancellable        *cancellable,
                   GAsyncReadyCallback  callback,
                   gpointer             user_data)
{
  return_true (self, cancellable, callback, user_data);
}

gboolean
phone_start_finish (Phone         *self,
                    GAsyncResult  *result,
                    GError       **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

void
phone_stop_async (Phone               *self,
                  GCancellable        *cancellable,
                  GAsyncReadyCallback  callback,
                  gpointer             user_data)
{
  return_true (self, cancellable, callback, user_data);
}

gboolean
phone_stop_finish (Phone         *self,
                   GAsyncResult  *result,
                   GError       **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

GListModel *
phone_get_accounts (Phone *self)
{
  return G_LIST_MODEL (self->accounts);
}

GListModel *
phone_get_calls (Phone *self)
{
  return G_LIST_MODEL (self->calls);
}

GListModel *
phone_get_conversations (Phone *self)
{
  return G_LIST_MODEL (self->conversations);
}

PhoneHistory *
phone_get_history (Phone *self)
{
  return self->history;
}

PhoneAccount *
phone_get_default_account (Phone *self)
{
  g_autoptr (PhoneAccount) account = g_list_model_get_item (G_LIST_MODEL (self->accounts), 0);

  return account;
}

gboolean
phone_check_address (const char  *address,
                     GError     **error)
{
  const char *at = strchr (address, '@');

  if (at != NULL && at != address && at[1] != '\0' && strchr (address, ' ') == NULL)
    return TRUE;
  g_set_error (error, PHONE_ERROR, PHONE_ERROR_BAD_ADDRESS, "An address looks like name@example.org");
  return FALSE;
}

gboolean
phone_check_server (const char  *server,
                    GError     **error)
{
  if (strstr (server, "://") != NULL)
    return TRUE;
  g_set_error (error, PHONE_ERROR, PHONE_ERROR_BAD_SERVER, "A server looks like wss://example.org");
  return FALSE;
}

void
phone_add_account_async (Phone               *self,
                         const char          *address,
                         const char          *password,
                         const char          *server,
                         const char          *display_name,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  g_autoptr (PhoneAccount) account = scripted_account_new (address, FALSE);

  scripted_account_describe (account, server, display_name);
  scripted_phone_add_account (self, account);
  return_true (self, cancellable, callback, user_data);
}

PhoneAccount *
phone_add_account_finish (Phone         *self,
                          GAsyncResult  *result,
                          GError       **error)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->accounts));
  g_autoptr (PhoneAccount) account = g_list_model_get_item (G_LIST_MODEL (self->accounts), n - 1);

  return g_task_propagate_boolean (G_TASK (result), error) ? account : NULL;
}

void
phone_update_account_async (Phone               *self,
                            PhoneAccount        *account,
                            const char          *password,
                            const char          *server,
                            const char          *display_name,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  scripted_account_describe (account, server, display_name);
  return_true (self, cancellable, callback, user_data);
}

gboolean
phone_update_account_finish (Phone         *self,
                             GAsyncResult  *result,
                             GError       **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

void
phone_remove_account_async (Phone               *self,
                            PhoneAccount        *account,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  guint position;

  if (g_list_store_find (self->accounts, account, &position))
    g_list_store_remove (self->accounts, position);
  return_true (self, cancellable, callback, user_data);
}

gboolean
phone_remove_account_finish (Phone         *self,
                             GAsyncResult  *result,
                             GError       **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

PhoneAccount *
phone_start_practice (Phone   *self,
                      GError **error)
{
  g_autoptr (PhoneAccount) account = scripted_account_new ("you@practice.invalid", TRUE);

  scripted_account_set_state (account, PHONE_ACCOUNT_STATE_REGISTERED, "Calls and messages reach you");
  scripted_phone_add_account (self, account);
  return account;
}

char *
phone_dup_practice_line (Phone      *self,
                         const char *name)
{
  return g_strdup_printf ("sip:%s@practice.invalid", name);
}

PhoneCall *
phone_call (Phone         *self,
            PhoneAccount  *account,
            const char    *target,
            GError       **error)
{
  g_autoptr (PhoneCall) call = NULL;

  if (*target == '\0' || strchr (target, ' ') != NULL)
    {
      g_set_error (error, PHONE_ERROR, PHONE_ERROR_BAD_TARGET, "bad target %s", target);
      return NULL;
    }
  call = scripted_call_new (account != NULL ? account : phone_get_default_account (self), target, target, FALSE);
  scripted_phone_add_call (self, call);
  return call;
}

PhoneConversation *
phone_open_conversation (Phone         *self,
                         PhoneAccount  *account,
                         const char    *target,
                         GError       **error)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->conversations));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (PhoneConversation) known = g_list_model_get_item (G_LIST_MODEL (self->conversations), i);

      if (g_strcmp0 (phone_conversation_get_address (known), target) == 0)
        return known;
    }

  g_autoptr (PhoneConversation) fresh = scripted_conversation_new (phone_get_default_account (self), target, target);

  g_list_store_insert (self->conversations, 0, fresh);
  scripted_messages_follow (self, fresh);
  return fresh;
}

char *
phone_words_for_error (const GError *error)
{
  if (g_error_matches (error, PHONE_ERROR, PHONE_ERROR_BAD_TARGET))
    return g_strdup ("This address cannot be called");
  return g_strdup (error->message);
}

const char *
phone_words_get_action (const GError *error)
{
  return NULL;
}
