/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Every way in which ringing stops: at once, and for good. And what a caller hears of a call that came to nothing. */

#include "phone-office-calls.h"

#include "phone-private.h"

#include <string.h>

/* The longest that a caller is told by a tone. */
#define MAX_FAILURE_US (4 * G_USEC_PER_SEC)

static const char *status_line; /* in the place of Bob's refusal */

static MediaTone
get_tone (World *world)
{
  return media_tones_get_tone (world->phone->tones);
}

static void
be_called (Office     *office,
           PhoneCall **call)
{
  *call = office_call (&office->anna, "bob");
  wait_until (office_has_call (&office->bob, PHONE_CALL_STATE_INCOMING));
  g_assert_cmpint (get_tone (&office->bob), ==, MEDIA_TONE_RINGTONE);
  wait_until (phone_call_get_state (*call) == PHONE_CALL_STATE_RINGING);
}

/* In the very moment in which the call is seen to have ended. */
static void
silent_cb (PhoneCall  *call,
           GParamSpec *pspec,
           World      *world)
{
  if (phone_call_get_state (call) == PHONE_CALL_STATE_ENDED)
    g_assert_cmpint (get_tone (world), ==, MEDIA_TONE_NONE);
}

static void
over_cb (gpointer over)
{
  *(gboolean *) over = TRUE;
}

static void
assert_stays_silent (World *world)
{
  gboolean over = FALSE;

  g_timeout_add_once (300, over_cb, &over);
  while (!over)
    {
      g_main_context_iteration (NULL, TRUE);
      g_assert_cmpint (get_tone (world), ==, MEDIA_TONE_NONE);
      g_assert_cmpfloat (media_tones_get_level (world->phone->tones), <=, -100);
    }
}

static PhoneCall *
watch (World *world)
{
  PhoneCall *call = g_object_ref (office_last_call (world));

  g_signal_connect_after (call, "notify::state", G_CALLBACK (silent_cb), world);
  return call;
}

static void
assert_ends_silently (World     *world,
                      PhoneCall *at_bob)
{
  wait_until (phone_call_is_over (at_bob));
  assert_stays_silent (world);
  g_signal_handlers_disconnect_by_data (at_bob, world);
}

static void
test_called_off (Office        *office,
                 gconstpointer  data)
{
  g_autoptr (PhoneCall) call = NULL;
  g_autoptr (PhoneCall) at_bob = NULL;

  be_called (office, &call);
  at_bob = watch (&office->bob);
  phone_call_hang_up (call);
  assert_ends_silently (&office->bob, at_bob);
  /* Who called it off needs no tone that says so. */
  assert_stays_silent (&office->anna);
}

static char *
answer_elsewhere (const char *request)
{
  const char *rest = strstr (request, "\r\n") + 2;

  return g_str_has_prefix (request, "CANCEL")
           ? g_strdup_printf ("%.*sReason: SIP;cause=200;text=\"Call completed elsewhere\"\r\n%s",
                              (int) (rest - request), request, rest)
           : NULL;
}

static void
test_answered_elsewhere (Office        *office,
                         gconstpointer  data)
{
  g_autoptr (PhoneCall) call = NULL;
  g_autoptr (PhoneCall) at_bob = NULL;

  office->exchange->tamper = answer_elsewhere;
  be_called (office, &call);
  at_bob = watch (&office->bob);
  phone_call_hang_up (call);
  assert_ends_silently (&office->bob, at_bob);
  g_assert_cmpint (phone_history_entry_get_kind (office_last_entry (&office->bob)), ==, PHONE_HISTORY_KIND_ELSEWHERE);
}

static void
test_answered_here (Office        *office,
                    gconstpointer  data)
{
  g_autoptr (PhoneCall) call = NULL;

  be_called (office, &call);
  phone_call_answer_async (office_last_call (&office->bob), NULL, NULL, NULL);
  g_assert_cmpint (get_tone (&office->bob), ==, MEDIA_TONE_NONE);
  wait_until (phone_call_get_state (call) == PHONE_CALL_STATE_ACTIVE);
  assert_stays_silent (&office->bob);
  assert_stays_silent (&office->anna);
}

static void
test_nobody_answers (Office        *office,
                     gconstpointer  data)
{
  g_autoptr (PhoneCall) call = NULL;
  g_autoptr (PhoneCall) at_bob = NULL;

  phone_set_limits (office->bob.phone, 60, 1);
  be_called (office, &call);
  at_bob = watch (&office->bob);
  assert_ends_silently (&office->bob, at_bob);
}

/* Two ring, one after the other is gone. */
static void
test_two_callers (Office        *office,
                  gconstpointer  data)
{
  g_autoptr (PhoneCall) call = NULL;
  g_autoptr (PhoneCall) other = NULL;

  be_called (office, &call);
  other = office_call (&office->carol, "bob");
  wait_until (g_list_model_get_n_items (phone_get_calls (office->bob.phone)) == 2);
  phone_call_hang_up (call);
  wait_until (phone_call_is_over (call));
  g_assert_cmpint (get_tone (&office->bob), ==, MEDIA_TONE_RINGTONE);
  phone_call_decline (office_last_call (&office->bob));
  g_assert_cmpint (get_tone (&office->bob), ==, MEDIA_TONE_NONE);
  wait_until (phone_call_is_over (other));
  assert_stays_silent (&office->bob);
}

/* The account goes offline while it rings. */
static void
test_offline (Office        *office,
              gconstpointer  data)
{
  g_autoptr (PhoneCall) call = NULL;
  g_autoptr (PhoneCall) at_bob = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  be_called (office, &call);
  at_bob = watch (&office->bob);
  phone_account_go_offline_async (office_account (&office->bob), NULL, world_take_result_cb, &result);
  wait_until (result != NULL);
  phone_account_go_offline_finish (office_account (&office->bob), result, NULL);
  assert_ends_silently (&office->bob, at_bob);
}

