/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What assistive tools can do to a control that GTK gives them no action for. */

#include "app-press.h"

#include "app-test.h"

static void
activated_cb (gboolean *activated)
{
  *activated = TRUE;
}

/* W10 */
static void
test_press (void)
{
  GtkWidget *window = gtk_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *list = gtk_list_box_new ();
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *first = gtk_check_button_new_with_label ("First");
  GtkWidget *second = gtk_check_button_new_with_label ("Second");
  gboolean activated = FALSE;

  gtk_check_button_set_group (GTK_CHECK_BUTTON (second), GTK_CHECK_BUTTON (first));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (first), TRUE);
  gtk_list_box_append (GTK_LIST_BOX (list), row);
  gtk_box_append (GTK_BOX (box), list);
  gtk_box_append (GTK_BOX (box), first);
  gtk_box_append (GTK_BOX (box), second);
  gtk_window_set_child (GTK_WINDOW (window), box);
  gtk_window_present (GTK_WINDOW (window));
  app_test_settle ();

  app_press_offer (second);
  g_assert_true (gtk_widget_activate_action (second, "press.press", NULL));
  g_assert_true (gtk_check_button_get_active (GTK_CHECK_BUTTON (second)));
  g_assert_false (gtk_check_button_get_active (GTK_CHECK_BUTTON (first)));

  g_signal_connect_swapped (list, "row-activated", G_CALLBACK (activated_cb), &activated);
  app_press_offer (row);
  g_assert_true (gtk_widget_activate_action (row, "press.press", NULL));
  g_assert_true (activated);
  gtk_window_destroy (GTK_WINDOW (window));
  app_test_settle ();
}

static void
setup_cb (GtkSignalListItemFactory *factory,
          GtkListItem              *item)
{
  GtkWidget *label = gtk_label_new ("Row");

  app_press_offer_around (label);
  gtk_list_item_set_child (item, label);
}

static void
position_cb (guint *position,
             guint  activated)
{
  *position = activated;
}

/* W10 */
static void
test_around (void)
{
  GtkWidget *window = gtk_window_new ();
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  const char *const words[] = { "one", "two", NULL };
  GtkWidget *list;
  GtkWidget *second;
  guint position = G_MAXUINT;

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  list = gtk_list_view_new (GTK_SELECTION_MODEL (gtk_no_selection_new (G_LIST_MODEL (gtk_string_list_new (words)))),
                            factory);
  g_signal_connect_swapped (list, "activate", G_CALLBACK (position_cb), &position);
  gtk_window_set_child (GTK_WINDOW (window), list);
  gtk_window_present (GTK_WINDOW (window));
  app_test_settle ();

  second = gtk_widget_get_next_sibling (gtk_widget_get_first_child (list));
  g_assert_true (gtk_widget_activate_action (second, "press.press", NULL));
  g_assert_cmpuint (position, ==, 1);
  gtk_window_destroy (GTK_WINDOW (window));
  app_test_settle ();
}

int
main (int    argc,
      char **argv)
{
  app_test_init (&argc, &argv);
  g_test_add_func ("/app/press/act", test_press);
  g_test_add_func ("/app/press/around", test_around);
  return g_test_run ();
}
