/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A call is recorded when its owner's rule allows it, and not a moment before. */

#include "phone-practice.h"

#include "phone-history-view.h"
#include "phone-recording-rules.h"
#include "phone-words.h"

static PhoneCall *
talk (World *world)
{
  PhoneCall *call;

  world_practise (world);
  call = g_object_ref (world_call (world, "echo"));
  wait_until (world_has_state (call, PHONE_CALL_STATE_ACTIVE));
  return call;
}

static GFile *
choose_file (World      *world,
             const char *name)
{
  g_autofree char *path = g_build_filename (world->folder, name, NULL);

  return g_file_new_for_path (path);
}

static void
assert_refused (PhoneCall           *call,
                GFile               *file,
                PhoneRecordingError  code)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *sentence = NULL;

  g_assert_false (phone_call_start_recording (call, file, &error));
  g_assert_error (error, PHONE_RECORDING_ERROR, (int) code);
  g_assert_false (g_file_query_exists (file, NULL));
  sentence = phone_words_for_error (error);
  g_assert_null (strstr (sentence, "no name"));
}

/* Before anybody was asked there is no file, under no name. */
static void
test_consent (World         *world,
              gconstpointer  data)
{
  PhoneRecordingRules *rules = phone_get_recording_rules (world->phone);
  g_autoptr (GFile) file = choose_file (world, "call.opus");
  g_autoptr (GFile) unfinished = choose_file (world, "call.unfinished.opus");
  g_autoptr (PhoneCall) call = talk (world);
  PhoneRecording *recording = phone_call_get_recording (call);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (phone_recording_rules_get_consent (rules), ==, PHONE_RECORDING_CONSENT_ASK);
  assert_refused (call, file, PHONE_RECORDING_ERROR_UNASKED);
  phone_recording_rules_set_consent (rules, PHONE_RECORDING_CONSENT_NEVER);
  phone_recording_set_agreed (recording, TRUE);
  assert_refused (call, file, PHONE_RECORDING_ERROR_FORBIDDEN);
  g_assert_false (g_file_query_exists (unfinished, NULL));
  g_assert_cmpint (phone_recording_get_state (recording), ==, PHONE_RECORDING_STATE_OFF);

  phone_recording_rules_set_consent (rules, PHONE_RECORDING_CONSENT_ASK);
  g_assert_true (phone_call_start_recording (call, file, &error));
  g_assert_no_error (error);
  g_assert_cmpint (phone_recording_get_state (recording), ==, PHONE_RECORDING_STATE_RECORDING);
  g_assert_true (g_file_query_exists (unfinished, NULL));
  assert_refused (call, file, PHONE_RECORDING_ERROR_NOT_NOW);
  /* They have changed their mind. */
  phone_recording_set_agreed (recording, FALSE);
  wait_until (phone_recording_get_state (recording) == PHONE_RECORDING_STATE_DONE);
  g_assert_true (g_file_query_exists (file, NULL));
  phone_call_hang_up (call);
  wait_until (world_has_state (call, PHONE_CALL_STATE_ENDED));
}

/* One call's consent is not another's. */
static void
test_consent_is_for_one_call (World         *world,
                              gconstpointer  data)
{
  g_autoptr (GFile) file = choose_file (world, "call.opus");
  g_autoptr (PhoneCall) call = talk (world);
  g_autoptr (PhoneCall) next = NULL;

  phone_recording_set_agreed (phone_call_get_recording (call), TRUE);
  phone_call_hang_up (call);
  wait_until (world_has_state (call, PHONE_CALL_STATE_ENDED));
  next = g_object_ref (world_call (world, "echo"));
  wait_until (world_has_state (next, PHONE_CALL_STATE_ACTIVE));
  g_assert_false (phone_recording_get_agreed (phone_call_get_recording (next)));
  assert_refused (next, file, PHONE_RECORDING_ERROR_UNASKED);
  phone_call_hang_up (next);
  wait_until (world_has_state (next, PHONE_CALL_STATE_ENDED));
}

