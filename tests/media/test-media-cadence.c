/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What is rendered is measured: which frequencies, for how long, and that nothing sounds in a pause; for every tone of every
 * country. */

#include "media-cadence.h"
#include "media-threads.h"

#include <math.h>
#include <string.h>

#define PEAK 5000.0
#define MS (MEDIA_CADENCE_RATE / 1000)

typedef struct
{
  const gint16 *samples;
  guint         n_samples;
} Round;

static double
get_rms (const Round *round,
         guint        from,
         guint        n)
{
  double sum = 0;

  for (guint i = from; i < from + n; i++)
    sum += (double) round->samples[i] * round->samples[i];

  return sqrt (sum / n);
}

/* The share of a stretch's power that lies at a frequency. */
static double
get_share (const Round *round,
           double       hertz,
           guint        from,
           guint        n)
{
  double step = 2 * G_PI * hertz / MEDIA_CADENCE_RATE;
  double real = 0;
  double imaginary = 0;
  double rms = get_rms (round, from, n);

  for (guint i = 0; i < n; i++)
    {
      real += round->samples[from + i] * cos (step * i);
      imaginary += round->samples[from + i] * sin (step * i);
    }

  return 2 * (real * real + imaginary * imaginary) / ((double) n * n) / (rms * rms);
}

/* By frequencies and milliseconds, as a list of countries has them; read here by other means than there. */
static void
assert_note (const Round *round,
             const char  *note,
             guint        from)
{
  g_auto (GStrv) halves = g_strsplit (note, "/", 2);
  g_auto (GStrv) tones = g_strsplit_set (halves[0], "+*", 2);
  double hertz = g_ascii_strtod (tones[0], NULL);
  double other = tones[1] != NULL ? g_ascii_strtod (tones[1], NULL) : 0;
  gboolean swells = strchr (note, '*') != NULL;
  guint ms = (guint) g_ascii_strtoull (halves[1], NULL, 10);
  guint n = ms * MS;

  g_assert_cmpuint (from + n, <=, round->n_samples);
  if (hertz <= 0)
    {
      g_assert_cmpfloat (get_rms (round, from, n), <, 1);
      return;
    }
  /* A click at neither end, and full strength between. */
  g_assert_cmpint (ABS (round->samples[from]), <, 50);
  g_assert_cmpint (ABS (round->samples[from + n - 1]), <, 150);
  g_assert_cmpfloat (get_rms (round, from + n / 4, n / 2), >, PEAK / 4);
  if (other <= 0)
    g_assert_cmpfloat (get_share (round, hertz, from, n), >, 0.8);
  else if (swells)
    g_assert_cmpfloat (get_share (round, hertz, from, n), >, 0.4);
  else
    g_assert_cmpfloat (get_share (round, hertz, from, n) + get_share (round, other, from, n), >, 0.75);
  if (ms >= 150 && other <= 0)
    g_assert_cmpfloat (get_share (round, hertz * 1.06, from, n), <, 0.25);
}

static guint
read_ms (const char *note)
{
  return (guint) g_ascii_strtoull (strchr (note, '/') + 1, NULL, 10);
}

static guint
assert_cadence (const char *cadence)
{
  g_autoptr (GBytes) bytes = media_cadence_render (cadence, PEAK);
  g_auto (GStrv) notes = g_strsplit (cadence, ",", -1);
  Round round;
  gsize size;
  guint at = 0;

  g_assert_nonnull (bytes);
  round.samples = g_bytes_get_data (bytes, &size);
  round.n_samples = (guint) (size / sizeof (gint16));
  for (guint i = 0; i < round.n_samples; i++)
    g_assert_cmpint (ABS (round.samples[i]), <=, (int) PEAK);
  for (guint i = 0; notes[i] != NULL; i++)
    {
      assert_note (&round, notes[i], at);
      at += read_ms (notes[i]) * MS;
    }
  g_assert_cmpuint (at, ==, round.n_samples);

  return at / MS;
}

