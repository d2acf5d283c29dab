/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What was recorded of a past call, given to the programs of the desktop. @uri: where it was written to. */
void app_recorded_play (GtkWidget  *widget,
                        const char *uri);
void app_recorded_show (GtkWidget  *widget,
                        const char *uri);

G_END_DECLS
