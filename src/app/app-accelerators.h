/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The keys that work everywhere in the window. */
void        app_accelerators_set (GtkApplication *application);
/* The keys of the one at @position; NULL after the last. */
const char *app_accelerators_get (guint           position);

G_END_DECLS
