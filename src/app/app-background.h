/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "phone.h"

G_BEGIN_DECLS

/* Keeps the telephone on duty while its window is closed, as far as the desktop allows it, and tells the desktop what it
 * does there. Properties (notify): standing (read-only), keep (read-write: whether it is to stay), autostart (read-write:
 * whether it starts with the desktop; what the desktop does not allow is taken back). */
#define APP_TYPE_BACKGROUND (app_background_get_type ())
G_DECLARE_FINAL_TYPE (AppBackground, app_background, APP, BACKGROUND, GObject)

#define APP_TYPE_BACKGROUND_STANDING (app_background_standing_get_type ())
GType app_background_standing_get_type (void) G_GNUC_CONST;

typedef enum
{
  APP_BACKGROUND_STANDING_UNKNOWN,     /* not asked yet */
  APP_BACKGROUND_STANDING_ALLOWED,
  APP_BACKGROUND_STANDING_REFUSED,
  APP_BACKGROUND_STANDING_UNAVAILABLE, /* nobody to ask: programs are let live, and none is started */
} AppBackgroundStanding;

AppBackgroundStanding app_background_get_standing (AppBackground *self);
/* Whether closing the window leaves the telephone on duty. */
gboolean              app_background_stays        (AppBackground *self);
/* Hides the window instead of closing it, as long as the telephone stays. */
void                  app_background_follow       (AppBackground *self,
                                                   GtkWindow     *window);
/* Asks the desktop, again where it was asked before. */
void                  app_background_ask          (AppBackground *self);
/* The one of a phone, made when it is asked for first, with what was decided before (transfer none). */
AppBackground        *app_background_get          (Phone         *phone);

G_END_DECLS
