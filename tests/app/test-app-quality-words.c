/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The words for what was measured, row by row. */

#include "app-quality-words.h"

#include "scripted-quality.h"

static void
test_words (void)
{
  static const struct { double ms; const char *expected; } delays[] = {
    { 0, NULL }, { 0.4, "Short, 1 ms" }, { 84, "Short, 84 ms" }, { 420, "Noticeable, 420 ms" }, { 1260, "Long, 1.3 s" },
  };
  static const struct { double share; const char *expected; } shares[] = {
    { 0, "Nothing" }, { 0.004, "Less than 1 %" }, { 0.034, "3 %" }, { 7, "100 %" }, { -1, "Nothing" },
  };
  static const struct { guint seconds; const char *expected; } spans[] = {
    { 0, "The last minute" }, { 60, "The last minute" }, { 300, "The last 5 minutes" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (delays); i++)
    {
      g_autofree char *words = app_quality_words_for_delay (delays[i].ms);

      g_assert_cmpstr (words, ==, delays[i].expected);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (shares); i++)
    {
      g_autofree char *words = app_quality_words_for_share (shares[i].share);

      g_assert_cmpstr (words, ==, shares[i].expected);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (spans); i++)
    {
      g_autofree char *words = app_quality_words_for_span (spans[i].seconds);

      g_assert_cmpstr (words, ==, spans[i].expected);
    }
}

/* A call, second by second, as "good", "fair", "poor" or nothing. */
static GListModel *
create_call (const char *seconds,
             double      loss)
{
  GListStore *readings = g_list_store_new (PHONE_TYPE_READING);

  for (guint i = 0; seconds[i] != '\0'; i++)
    {
      double mos = seconds[i] == 'g' ? 4.2 : seconds[i] == 'f' ? 3.3 : seconds[i] == 'p' ? 1.8 : 0;
      g_autoptr (PhoneReading) reading = scripted_reading_new (i, mos, loss);

      g_list_store_append (readings, reading);
    }
  return G_LIST_MODEL (readings);
}

static void
test_summary (void)
{
  static const struct { const char *seconds; double loss; const char *expected; } rows[] = {
    { "", 0, NULL },
    { "...", 0, NULL },
    { "gggg", 0, "Good all the time. Nothing got lost." },
    { ".ggggf", 0.004, "Mostly good, fair at worst. Got lost: Less than 1 %." },
    { "gggggggggp", 0.034, "Mostly good, poor at worst. Got lost: 3 %." },
    { "fff", 0.05, "Fair all the time. Got lost: 5 %." },
    { "gggppp", 0.1, "Mostly poor. Got lost: 10 %." },
    { "ffffffp", 0.1, "Mostly poor. Got lost: 10 %." },
    { "ffffffgp", 0.1, "Mostly fair, poor at worst. Got lost: 10 %." },
    { "pp", 0.5, "Mostly poor. Got lost: 50 %." },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GListModel) call = create_call (rows[i].seconds, rows[i].loss);
      g_autofree char *words = app_quality_words_summarize (call, 0);

      g_assert_cmpstr (words, ==, rows[i].expected);
    }
}

/* One bad second changes no word, five do; what was long ago does not count. */
static void
test_calm (void)
{
  static const struct { const char *seconds; PhoneGrade expected; } rows[] = {
    { "", PHONE_GRADE_UNKNOWN },      { ".....", PHONE_GRADE_UNKNOWN }, { "pppppggggg", PHONE_GRADE_GOOD },
    { "gggggp", PHONE_GRADE_GOOD },   { "gggppppp", PHONE_GRADE_POOR }, { "gggggg.", PHONE_GRADE_GOOD },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GListModel) call = create_call (rows[i].seconds, 0);

      g_assert_cmpint (app_quality_words_get_grade (call), ==, rows[i].expected);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/app/quality-words/words", test_words);
  g_test_add_func ("/app/quality-words/summary", test_summary);
  g_test_add_func ("/app/quality-words/calm", test_calm);
  return g_test_run ();
}
