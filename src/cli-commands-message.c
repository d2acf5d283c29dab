/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The words of “watch” for strangers, receipts and whom nobody wants to hear of; and what becomes of a message. */

#include "cli-commands-message.h"

#include "cli-report-private.h"
#include "phone-blocked.h"
#include "phone-message-rules.h"

static PhoneConversation *
open_conversation (const CliCommandContext  *context,
                   const char               *address,
                   GError                  **error)
{
  return phone_open_conversation (context->phone, context->account, address, error);
}

static gboolean
run_read (const CliCommandContext *context,
          const char              *argument,
          GError                 **error)
{
  PhoneConversation *conversation = open_conversation (context, argument, error);

  if (conversation != NULL)
    phone_conversation_mark_read (conversation);
  return conversation != NULL;
}

static gboolean
run_let_in (const CliCommandContext *context,
            const char              *argument,
            GError                 **error)
{
  PhoneConversation *conversation = open_conversation (context, argument, error);

  if (conversation != NULL)
    phone_conversation_accept (conversation);
  return conversation != NULL;
}

/* "on" or "off": that messages were read. */
static gboolean
run_read_receipts (const CliCommandContext *context,
                   const char              *argument,
                   GError                 **error)
{
  g_object_set (phone_get_message_rules (context->phone), "read-receipts", g_strcmp0 (argument, "on") == 0, NULL);
  return TRUE;
}

static gboolean
run_block (const CliCommandContext *context,
           const char              *argument,
           GError                 **error)
{
  if (phone_blocked_add (phone_get_blocked (context->phone), argument))
    return TRUE;

  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, "“%s” is no address", argument);
  return FALSE;
}

static gboolean
run_unblock (const CliCommandContext *context,
             const char              *argument,
             GError                 **error)
{
  phone_blocked_remove (phone_get_blocked (context->phone), argument);
  return TRUE;
}

static const CliCommand commands[] = {
  { "read", TRUE, run_read },
  { "let-in", TRUE, run_let_in },
  { "read-receipts", TRUE, run_read_receipts },
  { "block", TRUE, run_block },
  { "unblock", TRUE, run_unblock },
};

/**
 * cli_commands_message_get:
 * @n_commands: (out): how many there are
 *
 * The words.
 *
 * Returns: (transfer none) (array length=n_commands): a table
 */
const CliCommand *
cli_commands_message_get (guint *n_commands)
{
  *n_commands = G_N_ELEMENTS (commands);
  return commands;
}

static void
state_cb (PhoneMessage *message,
          GParamSpec   *pspec,
          gpointer      user_data)
{
  CliReport *report = g_object_get_data (G_OBJECT (message), "cli-report");
  g_autoptr (GEnumClass) states = g_type_class_ref (PHONE_TYPE_MESSAGE_STATE);
  const char *nick = g_enum_get_value (states, phone_message_get_state (message))->value_nick;
  JsonObject *event = cli_report_new_event ("message-state");
  g_autofree char *sentence = g_strdup_printf ("“%s”: %s", phone_message_get_text (message), nick);

  json_object_set_string_member (event, "text", phone_message_get_text (message));
  json_object_set_string_member (event, "state", nick);
  cli_report_send (report, event, sentence);
}

/**
 * cli_commands_message_follow:
 * @report: where to tell it
 * @conversation: one to which a message was just written
 *
 * Tells how far the newest message got, each time that changes.
 */
void
cli_commands_message_follow (CliReport         *report,
                             PhoneConversation *conversation)
{
  GListModel *messages = G_LIST_MODEL (conversation);
  guint n = g_list_model_get_n_items (messages);
  g_autoptr (PhoneMessage) message = n > 0 ? g_list_model_get_item (messages, n - 1) : NULL;

  if (message == NULL)
    return;
  g_object_set_data (G_OBJECT (message), "cli-report", report);
  g_signal_connect (message, "notify::state", G_CALLBACK (state_cb), NULL);
}
