/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The calls of one run of the command-line phone: every one is reported as it changes, incoming ones are
 * answered, declined or left alone as the command line says, and an active one is given the digits and the
 * end that were asked for.
 */

#include "cli-calls.h"

#include "cli-commands.h"
#include "cli-report-call.h"
#include "cli-video.h"

#define LEVELS_MS 250

struct _CliCalls
{
  GObject parent_instance;

  Phone            *phone;
  const CliOptions *options;
  CliReport        *report;
  GPtrArray        *seen;   /* PhoneCall that are listened to */
  GPtrArray        *active; /* those of them that were active once */
  GPtrArray        *timers; /* GSource */
};

G_DEFINE_FINAL_TYPE (CliCalls, cli_calls, G_TYPE_OBJECT)

enum
{
  OVER,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
destroy_timer (gpointer timer)
{
  g_source_destroy (timer);
  g_source_unref (timer);
}

static void
add_timer (CliCalls    *self,
           guint        interval_ms,
           GSourceFunc  function)
{
  GSource *timer = g_timeout_source_new (interval_ms);

  g_source_set_callback (timer, function, self, NULL);
  g_source_attach (timer, NULL);
  g_ptr_array_add (self->timers, timer);
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
answer_due_cb (gpointer user_data)
{
  CliCalls *self = user_data;
  PhoneCall *call = cli_commands_find_call (self->phone);

  if (call != NULL && phone_call_get_state (call) == PHONE_CALL_STATE_INCOMING)
    phone_call_answer_async (call, NULL, answered_cb, NULL);
  return G_SOURCE_REMOVE;
}

static void
incoming_call_cb (Phone      *phone,
                  PhoneCall  *call,
                  CliCalls   *self)
{
  const CliOptions *options = self->options;

  if (options->decline)
    phone_call_decline (call);
  else if (options->busy)
    phone_call_say_busy (call);
  else if (options->answer_after > 0)
    add_timer (self, (guint) options->answer_after * 1000, answer_due_cb);
  else if (options->verb == CLI_VERB_ANSWER || options->answer_after == 0)
    phone_call_answer_async (call, NULL, answered_cb, NULL);
}

static gboolean
hang_up_due_cb (gpointer user_data)
{
  CliCalls *self = user_data;
  PhoneCall *call = cli_commands_find_call (self->phone);

  if (call != NULL)
    phone_call_hang_up (call);
  return G_SOURCE_REMOVE;
}

/* Once a call: one that was held, or whose line was lost, becomes active again. */
static void
call_became_active (CliCalls   *self,
                    PhoneCall  *call)
{
  g_autoptr (GError) error = NULL;

  if (g_ptr_array_find (self->active, call, NULL))
    return;

  g_ptr_array_add (self->active, call);
  if (self->options->hang_up_after >= 0)
    add_timer (self, (guint) self->options->hang_up_after * 1000, hang_up_due_cb);
  if (self->options->digits == NULL)
    return;
  if (phone_call_send_digits (call, self->options->digits, &error))
    cli_report_digits (self->report, self->options->digits);
  else
    cli_report_error (self->report, error);
}

static void
call_state_cb (PhoneCall  *call,
               GParamSpec *pspec,
               CliCalls   *self)
{
  PhoneCallState state = phone_call_get_state (call);

  cli_report_call (self->report, call);
  if (state == PHONE_CALL_STATE_ACTIVE)
    call_became_active (self, call);
  if (state == PHONE_CALL_STATE_ENDED)
    g_signal_emit (self, signals[OVER], 0, call);
}

static void
handover_cb (PhoneHandover *handover,
             GParamSpec    *pspec,
             CliCalls      *self)
{
  for (guint i = 0; phone_handover_is_going_on (handover) && i < self->seen->len; i++)
    if (phone_call_get_handover (g_ptr_array_index (self->seen, i)) == handover)
      cli_report_transfer (self->report, g_ptr_array_index (self->seen, i), NULL);
}

static void
recording_state_cb (PhoneRecording *recording,
                    GParamSpec     *pspec,
                    CliCalls       *self)
{
  for (guint i = 0; i < self->seen->len; i++)
    if (phone_call_get_recording (g_ptr_array_index (self->seen, i)) == recording)
      cli_report_recording (self->report, g_ptr_array_index (self->seen, i));
}

static void
digit_received_cb (PhoneCall  *call,
                   const char *digit,
                   CliCalls   *self)
{
  cli_report_digit (self->report, call, digit);
}

static void
digits_failed_cb (PhoneCall    *call,
                  const GError *error,
                  CliCalls     *self)
{
  cli_report_error (self->report, error);
}

static void
conference_changed_cb (Phone    *phone,
                       CliCalls *self)
{
  cli_report_conference (self->report, phone);
}

static void
requests_changed_cb (GListModel *requests,
                     guint       position,
                     guint       n_removed,
                     guint       n_added,
                     CliCalls   *self)
{
  for (guint i = position; i < position + n_added; i++)
    {
      g_autoptr (PhoneRequest) request = g_list_model_get_item (requests, i);

      cli_report_request (self->report, request);
    }
}

static void
follow_call (CliCalls  *self,
             PhoneCall *call)
{
  g_ptr_array_add (self->seen, g_object_ref (call));
  g_signal_connect_object (call, "notify::state", G_CALLBACK (call_state_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (call, "digit-received", G_CALLBACK (digit_received_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (call, "digits-failed", G_CALLBACK (digits_failed_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (phone_call_get_handover (call), "notify::text", G_CALLBACK (handover_cb), self,
                           G_CONNECT_DEFAULT);
  if (self->options->json)
    cli_video_follow (self->report, call);
  g_signal_connect_object (phone_call_get_recording (call), "notify::state", G_CALLBACK (recording_state_cb), self,
                           G_CONNECT_DEFAULT);
  cli_report_call (self->report, call);
  if (self->options->json && phone_call_is_incoming (call))
    cli_report_caller (self->report, call);
}

static void
calls_changed_cb (GListModel *calls,
                  guint       position,
                  guint       n_removed,
                  guint       n_added,
                  CliCalls   *self)
{
  for (guint i = position; i < position + n_added; i++)
    {
      g_autoptr (PhoneCall) call = g_list_model_get_item (calls, i);

      if (!g_ptr_array_find (self->seen, call, NULL))
        follow_call (self, call);
    }
}

static gboolean
levels_due_cb (gpointer user_data)
{
  CliCalls *self = user_data;
  GListModel *calls = phone_get_calls (self->phone);

  for (guint i = 0; i < g_list_model_get_n_items (calls); i++)
    {
      g_autoptr (PhoneCall) call = g_list_model_get_item (calls, i);

      if (phone_call_get_state (call) == PHONE_CALL_STATE_ACTIVE)
        cli_report_levels (self->report, call);
    }
  return G_SOURCE_CONTINUE;
}

static void
cli_calls_dispose (GObject *object)
{
  CliCalls *self = CLI_CALLS (object);

  g_ptr_array_set_size (self->timers, 0);
  g_ptr_array_set_size (self->active, 0);
  g_ptr_array_set_size (self->seen, 0);
  g_clear_object (&self->phone);

  G_OBJECT_CLASS (cli_calls_parent_class)->dispose (object);
}

static void
cli_calls_finalize (GObject *object)
{
  CliCalls *self = CLI_CALLS (object);

  g_ptr_array_unref (self->timers);
  g_ptr_array_unref (self->active);
  g_ptr_array_unref (self->seen);

  G_OBJECT_CLASS (cli_calls_parent_class)->finalize (object);
}

static void
cli_calls_class_init (CliCallsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = cli_calls_dispose;
  object_class->finalize = cli_calls_finalize;

  /**
   * CliCalls::over:
   * @call: the call that ended
   *
   * A call has ended and was reported.
   */
  signals[OVER] = g_signal_new ("over", CLI_TYPE_CALLS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                PHONE_TYPE_CALL);
}

static void
cli_calls_init (CliCalls *self)
{
  self->seen = g_ptr_array_new_with_free_func (g_object_unref);
  self->active = g_ptr_array_new ();
  self->timers = g_ptr_array_new_with_free_func (destroy_timer);
}

/**
 * cli_calls_new:
 * @phone: whose calls
 * @options: what to do with them; kept, not copied
 * @report: who is told; kept, not copied
 *
 * Begins to follow the calls of a phone.
 *
 * Returns: (transfer full): the follower
 */
CliCalls *
cli_calls_new (Phone            *phone,
               const CliOptions *options,
               CliReport        *report)
{
  g_return_val_if_fail (PHONE_IS_PHONE (phone), NULL);
  g_return_val_if_fail (options != NULL && report != NULL, NULL);

  CliCalls *self = g_object_new (CLI_TYPE_CALLS, NULL);

  self->phone = g_object_ref (phone);
  self->options = options;
  self->report = report;
  g_signal_connect_object (phone, "incoming-call", G_CALLBACK (incoming_call_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (phone_get_calls (phone), "items-changed", G_CALLBACK (calls_changed_cb), self,
                           G_CONNECT_DEFAULT);
  g_signal_connect_object (phone_get_requests (phone), "items-changed", G_CALLBACK (requests_changed_cb), self,
                           G_CONNECT_DEFAULT);
  g_signal_connect_object (phone, "conference-changed", G_CALLBACK (conference_changed_cb), self, G_CONNECT_DEFAULT);
  if (options->json)
    add_timer (self, LEVELS_MS, levels_due_cb);
  return self;
}
