/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What comes above the first row is seen by who looks at the top, and moves nobody else. */

#include "app-list-place.h"

#include "app-test.h"

static void
bind_cb (GtkSignalListItemFactory *factory,
         GtkListItem              *item)
{
  GtkStringObject *string = gtk_list_item_get_item (item);

  gtk_list_item_set_child (item, gtk_label_new (gtk_string_object_get_string (string)));
}

static void
put_on_top (GtkListView   *list,
            GtkStringList *rows)
{
  const char *const more[] = { "new", "newer", "newest", NULL };

  app_list_place_keep_top (list);
  app_list_place_keep_top (list);
  gtk_string_list_splice (rows, 0, 0, more);
  app_test_settle ();
}

static void
test_top (void)
{
  g_autoptr (GtkStringList) rows = gtk_string_list_new (NULL);
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkWidget *window = gtk_window_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *list;
  GtkAdjustment *place;

  for (guint n = 0; n < 200; n++)
    gtk_string_list_append (rows, "row");
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  list = gtk_list_view_new (GTK_SELECTION_MODEL (gtk_no_selection_new (G_LIST_MODEL (g_object_ref (rows)))), factory);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), list);
  gtk_window_set_child (GTK_WINDOW (window), scroller);
  gtk_window_set_default_size (GTK_WINDOW (window), 300, 300);
  gtk_window_present (GTK_WINDOW (window));
  app_test_settle ();

  place = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (list));
  put_on_top (GTK_LIST_VIEW (list), rows);
  g_assert_cmpint ((int) gtk_adjustment_get_value (place), ==, 0);
  gtk_adjustment_set_value (place, 100);
  put_on_top (GTK_LIST_VIEW (list), rows);
  g_assert_cmpint ((int) gtk_adjustment_get_value (place), >, 0);
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int    argc,
      char **argv)
{
  app_test_init (&argc, &argv);
  g_test_add_func ("/app/list-place/top", test_top);
  return g_test_run ();
}
