/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The commands of “watch”: a table of words and what they do. */

#include "cli-commands.h"

#include "cli-watch.h"
#include "cli-commands-account.h"
#include "cli-commands-call.h"
#include "cli-commands-message.h"
#include "cli-commands-policy.h"
#include "cli-commands-record.h"
#include "cli-commands-sound.h"
#include "cli-video.h"

#include <string.h>

static gboolean
is_waiting (PhoneCall *call)
{
  return phone_call_get_state (call) == PHONE_CALL_STATE_INCOMING;
}

static gboolean
is_alive (PhoneCall *call)
{
  PhoneCallState state = phone_call_get_state (call);

  return state != PHONE_CALL_STATE_ENDED && state != PHONE_CALL_STATE_ENDING;
}

static PhoneCall *
find_last (Phone     *phone,
           gboolean (*is_wanted) (PhoneCall *call))
{
  GListModel *calls = phone_get_calls (phone);

  for (guint i = g_list_model_get_n_items (calls); i > 0; i--)
    {
      g_autoptr (PhoneCall) call = g_list_model_get_item (calls, i - 1);

      if (is_wanted (call))
        return call;
    }
  return NULL;
}

/**
 * cli_commands_find_call:
 * @phone: the phone
 *
 * Finds the live call that is meant when none is named.
 *
 * Returns: (transfer none) (nullable): the call
 */
PhoneCall *
cli_commands_find_call (Phone *phone)
{
  PhoneCall *waiting = find_last (phone, is_waiting);

  return waiting != NULL ? waiting : find_last (phone, is_alive);
}

/**
 * cli_commands_name_call:
 * @phone: the phone
 * @word: "#" and an id
 *
 * Finds the call that is meant by name.
 *
 * Returns: (transfer none) (nullable): the call
 */
PhoneCall *
cli_commands_name_call (Phone      *phone,
                        const char *word)
{
  GListModel *calls = phone_get_calls (phone);

  for (guint i = 0; *word == '#' && i < g_list_model_get_n_items (calls); i++)
    {
      g_autoptr (PhoneCall) call = g_list_model_get_item (calls, i);

      if (g_strcmp0 (phone_call_get_id (call), word + 1) == 0)
        return call;
    }
  return NULL;
}

/**
 * cli_commands_need_call:
 * @context: what to work on
 * @error: return location for what is wrong
 *
 * The call that was named, or else the one that an order without a name means.
 *
 * Returns: (transfer none) (nullable): the call
 */
PhoneCall *
cli_commands_need_call (const CliCommandContext *context,
                        GError                 **error)
{
  PhoneCall *call = context->call != NULL ? context->call : cli_commands_find_call (context->phone);

  if (call == NULL)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "there is no call");
  return call;
}

static gboolean
run_call (const CliCommandContext *context,
          const char              *argument,
          GError                 **error)
{
  g_autofree char *target = NULL;
  gboolean with_video = cli_video_is_asked (argument, &target);
  PhoneCall *call = phone_call (context->phone, context->account, target, error);

  if (call != NULL)
    phone_video_set_wanted (phone_call_get_video (call), with_video);
  return call != NULL;
}

static void
answered_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GError) error = NULL;

  /* The call tells by its state why it ended. */
  if (!phone_call_answer_finish (PHONE_CALL (source), result, &error))
    g_debug ("not answered: %s", error->message);
}

static gboolean
run_answer (const CliCommandContext *context,
            const char              *argument,
            GError                 **error)
{
  PhoneCall *call = cli_commands_need_call (context, error);

  if (call != NULL)
    phone_call_answer_async (call, NULL, answered_cb, NULL);
  return call != NULL;
}

static gboolean
run_decline (const CliCommandContext *context,
             const char              *argument,
             GError                 **error)
{
  PhoneCall *call = cli_commands_need_call (context, error);

  if (call != NULL)
    phone_call_decline (call);
  return call != NULL;
}

