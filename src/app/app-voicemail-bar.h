/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "phone.h"

G_BEGIN_DECLS

/* That messages wait for an account, and the way to hear them; nothing while there are none. Property: account. */
#define APP_TYPE_VOICEMAIL_BAR (app_voicemail_bar_get_type ())
G_DECLARE_FINAL_TYPE (AppVoicemailBar, app_voicemail_bar, APP, VOICEMAIL_BAR, AdwBin)

G_END_DECLS
