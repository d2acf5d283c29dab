/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Who hears whom when several calls are one conversation: each far end speaks in a tone of its own, and every ear is
 * asked for every tone. The person here has the speaker of a sound server. */

#include "media-conference.h"

#include "media-ear.h"
#include "media-pair.h"
#include "media-sound-server.h"
#include "media-threads.h"

#define TONE_DB (-26.0)
/* The person, and three who call. */
#define PERSON_HZ 2000.0
#define MAX_GAP_MS 60
#define N_ROUNDS 5

static SoundServer *server;
static const double tones[] = { 440, 880, 1320 };

typedef struct
{
  MediaEngine     *engine;
  MediaConference *conference;
  Pair            *pairs[3]; /* the caller is the far end */
  MediaEar        *ears[3];
  MediaEar        *person;
  guint            n;
} Talk;

/* Which of the tones each ear is to hear; read by the condition. */
typedef struct
{
  Talk *talk;
  guint heard[4]; /* bits: the three calls, then the person; the last ear is the person's */
} Expected;

#define PERSON 8u

static char *
prefer (const char *offer,
        const char *payloads)
{
  g_autoptr (GRegex) regex = g_regex_new ("(m=audio \\d+ [A-Z/]+)[ 0-9]+", 0, 0, NULL);
  g_autofree char *replacement = g_strdup_printf ("\\1 %s", payloads);

  return g_regex_replace (regex, offer, -1, 0, replacement, 0, NULL);
}

static char *
only_pcmu (const char *offer)
{
  return prefer (offer, "0 126");
}

static char *
only_g722 (const char *offer)
{
  return prefer (offer, "9 126");
}

static const PairRewrite rewrites[] = { NULL, only_pcmu, only_g722 };

static Talk *
talk_new (guint       n,
          const char *microphone,
          const char *speaker)
{
  Talk *talk = g_new0 (Talk, 1);

  talk->engine = media_engine_new ();
  media_engine_set_microphone (talk->engine, microphone);
  media_engine_set_speaker (talk->engine, speaker);
  talk->conference = media_conference_new (talk->engine);
  talk->n = n;
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *tone = g_strdup_printf ("tone:%g:%g", tones[i], TONE_DB);

      talk->pairs[i] = pair_new (tone, "silence");
      pair_exchange (talk->pairs[i]->caller, talk->pairs[i]->callee, rewrites[i]);
      pair_wait (talk->pairs[i], pair_is_connected);
      talk->ears[i] = ear_new_at_speaker (pair_caller (talk->pairs[i]));
    }
  if (!g_str_equal (speaker, "none"))
    talk->person = ear_new_at_monitor (speaker);

  return talk;
}

static void
talk_free (Talk *talk)
{
  media_conference_close (talk->conference);
  g_assert_finalize_object (talk->conference);
  for (guint i = 0; i < talk->n; i++)
    {
      ear_free (talk->ears[i]);
      pair_free (talk->pairs[i]);
    }
  g_clear_pointer (&talk->person, ear_free);
  g_assert_finalize_object (talk->engine);
  g_free (talk);
}

static MediaSession *
talk_call (Talk *talk,
           guint i)
{
  return pair_callee (talk->pairs[i]);
}

static gboolean
ear_is_right (MediaEar *ear,
              guint     heard)
{
  for (guint i = 0; i < 4; i++)
    {
      double level = ear_get_level (ear, i < 3 ? tones[i] : PERSON_HZ);

      /* A narrow-band codec takes a little off. */
      if ((heard & (1u << i)) != 0 ? ABS (level - TONE_DB) > 2.5 : level > TONE_DB - 24)
        return FALSE;
    }

  return TRUE;
}

static void
print_ear (MediaEar *ear)
{
  g_test_message ("440: %.1f  880: %.1f  1320: %.1f  2000: %.1f dBFS", ear_get_level (ear, 440),
                  ear_get_level (ear, 880), ear_get_level (ear, 1320), ear_get_level (ear, PERSON_HZ));
}

static gboolean
all_right (Expected *expected)
{
  for (guint i = 0; i < expected->talk->n; i++)
    {
      if (!ear_is_right (expected->talk->ears[i], expected->heard[i]))
        return FALSE;
    }

  return expected->talk->person == NULL || ear_is_right (expected->talk->person, expected->heard[3]);
}

