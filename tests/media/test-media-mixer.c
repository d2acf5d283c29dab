/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Who hears whom, counted in samples: no clock, no thread, no sound. */

#include "media-mixer.h"
#include "media-threads.h"

#define TICK 480u
#define STOCK (MEDIA_MIXER_STOCK_MS * MEDIA_MIXER_RATE / 1000)

typedef struct
{
  MediaMixerPort *port;
  GArray         *heard;
} Member;

static void
ear_cb (const gint16 *samples,
        guint         n_samples,
        gpointer      user_data)
{
  g_array_append_vals (user_data, samples, n_samples);
}

static Member
join (MediaMixer    *mixer,
      gconstpointer  owner)
{
  Member member = { media_mixer_plug (mixer, owner), g_array_new (FALSE, FALSE, sizeof (gint16)) };

  media_mixer_port_listen (member.port, ear_cb, member.heard, NULL);
  return member;
}

static void
leave (Member *member)
{
  media_mixer_port_unplug (member->port);
  media_mixer_port_unref (member->port);
  g_array_unref (member->heard);
}

static void
say (Member *member,
     gint16  value,
     guint   n_samples)
{
  g_autofree gint16 *samples = g_new (gint16, n_samples);

  for (guint i = 0; i < n_samples; i++)
    samples[i] = value;
  media_mixer_port_speak (member->port, samples, n_samples);
}

static gint16
last (Member *member)
{
  g_assert_cmpuint (member->heard->len, >, 0);
  return g_array_index (member->heard, gint16, member->heard->len - 1);
}

static guint
count (Member *member,
       gint16  value)
{
  guint n = 0;

  for (guint i = 0; i < member->heard->len; i++)
    n += g_array_index (member->heard, gint16, i) == value;
  return n;
}

/* So long that the stock is behind us. */
static void
talk (MediaMixer *mixer,
      Member     *members,
      guint       n_members)
{
  for (guint tick = 0; tick < 6; tick++)
    {
      for (guint i = 0; i < n_members; i++)
        say (&members[i], (gint16) (1 << i), TICK);
      media_mixer_tick (mixer, TICK);
    }
}

static void
test_mix_minus (void)
{
  g_autoptr (MediaMixer) mixer = media_mixer_new ();
  Member members[8];

  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    members[i] = join (mixer, GUINT_TO_POINTER (i + 1));
  talk (mixer, members, G_N_ELEMENTS (members));
  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    g_assert_cmpint (last (&members[i]), ==, 0xff - (1 << i));
  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    leave (&members[i]);
}

/* The figure of the README: what a voice waits in here. */
static void
test_delay (void)
{
  g_autoptr (MediaMixer) mixer = media_mixer_new ();
  Member a = join (mixer, "a");
  Member b = join (mixer, "b");

  say (&a, 7, TICK * 4);
  for (guint i = 0; i < 4; i++)
    media_mixer_tick (mixer, TICK);
  g_assert_cmpuint (count (&b, 0), ==, STOCK);
  g_assert_cmpint (g_array_index (b.heard, gint16, STOCK), ==, 7);
  leave (&a);
  leave (&b);
}

/* Packets of 20 ms that come up to 20 ms late leave no hole. */
static void
test_uneven (void)
{
  g_autoptr (MediaMixer) mixer = media_mixer_new ();
  Member a = join (mixer, "a");
  Member b = join (mixer, "b");

  say (&a, 9, TICK * 2);
  media_mixer_tick (mixer, TICK);
  media_mixer_tick (mixer, TICK);
  media_mixer_tick (mixer, TICK);
  media_mixer_tick (mixer, TICK);
  say (&a, 9, TICK * 4);
  for (guint i = 0; i < 4; i++)
    media_mixer_tick (mixer, TICK);
  g_assert_cmpuint (count (&b, 0), ==, STOCK);
  leave (&a);
  leave (&b);
}

/* A voice that stops is silence, and comes back with a stock; one that floods loses what is old. */
static void
test_stall_and_flood (void)
{
  g_autoptr (MediaMixer) mixer = media_mixer_new ();
  Member a = join (mixer, "a");
  Member b = join (mixer, "b");

  say (&a, 5, TICK);
  for (guint i = 0; i < 10; i++)
    media_mixer_tick (mixer, TICK);
  g_assert_cmpint (last (&b), ==, 0);
  g_assert_cmpuint (count (&b, 5), ==, TICK);
  for (guint i = 0; i < 100; i++)
    say (&a, (gint16) i, TICK);
  media_mixer_tick (mixer, TICK);
  g_assert_cmpint (last (&b), >=, 90);
  leave (&a);
  leave (&b);
}