static void
test_every_country (void)
{
  guint n;
  const MediaCadence *rows = media_cadence_list (&n);

  g_assert_cmpuint (n, >, 34);
  for (guint i = 0; i < n; i++)
    {
      g_test_message ("%s", rows[i].territory);
      g_assert_true (i == 0 || strlen (rows[i].territory) == 2);
      g_assert_true (i < 2 || strcmp (rows[i - 1].territory, rows[i].territory) < 0);
      g_assert_cmpuint (assert_cadence (rows[i].ringback), <=, 6000);
      g_assert_cmpuint (assert_cadence (rows[i].busy), <=, 1500);
      g_assert_cmpuint (assert_cadence (rows[i].congestion), <=, 2000);
      g_assert_cmpuint (assert_cadence (rows[i].waiting), <=, 15000);
      g_assert_cmpuint (assert_cadence (rows[i].information), <=, 4000);
    }
}

/* Some that people know by heart. */
static const struct
{
  const char *territory;
  double      hertz[2];
  guint       on_ms;
  guint       off_ms;
} known[] = {
  { "US", { 440, 480 }, 2000, 4000 }, { "DE", { 425, 0 }, 1000, 4000 }, { "FR", { 440, 0 }, 1500, 3500 },
  { "GB", { 400, 450 }, 400, 200 },   { "AT", { 420, 0 }, 1000, 5000 }, { "CN", { 450, 0 }, 1000, 4000 },
  { "ES", { 425, 0 }, 1500, 3000 },   { "TR", { 450, 0 }, 2000, 4000 }, { "RO", { 425, 0 }, 1850, 4150 },
};

static void
test_known (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    {
      const MediaCadence *row = media_cadence_find (known[i].territory);
      g_autoptr (GBytes) bytes = media_cadence_render (row->ringback, PEAK);
      gsize size;
      Round round = { g_bytes_get_data (bytes, &size), 0 };
      guint on = known[i].on_ms * MS;

      round.n_samples = (guint) (size / sizeof (gint16));
      g_assert_cmpfloat (get_share (&round, known[i].hertz[0], 0, on) +
                           (known[i].hertz[1] > 0 ? get_share (&round, known[i].hertz[1], 0, on) : 0), >, 0.9);
      g_assert_cmpfloat (get_rms (&round, on - 20 * MS, 10 * MS), >, 500);
      g_assert_cmpfloat (get_rms (&round, on + 1, known[i].off_ms * MS - 2), <, 1);
    }
}

static void
test_all_that_were_asked_for (void)
{
  static const char wanted[] = "AT AU BE BR CA CH CN CZ DE DK ES FI FR GB GR HU IE IN IT JP KR MX NL NO NZ PL PT RO RU SE TR "
                               "US ZA";
  g_auto (GStrv) territories = g_strsplit (wanted, " ", -1);

  for (guint i = 0; territories[i] != NULL; i++)
    g_assert_cmpstr (media_cadence_find (territories[i])->territory, ==, territories[i]);
  g_assert_cmpstr (media_cadence_find ("gb")->territory, ==, "GB");
  g_assert_cmpstr (media_cadence_find ("XX")->territory, ==, "");
  g_assert_nonnull (media_cadence_find (NULL));
}

static void
test_territory (void)
{
  static const struct { const char *locale; const char *territory; } rows[] = {
    { "de_DE.UTF-8", "DE" }, { "en_GB", "GB" }, { "sr_rs@latin", "RS" }, { "C", NULL },      { "C.UTF-8", NULL },
    { "eo", NULL },          { "de_", NULL },   { "es_419", NULL },      { "xx_ABC", NULL }, { NULL, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *territory = media_cadence_read_territory (rows[i].locale);

      g_assert_cmpstr (territory, ==, rows[i].territory);
    }
}

static void
test_no_cadence (void)
{
  static const char *const texts[] = {
    "", "425", "425/", "425/0", "/1000", "425/1000,", "425/1000,x", "425+/1000", "425+0/10", "99999/100", "425/1000000",
    "-1/100", "425/-5", "425-450/100", "nan/100",
    "1/1,1/1,1/1,1/1,1/1,1/1,1/1,1/1,1/1,1/1,1/1,1/1,1/1,1/1,1/1,1/1,1/1",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_test_message ("%s", texts[i]);
      g_assert_null (media_cadence_render (texts[i], PEAK));
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/media-cadence/every-country", test_every_country);
  g_test_add_func ("/media-cadence/known", test_known);
  g_test_add_func ("/media-cadence/all-that-were-asked-for", test_all_that_were_asked_for);
  g_test_add_func ("/media-cadence/territory", test_territory);
  g_test_add_func ("/media-cadence/no-cadence", test_no_cadence);

  return media_threads_run_tests ();
}
