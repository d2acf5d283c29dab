/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What others learn is switched where a person looks for it. */

#include "app-messages-page.h"

#include "app-test.h"
#include "phone-message-rules.h"
#include "scripted-phone.h"

static gboolean
is_called (GtkWidget  *widget,
           const char *title)
{
  return ADW_IS_SWITCH_ROW (widget) && g_strcmp0 (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget)), title) == 0;
}

static GtkWidget *
find_row (GtkWidget  *root,
          const char *title)
{
  GtkWidget *found = is_called (root, title) ? root : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_row (child, title);
  return found;
}

static void
test_switches (void)
{
  g_autoptr (Phone) phone = phone_new (NULL, NULL);
  PhoneMessageRules *rules = phone_get_message_rules (phone);
  GtkWidget *page = g_object_ref_sink (g_object_new (APP_TYPE_MESSAGES_PAGE, "phone", phone, NULL));

  g_assert_true (adw_switch_row_get_active (ADW_SWITCH_ROW (find_row (page, "_Delivered"))));
  g_assert_false (adw_switch_row_get_active (ADW_SWITCH_ROW (find_row (page, "_Read"))));
  adw_switch_row_set_active (ADW_SWITCH_ROW (find_row (page, "_Delivered")), FALSE);
  adw_switch_row_set_active (ADW_SWITCH_ROW (find_row (page, "_Read")), TRUE);
  adw_switch_row_set_active (ADW_SWITCH_ROW (find_row (page, "_Writing")), TRUE);
  g_assert_false (phone_message_rules_get_delivery_receipts (rules));
  g_assert_true (phone_message_rules_get_read_receipts (rules));
  g_assert_true (phone_message_rules_get_typing (rules));
  g_object_set (rules, "typing", FALSE, NULL);
  g_assert_false (adw_switch_row_get_active (ADW_SWITCH_ROW (find_row (page, "_Writing"))));
  g_assert_finalize_object (page);
}

int
main (int    argc,
      char **argv)
{
  app_test_init (&argc, &argv);
  g_test_add_func ("/app/messages-page/switches", test_switches);
  return g_test_run ();
}