static gboolean
run_busy (const CliCommandContext *context,
          const char              *argument,
          GError                 **error)
{
  PhoneCall *call = cli_commands_need_call (context, error);

  if (call != NULL)
    phone_call_say_busy (call);
  return call != NULL;
}

static gboolean
run_hang_up (const CliCommandContext *context,
             const char              *argument,
             GError                 **error)
{
  PhoneCall *call = cli_commands_need_call (context, error);

  if (call != NULL)
    phone_call_hang_up (call);
  return call != NULL;
}

static gboolean
set_muted (const CliCommandContext *context,
           gboolean                 muted,
           GError                 **error)
{
  PhoneCall *call = cli_commands_need_call (context, error);

  if (call != NULL)
    phone_call_set_muted (call, muted);
  return call != NULL;
}

static gboolean
run_mute (const CliCommandContext *context,
          const char              *argument,
          GError                 **error)
{
  return set_muted (context, TRUE, error);
}

static gboolean
run_unmute (const CliCommandContext *context,
            const char              *argument,
            GError                 **error)
{
  return set_muted (context, FALSE, error);
}

static void
hold_set_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  CliReport *report = user_data;
  g_autoptr (GError) error = NULL;

  if (!phone_call_set_hold_finish (PHONE_CALL (source), result, &error))
    cli_report_error (report, error);
}

static gboolean
set_hold (const CliCommandContext *context,
          gboolean                 hold,
          GError                 **error)
{
  PhoneCall *call = cli_commands_need_call (context, error);

  if (call != NULL)
    phone_call_set_hold_async (call, hold, NULL, hold_set_cb, context->report);
  return call != NULL;
}

static gboolean
run_hold (const CliCommandContext *context,
          const char              *argument,
          GError                 **error)
{
  return set_hold (context, TRUE, error);
}

static gboolean
run_resume (const CliCommandContext *context,
            const char              *argument,
            GError                 **error)
{
  return set_hold (context, FALSE, error);
}

static gboolean
run_digits (const CliCommandContext *context,
            const char              *argument,
            GError                 **error)
{
  PhoneCall *call = cli_commands_need_call (context, error);

  if (call == NULL || !phone_call_send_digits (call, argument, error))
    return FALSE;
  cli_report_digits (context->report, argument);
  return TRUE;
}

static void
message_sent_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  CliReport *report = user_data;
  PhoneConversation *conversation = PHONE_CONVERSATION (source);
  g_autoptr (GError) error = NULL;

  phone_conversation_send_finish (conversation, result, &error);
  cli_report_sent (report, phone_conversation_get_address (conversation), error);
}

static gboolean
run_message (const CliCommandContext *context,
             const char              *argument,
             GError                 **error)
{
  const char *space = strchr (argument, ' ');

  if (space == NULL)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, "the text is missing");
      return FALSE;
    }

  g_autofree char *target = g_strndup (argument, space - argument);
  PhoneConversation *conversation = phone_open_conversation (context->phone, context->account, target, error);

  if (conversation == NULL)
    return FALSE;
  phone_conversation_send_async (conversation, space + 1, NULL, message_sent_cb, context->report);
  cli_commands_message_follow (context->report, conversation);
  return TRUE;
}

static gboolean
run_register (const CliCommandContext *context,
              const char              *argument,
              GError                 **error)
{
  phone_account_go_online (context->account);
  return TRUE;
}

static void
offline_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  CliReport *report = user_data;
  g_autoptr (GError) error = NULL;

  if (!phone_account_go_offline_finish (PHONE_ACCOUNT (source), result, &error))
    cli_report_error (report, error);
}

static gboolean
run_unregister (const CliCommandContext *context,
                const char              *argument,
                GError                 **error)
{
  phone_account_go_offline_async (context->account, NULL, offline_cb, context->report);
  return TRUE;
}

