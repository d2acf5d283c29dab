/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: assistive tools act on a control by the actions it offers them. GTK 4.18 offers those of buttons, but none of
 * a row or of a radio button, which could then be read aloud and never be chosen by voice or by a switch. */

#include "app-press.h"

static void
press_cb (GtkWidget *widget)
{
  gtk_widget_activate (widget);
}

/**
 * app_press_offer:
 * @widget: a control that can be activated by the keyboard
 *
 * Has @widget offer assistive tools an action that does what Enter or the space bar does to it.
 */
void
app_press_offer (GtkWidget *widget)
{
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();
  g_autoptr (GSimpleAction) press = g_simple_action_new ("press", NULL);

  g_return_if_fail (GTK_IS_WIDGET (widget));

  g_signal_connect_object (press, "activate", G_CALLBACK (press_cb), widget, G_CONNECT_SWAPPED);
  g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (press));
  gtk_widget_insert_action_group (widget, "press", G_ACTION_GROUP (group));
}

static void
parent_cb (GtkWidget *child)
{
  GtkWidget *row = gtk_widget_get_parent (child);

  if (row != NULL)
    app_press_offer (row);
}

/**
 * app_press_offer_around:
 * @child: what a factory puts into the row of a list
 *
 * Offers the same for the row that the list itself makes around @child, which a factory does not get to see.
 */
void
app_press_offer_around (GtkWidget *child)
{
  g_return_if_fail (GTK_IS_WIDGET (child));

  g_signal_connect (child, "notify::parent", G_CALLBACK (parent_cb), NULL);
}
