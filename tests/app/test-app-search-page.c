/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Everything is found from one field, by the keyboard alone, and leads to where it happened. */

#include "app-search-page.h"

#include "app-conversation-page.h"
#include "app-person-dialog.h"
#include "app-search-group.h"
#include "app-sidebar.h"
#include "app-test.h"
#include "scripted-people.h"

typedef struct
{
  AppTest test;
  gpointer page;
  GtkWidget *entry;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr (Phone) phone = phone_new (NULL, NULL);
  g_autoptr (PhonePerson) person = phone_person_new ("Amélie Fournier");

  scripted_people_fill (phone);
  phone_person_add_address (person, PHONE_ADDRESS_SIP, NULL, "amelie@example.org");
  phone_people_save (phone_get_people (phone), person);
  app_test_open (&fixture->test, phone);
  app_test_act (&fixture->test, "win.find", NULL);
  fixture->page = app_test_find (fixture->test.window, APP_TYPE_SEARCH_PAGE);
  fixture->entry = app_test_find (fixture->test.window, GTK_TYPE_SEARCH_ENTRY);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  app_test_close (&fixture->test);
}

static void
look_for (Fixture    *fixture,
          const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (fixture->entry), text);
  app_test_settle ();
}

static guint
count_rows (gpointer root)
{
  guint n = G_TYPE_CHECK_INSTANCE_TYPE (root, APP_TYPE_SEARCH_ROW) && gtk_widget_get_mapped (root);

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    n += count_rows (child);
  return n;
}

/* Hers are a person, two calls, and what was written with her. */
static void
test_everything (Fixture       *fixture,
                 gconstpointer  data)
{
  look_for (fixture, "amél");
  g_assert_true (app_test_reads (fixture->page, "People"));
  g_assert_true (app_test_reads (fixture->page, "Calls"));
  g_assert_true (app_test_reads (fixture->page, "amelie@example.org"));
  g_assert_true (app_test_reads (fixture->page, "Missed call"));
  g_assert_cmpuint (count_rows (fixture->page), ==, 3);

  look_for (fixture, "exam"); /* where they all are, which says nothing of who they are */
  g_assert_false (app_test_reads (fixture->page, "Calls"));
  look_for (fixture, "AMELIE@exam");
  g_assert_true (app_test_reads (fixture->page, "Missed call"));
  look_for (fixture, "4930");
  g_assert_true (app_test_reads (fixture->page, "Front Desk"));
  look_for (fixture, "  ");
  g_assert_cmpuint (count_rows (fixture->page), ==, 0);
  g_assert_nonnull (app_test_find (fixture->page, ADW_TYPE_VIEW_STACK));
}

static void
test_nothing (Fixture       *fixture,
              gconstpointer  data)
{
  look_for (fixture, "nobody at all");
  g_assert_true (app_test_reads (fixture->page, "Nothing Found"));
  look_for (fixture, "");
  g_assert_false (app_test_reads (fixture->page, "Nothing Found"));
}

/* Return opens the first, which is the person. */
static void
test_return (Fixture       *fixture,
             gconstpointer  data)
{
  look_for (fixture, "fournier");
  g_signal_emit_by_name (fixture->entry, "activate");
  app_test_settle ();
  g_assert_nonnull (app_test_find (fixture->test.window, APP_TYPE_PERSON_DIALOG));
}

static gboolean
press (GtkWidget           *widget,
       GtkPropagationPhase  phase,
       guint                key)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);
  gboolean taken = FALSE;

  for (guint n = 0; n < g_list_model_get_n_items (controllers) && !taken; n++)
    {
      g_autoptr (GtkEventController) one = g_list_model_get_item (controllers, n);

      if (GTK_IS_EVENT_CONTROLLER_KEY (one) && gtk_event_controller_get_propagation_phase (one) == phase)
        g_signal_emit_by_name (one, "key-pressed", key, 0, 0, &taken);
    }
  return taken;
}

