/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "phone.h"

G_BEGIN_DECLS

/* Tells the desktop of calls that come in, calls that were missed, and messages. */
#define APP_TYPE_NOTIFIER (app_notifier_get_type ())
G_DECLARE_FINAL_TYPE (AppNotifier, app_notifier, APP, NOTIFIER, GObject)

AppNotifier *app_notifier_new (GtkApplication *application,
                               Phone          *phone);

G_END_DECLS
