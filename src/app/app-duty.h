/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "phone.h"

G_BEGIN_DECLS

/* What a telephone does at the moment, in a few words for who does not see its window. Property (notify): words. */
#define APP_TYPE_DUTY (app_duty_get_type ())
G_DECLARE_FINAL_TYPE (AppDuty, app_duty, APP, DUTY, GObject)

AppDuty    *app_duty_new       (Phone   *phone);
const char *app_duty_get_words (AppDuty *self);

G_END_DECLS
