/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* One run of the command-line phone: start, go online, do what the command says, go offline, stop. What is
 * shown is the report's business; what is typed meanwhile is the commands'.
 *
 * A run with an account of its own (--account, --practice) keeps nothing: its store is a folder that goes
 * with it, so it neither sees nor disturbs the calls and accounts of the window's phone.
 */

#include "cli-session.h"

#include "cli-account.h"
#include "cli-calls.h"
#include "cli-commands.h"
#include "cli-report.h"
#include "cli-trace.h"
#include "cli-watch.h"
#include "phone-pictures.h"

#include <gio/gunixinputstream.h>
#include <glib-unix.h>
#include <glib/gstdio.h>
#include <unistd.h>

#define PATIENCE_S 30

typedef enum
{
  STEP_STARTING, /* the phone starts, or the account is not registered yet */
  STEP_RUNNING,  /* the command was given */
  STEP_STOPPING,
} Step;

struct _CliSession
{
  GObject parent_instance;

  const CliOptions *options;
  Phone            *phone;
  PhoneAccount     *account;
  CliReport        *report;
  GMainLoop        *loop;
  CliCalls         *calls;
  GDataInputStream *input;
  GCancellable     *reading;
  GPtrArray        *timers; /* GSource */
  char             *folder; /* of a run that keeps nothing; NULL: the person's own */
  Step              step;
  CliExit           exit;
};

G_DEFINE_FINAL_TYPE (CliSession, cli_session, G_TYPE_OBJECT)

static void
phone_stopped_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (CliSession) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!phone_stop_finish (PHONE_PHONE (source), result, &error))
    cli_report_error (self->report, error);
  g_main_loop_quit (self->loop);
}

static void
stop (CliSession *self,
      CliExit     exit)
{
  if (self->step == STEP_STOPPING)
    return;

  self->step = STEP_STOPPING;
  self->exit = exit;
  g_cancellable_cancel (self->reading);
  phone_stop_async (self->phone, NULL, phone_stopped_cb, g_object_ref (self));
}

static void
fail (CliSession   *self,
      const GError *error,
      CliExit       exit)
{
  cli_report_error (self->report, error);
  stop (self, exit);
}

static void
destroy_timer (gpointer timer)
{
  g_source_destroy (timer);
  g_source_unref (timer);
}

static void
add_timer (CliSession  *self,
           guint        interval_ms,
           GSourceFunc  function)
{
  GSource *timer = g_timeout_source_new (interval_ms);

  g_source_set_callback (timer, function, self, NULL);
  g_source_attach (timer, NULL);
  g_ptr_array_add (self->timers, timer);
}

static void
message_sent_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (CliSession) self = user_data;
  g_autoptr (GError) error = NULL;

  phone_conversation_send_finish (PHONE_CONVERSATION (source), result, &error);
  cli_report_sent (self->report, phone_conversation_get_address (PHONE_CONVERSATION (source)), error);
  stop (self, error == NULL ? CLI_EXIT_OK : CLI_EXIT_FAILED);
}

static void
send_message (CliSession *self)
{
  g_autoptr (GError) error = NULL;
  PhoneConversation *conversation =
    phone_open_conversation (self->phone, self->account, self->options->target, &error);

  if (conversation == NULL)
    fail (self, error, CLI_EXIT_FAILED);
  else
    phone_conversation_send_async (conversation, self->options->text, NULL, message_sent_cb, g_object_ref (self));
}

static void
place_call (CliSession *self)
{
  g_autoptr (GError) error = NULL;

  if (phone_call (self->phone, self->account, self->options->target, &error) == NULL)
    fail (self, error, CLI_EXIT_FAILED);
}

static gboolean
time_is_up_cb (gpointer user_data)
{
  CliSession *self = user_data;
  gboolean in_vain = self->step == STEP_STARTING && self->options->verb != CLI_VERB_WATCH;

  stop (self, in_vain ? CLI_EXIT_NOT_REGISTERED : CLI_EXIT_OK);
  return G_SOURCE_REMOVE;
}

static void
begin (CliSession *self)
{
  self->step = STEP_RUNNING;
  switch (self->options->verb)
    {
    case CLI_VERB_CALL:
      place_call (self);
      break;
    case CLI_VERB_MESSAGE:
      send_message (self);
      break;
    case CLI_VERB_REGISTER:
      if (self->options->seconds < 0)
        stop (self, CLI_EXIT_OK);
      break;
    case CLI_VERB_ANSWER:
    case CLI_VERB_WATCH:
    case CLI_VERB_PROBE:
    case CLI_VERB_WHY:
    default:
      break;
    }
}

