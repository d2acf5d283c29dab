/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Every way for sound to go with every codec there is: 1000 Hz each way for twenty seconds, and what is heard of it at
 * the speakers. Four calls at once, so that it takes a minute and a half. */

#include "media-ear.h"
#include "media-middle.h"
#include "media-threads.h"

#define HZ 1000.0
#define LEVEL_DB (-20.0)
#define LISTEN_US (20 * G_USEC_PER_SEC)
/* Before it is listened to: a jitter buffer fills. */
#define PATIENCE_US (10 * G_USEC_PER_SEC)
#define SETTLE_US (G_USEC_PER_SEC / 2)
#define MAX_GAP_MS 60.0
#define N_CALLS (G_N_ELEMENTS (paths) * G_N_ELEMENTS (codecs))
#define N_AT_ONCE 4
#define N_SIDES 2

static const struct
{
  const char   *name;
  MediaProfile  profile;
} paths[] = {
  { "webrtc", MEDIA_PROFILE_WEBRTC },
  { "rtp-avp", MEDIA_PROFILE_PLAIN },
  { "savp-sdes", MEDIA_PROFILE_SDES },
  { "optional-srtp", MEDIA_PROFILE_OPTIONAL },
};

static const struct
{
  const char *name;
  const char *formats; /* of the m= line */
} codecs[] = {
  { "opus", " 111 110" },
  { "G722", " 9 126" },
  { "PCMU", " 0 126" },
  { "PCMA", " 8 126" },
};

typedef struct
{
  Pair     *pair;
  MediaEar *ears[N_SIDES];
  double    lowest_db[N_SIDES];
  double    highest_db[N_SIDES];
  double    lowest_hz[N_SIDES];
  double    highest_hz[N_SIDES];
} Call;

static const char *wanted_formats;

static char *
only_wanted (const char *offer)
{
  g_autoptr (GRegex) regex = g_regex_new ("(m=audio \\d+ \\S+)[^\\r]*", 0, 0, NULL);
  g_autofree char *replacement = g_strconcat ("\\1", wanted_formats, NULL);

  return g_regex_replace (regex, offer, -1, 0, replacement, 0, NULL);
}

static MediaSession *
side (Call  *call,
      guint  index)
{
  return index == 0 ? pair_caller (call->pair) : pair_callee (call->pair);
}

static gboolean
both_hear (Pair *pair)
{
  return pair_hears (pair_caller (pair), HZ) && pair_hears (pair_callee (pair), HZ);
}

static void
begin (Call         *call,
       MediaProfile  profile,
       guint         codec)
{
  call->pair = pair_new ("silence", "silence");
  g_clear_object (&call->pair->caller);
  g_clear_object (&call->pair->callee);
  call->pair->caller = middle_new_handler (call->pair, "tone:1000:-20", profile, MEDIA_PROFILES_ALL);
  call->pair->callee = middle_new_handler (call->pair, "tone:1000:-20", profile, 1u << profile);
  pair_watch (call->pair, call->pair->caller, call->pair->caller_tones);
  pair_watch (call->pair, call->pair->callee, call->pair->callee_tones);
  wanted_formats = codecs[codec].formats;
  pair_exchange (call->pair->caller, call->pair->callee, only_wanted);
}

static void
listen_to (Call *call)
{
  pair_wait (call->pair, pair_is_connected);
  pair_wait (call->pair, both_hear);
  for (guint i = 0; i < N_SIDES; i++)
    {
      call->ears[i] = ear_new_at_speaker (side (call, i));
      call->lowest_db[i] = call->lowest_hz[i] = G_MAXDOUBLE;
      call->highest_db[i] = call->highest_hz[i] = -G_MAXDOUBLE;
    }
}

static void
measure (Call *call)
{
  for (guint i = 0; i < N_SIDES; i++)
    {
      double db = ear_get_level (call->ears[i], HZ);
      double hz = media_session_get_remote_frequency (side (call, i));

      call->lowest_db[i] = MIN (call->lowest_db[i], db);
      call->highest_db[i] = MAX (call->highest_db[i], db);
      call->lowest_hz[i] = MIN (call->lowest_hz[i], hz);
      call->highest_hz[i] = MAX (call->highest_hz[i], hz);
    }
}

