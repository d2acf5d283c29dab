/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "phone-join.h"

G_BEGIN_DECLS

/* To which address of a conversation the next message goes; nothing where there is only one. Properties: conversation; address,
 * which is also the action "via.address". */
#define APP_TYPE_VIA_BUTTON (app_via_button_get_type ())
G_DECLARE_FINAL_TYPE (AppViaButton, app_via_button, APP, VIA_BUTTON, AdwBin)

G_END_DECLS
