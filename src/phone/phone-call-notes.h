/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "phone-call.h"

G_BEGIN_DECLS

void phone_call_begin_notes (PhoneCall  *self);
void phone_call_note        (PhoneCall  *self,
                             const char *note); /* NULL: none */

G_END_DECLS
