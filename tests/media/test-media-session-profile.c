/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Calls without ICE, by what each side hears and by what it may say about who else can. */

#include "media-crypto.h"
#include "media-middle.h"
#include "media-threads.h"

#include <string.h>

typedef struct
{
  MediaProfile  offered;
  MediaProfiles taken;  /* by the callee */
  MediaProfile  agreed;
  const char   *suite;  /* nullable */
} Row;

static Pair *
new_pair (MediaProfile  offered,
          MediaProfiles taken)
{
  Pair *pair = pair_new ("silence", "silence");

  g_clear_object (&pair->caller);
  g_clear_object (&pair->callee);
  pair->caller = middle_new_handler (pair, "tone:1000:-20", offered, MEDIA_PROFILES_ALL);
  pair->callee = middle_new_handler (pair, "tone:440:-20", offered, taken);
  pair_watch (pair, pair->caller, pair->caller_tones);
  pair_watch (pair, pair->callee, pair->callee_tones);

  return pair;
}

static gboolean
both_hear (Pair *pair)
{
  return pair_hears (pair_caller (pair), 440) && pair_hears (pair_callee (pair), 1000);
}

static gboolean
both_hear_nothing (Pair *pair)
{
  return pair_hears_nothing (pair_caller (pair)) && pair_hears_nothing (pair_callee (pair));
}

static const Row rows[] = {
  { MEDIA_PROFILE_PLAIN, MEDIA_PROFILES_ALL, MEDIA_PROFILE_PLAIN, NULL },
  { MEDIA_PROFILE_SDES, MEDIA_PROFILES_SDES, MEDIA_PROFILE_SDES, "AEAD_AES_256_GCM" },
  { MEDIA_PROFILE_OPTIONAL, MEDIA_PROFILES_SDES, MEDIA_PROFILE_OPTIONAL, "AEAD_AES_256_GCM" },
};

static void
test_profile (gconstpointer data)
{
  const Row *row = data;
  Pair *pair = new_pair (row->offered, row->taken);

  pair_exchange (pair->caller, pair->callee, NULL);
  pair_wait (pair, pair_is_connected);
  pair_wait (pair, both_hear);
  g_assert_cmpint (media_session_get_profile (pair_caller (pair)), ==, row->agreed);
  g_assert_cmpint (media_session_get_profile (pair_callee (pair)), ==, row->agreed);
  g_assert_cmpstr (media_session_get_crypto_suite (pair_caller (pair)), ==, row->suite);
  g_assert_cmpstr (media_session_get_crypto_suite (pair_callee (pair)), ==, row->suite);
  g_assert_cmpstr (media_session_get_codec (pair_caller (pair)), ==, "opus");

  ua_description_handler_set_hold (pair->caller, TRUE);
  pair_exchange (pair->caller, pair->callee, NULL);
  pair_wait (pair, both_hear_nothing);
  ua_description_handler_set_hold (pair->caller, FALSE);
  pair_exchange (pair->caller, pair->callee, NULL);
  pair_wait (pair, both_hear);
  g_assert_cmpint (media_session_get_profile (pair_caller (pair)), ==, row->agreed);

  pair_free (pair);
}

/* @find and whatever follows it in its line, taken out of a description. */
static char *
without (const char *description,
         const char *find,
         const char *replace)
{
  g_autofree char *pattern = g_strconcat (find, "[^\\r\\n]*\\r\\n", NULL);
  g_autoptr (GRegex) regex = g_regex_new (pattern, 0, 0, NULL);

  return g_regex_replace (regex, description, -1, 0, replace, 0, NULL);
}

static char *
drop_keys (const char *description)
{
  return without (description, "a=crypto:", "");
}

