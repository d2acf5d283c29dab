/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "phone.h"

G_BEGIN_DECLS

/* Past calls for a spreadsheet. */

/* Asks where to, and exports all past calls. */
void app_history_file_export (GtkWidget *widget,
                              Phone     *phone);
/* Writes them, and says over the window of @widget what became of it. */
void app_history_file_write  (GtkWidget *widget,
                              Phone     *phone,
                              GFile     *file);

G_END_DECLS
