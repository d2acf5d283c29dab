/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The words of “watch” for recording: who may, who agreed, into which file. */

#include "cli-commands-record.h"

#include "phone-recording-rules.h"

/* "record FILE", "record #1 FILE", "record stop" */
static gboolean
run_record (const CliCommandContext *context,
            const char              *argument,
            GError                 **error)
{
  PhoneCall *call = cli_commands_need_call (context, error);
  g_autoptr (GFile) file = NULL;

  if (call == NULL)
    return FALSE;
  if (g_str_equal (argument, "stop"))
    {
      phone_call_stop_recording (call);
      return TRUE;
    }

  file = g_file_new_for_commandline_arg (argument);
  return phone_call_start_recording (call, file, error);
}

/* Everybody in the call was asked. */
static gboolean
run_agreed (const CliCommandContext *context,
            const char              *argument,
            GError                 **error)
{
  PhoneCall *call = cli_commands_need_call (context, error);

  if (call != NULL)
    phone_recording_set_agreed (phone_call_get_recording (call), TRUE);
  return call != NULL;
}

/* "record-consent never|ask|allowed" */
static gboolean
run_consent (const CliCommandContext *context,
             const char              *argument,
             GError                 **error)
{
  g_autoptr (GEnumClass) consents = g_type_class_ref (PHONE_TYPE_RECORDING_CONSENT);
  GEnumValue *consent = g_enum_get_value_by_nick (consents, argument);

  if (consent == NULL)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, "never, ask or allowed, not “%s”", argument);
      return FALSE;
    }
  phone_recording_rules_set_consent (phone_get_recording_rules (context->phone),
                                     (PhoneRecordingConsent) consent->value);
  return TRUE;
}

/* "record-announced on|off" */
static gboolean
run_announced (const CliCommandContext *context,
               const char              *argument,
               GError                 **error)
{
  gboolean on = g_str_equal (argument, "on");

  if (!on && !g_str_equal (argument, "off"))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, "on or off, not “%s”", argument);
      return FALSE;
    }
  phone_recording_rules_set_announced (phone_get_recording_rules (context->phone), on);
  return TRUE;
}

static const CliCommand commands[] = {
  { "record", TRUE, run_record },
  { "record-agreed", FALSE, run_agreed },
  { "record-consent", TRUE, run_consent },
  { "record-announced", TRUE, run_announced },
};

/**
 * cli_commands_record_get:
 * @n_commands: (out): how many there are
 *
 * The words.
 *
 * Returns: (transfer none) (array length=n_commands): a table
 */
const CliCommand *
cli_commands_record_get (guint *n_commands)
{
  *n_commands = G_N_ELEMENTS (commands);
  return commands;
}