static void
trusted_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (CliSession) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!phone_account_trust_certificate_finish (PHONE_ACCOUNT (source), result, &error))
    cli_report_error (self->report, error);
}

/* A key is trusted that was named before, and no other. */
static gboolean
consider_certificate (CliSession *self)
{
  g_autoptr (PhoneCertificate) shown = phone_account_dup_offered_certificate (self->account);

  if (shown == NULL)
    return FALSE;

  cli_report_certificate (self->report, shown);
  if (g_strcmp0 (shown->key, self->options->trust) != 0 || g_strcmp0 (shown->key, shown->trusted_key) == 0)
    return FALSE;

  phone_account_trust_certificate_async (self->account, shown->key, NULL, trusted_cb, g_object_ref (self));
  return TRUE;
}

static void
account_state_cb (CliSession *self)
{
  PhoneAccountState state = phone_account_get_state (self->account);

  cli_report_account (self->report, self->account);
  if ((state == PHONE_ACCOUNT_STATE_WAITING || state == PHONE_ACCOUNT_STATE_REFUSED) && consider_certificate (self))
    return;
  if (self->step != STEP_STARTING)
    return;
  if (state == PHONE_ACCOUNT_STATE_REGISTERED)
    begin (self);
  else if (state == PHONE_ACCOUNT_STATE_REFUSED && self->options->verb != CLI_VERB_WATCH)
    stop (self, CLI_EXIT_NOT_REGISTERED);
}

static gboolean
registering_took_too_long_cb (gpointer user_data)
{
  CliSession *self = user_data;

  if (self->step == STEP_STARTING)
    {
      const GError *reason = phone_account_get_last_error (self->account);

      if (reason != NULL)
        cli_report_error (self->report, reason);
      stop (self, CLI_EXIT_NOT_REGISTERED);
    }
  return G_SOURCE_REMOVE;
}

static void
account_chosen_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (CliSession) self = user_data;
  g_autoptr (GError) error = NULL;

  self->account = cli_account_choose_finish (PHONE_PHONE (source), result, &error);
  if (self->step == STEP_STOPPING)
    return;
  if (self->account == NULL)
    return fail (self, error, cli_account_get_exit (error));

  g_signal_connect_object (self->account, "notify::state", G_CALLBACK (account_state_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (phone_account_get_route (self->account), "notify::remark", G_CALLBACK (account_state_cb), self,
                           G_CONNECT_SWAPPED);
  if (self->options->verb != CLI_VERB_WATCH)
    add_timer (self, PATIENCE_S * 1000, registering_took_too_long_cb);
  account_state_cb (self);
}

static void
phone_started_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (CliSession) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!phone_start_finish (PHONE_PHONE (source), result, &error))
    fail (self, error, CLI_EXIT_FAILED);
  else
    cli_account_choose_async (self->phone, self->options, account_chosen_cb, g_object_ref (self));
}

static void
incoming_text_cb (Phone             *phone,
                  PhoneConversation *conversation,
                  PhoneMessage      *message,
                  CliSession        *self)
{
  cli_report_message (self->report, phone_conversation_get_address (conversation), phone_message_get_text (message));
}

static void
call_over_cb (CliCalls   *calls,
              PhoneCall  *call,
              CliSession *self)
{
  CliVerb verb = self->options->verb;

  if (verb == CLI_VERB_CALL || verb == CLI_VERB_ANSWER)
    stop (self, phone_call_get_last_error (call) == NULL ? CLI_EXIT_OK : CLI_EXIT_FAILED);
}

static gboolean
asked_to_end_cb (gpointer user_data)
{
  stop (user_data, CLI_EXIT_OK);
  return G_SOURCE_CONTINUE;
}

static void read_next_line (CliSession *self);

static void
line_read_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (CliSession) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *line = g_data_input_stream_read_line_finish_utf8 (G_DATA_INPUT_STREAM (source), result, NULL, &error);

  if (self->step == STEP_STOPPING)
    return;
  if (line == NULL)
    {
      if (error != NULL)
        cli_report_error (self->report, error);
      return;
    }

  CliCommandContext context = { self->phone, self->account, self->report, NULL };

  if (self->account == NULL)
    g_set_error_literal (&error, PHONE_ERROR, PHONE_ERROR_NO_ACCOUNT, "not started yet");
  else if (cli_commands_run (&context, line, &error) == CLI_COMMAND_QUIT)
    return stop (self, CLI_EXIT_OK);
  if (error != NULL)
    cli_report_error (self->report, error);
  read_next_line (self);
}

static void
read_next_line (CliSession *self)
{
  g_data_input_stream_read_line_async (self->input, G_PRIORITY_DEFAULT, self->reading, line_read_cb,
                                       g_object_ref (self));
}

