/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A picture is shown where it was let in, and a stranger's file is only named. */

#include "app-message-file.h"

#include "app-message-row.h"
#include "app-test.h"
#include "scripted-messages.h"

static GBytes *
make_png (void)
{
  static const guchar dots[4 * 4 * 4];
  g_autoptr (GBytes) octets = g_bytes_new_static (dots, sizeof dots);
  g_autoptr (GdkTexture) texture = gdk_memory_texture_new (4, 4, GDK_MEMORY_R8G8B8A8, octets, 16);

  return gdk_texture_save_to_png_bytes (texture);
}

static GtkWidget *
show (PhoneMessage *message,
      gboolean      plain)
{
  GtkWidget *window = gtk_window_new ();

  gtk_window_set_child (GTK_WINDOW (window), g_object_new (APP_TYPE_MESSAGE_ROW, "plain", plain, "message", message, NULL));
  gtk_window_set_default_size (GTK_WINDOW (window), 500, 500);
  gtk_window_present (GTK_WINDOW (window));
  app_test_settle ();
  return window;
}

static gboolean
is_drawn (gpointer window)
{
  return app_test_find (window, GTK_TYPE_PICTURE) != NULL;
}

static void
test_picture (void)
{
  g_autoptr (PhoneConversation) with = scripted_conversation_new (NULL, "Jonas", "jonas@example.org");
  g_autoptr (GBytes) png = make_png ();
  PhoneMessage *message = scripted_conversation_add_file (with, "../plan.png", "image/png", png, PHONE_MESSAGE_STATE_RECEIVED);
  GtkWidget *window = show (message, FALSE);

  app_test_wait (is_drawn, window);
  g_assert_true (app_test_reads (window, "plan.png"));
  g_assert_nonnull (app_test_named (window, "Save As…"));
  g_assert_nonnull (app_test_named (window, "Open"));
  app_test_audit (window);
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_stranger (void)
{
  g_autoptr (PhoneConversation) with = scripted_conversation_new (NULL, "Prize", "prize@example.net");
  g_autoptr (GBytes) png = make_png ();
  PhoneMessage *message = scripted_conversation_add_file (with, "prize.png", "image/png", png, PHONE_MESSAGE_STATE_RECEIVED);
  GtkWidget *window = show (message, TRUE);

  g_assert_true (app_test_reads (window, "prize.png"));
  g_assert_false (is_drawn (window));
  g_assert_null (app_test_named (window, "Save As…"));
  g_assert_null (app_test_named (window, "Open"));
  gtk_window_destroy (GTK_WINDOW (window));
}

/* What lies on a server is named, and who has it; it is neither fetched nor drawn unasked. */
static void
test_letter (void)
{
  g_autoptr (PhoneConversation) with = scripted_conversation_new (NULL, "Jonas", "jonas@example.org");
  PhoneMessage *message = scripted_conversation_add_letter (with, "plan.png", "image/png", 1200000,
                                                            "https://files.example.com/a/b?c");
  GtkWidget *window = show (message, FALSE);

  g_assert_true (app_test_reads (window, "plan.png"));
  g_assert_true (app_test_reads (window, "on files.example.com"));
  g_assert_false (is_drawn (window));
  g_assert_nonnull (app_test_named (window, "Save As…"));
  app_test_audit (window);
  gtk_window_destroy (GTK_WINDOW (window));

  window = show (message, TRUE);
  g_assert_null (app_test_named (window, "Save As…"));
  gtk_window_destroy (GTK_WINDOW (window));
}

/* What says that it is a picture and is none is a file like any other; and a program cannot be opened from here. */
static void
test_lies (void)
{
  g_autoptr (PhoneConversation) with = scripted_conversation_new (NULL, "Jonas", "jonas@example.org");
  g_autoptr (GBytes) octets = g_bytes_new_static ("#!/bin/sh", 9);
  PhoneMessage *fake = scripted_conversation_add_file (with, "a.png", "image/png", octets, PHONE_MESSAGE_STATE_RECEIVED);
  PhoneMessage *program = scripted_conversation_add_file (with, "run.sh", "application/x-sh", octets,
                                                          PHONE_MESSAGE_STATE_RECEIVED);
  GtkWidget *window = show (fake, FALSE);

  g_assert_false (is_drawn (window));
  gtk_window_destroy (GTK_WINDOW (window));
  window = show (program, FALSE);
  g_assert_null (app_test_named (window, "Open"));
  g_assert_nonnull (app_test_named (window, "Save As…"));
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int    argc,
      char **argv)
{
  app_test_init (&argc, &argv);
  g_test_add_func ("/app/message-file/picture", test_picture);
  g_test_add_func ("/app/message-file/stranger", test_stranger);
  g_test_add_func ("/app/message-file/lies", test_lies);
  g_test_add_func ("/app/message-file/letter", test_letter);
  return g_test_run ();
}
