/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What two people read of one call, between two telephones with real sound. */

#include "phone-office-calls.h"

#include "phone-call-quality-private.h"
#include "phone-media-terms.h"
#include "phone-private.h"

static PhoneCallQuality *
get_quality (World *world)
{
  return phone_call_get_quality (office_last_call (world));
}

static guint
count_readings (PhoneCallQuality *quality)
{
  return g_list_model_get_n_items (phone_call_quality_get_readings (quality));
}

static void
test_good_call (Office        *office,
                gconstpointer  data)
{
  g_autoptr (PhoneCall) call = office_talk (&office->anna, &office->bob, "bob");
  PhoneCallQuality *hers = phone_call_get_quality (call);
  PhoneCallQuality *his = get_quality (&office->bob);
  g_autofree char *addresses = NULL;
  g_autofree char *words = NULL;
  double worst, loss, mos, rate;

  wait_until (count_readings (hers) >= 4 && count_readings (his) >= 4);
  g_assert_null (phone_call_quality_get_verdict_text (hers));
  g_assert_cmpstr (phone_call_quality_get_verdict (hers), ==, "none");
  g_assert_cmpstr (phone_call_quality_get_codec_text (hers), ==, "Opus");
  g_assert_cmpstr (phone_call_quality_get_path_text (hers), ==, "Straight to them");
  g_assert_cmpstr (phone_call_quality_get_quality_text (hers), ==, "Excellent");
  g_object_get (hers, "comparison-words", &words, NULL);
  g_assert_nonnull (words);
  g_assert_cmpstr (words, ==, phone_call_quality_get_comparison_words (his));
  addresses = phone_call_quality_dup_addresses (hers);
  g_assert_nonnull (addresses);
  g_assert_nonnull (phone_call_quality_get_cipher (hers));
  g_object_get (phone_call_quality_get_last (hers), "received-rate", &rate, "mos", &mos, NULL);
  g_assert_cmpfloat (rate, >, 4000);
  g_assert_cmpfloat (mos, >, 3.8);
  g_assert_cmpfloat (phone_reading_get_loss (phone_call_quality_get_last (hers)), <, 0.2);

  phone_call_hang_up (call);
  wait_until (phone_call_get_state (call) == PHONE_CALL_STATE_ENDED);
  g_assert_cmpfloat (phone_history_entry_get_mos (office_last_entry (&office->anna), &worst, &loss), >, 3.5);
  g_object_get (office_last_entry (&office->anna), "mos", &mos, NULL);
  g_assert_cmpfloat (mos, >, 3.5);
  g_assert_cmpfloat (worst, >=, 1);
  g_assert_cmpfloat (loss, <, 0.2);
}

/* The line to this exchange is open TCP: the words alone prove anything, and it says so. */
static void
test_open_line (Office        *office,
                gconstpointer  data)
{
  g_autoptr (PhoneCall) call = office_call (&office->anna, "bob");
  PhoneCallQuality *quality = phone_call_get_quality (call);

  g_assert_null (phone_call_quality_get_security_text (quality));
  g_assert_null (phone_call_quality_get_last (quality));
  wait_until (office_has_call (&office->bob, PHONE_CALL_STATE_INCOMING));
  g_assert_null (phone_call_quality_get_comparison_words (get_quality (&office->bob)));
  phone_call_answer_async (office_last_call (&office->bob), NULL, NULL, NULL);
  wait_until (phone_call_quality_get_security_text (quality) != NULL);
  g_assert_nonnull (strstr (phone_call_quality_get_security_text (quality), "the words"));
  g_assert_false (phone_call_quality_is_secure (quality));
}

/* Keys that lie in descriptions are as private as the way of those, and the line to this exchange is open (RFC 4568 §7). */
static void
test_keys_in_descriptions (Office        *office,
                           gconstpointer  data)
{
  g_autoptr (PhoneCall) call = NULL;
  PhoneCallQuality *quality;

  phone_media_terms_set_protection (phone_account_get_media_terms (office_account (&office->anna)), PHONE_PROTECTION_SDES);
  phone_media_terms_set_protection (phone_account_get_media_terms (office_account (&office->bob)), PHONE_PROTECTION_SDES);
  call = office_talk (&office->anna, &office->bob, "bob");
  quality = phone_call_get_quality (call);
  wait_until (phone_call_quality_get_security_text (quality) != NULL);
  g_assert_false (phone_call_quality_is_secure (quality));
  g_assert_null (phone_call_quality_get_comparison_words (quality));
  g_assert_nonnull (strstr (phone_call_quality_get_security_text (quality), "in the open"));
}

