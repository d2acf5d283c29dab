/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "phone.h"

G_BEGIN_DECLS

/* Declines a call with a few words: those that are ready, or one's own. Property (notify): call. */
#define APP_TYPE_REPLY_BUTTON (app_reply_button_get_type ())
G_DECLARE_FINAL_TYPE (AppReplyButton, app_reply_button, APP, REPLY_BUTTON, AdwBin)

G_END_DECLS
