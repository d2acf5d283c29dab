/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "phone-call.h"

#include "media-session.h"

G_BEGIN_DECLS

void phone_call_begin_notes (PhoneCall  *self);
void phone_call_note        (PhoneCall  *self,
                             const char *note); /* NULL: none */
void phone_call_note_media  (PhoneCall    *self,
                             MediaSession *media);

G_END_DECLS