static char *
exchange_word (const char *description,
               const char *find,
               const char *replace)
{
  g_autoptr (GString) text = g_string_new (description);

  g_assert_cmpuint (g_string_replace (text, find, replace, 0), >, 0);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* Encryption that was wanted is not given up in silence. */
static void
test_no_downgrade (void)
{
  Pair *pair = new_pair (MEDIA_PROFILE_SDES, MEDIA_PROFILES_ALL);
  g_autoptr (GError) error = NULL;
  g_autofree char *offer = pair_get (pair->caller, &error);
  g_autofree char *plain_offer = NULL;
  g_autofree char *answer = NULL;
  g_autofree char *bare = NULL;
  g_autofree char *plain = NULL;
  g_autofree char *other = NULL;

  g_assert_true (pair_set (pair->callee, offer, &error));
  answer = pair_get (pair->callee, &error);
  g_assert_no_error (error);
  bare = drop_keys (answer);
  g_assert_false (pair_set (pair->caller, bare, &error));
  g_assert_error (error, MEDIA_ERROR, MEDIA_ERROR_INCOMPATIBLE);
  g_clear_error (&error);
  plain = exchange_word (bare, "RTP/SAVP", "RTP/AVP");
  g_assert_false (pair_set (pair->caller, plain, &error));
  g_assert_error (error, MEDIA_ERROR, MEDIA_ERROR_INCOMPATIBLE);
  g_clear_error (&error);
  other = exchange_word (answer, "a=crypto:1 AEAD_AES_256_GCM", "a=crypto:3 AEAD_AES_256_GCM");
  g_assert_false (pair_set (pair->caller, other, &error));
  g_assert_error (error, MEDIA_ERROR, MEDIA_ERROR_INCOMPATIBLE);
  g_clear_error (&error);
  g_assert_true (pair_set (pair->caller, answer, &error));
  pair_wait (pair, both_hear);

  /* Nor later. */
  g_free (offer);
  offer = pair_get (pair->callee, &error);
  g_assert_no_error (error);
  g_free (bare);
  bare = drop_keys (offer);
  plain_offer = exchange_word (bare, "RTP/SAVP", "RTP/AVP");
  g_assert_false (pair_set (pair->caller, plain_offer, &error));
  g_assert_error (error, MEDIA_ERROR, MEDIA_ERROR_INCOMPATIBLE);
  ua_description_handler_rollback (pair->callee);
  pair_wait (pair, both_hear);

  pair_free (pair);
}

/* Whoever offers a choice is told which way it went (RFC 8643). */
static void
test_optional_ends_plain (void)
{
  Pair *pair = new_pair (MEDIA_PROFILE_OPTIONAL, MEDIA_PROFILES_ALL);

  pair_exchange (pair->caller, pair->callee, drop_keys);
  pair_wait (pair, both_hear);
  g_assert_cmpint (media_session_get_profile (pair_caller (pair)), ==, MEDIA_PROFILE_PLAIN);
  g_assert_null (media_session_get_crypto_suite (pair_caller (pair)));
  g_assert_cmpint (media_session_get_profile (pair_callee (pair)), ==, MEDIA_PROFILE_PLAIN);

  pair_free (pair);
}

static char *
only_suite (const char *description,
            guint       tag)
{
  g_autofree char *keep = g_strdup_printf ("a=crypto:(?!%u )", tag);

  return without (description, keep, "");
}

/* Each suite both ways, with RTCP on a port of its own. */
static void
test_suite (gconstpointer data)
{
  guint tag = GPOINTER_TO_UINT (data);
  Pair *pair = new_pair (MEDIA_PROFILE_SDES, MEDIA_PROFILES_ALL);
  g_autoptr (GError) error = NULL;
  g_autofree char *offer = pair_get (pair->caller, &error);
  g_autofree char *one = only_suite (offer, tag);
  g_autofree char *apart = without (one, "a=rtcp-mux", "");
  g_autofree char *answer = NULL;
  guint n_suites;
  const MediaSuite *suites = media_crypto_list_suites (&n_suites);

  g_assert_true (pair_set (pair->callee, apart, &error));
  answer = pair_get (pair->callee, &error);
  g_assert_no_error (error);
  g_assert_null (strstr (answer, "rtcp-mux"));
  g_assert_true (pair_set (pair->caller, answer, &error));
  pair_wait (pair, both_hear);
  g_assert_cmpstr (media_session_get_crypto_suite (pair_caller (pair)), ==, suites[tag - 1].name);

  pair_free (pair);
}

static void
assert_refused (MediaProfile  offered,
                MediaProfiles taken)
{
  Pair *pair = new_pair (offered, taken);
  g_autoptr (GError) error = NULL;
  g_autofree char *offer = pair_get (pair->caller, &error);

  g_assert_no_error (error);
  g_assert_false (pair_set (pair->callee, offer, &error));
  g_assert_error (error, MEDIA_ERROR, MEDIA_ERROR_INCOMPATIBLE);
  pair_free (pair);
}

static void
test_not_taken (void)
{
  assert_refused (MEDIA_PROFILE_PLAIN, MEDIA_PROFILES_SDES | MEDIA_PROFILES_WEBRTC);
  assert_refused (MEDIA_PROFILE_SDES, MEDIA_PROFILES_PLAIN);
  assert_refused (MEDIA_PROFILE_OPTIONAL, MEDIA_PROFILES_WEBRTC);
  assert_refused (MEDIA_PROFILE_WEBRTC, MEDIA_PROFILES_PLAIN | MEDIA_PROFILES_SDES);
}

/* Refused, the other kind is offered once, where that is allowed. */
static void
test_fallback (void)
{
  Pair *pair = new_pair (MEDIA_PROFILE_SDES, MEDIA_PROFILES_PLAIN);
  g_autoptr (MediaSettings) settings = media_engine_dup_settings (pair->engine);
  g_autoptr (MediaSession) session = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  g_assert_false (ua_description_handler_reconsider (pair->caller));
  settings->profile = MEDIA_PROFILE_SDES;
  settings->has_fallback = TRUE;
  settings->fallback = MEDIA_PROFILE_PLAIN;
  session = media_session_new (settings);
  first = pair_get (UA_DESCRIPTION_HANDLER (session), &error);
  g_assert_nonnull (strstr (first, "RTP/SAVP"));
  ua_description_handler_rollback (UA_DESCRIPTION_HANDLER (session));
  g_assert_true (ua_description_handler_reconsider (UA_DESCRIPTION_HANDLER (session)));
  second = pair_get (UA_DESCRIPTION_HANDLER (session), &error);
  g_assert_no_error (error);
  g_assert_nonnull (strstr (second, "RTP/AVP"));
  g_assert_null (strstr (second, "a=crypto"));
  g_assert_false (ua_description_handler_reconsider (UA_DESCRIPTION_HANDLER (session)));
  ua_description_handler_close (UA_DESCRIPTION_HANDLER (session));

  pair_free (pair);
}

/* Who speaks from the newer kind of address is answered from one. */
static void
test_ipv6 (void)
{
  Pair *pair = new_pair (MEDIA_PROFILE_PLAIN, MEDIA_PROFILES_ALL);
  const char *offer = "v=0\r\no=- 1 1 IN IP6 ::1\r\ns=-\r\nc=IN IP6 ::1\r\nt=0 0\r\nm=audio 40000 RTP/AVPF 0\r\n";
  g_autoptr (GError) error = NULL;
  g_autofree char *answer = NULL;

  g_assert_true (pair_set (pair->callee, offer, &error));
  answer = pair_get (pair->callee, &error);
  g_assert_no_error (error);
  g_assert_nonnull (strstr (answer, "c=IN IP6 ::1\r\n"));
  g_assert_nonnull (strstr (answer, " RTP/AVPF 0\r\n"));

  pair_free (pair);
}

static char *
hold_the_old_way (const char *offer)
{
  return without (offer, "c=IN IP4 ", "c=IN IP4 0.0.0.0\r\n");
}

static gboolean
caller_hears_nothing (Pair *pair)
{
  return pair_hears_nothing (pair_caller (pair));
}

/* RFC 2543 put somebody on hold by an address that is none; some gateways still do. */
static void
test_old_hold (void)
{
  Pair *pair = new_pair (MEDIA_PROFILE_PLAIN, MEDIA_PROFILES_ALL);

  pair_exchange (pair->caller, pair->callee, NULL);
  pair_wait (pair, both_hear);
  pair_exchange (pair->caller, pair->callee, hold_the_old_way);
  pair_wait (pair, caller_hears_nothing);
  g_assert_true (pair_is_connected (pair));
  pair_exchange (pair->caller, pair->callee, NULL);
  pair_wait (pair, both_hear);

  pair_free (pair);
}

static gboolean
keys_arrived (Pair *pair)
{
  return g_str_equal (pair->callee_tones->str, "147#") && g_str_equal (pair->caller_tones->str, "0");
}

/* The network of one side changes: it offers its new place, and the other follows. */
static void
test_renewal (gconstpointer data)
{
  Pair *pair = new_pair (GPOINTER_TO_UINT (data), MEDIA_PROFILES_ALL);
  g_autoptr (GError) error = NULL;

  pair_exchange (pair->caller, pair->callee, NULL);
  pair_wait (pair, both_hear);
  for (guint i = 0; i < 2; i++)
    {
      UaDescriptionHandler *from = i == 0 ? pair->caller : pair->callee;

      ua_description_handler_renew (from);
      pair_exchange (from, i == 0 ? pair->callee : pair->caller, NULL);
      pair_wait (pair, pair_is_connected);
      pair_wait (pair, both_hear);
    }
  g_assert_true (ua_description_handler_send_dtmf (pair->caller, "147#", 100, 60, &error));
  g_assert_true (ua_description_handler_send_dtmf (pair->callee, "0", 100, 60, &error));
  pair_wait (pair, keys_arrived);

  pair_free (pair);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/media-session-profile/plain", &rows[0], test_profile);
  g_test_add_data_func ("/media-session-profile/sdes", &rows[1], test_profile);
  g_test_add_data_func ("/media-session-profile/optional", &rows[2], test_profile);
  g_test_add_func ("/media-session-profile/no-downgrade", test_no_downgrade);
  g_test_add_func ("/media-session-profile/optional-ends-plain", test_optional_ends_plain);
  for (guint tag = 1; tag <= 6; tag++)
    {
      g_autofree char *path = g_strdup_printf ("/media-session-profile/suite/%u", tag);

      g_test_add_data_func (path, GUINT_TO_POINTER (tag), test_suite);
    }
  g_test_add_func ("/media-session-profile/not-taken", test_not_taken);
  g_test_add_func ("/media-session-profile/fallback", test_fallback);
  g_test_add_func ("/media-session-profile/old-hold", test_old_hold);
  g_test_add_func ("/media-session-profile/ipv6", test_ipv6);
  g_test_add_data_func ("/media-session-profile/renewal/plain", GUINT_TO_POINTER (MEDIA_PROFILE_PLAIN), test_renewal);
  g_test_add_data_func ("/media-session-profile/renewal/sdes", GUINT_TO_POINTER (MEDIA_PROFILE_SDES), test_renewal);

  return media_threads_run_tests ();
}