static void
test_muted_talking (Office        *office,
                    gconstpointer  data)
{
  g_autoptr (PhoneCall) call = office_talk (&office->anna, &office->bob, "bob");
  PhoneCallQuality *quality = phone_call_get_quality (call);
  guint begun;

  wait_until (count_readings (quality) >= 2);
  begun = count_readings (quality);
  phone_call_set_muted (call, TRUE);
  wait_until (phone_call_quality_get_verdict_text (quality) != NULL);
  g_assert_cmpstr (phone_call_quality_get_verdict_text (quality), ==, "You are muted and talking.");
  g_assert_cmpuint (count_readings (quality), <=, begun + 3);
  g_assert_null (phone_call_quality_get_verdict_text (get_quality (&office->bob)));

  phone_call_set_muted (call, FALSE);
  wait_until (phone_call_quality_get_verdict_text (quality) == NULL);
}

/* Whoever announces something before the answer may be silent for as long as they like. */
static void
test_early_media (Office        *office,
                  gconstpointer  data)
{
  g_autoptr (PhoneCall) call = NULL;
  g_autoptr (UaDescriptionHandler) announcement = NULL;
  PhoneCallQuality *quality;

  phone_set_sound (office->anna.phone, "silence", "none");
  call = office_call (&office->anna, "bob");
  quality = phone_call_get_quality (call);
  wait_until (office_has_call (&office->bob, PHONE_CALL_STATE_INCOMING));
  announcement = media_engine_create_handler (office->bob.phone->engine);
  ua_invitation_progress_async (UA_INVITATION (office_last_call (&office->bob)->session), announcement, NULL, NULL, NULL);
  wait_until (count_readings (quality) >= 5);
  g_assert_null (phone_call_quality_get_verdict_text (quality));

  phone_call_answer_async (office_last_call (&office->bob), NULL, NULL, NULL);
  wait_until (phone_call_is_up (call));
  /* Until the way is found nothing arrives, which is said first where that takes long. */
  wait_until (g_strcmp0 (phone_call_quality_get_verdict_text (quality), "Your microphone is silent.") == 0);
}

static void
test_words (void)
{
  MediaStats stats = { 0 };

  for (int verdict = MEDIA_VERDICT_NONE; verdict <= MEDIA_VERDICT_WEAK_LINE; verdict++)
    g_assert_true ((phone_quality_words_for_verdict (verdict) == NULL) == (verdict == MEDIA_VERDICT_NONE));
  for (int grade = MEDIA_GRADE_UNKNOWN; grade <= MEDIA_GRADE_EXCELLENT; grade++)
    g_assert_true ((phone_quality_words_for_grade (grade) == NULL) == (grade == MEDIA_GRADE_UNKNOWN));
  g_assert_nonnull (strstr (phone_quality_words_for_secrecy (MEDIA_SECRECY_NONE, TRUE), "Not encrypted"));
  g_assert_nonnull (strstr (phone_quality_words_for_secrecy (MEDIA_SECRECY_SDES, TRUE), "servers"));
  g_assert_nonnull (strstr (phone_quality_words_for_secrecy (MEDIA_SECRECY_SDES, FALSE), "in the open"));
  g_assert_nonnull (strstr (phone_quality_words_for_secrecy (MEDIA_SECRECY_DTLS, TRUE), "Compare"));
  g_assert_null (phone_quality_words_for_codec ("gsm"));
  g_assert_null (phone_quality_words_for_path (&stats));
  stats.local_path = (char *) "srflx";
  stats.remote_path = (char *) "host";
  g_assert_cmpstr (phone_quality_words_for_path (&stats), ==, "Straight to them, through a router");
  stats.remote_path = (char *) "relay";
  g_assert_cmpstr (phone_quality_words_for_path (&stats), ==, "Through a relay");
}

#define add(name, func) g_test_add ("/phone/call-quality/" name, Office, NULL, office_open, func, office_close)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/phone/call-quality/words", test_words);
  add ("good-call", test_good_call);
  add ("open-line", test_open_line);
  add ("keys-in-descriptions", test_keys_in_descriptions);
  add ("muted-talking", test_muted_talking);
  add ("early-media", test_early_media);
  return g_test_run ();
}
