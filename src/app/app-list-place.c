/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: a list keeps the row that was on top where it is, and what is new comes above it, out of sight. Who has
 * not scrolled looks at the top, and wants to see what came there. */

#include "app-list-place.h"

#define FRAMES "app-list-place-frames" /* until the list is scrolled to its top */

/* After the frame that shows the rows. */
static gboolean
scroll_to_top_cb (GtkWidget     *list,
                  GdkFrameClock *clock,
                  gpointer       user_data)
{
  guint frames = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (list), FRAMES)) - 1;

  g_object_set_data (G_OBJECT (list), FRAMES, GUINT_TO_POINTER (frames));
  if (frames > 0)
    return G_SOURCE_CONTINUE;
  gtk_adjustment_set_value (gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (list)), 0);
  return G_SOURCE_REMOVE;
}

/**
 * app_list_place_keep_top:
 * @list: a list whose rows change
 *
 * Sees to it that @list shows its first row after the change, if it does so before.
 */
void
app_list_place_keep_top (GtkListView *list)
{
  GtkAdjustment *place;

  g_return_if_fail (GTK_IS_LIST_VIEW (list));

  place = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (list));
  if (place == NULL || gtk_adjustment_get_value (place) > 0 || g_object_get_data (G_OBJECT (list), FRAMES) != NULL)
    return;
  g_object_set_data (G_OBJECT (list), FRAMES, GUINT_TO_POINTER (2));
  gtk_widget_add_tick_callback (GTK_WIDGET (list), scroll_to_top_cb, NULL, NULL);
}
