/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "phone.h"

G_BEGIN_DECLS

/* Whether the desktop is asked for quiet, and whether the phone is quiet then. Properties (notify): available (read-only:
 * the desktop tells), asked (read-only), follow (read-write). */
#define APP_TYPE_DESKTOP_QUIET (app_desktop_quiet_get_type ())
G_DECLARE_FINAL_TYPE (AppDesktopQuiet, app_desktop_quiet, APP, DESKTOP_QUIET, GObject)

/* @sandboxed: nothing but the portal knows. */
AppDesktopQuiet *app_desktop_quiet_new         (Phone           *phone,
                                                gboolean         sandboxed);
gboolean         app_desktop_quiet_is_available (AppDesktopQuiet *self);
/* Whether nothing rings on account of the desktop. */
gboolean         app_desktop_quiet_is_in_force (AppDesktopQuiet *self);
void             app_desktop_quiet_set_follow  (AppDesktopQuiet *self,
                                                gboolean         follow);
/* The one of a phone, made when it is asked for first, with what was decided before (transfer none). */
AppDesktopQuiet *app_desktop_quiet_get         (Phone           *phone);

G_END_DECLS