static void
test_keys (Fixture       *fixture,
           gconstpointer  data)
{
  gboolean taken = FALSE;
  GtkWidget *row;
  GtkWidget *next;

  look_for (fixture, "nobody at all");
  g_assert_false (press (fixture->entry, GTK_PHASE_CAPTURE, GDK_KEY_Down));
  look_for (fixture, "fournier");
  g_assert_true (press (fixture->entry, GTK_PHASE_CAPTURE, GDK_KEY_Down));
  row = gtk_window_get_focus (GTK_WINDOW (fixture->test.window));
  g_assert_true (APP_IS_SEARCH_ROW (row));

  /* From the last of the people to the first of the calls. */
  g_signal_emit_by_name (gtk_widget_get_parent (row), "keynav-failed", GTK_DIR_DOWN, &taken);
  g_assert_true (taken);
  next = gtk_window_get_focus (GTK_WINDOW (fixture->test.window));
  g_assert_true (next != row && APP_IS_SEARCH_ROW (next));

  g_assert_true (press (fixture->page, GTK_PHASE_BUBBLE, GDK_KEY_Escape));
  app_test_settle ();
  g_assert_cmpuint (count_rows (fixture->page), ==, 0);
  g_assert_false (press (fixture->page, GTK_PHASE_BUBBLE, GDK_KEY_Escape));
}

/* A word of a message leads to its conversation. */
static void
test_message (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr (PhoneConversation) conversation =
    g_list_model_get_item (phone_get_conversations (fixture->test.phone), 2);
  g_autoptr (PhoneMessage) message = g_list_model_get_item (G_LIST_MODEL (conversation), 0);
  gpointer page;

  look_for (fixture, phone_message_get_text (message));
  g_assert_true (app_test_reads (fixture->page, "Messages"));
  app_search_row_open (app_test_find (fixture->page, APP_TYPE_SEARCH_ROW));
  app_test_settle ();
  page = app_test_find (fixture->test.window, APP_TYPE_CONVERSATION_PAGE);
  g_assert_nonnull (page);
  g_assert_true (app_conversation_page_get_conversation (page) == conversation);
}

/* Whoever chooses a section wants to see it, and no results. */
static void
test_section (Fixture       *fixture,
              gconstpointer  data)
{
  look_for (fixture, "fournier");
  g_assert_cmpuint (count_rows (fixture->page), >, 0);
  app_sidebar_show_calls (app_test_find (fixture->test.window, APP_TYPE_SIDEBAR));
  app_test_settle ();
  g_assert_cmpuint (count_rows (fixture->page), ==, 0);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (fixture->entry)), ==, "");
}

/* Five of a kind, until all are asked for. */
static void
test_show_all (Fixture       *fixture,
               gconstpointer  data)
{
  for (guint n = 0; n < 20; n++)
    scripted_history_add (phone_get_history (fixture->test.phone), PHONE_HISTORY_KIND_INCOMING, "Often", "often@b");
  look_for (fixture, "often");
  g_assert_cmpuint (count_rows (fixture->page), ==, 5);
  app_test_press (fixture->page, "Show All");
  g_assert_cmpuint (count_rows (fixture->page), ==, 20);
  g_assert_null (app_test_named (fixture->page, "Show All"));
  g_assert_true (APP_IS_SEARCH_ROW (gtk_window_get_focus (GTK_WINDOW (fixture->test.window))));
  app_test_audit (fixture->page);
  look_for (fixture, "ofte");
  g_assert_cmpuint (count_rows (fixture->page), ==, 5);
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int    argc,
      char **argv)
{
  app_test_init (&argc, &argv);
  ADD ("/app/search-page/everything", test_everything);
  ADD ("/app/search-page/nothing", test_nothing);
  ADD ("/app/search-page/return", test_return);
  ADD ("/app/search-page/keys", test_keys);
  ADD ("/app/search-page/message", test_message);
  ADD ("/app/search-page/section", test_section);
  ADD ("/app/search-page/show-all", test_show_all);
  return g_test_run ();
}
