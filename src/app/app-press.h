/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void app_press_offer        (GtkWidget *widget);
void app_press_offer_around (GtkWidget *child);

G_END_DECLS
