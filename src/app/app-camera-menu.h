/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "phone.h"

G_BEGIN_DECLS

/* Which camera films, among several; without a choice there is no button. */
#define APP_TYPE_CAMERA_MENU (app_camera_menu_get_type ())
G_DECLARE_FINAL_TYPE (AppCameraMenu, app_camera_menu, APP, CAMERA_MENU, AdwBin)

/* Cameras are looked for from now on; NULL: no longer. */
void     app_camera_menu_look    (AppCameraMenu *self,
                                  Phone         *phone);
/* Somebody is choosing. */
gboolean app_camera_menu_is_open (AppCameraMenu *self);

G_END_DECLS