static void
turn_for (gint64 us)
{
  gint64 end = g_get_monotonic_time () + us;

  while (g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, TRUE);
}

static gboolean
is_heard (Call *call)
{
  for (guint i = 0; i < N_SIDES; i++)
    {
      double hz = media_session_get_remote_frequency (side (call, i));

      if (ear_get_level (call->ears[i], HZ) < LEVEL_DB - 3 || hz < HZ * 0.99 || hz > HZ * 1.01)
        return FALSE;
    }
  return TRUE;
}

static void
wait_until_heard (Call  *calls,
                  guint  n)
{
  gint64 deadline = g_get_monotonic_time () + PATIENCE_US;

  for (guint i = 0; i < n && g_get_monotonic_time () < deadline; i++)
    {
      while (!is_heard (&calls[i]) && g_get_monotonic_time () < deadline)
        g_main_context_iteration (NULL, TRUE);
    }
}

/* All of them before the first is judged: a gap in every call at once is the machine's. */
static void
report (Call *call,
        guint row)
{
  const char *path = paths[row / G_N_ELEMENTS (codecs)].name;
  guint codec = row % G_N_ELEMENTS (codecs);

  for (guint i = 0; i < N_SIDES; i++)
    {
      double gap_ms = ear_get_silence_ms (call->ears[i]);

      g_test_message ("%s %s, %s: %.1f to %.1f Hz, %.1f to %.1f dB, longest gap %.0f ms", path, codecs[codec].name,
                      i == 0 ? "caller" : "callee", call->lowest_hz[i], call->highest_hz[i], call->lowest_db[i],
                      call->highest_db[i], gap_ms);
    }
}

static void
finish (Call *call,
        guint row)
{
  guint codec = row % G_N_ELEMENTS (codecs);

  for (guint i = 0; i < N_SIDES; i++)
    {
      g_assert_cmpfloat (call->lowest_hz[i], >, HZ * 0.99);
      g_assert_cmpfloat (call->highest_hz[i], <, HZ * 1.01);
      g_assert_cmpfloat (call->lowest_db[i], >, LEVEL_DB - 3);
      g_assert_cmpfloat (call->highest_db[i], <, LEVEL_DB + 3);
      g_assert_cmpfloat (ear_get_silence_ms (call->ears[i]), <=, MAX_GAP_MS);
      g_assert_cmpstr (media_session_get_codec (side (call, i)), ==, codecs[codec].name);
      ear_free (call->ears[i]);
    }
  pair_free (call->pair);
}

static void
test_calls (gconstpointer data)
{
  guint first = GPOINTER_TO_UINT (data);
  guint n = MIN (N_AT_ONCE, N_CALLS - first);
  Call calls[N_AT_ONCE] = { 0 };
  guint source = g_timeout_add (100, pair_tick_cb, NULL);
  gint64 end;

  for (guint i = 0; i < n; i++)
    begin (&calls[i], paths[(first + i) / G_N_ELEMENTS (codecs)].profile, (first + i) % G_N_ELEMENTS (codecs));
  for (guint i = 0; i < n; i++)
    listen_to (&calls[i]);
  wait_until_heard (calls, n);
  for (guint i = 0; i < n * N_SIDES; i++)
    ear_forget (calls[i / N_SIDES].ears[i % N_SIDES]);
  turn_for (SETTLE_US);
  end = g_get_monotonic_time () + LISTEN_US;
  while (g_get_monotonic_time () < end)
    {
      g_main_context_iteration (NULL, TRUE);
      for (guint i = 0; i < n; i++)
        measure (&calls[i]);
    }
  g_source_remove (source);
  for (guint i = 0; i < n; i++)
    report (&calls[i], first + i);
  for (guint i = 0; i < n; i++)
    finish (&calls[i], first + i);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < N_CALLS; i += N_AT_ONCE)
    {
      g_autofree char *name = g_strdup_printf ("/media-matrix/from-%s-%s", paths[i / G_N_ELEMENTS (codecs)].name,
                                               codecs[i % G_N_ELEMENTS (codecs)].name);

      g_test_add_data_func (name, GUINT_TO_POINTER (i), test_calls);
    }

  return media_threads_run_tests ();
}
