/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "phone.h"

G_BEGIN_DECLS

/* Lets a device that can shake and blink do so while somebody calls. Where there is none nothing happens. */
#define APP_TYPE_FEEDBACK (app_feedback_get_type ())
G_DECLARE_FINAL_TYPE (AppFeedback, app_feedback, APP, FEEDBACK, GObject)

AppFeedback *app_feedback_new (Phone *phone);

G_END_DECLS
