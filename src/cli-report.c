/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What the command-line phone says. Every event is built once, as a JSON object with a sentence beside it;
 * which of the two is printed is the person's choice. The shapes are part of the program's interface and
 * are listed in earshot-cli(1).
 */

#include "cli-report-private.h"

#include "phone-words.h"

#include <stdio.h>

#define LAST_STATE "cli-last-state"

struct _CliReport
{
  gboolean json;
};

static const char *
get_nick (GType type,
          int   value)
{
  GEnumClass *class = g_type_class_get (type);
  GEnumValue *found = g_enum_get_value (class, value);

  return found != NULL ? found->value_nick : "?";
}

JsonObject *
cli_report_new_event (const char *name)
{
  JsonObject *event = json_object_new ();

  json_object_set_string_member (event, "event", name);
  return event;
}

void
cli_report_set_error (JsonObject   *event,
                      const GError *error)
{
  g_autofree char *sentence = phone_words_for_error (error);
  const char *action = phone_words_get_action (error);

  json_object_set_string_member (event, "error", sentence);
  if (action != NULL)
    json_object_set_string_member (event, "action", action);
}

static void
print_line (const char *line)
{
  fputs (line, stdout);
  fputc ('\n', stdout);
  fflush (stdout);
}

/* Eats @event. @sentence NULL: nothing to say in words. */
void
cli_report_send (CliReport  *self,
                 JsonObject *event,
                 const char *sentence)
{
  if (self->json)
    {
      g_autoptr (JsonNode) root = json_node_new (JSON_NODE_OBJECT);
      g_autofree char *line = NULL;

      json_node_set_object (root, event);
      line = json_to_string (root, FALSE);
      print_line (line);
    }
  else if (sentence != NULL)
    print_line (sentence);
  json_object_unref (event);
}

static void
report_registration (CliReport         *self,
                     PhoneAccount      *account,
                     PhoneAccountState  state)
{
  gpointer last = g_object_get_data (G_OBJECT (account), LAST_STATE);
  gboolean was = GPOINTER_TO_UINT (last) == PHONE_ACCOUNT_STATE_REGISTERED;
  gboolean is = state == PHONE_ACCOUNT_STATE_REGISTERED;

  g_object_set_data (G_OBJECT (account), LAST_STATE, GUINT_TO_POINTER (state));
  if (was == is)
    return;

  JsonObject *event = cli_report_new_event (is ? "registered" : "unregistered");

  json_object_set_string_member (event, "account", phone_account_get_address (account));
  cli_report_send (self, event, NULL);
}

/**
 * cli_report_account:
 * @self: the report
 * @account: whose state changed
 *
 * Tells an account's state, and beside it whether it became registered or ceased to be.
 */
void
cli_report_account (CliReport    *self,
                    PhoneAccount *account)
{
  PhoneAccountState state = phone_account_get_state (account);
  const char *text = phone_account_get_status_text (account);
  g_autofree char *sentence = g_strdup_printf ("%s: %s", phone_account_get_address (account), text);
  JsonObject *event = cli_report_new_event ("account-state");

  json_object_set_string_member (event, "account", phone_account_get_address (account));
  json_object_set_string_member (event, "state", get_nick (PHONE_TYPE_ACCOUNT_STATE, state));
  json_object_set_string_member (event, "text", text);
  json_object_set_int_member (event, "attempt", phone_account_get_attempt (account));
  json_object_set_int_member (event, "next_try", phone_account_get_seconds_to_next_try (account));
  cli_report_set_line (event, account);
  cli_report_send (self, event, sentence);
  report_registration (self, account, state);
}

/**
 * cli_report_call:
 * @self: the report
 * @call: which call changed
 *
 * Tells a call's state; an ended one says why, unless it was an ordinary hang-up.
 */
