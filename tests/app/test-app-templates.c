/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Every template is built once, with criticals fatal, and every control in it has a name. */

#include "app-test.h"

#include "app-account-dialog.h"
#include "app-call-bar.h"
#include "app-call-event.h"
#include "app-call-page.h"
#include "app-call-row.h"
#include "app-conversation-page.h"
#include "app-conversation-row.h"
#include "app-diagnostics-dialog.h"
#include "app-dial-page.h"
#include "app-dialpad.h"
#include "app-history-row.h"
#include "app-home-page.h"
#include "app-incoming-dialog.h"
#include "app-message-row.h"
#include "app-practice-page.h"
#include "app-preferences-dialog.h"
#include "app-shortcuts-dialog.h"
#include "app-sidebar.h"
#include "app-status-bar.h"
#include "app-status-button.h"
#include "app-welcome-page.h"
#include "scripted-people.h"

/* A template must survive without anything to show. */
static void
test_empty (void)
{
  GType types[] = {
    APP_TYPE_STATUS_BAR,   APP_TYPE_STATUS_BUTTON, APP_TYPE_CONVERSATION_ROW, APP_TYPE_HISTORY_ROW,
    APP_TYPE_CALL_ROW,     APP_TYPE_CALL_EVENT,    APP_TYPE_MESSAGE_ROW,      APP_TYPE_DIALPAD,
    APP_TYPE_WELCOME_PAGE, APP_TYPE_SIDEBAR,       APP_TYPE_DIAL_PAGE,        APP_TYPE_PRACTICE_PAGE,
    APP_TYPE_CALL_PAGE,    APP_TYPE_INCOMING_DIALOG, APP_TYPE_SHORTCUTS_DIALOG,
    APP_TYPE_CALL_BAR,     APP_TYPE_HOME_PAGE,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
    {
      GtkWidget *widget = g_object_ref_sink (g_object_new (types[i], NULL));

      g_test_message ("%s", g_type_name (types[i]));
      g_assert_finalize_object (widget);
    }
}

typedef struct
{
  const char *action;
  const char *target;
  GType expected;
} Place;

static void
visit (AppTest     *test,
       const Place *place)
{
  g_test_message ("%s", place->action);
  app_test_act (test, place->action, place->target);
  g_assert_nonnull (app_test_find (test->window, place->expected));
  app_test_audit (test->window);
}

static void
test_pages (void)
{
  g_autoptr (Phone) phone = phone_new (NULL, NULL);
  Place places[] = {
    { "win.new-call", NULL, APP_TYPE_DIAL_PAGE },
    { "win.message", "amelie@example.org", APP_TYPE_CONVERSATION_PAGE },
    { "win.call", "amelie@example.org", APP_TYPE_CALL_PAGE },
    { "win.find", NULL, GTK_TYPE_SEARCH_ENTRY },
    { "win.practice", NULL, APP_TYPE_PRACTICE_PAGE },
  };
  AppTest test;

  scripted_people_fill (phone);
  app_test_open (&test, phone);
  app_test_audit (test.window);
  for (gsize i = 0; i < G_N_ELEMENTS (places); i++)
    visit (&test, &places[i]);
  app_sidebar_show_calls (app_test_find (test.window, APP_TYPE_SIDEBAR));
  app_test_settle ();
  g_assert_nonnull (app_test_find (test.window, APP_TYPE_HISTORY_ROW));
  app_test_audit (test.window);
  app_test_close (&test);
}

static void
test_welcome (void)
{
  g_autoptr (Phone) phone = phone_new (NULL, NULL);
  AppTest test;

  app_test_open (&test, phone);
  g_assert_nonnull (app_test_find (test.window, APP_TYPE_WELCOME_PAGE));
  g_assert_nonnull (app_test_named (test.window, "Add an Account"));
  g_assert_nonnull (app_test_named (test.window, "Try It Without One"));
  app_test_audit (test.window);
  app_test_close (&test);
}

static void
test_dialogs (void)
{
  g_autoptr (Phone) phone = phone_new (NULL, NULL);
  Place places[] = {
    { "win.add-account", NULL, APP_TYPE_ACCOUNT_DIALOG },
    { "win.edit-account", "robin@example.org", APP_TYPE_ACCOUNT_DIALOG },
    { "win.preferences", NULL, APP_TYPE_PREFERENCES_DIALOG },
    { "win.shortcuts", NULL, APP_TYPE_SHORTCUTS_DIALOG },
    { "win.diagnostics", NULL, APP_TYPE_DIAGNOSTICS_DIALOG },
  };
  AppTest test;

  scripted_people_fill (phone);
  app_test_open (&test, phone);
  for (gsize i = 0; i < G_N_ELEMENTS (places); i++)
    {
      visit (&test, &places[i]);
      adw_dialog_force_close (adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (test.window)));
      app_test_settle ();
    }
  app_test_close (&test);
}

/* W43: at the width of a hand, and from right to left, the same pages come up. */
static void
test_narrow (void)
{
  g_autoptr (Phone) phone = phone_new (NULL, NULL);
  Place place = { "win.message", "amelie@example.org", APP_TYPE_STATUS_BUTTON };
  AppTest test;

  scripted_people_fill (phone);
  gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
  test.window = NULL;
  app_test_open (&test, phone);
  gtk_window_set_default_size (GTK_WINDOW (test.window), 360, 640);
  app_test_settle ();
  visit (&test, &place);
  app_test_close (&test);
  gtk_widget_set_default_direction (GTK_TEXT_DIR_LTR);
}

int
main (int    argc,
      char **argv)
{
  app_test_init (&argc, &argv);
  g_test_add_func ("/app/templates/empty", test_empty);
  g_test_add_func ("/app/templates/welcome", test_welcome);
  g_test_add_func ("/app/templates/pages", test_pages);
  g_test_add_func ("/app/templates/dialogs", test_dialogs);
  g_test_add_func ("/app/templates/narrow", test_narrow);
  return g_test_run ();
}
