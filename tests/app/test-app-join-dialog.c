/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Two conversations become one from the menu, two again from the same menu, and both are taken back by one click. */

#include "app-join-dialog.h"

#include "app-conversation-page.h"
#include "app-test.h"
#include "scripted-messages.h"
#include "scripted-people.h"

typedef struct
{
  AppTest test;
  PhoneConversation *into;
  PhoneConversation *other;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr (Phone) phone = phone_new (NULL, NULL);

  scripted_people_fill (phone);
  fixture->into = g_list_model_get_item (phone_get_conversations (phone), 0);
  fixture->other = g_list_model_get_item (phone_get_conversations (phone), 1);
  app_test_open (&fixture->test, phone);
  app_test_act (&fixture->test, "win.message", phone_conversation_get_address (fixture->into));
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_object_unref (fixture->into);
  g_object_unref (fixture->other);
  app_test_close (&fixture->test);
}

/* What a click on the row does. */
static void
choose (Fixture    *fixture,
        const char *title)
{
  GtkWidget *dialog = app_test_find (fixture->test.window, APP_TYPE_JOIN_DIALOG);
  GtkWidget *list = app_test_find (dialog, GTK_TYPE_LIST_BOX);
  GtkListBoxRow *row = NULL;

  for (int n = 0; (row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), n)) != NULL; n++)
    if (g_str_equal (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), title))
      break;
  g_assert_nonnull (row);
  app_test_audit (dialog);
  g_signal_emit_by_name (list, "row-activated", row);
  app_test_settle ();
}

static void
act (Fixture    *fixture,
     const char *action)
{
  GtkWidget *page = app_test_find (fixture->test.window, APP_TYPE_CONVERSATION_PAGE);

  g_assert_true (gtk_widget_activate_action (page, action, NULL));
  app_test_settle ();
}

/* D9: by hand. */
static void
test_join_and_split (Fixture       *fixture,
                     gconstpointer  data)
{
  GtkWidget *page = app_test_find (fixture->test.window, APP_TYPE_CONVERSATION_PAGE);

  act (fixture, "conversation.join");
  choose (fixture, phone_conversation_get_title (fixture->other));
  g_assert_cmpuint (phone_conversation_get_n_addresses (fixture->into), ==, 2);
  app_test_press (fixture->test.window, "Undo");
  g_assert_cmpuint (phone_conversation_get_n_addresses (fixture->into), ==, 1);

  act (fixture, "conversation.join");
  choose (fixture, phone_conversation_get_title (fixture->other));
  act (fixture, "conversation.split");
  choose (fixture, phone_conversation_get_address (fixture->other));
  g_assert_cmpuint (phone_conversation_get_n_addresses (fixture->into), ==, 1);
  app_test_press (fixture->test.window, "Undo");
  g_assert_cmpuint (phone_conversation_get_n_addresses (fixture->into), ==, 2);
  g_assert_true (app_test_find (fixture->test.window, APP_TYPE_CONVERSATION_PAGE) == page);
}

/* Nobody else is there: the dialog says when it is of use. */
static void
test_nobody (Fixture       *fixture,
             gconstpointer  data)
{
  GListStore *conversations = G_LIST_STORE (phone_get_conversations (fixture->test.phone));

  for (guint n = g_list_model_get_n_items (G_LIST_MODEL (conversations)); n > 1; n--)
    g_list_store_remove (conversations, n - 1);
  act (fixture, "conversation.join");
  g_assert_true (app_test_reads (app_test_find (fixture->test.window, APP_TYPE_JOIN_DIALOG), "No Other Conversation"));
}

#define add(name, func) g_test_add ("/app/join-dialog/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int    argc,
      char **argv)
{
  app_test_init (&argc, &argv);
  add ("join-and-split", test_join_and_split);
  add ("nobody", test_nobody);
  return g_test_run ();
}
