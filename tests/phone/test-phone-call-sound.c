/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What is heard before the answer (RFC 3960), which of several telephones, and the keys that come in. */

#include "phone-office-calls.h"

#include "phone-private.h"
#include "ua-error.h"

static MediaTone
get_tone (World *world)
{
  return media_tones_get_tone (world->phone->tones);
}

/* An announcement before the answer, as a gateway gives it; who rings gives it late. */
static UaDescriptionHandler *
announce (World *world)
{
  PhoneCall *call = office_last_call (world);
  UaDescriptionHandler *handler = media_engine_create_handler (world->phone->engine);

  ua_invitation_progress_async (UA_INVITATION (call->session), handler, NULL, NULL, NULL);
  return handler;
}

/* Ringback until they send sound of their own, and again when another telephone rings that sends none. */
static void
test_ringback_gives_way (Office        *office,
                         gconstpointer  data)
{
  g_autoptr (PhoneCall) call = office_call (&office->anna, "bob");
  g_autoptr (UaDescriptionHandler) announcement = NULL;
  g_autoptr (UaDescriptionHandler) fork = NULL;
  g_autoptr (MediaSession) first = NULL;

  wait_until (phone_call_get_state (call) == PHONE_CALL_STATE_RINGING);
  g_assert_cmpint (get_tone (&office->anna), ==, MEDIA_TONE_RINGBACK);
  announcement = announce (&office->bob);
  wait_until (get_tone (&office->anna) == MEDIA_TONE_NONE);
  g_assert_cmpint (phone_call_get_state (call), ==, PHONE_CALL_STATE_RINGING);

  first = g_object_ref (call->media);
  fork = media_engine_create_handler (office->anna.phone->engine);
  g_signal_emit_by_name (call->session, "early-media", fork);
  g_assert_cmpint (get_tone (&office->anna), ==, MEDIA_TONE_RINGBACK);
  g_assert_false (media_session_is_audible (first));
  g_assert_true (media_session_is_audible (MEDIA_SESSION (fork)));

  /* The first one answers after all: it is the one to be heard. */
  phone_call_answer_async (office_last_call (&office->bob), NULL, NULL, NULL);
  wait_until (phone_call_is_up (call));
  g_assert_true (call->media == first);
  g_assert_true (media_session_is_audible (first));
  g_assert_false (media_session_is_audible (MEDIA_SESSION (fork)));
  wait_until (phone_call_get_output_level_db (call) > -40);
  ua_description_handler_close (fork);
}

static char *
make_session_progress (const char *response)
{
  const char *rest = strstr (response, "\r\n");

  return g_str_has_prefix (response, "SIP/2.0 180") ? g_strdup_printf ("SIP/2.0 183 Session Progress%s", rest) : NULL;
}

/* RFC 3960 §3.2: without a 180 there is no ringing of ours. */
static void
test_no_ringback_without_ringing (Office        *office,
                                  gconstpointer  data)
{
  g_autoptr (PhoneCall) call = NULL;

  office->exchange->tamper_response = make_session_progress;
  call = office_call (&office->anna, "bob");
  wait_until (phone_call_get_state (call) == PHONE_CALL_STATE_RINGING);
  g_assert_cmpint (get_tone (&office->anna), ==, MEDIA_TONE_NONE);
}

static void
take_digit_cb (PhoneCall  *call,
               const char *digit,
               GString    *digits)
{
  g_string_append (digits, digit);
}

static void
take_error_cb (PhoneCall    *call,
               const GError *error,
               GError      **slot)
{
  *slot = g_error_copy (error);
}

/* Keys that come by INFO are keys like those that come along the sound. */
static void
test_digits (Office        *office,
             gconstpointer  data)
{
  g_autoptr (PhoneCall) call = office_talk (&office->anna, &office->bob, "bob");
  g_autoptr (GError) lost = g_error_new_literal (UA_ERROR, UA_ERROR_REQUEST_TIMEOUT, "no answer to INFO");
  g_autoptr (GError) told = NULL;
  g_autoptr (GString) digits = g_string_new (NULL);

  g_signal_connect (call, "digit-received", G_CALLBACK (take_digit_cb), digits);
  g_signal_connect (call, "digits-failed", G_CALLBACK (take_error_cb), &told);
  g_signal_emit_by_name (call->session, "digit", "4");
  g_signal_emit_by_name (call->session, "digit", "#");
  g_signal_emit_by_name (call->session, "digits-failed", lost);
  g_assert_cmpstr (digits->str, ==, "4#");
  g_assert_error (told, UA_ERROR, UA_ERROR_REQUEST_TIMEOUT);
  g_assert_cmpint (phone_call_get_state (call), ==, PHONE_CALL_STATE_ACTIVE);
  g_signal_handlers_disconnect_by_data (call, digits);
  g_signal_handlers_disconnect_by_data (call, &told);
}

#define add(name, func) g_test_add ("/phone/call-sound/" name, Office, NULL, office_open, func, office_close)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("ringback-gives-way", test_ringback_gives_way);
  add ("no-ringback-without-ringing", test_no_ringback_without_ringing);
  add ("digits", test_digits);
  return g_test_run ();
}
