/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "app-search-row.h"

G_BEGIN_DECLS

/* One kind of results below a heading: the first five, and all of them on request. Not there while there are none.
 * Properties: title; empty (read-only). */
#define APP_TYPE_SEARCH_GROUP (app_search_group_get_type ())
G_DECLARE_FINAL_TYPE (AppSearchGroup, app_search_group, APP, SEARCH_GROUP, GtkBox)

AppSearchGroup *app_search_group_new        (const char     *title,
                                             GListModel     *found);
/* What the results are for; they show five again. */
void            app_search_group_set_search (AppSearchGroup *self,
                                             const char     *search);
/* NULL: none. */
AppSearchRow   *app_search_group_get_first  (AppSearchGroup *self);

G_END_DECLS