/* The line is lost and does not come back: what rings then rings for nobody, and not for longer than anybody would wait. */
static void
test_line_lost (Office        *office,
                gconstpointer  data)
{
  g_autoptr (PhoneCall) call = NULL;
  g_autoptr (PhoneCall) at_bob = NULL;

  phone_set_limits (office->bob.phone, 60, 2);
  be_called (office, &call);
  at_bob = watch (&office->bob);
  doubles_switch_drop_lines (office->exchange);
  assert_ends_silently (&office->bob, at_bob);
}

/* From the order to stop on nothing rings, whoever still calls. */
static void
test_phone_stops (Office        *office,
                  gconstpointer  data)
{
  g_autoptr (PhoneCall) call = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  be_called (office, &call);
  phone_stop_async (office->bob.phone, NULL, world_take_result_cb, &result);
  g_assert_cmpint (get_tone (&office->bob), ==, MEDIA_TONE_NONE);
  while (result == NULL)
    {
      g_main_context_iteration (NULL, TRUE);
      g_assert_cmpint (get_tone (&office->bob), ==, MEDIA_TONE_NONE);
    }
  phone_stop_finish (office->bob.phone, result, NULL);
}

/* It cannot be heard, and stops all the same. */
static void
test_no_device (Office        *office,
                gconstpointer  data)
{
  g_autoptr (PhoneCall) call = NULL;

  phone_set_sound (office->bob.phone, NULL, "no-such-speaker");
  be_called (office, &call);
  phone_call_decline (office_last_call (&office->bob));
  g_assert_cmpint (get_tone (&office->bob), ==, MEDIA_TONE_NONE);
  wait_until (phone_call_is_over (call));
  assert_stays_silent (&office->bob);
}

static char *
replace_refusal (const char *response)
{
  return status_line != NULL && (g_str_has_prefix (response, "SIP/2.0 4") || g_str_has_prefix (response, "SIP/2.0 6"))
           ? g_strconcat (status_line, strstr (response, "\r\n"), NULL)
           : NULL;
}

/* What is heard of a call of ours that came to nothing: one tone, not for long, and then nothing. */
static void
assert_is_told (World     *world,
                PhoneCall *call,
                MediaTone  tone)
{
  gint64 begin;

  wait_until (phone_call_get_state (call) == PHONE_CALL_STATE_ENDED);
  g_assert_cmpint (get_tone (world), ==, tone);
  begin = g_get_monotonic_time ();
  if (tone != MEDIA_TONE_NONE)
    wait_until (get_tone (world) == MEDIA_TONE_NONE);
  g_assert_cmpint (g_get_monotonic_time () - begin, <=, MAX_FAILURE_US);
  assert_stays_silent (world);
}

static const struct
{
  const char *status_line;
  MediaTone   tone;
} refusals[] = {
  { NULL, MEDIA_TONE_BUSY },
  { "SIP/2.0 600 Busy Everywhere", MEDIA_TONE_BUSY },
  { "SIP/2.0 603 Decline", MEDIA_TONE_BUSY },
  { "SIP/2.0 404 Not Found", MEDIA_TONE_INFORMATION },
  { "SIP/2.0 484 Address Incomplete", MEDIA_TONE_INFORMATION },
  { "SIP/2.0 480 Temporarily Unavailable", MEDIA_TONE_CONGESTION },
  { "SIP/2.0 503 Service Unavailable", MEDIA_TONE_CONGESTION },
  { "SIP/2.0 487 Request Terminated", MEDIA_TONE_NONE },
};

static void
test_refused (Office        *office,
              gconstpointer  data)
{
  office->exchange->tamper_response = replace_refusal;
  for (guint i = 0; i < G_N_ELEMENTS (refusals); i++)
    {
      g_autoptr (PhoneCall) call = NULL;

      g_test_message ("%s", refusals[i].status_line != NULL ? refusals[i].status_line : "486");
      status_line = refusals[i].status_line;
      be_called (office, &call);
      phone_call_say_busy (office_last_call (&office->bob));
      assert_is_told (&office->anna, call, refusals[i].tone);
      g_assert_cmpint (get_tone (&office->bob), ==, MEDIA_TONE_NONE);
    }
  status_line = NULL;
}

/* The exchange knows nobody of that name. */
static void
test_unknown (Office        *office,
              gconstpointer  data)
{
  g_autoptr (PhoneCall) call = office_call (&office->anna, "nobody");

  assert_is_told (&office->anna, call, MEDIA_TONE_INFORMATION);
}

/* A talk that ends needs no tone, whoever ends it. */
static void
test_talk_ends (Office        *office,
                gconstpointer  data)
{
  g_autoptr (PhoneCall) call = office_talk (&office->anna, &office->bob, "bob");

  phone_call_hang_up (office_last_call (&office->bob));
  assert_is_told (&office->anna, call, MEDIA_TONE_NONE);
}

#define add(name, func) g_test_add ("/phone/ringer-ends/" name, Office, NULL, office_open, func, office_close)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("called-off", test_called_off);
  add ("answered-elsewhere", test_answered_elsewhere);
  add ("answered-here", test_answered_here);
  add ("nobody-answers", test_nobody_answers);
  add ("two-callers", test_two_callers);
  add ("offline", test_offline);
  add ("line-lost", test_line_lost);
  add ("phone-stops", test_phone_stops);
  add ("no-device", test_no_device);
  add ("refused", test_refused);
  add ("unknown", test_unknown);
  add ("talk-ends", test_talk_ends);
  return g_test_run ();
}
