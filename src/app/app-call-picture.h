/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "phone.h"

G_BEGIN_DECLS

/* What there is to see in a call, over everything else of its page, while there is something to see. */
#define APP_TYPE_CALL_PICTURE (app_call_picture_get_type ())
G_DECLARE_FINAL_TYPE (AppCallPicture, app_call_picture, APP, CALL_PICTURE, AdwBin)

/* Gives a page, whose child is an AdwToolbarView, the pictures of a call and the actions video.wanted and
 * video.camera-on; nothing where this machine has no pictures. Once a page. */
void app_call_picture_attach (AdwNavigationPage *page,
                              Phone             *phone,
                              PhoneCall         *call);

G_END_DECLS
