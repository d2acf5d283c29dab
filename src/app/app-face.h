/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "phone.h"

G_BEGIN_DECLS

/* The picture of whoever has an address, where one knows them, and initials otherwise. Properties: address, text (their
 * name), size. The phone is that of the list or page around it. */
#define APP_TYPE_FACE (app_face_get_type ())
G_DECLARE_FINAL_TYPE (AppFace, app_face, APP, FACE, AdwBin)

void app_face_name (AdwAvatar  *avatar,
                    const char *name);

G_END_DECLS