static void
test_saturation (void)
{
  g_autoptr (MediaMixer) mixer = media_mixer_new ();
  Member members[3] = { join (mixer, "a"), join (mixer, "b"), join (mixer, "c") };

  for (guint i = 0; i < 4; i++)
    {
      say (&members[0], G_MAXINT16, TICK);
      say (&members[1], G_MAXINT16, TICK);
      say (&members[2], G_MININT16, TICK);
      media_mixer_tick (mixer, TICK);
    }
  g_assert_cmpint (last (&members[2]), ==, G_MAXINT16);
  g_assert_cmpint (last (&members[0]), ==, -1);
  for (guint i = 0; i < 3; i++)
    leave (&members[i]);
}

/* Two paths of one call; a person who is muted to all, and to one. */
static void
test_flags (void)
{
  g_autoptr (MediaMixer) mixer = media_mixer_new ();
  Member members[4] = { join (mixer, "person"), join (mixer, "a"), join (mixer, "a"), join (mixer, "b") };

  media_mixer_port_set_person (members[0].port, TRUE);
  talk (mixer, members, 4);
  g_assert_cmpint (last (&members[0]), ==, 2 + 4 + 8);
  g_assert_cmpint (last (&members[1]), ==, 1 + 8);
  g_assert_cmpint (last (&members[2]), ==, 1 + 8);
  g_assert_cmpint (last (&members[3]), ==, 1 + 2 + 4);

  media_mixer_port_set_deaf (members[3].port, TRUE);
  talk (mixer, members, 4);
  g_assert_cmpint (last (&members[3]), ==, 2 + 4);
  g_assert_cmpint (last (&members[1]), ==, 1 + 8);

  media_mixer_port_set_silent (members[0].port, TRUE);
  talk (mixer, members, 4);
  g_assert_cmpint (last (&members[1]), ==, 8);
  g_assert_cmpint (last (&members[0]), ==, 2 + 4 + 8);
  for (guint i = 0; i < 4; i++)
    leave (&members[i]);
}

/* Who leaves is missing from the next tick on, and nothing else changes for the others. */
static void
test_leave (void)
{
  g_autoptr (MediaMixer) mixer = media_mixer_new ();
  Member members[3] = { join (mixer, "a"), join (mixer, "b"), join (mixer, "c") };
  guint length;

  talk (mixer, members, 3);
  media_mixer_port_unplug (members[2].port);
  length = members[2].heard->len;
  talk (mixer, members, 2);
  say (&members[2], 4, TICK);
  media_mixer_tick (mixer, TICK);
  g_assert_cmpuint (members[2].heard->len, ==, length);
  g_assert_cmpint (last (&members[0]), ==, 2);
  g_assert_cmpuint (count (&members[0], 0), ==, STOCK);
  for (guint i = 0; i < 3; i++)
    leave (&members[i]);
}

typedef struct
{
  MediaMixer *mixer;
  int         running;
} Ticking;

static gpointer
tick_thread (gpointer user_data)
{
  Ticking *ticking = user_data;

  while (g_atomic_int_get (&ticking->running))
    media_mixer_tick (ticking->mixer, TICK);
  return NULL;
}

/* From its return on nobody calls the ear, whatever thread is ticking. */
static void
test_threads (void)
{
  Ticking ticking = { media_mixer_new (), TRUE };
  GThread *thread = g_thread_new ("tick", tick_thread, &ticking);

  for (guint i = 0; i < 500; i++)
    {
      Member a = join (ticking.mixer, "a");
      Member b = join (ticking.mixer, "b");

      say (&a, 1, TICK);
      leave (&b);
      leave (&a);
    }
  g_atomic_int_set (&ticking.running, FALSE);
  g_thread_join (thread);
  media_mixer_unref (ticking.mixer);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/media-mixer/mix-minus", test_mix_minus);
  g_test_add_func ("/media-mixer/delay", test_delay);
  g_test_add_func ("/media-mixer/uneven", test_uneven);
  g_test_add_func ("/media-mixer/stall-and-flood", test_stall_and_flood);
  g_test_add_func ("/media-mixer/saturation", test_saturation);
  g_test_add_func ("/media-mixer/flags", test_flags);
  g_test_add_func ("/media-mixer/leave", test_leave);
  g_test_add_func ("/media-mixer/threads", test_threads);

  return media_threads_run_tests ();
}
