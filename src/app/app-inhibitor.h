/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "phone.h"

G_BEGIN_DECLS

/* Keeps the computer awake while somebody rings or talks, and the session from ending while somebody talks. */
#define APP_TYPE_INHIBITOR (app_inhibitor_get_type ())
G_DECLARE_FINAL_TYPE (AppInhibitor, app_inhibitor, APP, INHIBITOR, GObject)

AppInhibitor              *app_inhibitor_new       (GtkApplication *application,
                                                    Phone          *phone);
/* What the calls there are need, whether or not the desktop does it. */
GtkApplicationInhibitFlags app_inhibitor_get_flags (AppInhibitor   *self);

G_END_DECLS
