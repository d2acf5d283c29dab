/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "phone.h"

G_BEGIN_DECLS

/* The keys of a call: a button, the pad it opens, and what was pressed so far. Property: call. */
#define APP_TYPE_CALL_KEYPAD (app_call_keypad_get_type ())
G_DECLARE_FINAL_TYPE (AppCallKeypad, app_call_keypad, APP, CALL_KEYPAD, AdwBin)

/* Opens or closes the pad, where there is somebody to hear the keys. */
void     app_call_keypad_toggle (AppCallKeypad   *self);
/* Sends what was typed on the keyboard; FALSE: it is no key of a telephone, or nobody would hear it. */
gboolean app_call_keypad_type   (AppCallKeypad   *self,
                                 guint            keyval,
                                 GdkModifierType  modifiers);

G_END_DECLS