/* Until every ear hears exactly what it should. */
static void
expect (Talk *talk,
        guint a,
        guint b,
        guint c,
        guint person)
{
  Expected expected = { talk, { a, b, c, person } };
  gint64 deadline = g_get_monotonic_time () + PAIR_DEADLINE_US;
  guint source = g_timeout_add (20, pair_tick_cb, NULL);

  while (!all_right (&expected) && g_get_monotonic_time () < deadline)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (source);
  for (guint i = 0; i < talk->n; i++)
    print_ear (talk->ears[i]);
  if (talk->person != NULL)
    print_ear (talk->person);
  g_assert_true (all_right (&expected));
}

/* Ten times a second. */
static gboolean
levels_are_right (Talk *talk)
{
  return ABS (media_conference_get_level (talk->conference) - TONE_DB) < 2 &&
         ABS (media_session_get_remote_level (talk_call (talk, 1)) - TONE_DB) < 2;
}

/* Opus, PCMU and G.722 at one table; the person muted to all, and to one. */
static void
test_three (void)
{
  Talk *talk = talk_new (3, "tone:2000:-26", "test-speaker");

  for (guint i = 0; i < 3; i++)
    g_assert_true (media_conference_add (talk->conference, talk_call (talk, i)));
  g_assert_cmpstr (media_session_get_codec (talk_call (talk, 0)), ==, "opus");
  g_assert_cmpstr (media_session_get_codec (talk_call (talk, 1)), ==, "PCMU");
  g_assert_cmpstr (media_session_get_codec (talk_call (talk, 2)), ==, "G722");
  expect (talk, 2 | 4 | PERSON, 1 | 4 | PERSON, 1 | 2 | PERSON, 1 | 2 | 4);
  while (!levels_are_right (talk))
    g_main_context_iteration (NULL, TRUE);
  sound_server_wait_for_calls ("sink-inputs", 1);

  g_object_set (talk->conference, "muted", TRUE, NULL);
  expect (talk, 2 | 4, 1 | 4, 1 | 2, 1 | 2 | 4);
  g_object_set (talk->conference, "muted", FALSE, NULL);
  media_session_set_muted (talk_call (talk, 0), TRUE);
  expect (talk, 2 | 4, 1 | 4 | PERSON, 1 | 2 | PERSON, 1 | 2 | 4);

  talk_free (talk);
  sound_server_wait_for_calls ("sink-inputs", 0);
}

