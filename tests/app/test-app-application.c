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

typedef struct _Fixture Fixture;

struct _Fixture
{
  GApplication *application;
  GtkWindow *window;
  Phone *phone;
  void (*act) (Fixture *fixture);
};

static gboolean
has_window (gpointer data)
{
  return gtk_application_get_active_window (GTK_APPLICATION (data)) != NULL;
}

static void
act_cb (gpointer data)
{
  Fixture *fixture = data;

  app_test_wait (has_window, fixture->application);
  fixture->window = gtk_application_get_active_window (GTK_APPLICATION (fixture->application));
  g_object_get (fixture->window, "phone", &fixture->phone, NULL);
  fixture->act (fixture);
  g_clear_object (&fixture->phone);
  gtk_window_destroy (fixture->window);
}

/* Runs the program as from a command line; when its window is closed it must end, and leave nothing behind. */
static void
run (const char  *argument,
     void       (*act) (Fixture *fixture))
{
  char *arguments[] = { (char *) "program", (char *) argument, NULL };
  Fixture fixture = { .application = G_APPLICATION (app_application_new ()), .act = act };

  g_application_set_flags (fixture.application,
                           g_application_get_flags (fixture.application) | G_APPLICATION_NON_UNIQUE);
  g_idle_add_once (act_cb, &fixture);
  g_assert_cmpint (g_application_run (fixture.application, argument != NULL ? 2 : 1, arguments), ==, 0);
  g_assert_finalize_object (fixture.application);
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
act_call (Fixture *fixture)
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
act_message (Fixture *fixture)
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
act_link (Fixture *fixture)
{
  app_test_wait (has_dialog, fixture->window);
  app_test_settle ();
  g_assert_true (app_test_reads (adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (fixture->window)),
                                 "help@example.com"));
  g_assert_cmpuint (g_list_model_get_n_items (phone_get_calls (fixture->phone)), ==, 0);
}

static void
test_call (void)
{
  run (NULL, act_call);
}

static void
test_message (void)
{
  run (NULL, act_message);
}

static void
test_link (void)
{
  run ("sip:help@example.com", act_link);
}

int
main (int    argc,
      char **argv)
{
  g_autofree char *folder = g_dir_make_tmp ("test-application-XXXXXX", NULL);

  g_setenv ("XDG_CONFIG_HOME", folder, TRUE);
  g_setenv ("XDG_DATA_HOME", folder, TRUE);
  app_test_init (&argc, &argv);
  g_test_add_func ("/app/application/call", test_call);
  g_test_add_func ("/app/application/message", test_message);
  g_test_add_func ("/app/application/link", test_link);
  return g_test_run ();
}