static void
listen_to_commands (CliSession *self)
{
  g_autoptr (GInputStream) input = g_unix_input_stream_new (STDIN_FILENO, FALSE);

  self->input = g_data_input_stream_new (input);
  read_next_line (self);
}

static void
listen_to_phone (CliSession *self)
{
  g_signal_connect_object (self->phone, "incoming-text", G_CALLBACK (incoming_text_cb), self, G_CONNECT_DEFAULT);
  if (self->options->trace)
    cli_trace_follow (self->phone);
  cli_watch_follow (self->phone, self->report);
  self->calls = cli_calls_new (self->phone, self->options, self->report);
  g_signal_connect_object (self->calls, "over", G_CALLBACK (call_over_cb), self, G_CONNECT_DEFAULT);
}

static void
make_phone (CliSession *self)
{
  const CliOptions *options = self->options;
  g_autoptr (GError) error = NULL;

  if (options->practice || options->account != NULL)
    {
      self->folder = g_dir_make_tmp ("earshot-cli-XXXXXX", &error);
      if (self->folder == NULL)
        g_printerr ("earshot-cli: %s\n", error->message);
    }
  self->phone = phone_new (self->folder, self->folder);
  phone_set_sound (self->phone, options->microphone != NULL ? options->microphone : "default",
                   options->speaker != NULL ? options->speaker : "default");
  phone_set_pictures (self->phone, options->camera, FALSE);
  phone_set_limits (self->phone, (guint) MAX (options->expires, 0), (guint) MAX (options->no_answer_after, 0));
  phone_set_recovery (self->phone, cli_account_get_recovery (options));
}

static void
remove_folder (const char *folder)
{
  g_autoptr (GDir) listing = g_dir_open (folder, 0, NULL);
  const char *name;

  while (listing != NULL && (name = g_dir_read_name (listing)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_remove (path);
    }
  g_rmdir (folder);
}

/**
 * cli_session_run:
 * @self: the session
 *
 * Runs until the command is done or somebody ends it.
 *
 * Returns: the exit status
 */
int
cli_session_run (CliSession *self)
{
  g_return_val_if_fail (CLI_IS_SESSION (self), CLI_EXIT_FAILED);

  guint on_interrupt = g_unix_signal_add (SIGINT, asked_to_end_cb, self);
  guint on_terminate = g_unix_signal_add (SIGTERM, asked_to_end_cb, self);

  make_phone (self);
  listen_to_phone (self);
  if (self->options->seconds >= 0)
    add_timer (self, (guint) self->options->seconds * 1000, time_is_up_cb);
  if (self->options->verb == CLI_VERB_WATCH)
    listen_to_commands (self);
  phone_start_async (self->phone, NULL, phone_started_cb, g_object_ref (self));
  g_main_loop_run (self->loop);

  g_source_remove (on_interrupt);
  g_source_remove (on_terminate);
  return self->exit;
}

static void
cli_session_dispose (GObject *object)
{
  CliSession *self = CLI_SESSION (object);

  g_ptr_array_set_size (self->timers, 0);
  g_clear_object (&self->calls);
  g_clear_object (&self->input);
  g_clear_object (&self->reading);
  g_clear_object (&self->account);
  g_clear_object (&self->phone);

  G_OBJECT_CLASS (cli_session_parent_class)->dispose (object);
}

static void
cli_session_finalize (GObject *object)
{
  CliSession *self = CLI_SESSION (object);

  if (self->folder != NULL)
    remove_folder (self->folder);
  g_free (self->folder);
  g_ptr_array_unref (self->timers);
  g_main_loop_unref (self->loop);
  cli_report_free (self->report);

  G_OBJECT_CLASS (cli_session_parent_class)->finalize (object);
}

static void
cli_session_class_init (CliSessionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = cli_session_dispose;
  object_class->finalize = cli_session_finalize;
}

static void
cli_session_init (CliSession *self)
{
  self->loop = g_main_loop_new (NULL, FALSE);
  self->reading = g_cancellable_new ();
  self->timers = g_ptr_array_new_with_free_func (destroy_timer);
}

/**
 * cli_session_new:
 * @options: what the command line said; kept, not copied
 *
 * Makes a run that has not begun.
 *
 * Returns: (transfer full): the session
 */
CliSession *
cli_session_new (const CliOptions *options)
{
  g_return_val_if_fail (options != NULL, NULL);

  CliSession *self = g_object_new (CLI_TYPE_SESSION, NULL);

  self->options = options;
  self->report = cli_report_new (options->json);
  return self;
}
