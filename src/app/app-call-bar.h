/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "phone.h"

G_BEGIN_DECLS

/* The call that goes on while one looks at something else, where no sidebar shows it. Property: phone. */
#define APP_TYPE_CALL_BAR (app_call_bar_get_type ())
G_DECLARE_FINAL_TYPE (AppCallBar, app_call_bar, APP, CALL_BAR, AdwBin)

/* @seen: the call that is in sight anyway; NULL: none. */
void app_call_bar_set_needed (AppCallBar *self,
                              gboolean    needed,
                              PhoneCall  *seen);

G_END_DECLS
