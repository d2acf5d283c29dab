/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The application with a real phone under it: from the command line, a link or a notification to the wire of
 * the practice exchange and back to the screen. */

#include "app-application.h"

#include "config.h"

#include "app-call-page.h"
#include "app-conversation-page.h"
#include "app-test.h"

typedef struct
{
  GApplication *application;
  GtkWindow *window;
  Phone *phone;
} Fixture;

static gboolean
has_window (gpointer data)
{
  return gtk_application_get_active_window (GTK_APPLICATION (data)) != NULL;
}

static void
activate (Fixture *fixture)
{
  g_application_activate (fixture->application);
  app_test_wait (has_window, fixture->application);
  fixture->window = gtk_application_get_active_window (GTK_APPLICATION (fixture->application));
  g_object_get (fixture->window, "phone", &fixture->phone, NULL);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->application = G_APPLICATION (app_application_new ());
  g_application_set_flags (fixture->application, g_application_get_flags (fixture->application)
                                                   | G_APPLICATION_NON_UNIQUE);
  g_assert_true (g_application_register (fixture->application, NULL, NULL));
}

static gboolean
is_offline (gpointer data)
{
  return phone_account_get_state (data) == PHONE_ACCOUNT_STATE_OFFLINE;
}

static gboolean
is_gone (gpointer data)
{
  return *(gpointer *) data == NULL;
}

/* Closing the window takes leave of the server, and leaves nothing behind. */
static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (PhoneAccount) account = g_list_model_get_item (phone_get_accounts (fixture->phone), 0);

  gtk_window_destroy (fixture->window);
  if (account != NULL)
    app_test_wait (is_offline, account);
  g_clear_object (&account);
  g_object_unref (fixture->phone);
  /* What the end of its main loop would do. */
  G_APPLICATION_GET_CLASS (fixture->application)->shutdown (fixture->application);
  g_object_add_weak_pointer (G_OBJECT (fixture->application), (gpointer *) &fixture->application);
  g_object_unref (fixture->application);
  app_test_wait (is_gone, &fixture->application);
}

static gboolean
welcomes (gpointer data)
{
  return app_test_named (data, "Try It Without One") != NULL;
}

static gboolean
is_ready (gpointer data)
{
  return app_test_reads (data, "Ready");
}

static void
practise (Fixture *fixture)
{
  activate (fixture);
  app_test_wait (welcomes, fixture->window);
  app_test_press (fixture->window, "Try It Without One");
  app_test_wait (is_ready, fixture->window);
}

static gboolean
is_talking (gpointer data)
{
  AppCallPage *page = app_test_find (data, APP_TYPE_CALL_PAGE);

  return page != NULL && phone_call_get_state (app_call_page_get_call (page)) == PHONE_CALL_STATE_ACTIVE;
}

static gboolean
is_at_home (gpointer data)
{
  return app_test_find (data, APP_TYPE_CALL_PAGE) == NULL;
}

static void
test_call (Fixture       *fixture,
           gconstpointer  data)
{
  practise (fixture);
  app_test_press (fixture->window, "Call the Echo Line");
  app_test_wait (is_talking, fixture->window);
  app_test_press (app_test_find (fixture->window, APP_TYPE_CALL_PAGE), "Hang Up");
  app_test_wait (is_at_home, fixture->window);
}

static gboolean
has_reply (gpointer data)
{
  return app_test_reads (data, "You wrote: good morning");
}

/* As a notification does it: an action of the application, with an address. */
static void
test_message (Fixture       *fixture,
              gconstpointer  data)
{
  g_autofree char *partner = NULL;
  GtkTextView *entry;

  practise (fixture);
  partner = phone_dup_practice_line (fixture->phone, "partner");
  g_action_group_activate_action (G_ACTION_GROUP (fixture->application), "message", g_variant_new_string (partner));
  app_test_settle ();
  entry = GTK_TEXT_VIEW (app_test_named (fixture->window, "Message"));
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (entry), "good morning", -1);
  app_test_press (fixture->window, "Send");
  app_test_wait (has_reply, fixture->window);
}

static gboolean
has_dialog (gpointer data)
{
  return adw_application_window_get_visible_dialog (data) != NULL;
}

/* W23: a link that starts the program waits for the accounts, and then for a person. */
static void
test_link (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (GFile) link = g_file_new_for_commandline_arg ("sip:help@example.com");
  GFile *files[] = { link };

  g_application_open (fixture->application, files, 1, "");
  activate (fixture);
  app_test_wait (has_dialog, fixture->window);
  app_test_settle ();
  g_assert_true (app_test_reads (adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (fixture->window)),
                                 "help@example.com"));
  g_assert_cmpuint (g_list_model_get_n_items (phone_get_calls (fixture->phone)), ==, 0);
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int    argc,
      char **argv)
{
  g_autofree char *folder = g_dir_make_tmp ("test-application-XXXXXX", NULL);

  g_setenv ("XDG_CONFIG_HOME", folder, TRUE);
  g_setenv ("XDG_DATA_HOME", folder, TRUE);
  app_test_init (&argc, &argv);
  ADD ("/app/application/call", test_call);
  ADD ("/app/application/message", test_message);
  ADD ("/app/application/link", test_link);
  return g_test_run ();
}
