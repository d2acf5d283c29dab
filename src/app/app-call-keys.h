/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "phone.h"

G_BEGIN_DECLS

/* What a key, a button of a headset or a script means: each acts on the call a person would mean by it, and says whether there
 * was one. */

PhoneCall *app_call_keys_find_ringing (Phone    *phone); /* NULL: nobody calls (transfer none) */
PhoneCall *app_call_keys_find_talk    (Phone    *phone); /* NULL: there is none (transfer none) */
gboolean   app_call_keys_answer       (Phone    *phone);
gboolean   app_call_keys_hang_up      (Phone    *phone);
gboolean   app_call_keys_mute         (Phone    *phone); /* or the other way round */
gboolean   app_call_keys_set_muted    (Phone    *phone,
                                       gboolean  muted);

G_END_DECLS
