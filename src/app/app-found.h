/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Scrolls a timeline to the message or call of that moment, as soon as it is there, and marks it for a moment. */
void app_found_show (GtkListView *timeline,
                     GDateTime   *time);

G_END_DECLS
