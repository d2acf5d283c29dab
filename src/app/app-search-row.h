/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "phone.h"

G_BEGIN_DECLS

/* One result of a search: a PhonePerson, PhoneHistoryEntry or PhoneMessageHit, with what was looked for in bold. */
#define APP_TYPE_SEARCH_ROW (app_search_row_get_type ())
G_DECLARE_FINAL_TYPE (AppSearchRow, app_search_row, APP, SEARCH_ROW, GtkListBoxRow)

AppSearchRow *app_search_row_new  (gpointer      item,
                                   const char   *search);
/* Goes to what was found. */
void          app_search_row_open (AppSearchRow *self);

G_END_DECLS
