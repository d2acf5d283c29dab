/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Keeps those of @all, objects of @type, whose one or other text property holds what the property "search" of @owner says. */
GtkFilterListModel *app_search_new  (GListModel         *all,
                                     GType               type,
                                     GObject            *owner,
                                     const char *const  *properties);
/* Which page of a list is due: "list", "empty" (nothing at all) or "none" (nothing found). */
const char         *app_search_page (GtkFilterListModel *shown);

G_END_DECLS
