/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Tells a person that something did not work, without stopping them: a toast over the window of @widget. */
void app_failure_show (GtkWidget    *widget,
                       const GError *error);
void app_failure_say  (GtkWidget    *widget,
                       const char   *text);

G_END_DECLS