void
cli_report_call (CliReport *self,
                 PhoneCall *call)
{
  const char *state = get_nick (PHONE_TYPE_CALL_STATE, phone_call_get_state (call));
  const char *end_text = phone_call_get_end_text (call);
  g_autofree char *sentence = g_strdup_printf ("%s: %s%s%s", phone_call_get_remote_name (call), state,
                                               end_text != NULL ? ": " : "", end_text != NULL ? end_text : "");
  JsonObject *event = cli_report_new_event ("call-state");

  json_object_set_string_member (event, "id", phone_call_get_id (call));
  json_object_set_string_member (event, "account", phone_account_get_address (phone_call_get_account (call)));
  json_object_set_string_member (event, "state", state);
  json_object_set_string_member (event, "remote", phone_call_get_remote_address (call));
  json_object_set_string_member (event, "name", phone_call_get_remote_name (call));
  json_object_set_boolean_member (event, "incoming", phone_call_is_incoming (call));
  json_object_set_int_member (event, "duration", phone_call_get_duration (call));
  if (end_text != NULL)
    json_object_set_string_member (event, "error", end_text);
  cli_report_send (self, event, sentence);
}

/**
 * cli_report_levels:
 * @self: the report
 * @call: a call with sound
 *
 * Tells how loud both directions are, and the loudest tone heard.
 */
void
cli_report_levels (CliReport *self,
                   PhoneCall *call)
{
  JsonObject *event = cli_report_new_event ("levels");

  json_object_set_string_member (event, "id", phone_call_get_id (call));
  json_object_set_double_member (event, "input_db", phone_call_get_input_level_db (call));
  json_object_set_double_member (event, "output_db", phone_call_get_output_level_db (call));
  json_object_set_double_member (event, "output_hz", phone_call_get_output_frequency (call));
  json_object_set_boolean_member (event, "muted", phone_call_is_muted (call));
  cli_report_send (self, event, NULL);
}

/**
 * cli_report_message:
 * @self: the report
 * @from: who wrote
 * @text: what
 *
 * Tells a message that came.
 */
void
cli_report_message (CliReport  *self,
                    const char *from,
                    const char *text)
{
  g_autofree char *sentence = g_strdup_printf ("%s writes: %s", from, text);
  JsonObject *event = cli_report_new_event ("message");

  json_object_set_string_member (event, "from", from);
  json_object_set_string_member (event, "text", text);
  cli_report_send (self, event, sentence);
}

/**
 * cli_report_sent:
 * @self: the report
 * @to: for whom
 * @error: (nullable): why it was not taken
 *
 * Tells what became of a message of ours.
 */
void
cli_report_sent (CliReport    *self,
                 const char   *to,
                 const GError *error)
{
  JsonObject *event = cli_report_new_event (error == NULL ? "message-sent" : "message-failed");
  g_autofree char *reason = error != NULL ? phone_words_for_error (error) : g_strdup ("sent");
  g_autofree char *sentence = g_strdup_printf ("message to %s: %s", to, reason);

  json_object_set_string_member (event, "to", to);
  if (error != NULL)
    cli_report_set_error (event, error);
  cli_report_send (self, event, sentence);
}

/**
 * cli_report_digits:
 * @self: the report
 * @digits: which keys
 *
 * Tells that keys were pressed.
 */
void
cli_report_digits (CliReport  *self,
                   const char *digits)
{
  JsonObject *event = cli_report_new_event ("digits-sent");

  json_object_set_string_member (event, "digits", digits);
  cli_report_send (self, event, NULL);
}

/**
 * cli_report_error:
 * @self: the report
 * @error: what failed
 *
 * Tells an error in a sentence, with the one useful thing to do.
 */
void
cli_report_error (CliReport    *self,
                  const GError *error)
{
  JsonObject *event = cli_report_new_event ("error");
  g_autofree char *sentence = phone_words_for_error (error);

  cli_report_set_error (event, error);
  cli_report_send (self, event, NULL);
  if (!self->json)
    g_printerr ("earshot-cli: %s\n", sentence);
}

/**
 * cli_report_new:
 * @json: as JSON rather than in words
 *
 * Makes a report on standard output.
 *
 * Returns: (transfer full): the report
 */
CliReport *
cli_report_new (gboolean json)
{
  CliReport *self = g_new0 (CliReport, 1);

  g_type_ensure (PHONE_TYPE_ACCOUNT_STATE);
  g_type_ensure (PHONE_TYPE_CALL_STATE);
  self->json = json;
  return self;
}

/**
 * cli_report_free:
 * @self: (transfer full): the report
 *
 * Frees the report.
 */
void
cli_report_free (CliReport *self)
{
  g_free (self);
}
