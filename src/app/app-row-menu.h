/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "phone.h"

G_BEGIN_DECLS

/* What can be done about somebody wherever a row bears their name: the actions row.call, row.message, row.copy, row.watch,
 * row.unwatch and row.menu, and the menu that opens by a click, a long touch or a key. */

/* The address of whom the row is about; NULL: nobody (transfer none). */
typedef const char *(*AppRowMenuAddress) (GtkWidget *row);

void   app_row_menu_install_actions (GtkWidgetClass    *widget_class);
void   app_row_menu_attach          (GtkWidget         *row,
                                     GMenuModel        *menu,
                                     AppRowMenuAddress  get_address);
/* Lets a key reach the row that has the focus, and those that open menus everywhere. */
void   app_row_menu_add_key         (GtkWidget         *list,
                                     guint              keyval,
                                     GdkModifierType    modifiers,
                                     const char        *action);
void   app_row_menu_add_menu_keys   (GtkWidget         *list);
/* The phone of the place @widget is in; NULL: in none yet (transfer full). */
Phone *app_row_menu_find_phone      (GtkWidget         *widget);

G_END_DECLS
