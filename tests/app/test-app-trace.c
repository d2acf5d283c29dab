/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The last things said on the line: valid text, and not without end. */

#include "app-trace.h"

#include "app-test.h"
#include "scripted-phone.h"

static void
count_cb (guint *count)
{
  (*count)++;
}

static void
test_text (void)
{
  g_autoptr (Phone) phone = phone_new (NULL, NULL);
  g_autoptr (AppTrace) trace = app_trace_new (phone);
  guint changes = 0;

  g_signal_connect_swapped (trace, "notify::text", G_CALLBACK (count_cb), &changes);
  g_assert_cmpstr (app_trace_get_text (trace), ==, "");
  scripted_phone_trace (phone, TRUE, "good morning \xff");
  scripted_phone_trace (phone, FALSE, "good evening");
  g_assert_nonnull (strstr (app_trace_get_text (trace), ">>>\ngood morning \uFFFD"));
  g_assert_nonnull (strstr (app_trace_get_text (trace), "<<<\ngood evening"));
  g_assert_cmpuint (changes, ==, 2);
  app_trace_clear (trace);
  g_assert_cmpstr (app_trace_get_text (trace), ==, "");
}

static void
test_end (void)
{
  g_autoptr (Phone) phone = phone_new (NULL, NULL);
  g_autoptr (AppTrace) trace = app_trace_new (phone);
  g_auto (GStrv) entries = NULL;

  for (guint i = 0; i < 300; i++)
    scripted_phone_trace (phone, FALSE, "again");
  entries = g_strsplit (app_trace_get_text (trace), "<<<", -1);
  g_assert_cmpuint (g_strv_length (entries), ==, 201);
}

int
main (int    argc,
      char **argv)
{
  app_test_init (&argc, &argv);
  g_test_add_func ("/app/trace/text", test_text);
  g_test_add_func ("/app/trace/end", test_end);
  return g_test_run ();
}