/* Who only rings is not recorded, and the end of the call is the end of the recording. */
static void
test_as_long_as_the_call (World         *world,
                          gconstpointer  data)
{
  g_autoptr (GFile) file = choose_file (world, "call.flac");
  g_autoptr (GError) error = NULL;
  g_autoptr (PhoneCall) call = NULL;
  PhoneRecording *recording;

  phone_recording_rules_set_consent (phone_get_recording_rules (world->phone), PHONE_RECORDING_CONSENT_ALLOWED);
  phone_recording_rules_set_announced (phone_get_recording_rules (world->phone), TRUE);
  world_practise (world);
  call = g_object_ref (world_call (world, "echo"));
  recording = phone_call_get_recording (call);
  assert_refused (call, file, PHONE_RECORDING_ERROR_NOT_NOW);
  wait_until (world_has_state (call, PHONE_CALL_STATE_ACTIVE));
  g_assert_true (phone_call_start_recording (call, file, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_equal (phone_recording_get_file (recording), file));
  wait_until (phone_recording_get_duration (recording) >= 1);
  phone_call_hang_up (call);
  wait_until (phone_recording_get_state (recording) == PHONE_RECORDING_STATE_DONE);
  g_assert_null (phone_recording_get_error_text (recording));
  g_assert_true (g_file_query_exists (file, NULL));
  g_assert_false (phone_call_start_recording (call, file, NULL));
}

/* Who looks for a recording remembers the call; what failed, or never was, is not found there. */
static void
test_found_in_history (World         *world,
                       gconstpointer  data)
{
  g_autoptr (GFile) file = choose_file (world, "call.opus");
  g_autofree char *uri = g_file_get_uri (file);
  PhoneHistoryView *view = phone_history_get_view (phone_get_history (world->phone));
  g_autoptr (GError) error = NULL;
  g_autoptr (PhoneCall) call = talk (world);
  g_autoptr (PhoneCall) other = NULL;

  phone_recording_set_agreed (phone_call_get_recording (call), TRUE);
  g_assert_true (phone_call_start_recording (call, file, &error));
  phone_call_hang_up (call);
  wait_until (world_has_state (call, PHONE_CALL_STATE_ENDED));
  g_assert_cmpstr (phone_history_entry_get_recording (world_last_entry (world)), ==, uri);
  wait_until (phone_recording_get_state (phone_call_get_recording (call)) == PHONE_RECORDING_STATE_DONE);

  other = g_object_ref (world_call (world, "echo"));
  wait_until (world_has_state (other, PHONE_CALL_STATE_ACTIVE));
  phone_call_hang_up (other);
  wait_until (world_has_state (other, PHONE_CALL_STATE_ENDED));
  g_assert_null (phone_history_entry_get_recording (world_last_entry (world)));
  phone_history_view_set_filter (view, PHONE_HISTORY_FILTER_RECORDED);
  wait_until (phone_history_view_is_complete (view));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (view)), ==, 1);
}

static void
test_failure (World         *world,
              gconstpointer  data)
{
  g_autoptr (GFile) nowhere = g_file_new_for_path ("/no/such/folder/call.opus");
  g_autoptr (GFile) file = choose_file (world, "call.opus");
  g_autoptr (GFile) unfinished = choose_file (world, "call.unfinished.opus");
  g_autoptr (GError) error = NULL;
  g_autoptr (PhoneCall) call = talk (world);
  PhoneRecording *recording = phone_call_get_recording (call);

  phone_recording_set_agreed (recording, TRUE);
  g_assert_false (phone_call_start_recording (call, nowhere, &error));
  g_assert_nonnull (error);
  g_assert_true (phone_call_start_recording (call, file, NULL));
  g_assert_true (g_file_delete (unfinished, NULL, NULL));
  wait_until (phone_recording_get_state (recording) == PHONE_RECORDING_STATE_FAILED);
  g_assert_nonnull (phone_recording_get_error_text (recording));
  g_assert_cmpint (phone_call_get_state (call), ==, PHONE_CALL_STATE_ACTIVE);
  phone_call_hang_up (call);
  wait_until (world_has_state (call, PHONE_CALL_STATE_ENDED));
}

/* Who quits in the middle of a recorded call has a whole file. */
static void
test_quit (World         *world,
           gconstpointer  data)
{
  g_autoptr (GFile) file = choose_file (world, "call.opus");
  PhoneCall *call = talk (world);

  phone_recording_set_agreed (phone_call_get_recording (call), TRUE);
  g_assert_true (phone_call_start_recording (call, file, NULL));
  wait_until (phone_recording_get_duration (phone_call_get_recording (call)) >= 1);
  g_object_unref (call);
  world_stop (world);
  g_assert_true (g_file_query_exists (file, NULL));
  world_start (world);
}

#define add(name, func) g_test_add ("/phone/recording/" name, World, NULL, world_set_up, func, world_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("consent", test_consent);
  add ("consent-is-for-one-call", test_consent_is_for_one_call);
  add ("as-long-as-the-call", test_as_long_as_the_call);
  add ("found-in-history", test_found_in_history);
  add ("failure", test_failure);
  add ("quit", test_quit);
  return g_test_run ();
}
