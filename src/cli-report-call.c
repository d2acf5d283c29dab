/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What is told about calls beyond their state: who calls, who is given away, what is asked, which keys they press. */

#include "cli-report-call.h"

#include "cli-report-private.h"

/**
 * cli_report_transfer:
 * @self: the report
 * @call: the call that is given away
 * @result: (nullable): "done" or "failed"; %NULL: it goes on
 *
 * Tells how giving a call away goes.
 */
void
cli_report_transfer (CliReport  *self,
                     PhoneCall  *call,
                     const char *result)
{
  const char *text = phone_handover_get_text (phone_call_get_handover (call));
  JsonObject *event = cli_report_new_event ("transfer");

  json_object_set_string_member (event, "id", phone_call_get_id (call));
  if (text != NULL)
    json_object_set_string_member (event, "text", text);
  if (result != NULL)
    json_object_set_string_member (event, "result", result);
  cli_report_send (self, event, text);
}

/**
 * cli_report_caller:
 * @self: the report
 * @call: an incoming call
 *
 * Tells how far it is known who calls.
 */
void
cli_report_caller (CliReport *self,
                   PhoneCall *call)
{
  JsonObject *event = cli_report_new_event ("caller");

  json_object_set_string_member (event, "id", phone_call_get_id (call));
  json_object_set_boolean_member (event, "asserted", phone_call_is_asserted (call));
  json_object_set_boolean_member (event, "anonymous", phone_call_is_anonymous (call));
  if (phone_call_get_diverted_by (call) != NULL)
    json_object_set_string_member (event, "diversion", phone_call_get_diverted_by (call));
  cli_report_send (self, event, NULL);
}

/**
 * cli_report_digit:
 * @self: the report
 * @call: a call
 * @digit: a key
 *
 * Tells that the far end pressed a key.
 */
void
cli_report_digit (CliReport  *self,
                  PhoneCall  *call,
                  const char *digit)
{
  JsonObject *event = cli_report_new_event ("digit");
  g_autofree char *sentence = g_strdup_printf ("%s pressed %s", phone_call_get_remote_name (call), digit);

  json_object_set_string_member (event, "id", phone_call_get_id (call));
  json_object_set_string_member (event, "digit", digit);
  cli_report_send (self, event, sentence);
}

static void
set_text (JsonObject *event,
          const char *name,
          const char *text)
{
  if (text != NULL)
    json_object_set_string_member (event, name, text);
}

static void
set_reading (JsonObject   *event,
             PhoneReading *reading)
{
  if (reading == NULL)
    return;

  json_object_set_double_member (event, "mos", phone_reading_get_mos (reading));
  json_object_set_double_member (event, "loss", phone_reading_get_loss (reading));
  json_object_set_double_member (event, "remote_loss", phone_reading_get_remote_loss (reading));
  json_object_set_double_member (event, "jitter_ms", phone_reading_get_jitter (reading));
  json_object_set_double_member (event, "round_trip_ms", phone_reading_get_round_trip (reading));
  json_object_set_double_member (event, "sent_rate", phone_reading_get_sent_rate (reading));
  json_object_set_double_member (event, "received_rate", phone_reading_get_received_rate (reading));
}

/**
 * cli_report_quality:
 * @self: the report
 * @call: a call
 *
 * Tells how well a call is heard, and by whom; in words only what is wrong.
 */
void
cli_report_quality (CliReport *self,
                    PhoneCall *call)
{
  PhoneCallQuality *quality = phone_call_get_quality (call);
  JsonObject *event = cli_report_new_event ("quality");
  g_autofree char *addresses = phone_call_quality_dup_addresses (quality);

  json_object_set_string_member (event, "id", phone_call_get_id (call));
  json_object_set_string_member (event, "verdict", phone_call_quality_get_verdict (quality));
  json_object_set_boolean_member (event, "secure", phone_call_quality_is_secure (quality));
  set_text (event, "text", phone_call_quality_get_verdict_text (quality));
  set_text (event, "security", phone_call_quality_get_security_text (quality));
  set_text (event, "words", phone_call_quality_get_comparison_words (quality));
  set_text (event, "codec", phone_call_quality_get_codec_text (quality));
  set_text (event, "cipher", phone_call_quality_get_cipher (quality));
  set_text (event, "path", phone_call_quality_get_path_text (quality));
  set_text (event, "addresses", addresses);
  set_reading (event, phone_call_quality_get_last (quality));
  cli_report_send (self, event, phone_call_quality_get_verdict_text (quality));
}

/**
 * cli_report_request:
 * @self: the report
 * @request: a question
 *
 * Tells what is asked of the person.
 */
void
cli_report_request (CliReport    *self,
                    PhoneRequest *request)
{
  g_autoptr (GEnumClass) kinds = g_type_class_ref (PHONE_TYPE_REQUEST_KIND);
  JsonObject *event = cli_report_new_event ("request");

  json_object_set_string_member (event, "id", phone_request_get_id (request));
  json_object_set_string_member (event, "kind",
                                 g_enum_get_value (kinds, (int) phone_request_get_kind (request))->value_nick);
  json_object_set_string_member (event, "text", phone_request_get_text (request));
  cli_report_send (self, event, phone_request_get_text (request));
}

/**
 * cli_report_conference:
 * @self: the report
 * @phone: a phone
 *
 * Tells who takes part in the conversation of several.
 */
void
cli_report_conference (CliReport *self,
                       Phone     *phone)
{
  PhoneConference *conference = phone_get_conference (phone);
  JsonObject *event = cli_report_new_event ("conference");
  JsonArray *calls = json_array_new ();

  for (guint i = 0; conference != NULL && i < g_list_model_get_n_items (G_LIST_MODEL (conference)); i++)
    {
      g_autoptr (PhoneCall) call = g_list_model_get_item (G_LIST_MODEL (conference), i);

      json_array_add_string_element (calls, phone_call_get_id (call));
    }
  json_object_set_array_member (event, "calls", calls);
  cli_report_send (self, event, NULL);
}

/**
 * cli_report_recording:
 * @self: the report
 * @call: a call
 *
 * Tells how far the recording of a call is.
 */
void
cli_report_recording (CliReport *self,
                      PhoneCall *call)
{
  PhoneRecording *recording = phone_call_get_recording (call);
  g_autoptr (GEnumClass) states = g_type_class_ref (PHONE_TYPE_RECORDING_STATE);
  g_autofree char *path = g_file_get_parse_name (phone_recording_get_file (recording));
  const char *state = g_enum_get_value (states, (int) phone_recording_get_state (recording))->value_nick;
  const char *text = phone_recording_get_error_text (recording);
  g_autofree char *sentence = g_strdup_printf ("recording into %s: %s", path, text != NULL ? text : state);
  JsonObject *event = cli_report_new_event ("recording");

  json_object_set_string_member (event, "id", phone_call_get_id (call));
  json_object_set_string_member (event, "state", state);
  json_object_set_string_member (event, "file", path);
  json_object_set_int_member (event, "seconds", phone_recording_get_duration (recording));
  if (text != NULL)
    json_object_set_string_member (event, "text", text);
  cli_report_send (self, event, sentence);
}
