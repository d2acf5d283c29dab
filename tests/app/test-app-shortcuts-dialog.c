/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The keys that are promised are the keys that work. */

#include "app-shortcuts-dialog.h"

#include "app-accelerators.h"
#include "app-test.h"

static void
test_keys (void)
{
  g_autoptr (Phone) phone = phone_new (NULL, NULL);
  gpointer dialog;
  AppTest test;

  app_test_open (&test, phone);
  app_test_act (&test, "win.shortcuts", NULL);
  dialog = app_test_find (test.window, APP_TYPE_SHORTCUTS_DIALOG);
  g_assert_true (app_test_reads (dialog, "New Call"));
  g_assert_true (app_test_reads (dialog, "Ctrl+N"));
  g_assert_true (app_test_reads (dialog, "Mute"));
  g_assert_true (app_test_reads (dialog, "Ctrl+M"));
  app_test_close (&test);
}

/* Every key that works is told of. */
static void
test_complete (void)
{
  g_autoptr (Phone) phone = phone_new (NULL, NULL);
  const char *keys;
  gpointer dialog;
  AppTest test;

  app_test_open (&test, phone);
  app_test_act (&test, "win.shortcuts", NULL);
  dialog = app_test_find (test.window, APP_TYPE_SHORTCUTS_DIALOG);
  for (guint n = 0; (keys = app_accelerators_get (n)) != NULL; n++)
    {
      guint key;
      GdkModifierType modifiers;
      g_autofree char *label = NULL;

      g_assert_true (gtk_accelerator_parse (keys, &key, &modifiers));
      label = gtk_accelerator_get_label (key, modifiers);
      g_test_message ("%s", label);
      g_assert_true (app_test_reads (dialog, label));
    }
  app_test_close (&test);
}

int
main (int    argc,
      char **argv)
{
  app_test_init (&argc, &argv);
  g_test_add_func ("/app/shortcuts-dialog/keys", test_keys);
  g_test_add_func ("/app/shortcuts-dialog/complete", test_complete);
  return g_test_run ();
}