static void
let_time_pass (guint ms)
{
  gint64 end = g_get_monotonic_time () + ms * 1000;
  guint source = g_timeout_add (10, pair_tick_cb, NULL);

  while (g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (source);
}

static int
compare_doubles (gconstpointer a,
                 gconstpointer b)
{
  double difference = *(const double *) a - *(const double *) b;

  return difference < 0 ? -1 : difference > 0;
}

/* What the two others hear of each other while a third comes and goes. A busy machine makes a hole now and then by
 * itself; one that joining makes would be there each time. */
static void
test_join_and_leave (void)
{
  Talk *talk = talk_new (3, "silence", "none");
  double silence_ms[N_ROUNDS];

  media_conference_add (talk->conference, talk_call (talk, 0));
  media_conference_add (talk->conference, talk_call (talk, 1));
  expect (talk, 2, 1, 0, 0);
  for (guint i = 0; i < N_ROUNDS; i++)
    {
      ear_forget (talk->ears[0]);
      ear_forget (talk->ears[1]);
      g_assert_true (media_conference_add (talk->conference, talk_call (talk, 2)));
      expect (talk, 2 | 4, 1 | 4, 1 | 2, 0);
      media_conference_remove (talk->conference, talk_call (talk, 2));
      expect (talk, 2, 1, 0, 0);
      silence_ms[i] = MAX (ear_get_silence_ms (talk->ears[0]), ear_get_silence_ms (talk->ears[1]));
      g_test_message ("silence of %.1f ms at most", silence_ms[i]);
    }
  qsort (silence_ms, N_ROUNDS, sizeof silence_ms[0], compare_doubles);
  g_assert_cmpfloat (silence_ms[N_ROUNDS / 2], <, MAX_GAP_MS);

  talk_free (talk);
}

/* A member on hold neither hears nor is heard, and comes back. */
static void
test_hold (void)
{
  Talk *talk = talk_new (3, "tone:2000:-26", "none");
  UaDescriptionHandler *held = talk->pairs[2]->callee;

  for (guint i = 0; i < 3; i++)
    media_conference_add (talk->conference, talk_call (talk, i));
  expect (talk, 2 | 4 | PERSON, 1 | 4 | PERSON, 1 | 2 | PERSON, 0);
  ua_description_handler_set_hold (held, TRUE);
  pair_exchange (held, talk->pairs[2]->caller, NULL);
  expect (talk, 2 | PERSON, 1 | PERSON, 0, 0);
  ua_description_handler_set_hold (held, FALSE);
  pair_exchange (held, talk->pairs[2]->caller, NULL);
  expect (talk, 2 | 4 | PERSON, 1 | 4 | PERSON, 1 | 2 | PERSON, 0);

  talk_free (talk);
}

/* TRUST F9: a member moves to another path and hears neither itself nor anybody twice. */
static void
test_renewal (void)
{
  Talk *talk = talk_new (2, "silence", "none");
  UaDescriptionHandler *moving = talk->pairs[1]->callee;

  media_conference_add (talk->conference, talk_call (talk, 0));
  media_conference_add (talk->conference, talk_call (talk, 1));
  expect (talk, 2, 1, 0, 0);
  ear_forget (talk->ears[0]);
  ua_description_handler_renew (moving);
  ear_free (talk->ears[1]);
  pair_exchange (moving, talk->pairs[1]->caller, NULL);
  talk->ears[1] = ear_new_at_speaker (pair_caller (talk->pairs[1]));
  pair_wait (talk->pairs[1], pair_is_connected);
  expect (talk, 2, 1, 0, 0);
  /* The path before is listened to for half a second more. */
  let_time_pass (700);
  expect (talk, 2, 1, 0, 0);

  talk_free (talk);
}

/* One whose call ends is gone; the others talk on, and the last one has its own devices again. */
static void
test_end (void)
{
  Talk *talk = talk_new (3, "tone:2000:-26", "none");

  for (guint i = 0; i < 3; i++)
    media_conference_add (talk->conference, talk_call (talk, i));
  expect (talk, 2 | 4 | PERSON, 1 | 4 | PERSON, 1 | 2 | PERSON, 0);
  ua_description_handler_close (talk->pairs[2]->callee);
  g_assert_cmpuint (media_conference_get_n_calls (talk->conference), ==, 2);
  g_assert_false (media_conference_has (talk->conference, talk_call (talk, 2)));
  expect (talk, 2 | PERSON, 1 | PERSON, 0, 0);
  media_conference_remove (talk->conference, talk_call (talk, 0));
  media_conference_remove (talk->conference, talk_call (talk, 0));
  expect (talk, 0, PERSON, 0, 0);

  talk_free (talk);
}

static void
test_refused (void)
{
  g_autoptr (MediaEngine) engine = media_engine_new ();
  g_autoptr (MediaConference) conference = NULL;
  g_autoptr (MediaConference) other = NULL;
  g_autoptr (GPtrArray) calls = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (UaDescriptionHandler) echo = media_engine_create_echo_handler (engine);

  media_engine_set_microphone (engine, "silence");
  media_engine_set_speaker (engine, "none");
  conference = media_conference_new (engine);
  other = media_conference_new (engine);
  g_assert_false (media_conference_add (conference, MEDIA_SESSION (echo)));
  for (guint i = 0; i < MEDIA_CONFERENCE_MAX_CALLS + 1; i++)
    {
      g_ptr_array_add (calls, media_engine_create_handler (engine));
      g_assert_true (media_conference_add (conference, calls->pdata[i]) == (i < MEDIA_CONFERENCE_MAX_CALLS));
    }
  g_assert_false (media_conference_add (conference, calls->pdata[0]));
  g_assert_false (media_conference_add (other, calls->pdata[0]));
  media_conference_close (conference);
  g_assert_cmpuint (media_conference_get_n_calls (conference), ==, 0);
  g_assert_false (media_conference_add (conference, calls->pdata[0]));
  g_assert_true (media_conference_add (other, calls->pdata[0]));
  ua_description_handler_close (calls->pdata[1]);
  g_assert_false (media_conference_add (other, calls->pdata[1]));
}

/* TRUST 3.5: two calls have two microphones and speakers, one conversation has one of each, and none is left over. */
static void
test_devices (void)
{
  g_autoptr (MediaEngine) engine = media_engine_new ();
  g_autoptr (MediaConference) conference = NULL;
  Pair *pairs[2];

  media_engine_set_microphone (engine, "test-microphone");
  media_engine_set_speaker (engine, "test-speaker");
  conference = media_conference_new (engine);
  for (guint i = 0; i < 2; i++)
    {
      pairs[i] = pair_new ("tone:440:-26", "silence");
      g_assert_finalize_object (pairs[i]->callee);
      pairs[i]->callee = media_engine_create_handler (engine);
      pair_watch (pairs[i], pairs[i]->callee, pairs[i]->callee_tones);
      pair_exchange (pairs[i]->caller, pairs[i]->callee, NULL);
      pair_wait (pairs[i], pair_is_connected);
    }
  sound_server_wait_for_calls ("sink-inputs", 2);
  sound_server_wait_for_calls ("source-outputs", 2);
  for (guint i = 0; i < 2; i++)
    media_conference_add (conference, pair_callee (pairs[i]));
  sound_server_wait_for_calls ("sink-inputs", 1);
  sound_server_wait_for_calls ("source-outputs", 1);
  g_assert_no_error (media_conference_get_device_error (conference));
  for (guint i = 0; i < 2; i++)
    ua_description_handler_set_hold (pairs[i]->callee, TRUE);
  sound_server_wait_for_calls ("source-outputs", 0);
  for (guint i = 0; i < 2; i++)
    ua_description_handler_set_hold (pairs[i]->callee, FALSE);
  sound_server_wait_for_calls ("source-outputs", 1);
  media_conference_close (conference);
  sound_server_wait_for_calls ("sink-inputs", 2);
  sound_server_wait_for_calls ("source-outputs", 2);
  for (guint i = 0; i < 2; i++)
    pair_free (pairs[i]);
  sound_server_wait_for_calls ("sink-inputs", 0);
  sound_server_wait_for_calls ("source-outputs", 0);
}

/* F20: the sound server goes; the calls go on hearing each other, and the person is told. */
static void
test_crash (void)
{
  Talk *talk = talk_new (2, "test-microphone", "test-speaker");
  gint64 deadline = g_get_monotonic_time () + PAIR_DEADLINE_US;

  media_conference_add (talk->conference, talk_call (talk, 0));
  media_conference_add (talk->conference, talk_call (talk, 1));
  expect (talk, 2, 1, 0, 1 | 2);
  g_clear_pointer (&talk->person, ear_free);
  sound_server_crash (server);
  while (media_conference_get_device_error (talk->conference) == NULL && g_get_monotonic_time () < deadline)
    g_main_context_iteration (NULL, TRUE);
  g_assert_error (media_conference_get_device_error (talk->conference), MEDIA_ERROR, MEDIA_ERROR_DEVICE);
  let_time_pass (500);
  expect (talk, 2, 1, 0, 0);

  talk_free (talk);
}

int
main (int    argc,
      char **argv)
{
  int result;

  g_test_init (&argc, &argv, NULL);
  server = sound_server_start ();
  g_test_add_func ("/media-conference/three", test_three);
  g_test_add_func ("/media-conference/join-and-leave", test_join_and_leave);
  g_test_add_func ("/media-conference/hold", test_hold);
  g_test_add_func ("/media-conference/renewal", test_renewal);
  g_test_add_func ("/media-conference/end", test_end);
  g_test_add_func ("/media-conference/refused", test_refused);
  g_test_add_func ("/media-conference/devices", test_devices);
  g_test_add_func ("/media-conference/crash", test_crash);
  result = media_threads_run_tests ();
  sound_server_stop (server);

  return result;
}
