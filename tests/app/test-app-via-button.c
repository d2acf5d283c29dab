/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* To which address of somebody the next message goes: seen, and chosen, where there are several. */

#include "app-via-button.h"

#include "app-conversation-page.h"
#include "app-test.h"
#include "scripted-messages.h"
#include "scripted-people.h"

static void
test_choose (void)
{
  g_autoptr (Phone) phone = phone_new (NULL, NULL);
  GListModel *conversations = phone_get_conversations (phone);
  g_autoptr (PhoneConversation) into = NULL;
  g_autoptr (PhoneConversation) other = NULL;
  g_autoptr (PhoneJoin) join = NULL;
  g_autofree char *own = NULL;
  AppTest test = { NULL };
  GtkWidget *via;

  scripted_people_fill (phone);
  into = g_list_model_get_item (conversations, 0);
  other = g_list_model_get_item (conversations, 1);
  own = g_strdup (phone_conversation_get_address (into));
  app_test_open (&test, phone);
  app_test_act (&test, "win.message", own);
  g_assert_null (app_test_find (test.window, APP_TYPE_VIA_BUTTON));

  join = phone_join_conversations (test.phone, into, other);
  app_test_settle ();
  via = app_test_find (test.window, APP_TYPE_VIA_BUTTON);
  g_assert_nonnull (via);
  g_assert_true (app_test_reads (via, phone_conversation_get_address (other)));
  gtk_widget_activate_action (via, "via.address", "s", own);
  g_assert_cmpstr (phone_conversation_get_address (into), ==, own);
  g_assert_true (app_test_reads (via, own));

  phone_join_undo (join);
  g_assert_false (gtk_widget_get_visible (via));
  app_test_close (&test);
}

int
main (int    argc,
      char **argv)
{
  app_test_init (&argc, &argv);
  g_test_add_func ("/app/via-button/choose", test_choose);
  return g_test_run ();
}
