/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Calls without ICE, by what each side hears and by what it may say about who else can. */

#include "media-relay.h"

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
  pair->caller = relay_new_handler (pair, "tone:1000:-20", offered, MEDIA_PROFILES_ALL);
  pair->callee = relay_new_handler (pair, "tone:440:-20", offered, taken);
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

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/media-session-profile/plain", &rows[0], test_profile);
  g_test_add_data_func ("/media-session-profile/sdes", &rows[1], test_profile);
  g_test_add_data_func ("/media-session-profile/optional", &rows[2], test_profile);

  return g_test_run ();
}
