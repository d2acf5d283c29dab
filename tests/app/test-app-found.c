/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Who opens what was found sees it, marked, however long the conversation is. */

#include "app-found.h"

#include "app-conversation-page.h"
#include "app-message-row.h"
#include "app-test.h"
#include "scripted-people.h"

typedef struct
{
  AppTest test;
  PhoneConversation *conversation;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr (Phone) phone = phone_new (NULL, NULL);

  scripted_people_fill (phone);
  fixture->conversation = scripted_conversation_new (phone_get_default_account (phone), "Long", "long@example.org");
  scripted_phone_add_conversation (phone, fixture->conversation);
  for (guint n = 0; n < 300; n++)
    {
      g_autofree char *text = g_strdup_printf ("line %u", n);
      g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (1700000000 + (gint64) n);

      scripted_conversation_add (fixture->conversation, text, time, PHONE_MESSAGE_STATE_RECEIVED);
    }
  app_test_open (&fixture->test, phone);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  app_test_close (&fixture->test);
  g_object_unref (fixture->conversation);
}

static GtkWidget *
find_marked (gpointer root)
{
  if (APP_IS_MESSAGE_ROW (root) && gtk_widget_has_css_class (root, "found"))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *marked = find_marked (child);

      if (marked != NULL)
        return marked;
    }
  return NULL;
}

static gboolean
is_marked (gpointer data)
{
  Fixture *fixture = data;

  return find_marked (fixture->test.window) != NULL;
}

static void
test_far_back (Fixture       *fixture,
               gconstpointer  data)
{
  gtk_widget_activate_action (GTK_WIDGET (fixture->test.window), "win.show-moment", "(sx)", "long@example.org",
                              (gint64) 1700000005 * G_USEC_PER_SEC);
  app_test_wait (is_marked, fixture);
  g_assert_true (app_test_reads (find_marked (fixture->test.window), "line 5"));
}

/* What is no longer there is not looked for for ever. */
static void
test_gone (Fixture       *fixture,
           gconstpointer  data)
{
  gtk_widget_activate_action (GTK_WIDGET (fixture->test.window), "win.show-moment", "(sx)", "long@example.org",
                              (gint64) 17);
  app_test_settle ();
  g_assert_nonnull (app_test_find (fixture->test.window, APP_TYPE_CONVERSATION_PAGE));
  g_assert_null (find_marked (fixture->test.window));
  test_far_back (fixture, data);
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int    argc,
      char **argv)
{
  app_test_init (&argc, &argv);
  ADD ("/app/found/far-back", test_far_back);
  ADD ("/app/found/gone", test_gone);
  return g_test_run ();
}
