/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The words of “watch” for several calls at once: who is talked to, who is given away to whom. */

#include "cli-commands-call.h"

#include "cli-report-call.h"

#define REPORT "cli-report"

static gboolean
run_swap (const CliCommandContext *context,
          const char              *argument,
          GError                 **error)
{
  return phone_swap (context->phone, error);
}

static void
transferred_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  CliReport *report = user_data;
  g_autoptr (GError) error = NULL;

  phone_call_transfer_finish (PHONE_CALL (source), result, &error);
  cli_report_transfer (report, PHONE_CALL (source), error == NULL ? "done" : "failed");
}

static void
brought_together_cb (GObject      *source,
                     GAsyncResult *result,
                     gpointer      user_data)
{
  CliReport *report = user_data;
  g_autoptr (GError) error = NULL;

  phone_call_transfer_to_call_finish (PHONE_CALL (source), result, &error);
  cli_report_transfer (report, PHONE_CALL (source), error == NULL ? "done" : "failed");
}

static gboolean
need_other (const CliCommandContext  *context,
            const char               *name,
            PhoneCall               **other,
            GError                  **error)
{
  *other = cli_commands_name_call (context->phone, name);
  if (*other == NULL)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "there is no call %s", name);
  return *other != NULL;
}

/* "transfer bob", "transfer #1 bob"; "transfer #1 #2": the far end of 1 to that of 2. */
static gboolean
run_transfer (const CliCommandContext *context,
              const char              *argument,
              GError                 **error)
{
  PhoneCall *call = cli_commands_need_call (context, error);
  PhoneCall *other = NULL;

  if (call == NULL || (*argument == '#' && !need_other (context, argument, &other, error)))
    return FALSE;
  if (other != NULL)
    phone_call_transfer_to_call_async (call, other, NULL, brought_together_cb, context->report);
  else
    phone_call_transfer_async (call, argument, NULL, transferred_cb, context->report);
  return TRUE;
}

/* The oldest. */
static PhoneRequest *
need_request (const CliCommandContext *context,
              GError                 **error)
{
  g_autoptr (PhoneRequest) request = g_list_model_get_item (phone_get_requests (context->phone), 0);

  if (request == NULL)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "nobody asks for anything");
  return request; /* the list holds it */
}

static gboolean
run_accept (const CliCommandContext *context,
            const char              *argument,
            GError                 **error)
{
  PhoneRequest *request = need_request (context, error);

  if (request != NULL)
    phone_request_accept (request);
  return request != NULL;
}

static gboolean
run_refuse (const CliCommandContext *context,
            const char              *argument,
            GError                 **error)
{
  PhoneRequest *request = need_request (context, error);

  if (request != NULL)
    phone_request_decline (request);
  return request != NULL;
}

static gboolean
run_redirect (const CliCommandContext *context,
              const char              *argument,
              GError                 **error)
{
  PhoneCall *call = cli_commands_need_call (context, error);

  return call != NULL && phone_call_send_on (call, argument, error);
}

/* "pickup CALLER CALL-ID;LOCAL-TAG;REMOTE-TAG", or the telephone that rings, when its lamp is watched: "pickup bob" */
static gboolean
run_pick_up (const CliCommandContext *context,
             const char              *argument,
             GError                 **error)
{
  g_auto (GStrv) parts = g_strsplit (argument, " ", 2);

  if (parts[1] != NULL)
    return phone_pick_up (context->phone, context->account, parts[0], parts[1], error) != NULL;

  return phone_pick_up_watched (context->phone, NULL, argument, error) != NULL;
}

/* "merge #1 #2" */
static gboolean
run_merge (const CliCommandContext *context,
           const char              *argument,
           GError                 **error)
{
  PhoneCall *call = cli_commands_need_call (context, error);
  PhoneCall *other = NULL;

  return call != NULL && need_other (context, argument, &other, error) &&
         phone_merge (context->phone, call, other, error) != NULL;
}

static gboolean
run_split (const CliCommandContext *context,
           const char              *argument,
           GError                 **error)
{
  phone_split (context->phone, context->call);
  return TRUE;
}

static gboolean
run_quality_once (const CliCommandContext *context,
                  const char              *argument,
                  GError                 **error)
{
  PhoneCall *call = cli_commands_need_call (context, error);

  if (call != NULL)
    cli_report_quality (context->report, call);
  return call != NULL;
}

static void
readings_changed_cb (GListModel *readings,
                     guint       position,
                     guint       n_removed,
                     guint       n_added,
                     PhoneCall  *call)
{
  if (n_added > 0)
    cli_report_quality (g_object_get_data (G_OBJECT (call), REPORT), call);
}

static gboolean
watch_quality (PhoneCall   *call,
               CliReport   *report,
               const char  *argument,
               GError     **error)
{
  GListModel *readings = phone_call_quality_get_readings (phone_call_get_quality (call));

  if (!g_str_equal (argument, "on") && !g_str_equal (argument, "off"))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, "quality can be on or off, not %s", argument);
      return FALSE;
    }
  g_signal_handlers_disconnect_by_func (readings, readings_changed_cb, call);
  g_object_set_data (G_OBJECT (call), REPORT, report);
  if (g_str_equal (argument, "on"))
    g_signal_connect_object (readings, "items-changed", G_CALLBACK (readings_changed_cb), call, G_CONNECT_DEFAULT);
  return TRUE;
}

/* "quality on", "quality #2 off": an event each second */
static gboolean
run_quality (const CliCommandContext *context,
             const char              *argument,
             GError                 **error)
{
  PhoneCall *call = cli_commands_need_call (context, error);

  return call != NULL && watch_quality (call, context->report, argument, error);
}

static const CliCommand commands[] = {
  { "merge", TRUE, run_merge },
  { "split", FALSE, run_split },
  { "swap", FALSE, run_swap },
  { "transfer", TRUE, run_transfer },
  { "accept", FALSE, run_accept },
  { "refuse", FALSE, run_refuse },
  { "redirect", TRUE, run_redirect },
  { "pickup", TRUE, run_pick_up },
  { "quality", FALSE, run_quality_once },
  { "quality", TRUE, run_quality },
};

/**
 * cli_commands_call_get:
 * @n_commands: (out): how many there are
 *
 * The words.
 *
 * Returns: (transfer none) (array length=n_commands): a table
 */
const CliCommand *
cli_commands_call_get (guint *n_commands)
{
  *n_commands = G_N_ELEMENTS (commands);
  return commands;
}
