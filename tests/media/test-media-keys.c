/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Every key has its two tones (ITU-T Q.23), is heard for a moment, and is silent after it. */

#include "media-keys.h"

#include "media-cadence.h"
#include "media-pair.h"

#include <math.h>

static const struct { char key; double low; double high; } rows[] = {
  { '1', 697, 1209 }, { '2', 697, 1336 }, { '3', 697, 1477 }, { 'A', 697, 1633 }, { '4', 770, 1209 }, { '5', 770, 1336 },
  { '6', 770, 1477 }, { 'B', 770, 1633 }, { '7', 852, 1209 }, { '8', 852, 1336 }, { '9', 852, 1477 }, { 'C', 852, 1633 },
  { '*', 941, 1209 }, { '0', 941, 1336 }, { '#', 941, 1477 }, { 'D', 941, 1633 }, { 'd', 941, 1633 },
};

static double
get_share (const gint16 *samples,
           guint         n,
           double        hertz)
{
  double real = 0;
  double imaginary = 0;
  double power = 0;

  for (guint i = 0; i < n; i++)
    {
      double angle = 2 * G_PI * hertz * i / MEDIA_CADENCE_RATE;

      real += samples[i] * cos (angle);
      imaginary += samples[i] * sin (angle);
      power += (double) samples[i] * samples[i];
    }

  return 2 * (real * real + imaginary * imaginary) / n / power;
}

static void
test_tones (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GBytes) bytes = media_keys_render (rows[i].key);
      gsize size;
      const gint16 *samples = g_bytes_get_data (bytes, &size);
      guint n = (guint) (size / sizeof (gint16));

      g_assert_cmpuint (n, ==, MEDIA_KEYS_MS * MEDIA_CADENCE_RATE / 1000);
      g_assert_cmpfloat (get_share (samples, n, rows[i].low), >, 0.4);
      g_assert_cmpfloat (get_share (samples, n, rows[i].high), >, 0.4);
    }
  g_assert_null (media_keys_render (','));
  g_assert_null (media_keys_render ('E'));
  g_assert_null (media_keys_render ('\0'));
}

static void
test_press (void)
{
  g_autoptr (MediaEngine) engine = media_engine_new ();
  MediaKeys *keys;
  gint64 begin;

  media_engine_set_speaker (engine, "none");
  keys = media_keys_new (engine);
  g_assert_false (media_keys_is_playing (keys));
  media_keys_press (keys, ',');
  g_assert_false (media_keys_is_playing (keys));
  media_keys_press (keys, '1');
  media_keys_press (keys, '2');
  g_assert_true (media_keys_is_playing (keys));
  begin = g_get_monotonic_time ();
  while (media_keys_is_playing (keys))
    g_main_context_iteration (NULL, TRUE);
  g_test_message ("silent after %d ms", (int) ((g_get_monotonic_time () - begin) / 1000));
  g_assert_cmpint (g_get_monotonic_time () - begin, <, G_USEC_PER_SEC);
  media_keys_press (keys, '3');
  g_assert_finalize_object (keys);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/media-keys/tones", test_tones);
  g_test_add_func ("/media-keys/press", test_press);

  return g_test_run ();
}
