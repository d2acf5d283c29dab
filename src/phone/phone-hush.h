/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "phone-call.h"

G_BEGIN_DECLS

/* A call that comes in is heard no longer here, and goes on ringing everywhere else; nothing is said to anybody. */
void     phone_call_hush      (PhoneCall *self);
gboolean phone_call_is_hushed (PhoneCall *self);

G_END_DECLS
