/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The sentences that decline a call: changed, added and taken away in the preferences. */

#include "app-reply-group.h"

#include "app-replies.h"
#include "app-test.h"

static void
write_row (GtkWidget  *group,
           const char *name,
           const char *text)
{
  GtkWidget *row = app_test_named (group, name);

  g_assert_nonnull (row);
  gtk_editable_set_text (GTK_EDITABLE (row), text);
  g_signal_emit_by_name (row, "apply");
  app_test_settle ();
}

static guint
count_replies (void)
{
  g_auto (GStrv) replies = app_replies_dup ();

  return g_strv_length (replies);
}

static void
test_change (void)
{
  GtkWindow *window = GTK_WINDOW (gtk_window_new ());
  GtkWidget *group = g_object_new (APP_TYPE_REPLY_GROUP, NULL);
  guint n = count_replies ();
  g_auto (GStrv) replies = NULL;

  gtk_window_set_child (window, group);
  gtk_window_present (window);
  app_test_settle ();
  app_test_audit (group);
  write_row (group, "Add a Sentence", "  In the cinema ");
  g_assert_cmpuint (count_replies (), ==, n + 1);
  write_row (group, "Sentence 1", "");
  g_assert_cmpuint (count_replies (), ==, n);
  replies = app_replies_dup ();
  g_assert_cmpstr (replies[n - 1], ==, "In the cinema");

  /* As many as there is room for, and no more. */
  while (app_test_named (group, "Add a Sentence") != NULL)
    write_row (group, "Add a Sentence", "x");
  g_assert_cmpuint (count_replies (), ==, APP_REPLIES_MAX);

  /* Whoever wants none has those of the program. */
  app_replies_set ((const char *const[]){ " ", NULL });
  g_assert_cmpuint (count_replies (), ==, n);
  gtk_window_destroy (window);
}

int
main (int    argc,
      char **argv)
{
  app_test_init (&argc, &argv);
  g_test_add_func ("/app/reply-group/change", test_change);
  return g_test_run ();
}
