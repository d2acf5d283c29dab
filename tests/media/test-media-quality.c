/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The E-model against what ITU-T and others have published of it. */

#include "media-quality.h"

#include <math.h>

#define NEAR(a, b, by) g_assert_cmpfloat_with_epsilon (a, b, by)

static double
rate (const char *codec,
      double      delay_ms,
      double      loss)
{
  MediaQualityInput input = { .codec = codec, .delay_ms = delay_ms, .loss = loss, .burst_ratio = 1 };

  return media_quality_get_rating (&input);
}

/* G.107 Annex B, table B.1, as rounded there: a rating and what people answer. */
static void
test_opinion (void)
{
  static const struct { double rating, mos; } rows[] = {
    { 93.2, 4.41 }, { 90, 4.34 }, { 80, 4.03 }, { 70, 3.60 }, { 60, 3.10 }, { 50, 2.58 }, { 0, 1 }, { 100, 4.5 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    NEAR (media_quality_get_mos (rows[i].rating), rows[i].mos, 0.01);
}

/* G.107 §7.7: with every default the rating is 93.2. */
static void
test_best (void)
{
  NEAR (rate ("PCMU", 0, 0), 93.2, 0.05);
  NEAR (rate ("PCMA", 0, 0), 93.2, 0.05);
  NEAR (rate (NULL, 0, 0), 93.2, 0.05);
  /* G.113 Appendix IV on the scale of G.107.1: 129 − 13. */
  NEAR (rate ("G722", 0, 0) * 1.29, 116, 0.1);
  g_assert_cmpfloat (rate ("opus", 0, 0), >, rate ("G722", 0, 0));
  g_assert_cmpfloat (rate ("opus", 0, 0), <, 100);
}

/* Cole and Rosenbluth (2001) fitted lines to G.107 with its default echo: 0.024 d + 0.11 (d − 177.3) beyond 177.3 ms. */
static void
test_delay (void)
{
  for (double delay_ms = 25; delay_ms <= 300; delay_ms += 25)
    {
      double fitted = 0.024 * delay_ms + (delay_ms > 177.3 ? 0.11 * (delay_ms - 177.3) : 0);

      NEAR (93.2 - rate ("PCMU", delay_ms, 0), fitted, 2.5);
    }
  /* G.114: beyond 400 ms nobody should plan a line. */
  g_assert_cmpfloat (rate ("PCMU", 400, 0), <, 70);
  g_assert_cmpfloat (rate ("PCMU", 5000, 0), <, 60);
}

/* G.113 table I.2 (1999): what G.711 with concealment loses when packets are lost by chance. */
static void
test_loss_concealed (void)
{
  static const struct { double loss, impairment; } rows[] = { { 0.01, 5 }, { 0.02, 7 }, { 0.03, 10 }, { 0.05, 15 } };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      MediaQualityInput input = { .codec = "PCMU", .loss = rows[i].loss, .burst_ratio = 1, .conceals = TRUE };

      NEAR (93.2 - media_quality_get_rating (&input), rows[i].impairment, 1.5);
    }
}

/* G.107 §7.5 with the values of G.113 Appendix I, and more bursts that cost more. */
static void
test_loss (void)
{
  MediaQualityInput bursts = { .codec = "PCMU", .loss = 0.05, .burst_ratio = 4 };

  NEAR (93.2 - rate ("PCMU", 0, 0.01), 95 * 1 / (1 + 4.3), 0.1);
  NEAR (93.2 - rate ("PCMU", 0, 0.05), 95 * 5 / (5 + 4.3), 0.1);
  g_assert_cmpfloat (media_quality_get_rating (&bursts), <, rate ("PCMU", 0, 0.05));
  g_assert_cmpfloat (rate ("opus", 0, 0.05), >, rate ("G722", 0, 0.05));
  g_assert_cmpfloat (rate ("opus", 0, 1), >=, 0);
  g_assert_cmpfloat (rate ("PCMU", 0, 7), >=, 0);
  g_assert_cmpfloat (rate ("PCMU", -5, -1), <=, 93.3);
}

static void
test_grades (void)
{
  g_assert_cmpint (media_quality_get_grade (0), ==, MEDIA_GRADE_UNKNOWN);
  g_assert_cmpint (media_quality_get_grade (4.4), ==, MEDIA_GRADE_EXCELLENT);
  g_assert_cmpint (media_quality_get_grade (3.8), ==, MEDIA_GRADE_GOOD);
  g_assert_cmpint (media_quality_get_grade (3.3), ==, MEDIA_GRADE_FAIR);
  g_assert_cmpint (media_quality_get_grade (2.8), ==, MEDIA_GRADE_POOR);
  g_assert_cmpint (media_quality_get_grade (1), ==, MEDIA_GRADE_BAD);
}

/* Two thousand seconds of 50 packets, of which a tenth is lost: one by one, or in rows of five on average. */
static double
simulate (double row_length)
{
  g_autoptr (GRand) chance = g_rand_new_with_seed (5);
  guint losses[2000] = { 0 };
  double leave = 1 / row_length;
  double enter = 0.1 * leave / 0.9;
  gboolean losing = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (losses) * 50; i++)
    {
      losing = losing ? g_rand_double (chance) >= leave : g_rand_double (chance) < enter;
      losses[i / 50] += losing;
    }

  return media_quality_get_burst_ratio (losses, G_N_ELEMENTS (losses), 50);
}

/* G.107 §7.5: BurstR is the length of rows seen over the length that chance makes, 1 / (1 − loss). A second is too short
 * to see the whole of a row at its ends. */
static void
test_bursts (void)
{
  static const guint even[] = { 5, 5, 5, 5 };

  NEAR (simulate (1 / 0.9), 1, 0.15);
  NEAR (simulate (5), 5 * 0.9, 0.6);
  NEAR (media_quality_get_burst_ratio (even, 4, 50), 1, 1e-9);
  NEAR (media_quality_get_burst_ratio (even, 1, 50), 1, 1e-9);
  NEAR (media_quality_get_burst_ratio (even, 4, 0), 1, 1e-9);
  NEAR (media_quality_get_burst_ratio (even, 4, 5), 1, 1e-9);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/media-quality/opinion", test_opinion);
  g_test_add_func ("/media-quality/best", test_best);
  g_test_add_func ("/media-quality/delay", test_delay);
  g_test_add_func ("/media-quality/loss-concealed", test_loss_concealed);
  g_test_add_func ("/media-quality/loss", test_loss);
  g_test_add_func ("/media-quality/grades", test_grades);
  g_test_add_func ("/media-quality/bursts", test_bursts);

  return g_test_run ();
}
