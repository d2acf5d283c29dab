/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* To be called when rows change: @list stays at its top if it is there. */
void app_list_place_keep_top (GtkListView *list);

G_END_DECLS
