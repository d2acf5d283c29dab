/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "phone.h"

G_BEGIN_DECLS

/* Whether a call that comes in can be answered with pictures: the caller offers them, and there is a camera. It is only
 * looked for where somebody offers. Property (notify, read-only): possible. */
#define APP_TYPE_VIDEO_OFFER (app_video_offer_get_type ())
G_DECLARE_FINAL_TYPE (AppVideoOffer, app_video_offer, APP, VIDEO_OFFER, GObject)

/* @phone NULL: nothing is possible. */
AppVideoOffer *app_video_offer_new         (Phone         *phone,
                                            PhoneCall     *call);
gboolean       app_video_offer_is_possible (AppVideoOffer *self);

G_END_DECLS