static const CliCommand commands[] = {
  { "call", TRUE, run_call },
  { "answer", FALSE, run_answer },
  { "decline", FALSE, run_decline },
  { "busy", FALSE, run_busy },
  { "hangup", FALSE, run_hang_up },
  { "mute", FALSE, run_mute },
  { "unmute", FALSE, run_unmute },
  { "hold", FALSE, run_hold },
  { "resume", FALSE, run_resume },
  { "digits", TRUE, run_digits },
  { "message", TRUE, run_message },
  { "register", FALSE, run_register },
  { "unregister", FALSE, run_unregister },
};

static gboolean
is_meant (const CliCommand *command,
          const char       *word,
          const char       *argument)
{
  return g_strcmp0 (word, command->word) == 0 && command->wants_argument == (*argument != '\0');
}

static const CliCommand *
find_in (const CliCommand *table,
         guint             n_commands,
         const char       *word,
         const char       *argument)
{
  for (guint i = 0; i < n_commands; i++)
    if (is_meant (&table[i], word, argument))
      return &table[i];
  return NULL;
}

static const CliCommand *
find_command (const char *word,
              const char *argument)
{
  guint n_account, n_call, n_message, n_policy, n_record, n_sound, n_video;
  const CliCommand *account = cli_commands_account_get (&n_account);
  const CliCommand *call = cli_commands_call_get (&n_call);
  const CliCommand *message = cli_commands_message_get (&n_message);
  const CliCommand *policy = cli_commands_policy_get (&n_policy);
  const CliCommand *record = cli_commands_record_get (&n_record);
  const CliCommand *sound = cli_commands_sound_get (&n_sound);
  const CliCommand *video = cli_video_get_commands (&n_video);
  const CliCommand *found = find_in (commands, G_N_ELEMENTS (commands), word, argument);

  found = found != NULL ? found : find_in (account, n_account, word, argument);
  found = found != NULL ? found : find_in (call, n_call, word, argument);
  found = found != NULL ? found : find_in (video, n_video, word, argument);
  found = found != NULL ? found : find_in (message, n_message, word, argument);
  found = found != NULL ? found : find_in (record, n_record, word, argument);
  found = found != NULL ? found : find_in (sound, n_sound, word, argument);
  return found != NULL ? found : find_in (policy, n_policy, word, argument);
}

/* "#3 rest" names a call; *argument is what is left. */
static gboolean
take_call (CliCommandContext  *context,
           const char        **argument,
           GError            **error)
{
  g_autofree char *name = NULL;

  if (**argument != '#')
    return TRUE;

  name = g_strndup (*argument, strcspn (*argument, " "));
  *argument += strlen (name);
  *argument += strspn (*argument, " ");
  context->call = cli_commands_name_call (context->phone, name);
  if (context->call == NULL)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "there is no call %s", name);
  return context->call != NULL;
}

/**
 * cli_commands_run:
 * @context: what to work on
 * @line: one line, without its end: a word, the call it is about as "#ID", and what else the word wants
 * @error: what was wrong with it
 *
 * Runs one command of “watch”.
 *
 * Returns: whether to go on
 */
CliCommandResult
cli_commands_run (const CliCommandContext *context,
                  const char              *line,
                  GError                 **error)
{
  g_auto (GStrv) parts = g_strsplit (line, " ", 2);
  const char *argument = parts[0] != NULL && parts[1] != NULL ? parts[1] : "";
  CliCommandContext own = *context;
  const CliCommand *command;

  if (parts[0] == NULL || *parts[0] == '\0')
    return CLI_COMMAND_DONE;
  if (g_strcmp0 (parts[0], "quit") == 0)
    return CLI_COMMAND_QUIT;
  if (!take_call (&own, &argument, error))
    return CLI_COMMAND_FAILED;
  own.account = cli_commands_account_meant (context);

  command = find_command (parts[0], argument);
  if (command != NULL)
    return command->run (&own, argument, error) ? CLI_COMMAND_DONE : CLI_COMMAND_FAILED;

  if (cli_watch_knows (parts[0]))
    return cli_watch_run (&own, parts[0], argument, error) ? CLI_COMMAND_DONE : CLI_COMMAND_FAILED;

  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, "no such command: “%s”", line);
  return CLI_COMMAND_FAILED;
}
