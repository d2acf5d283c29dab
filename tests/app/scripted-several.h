/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "phone.h"

G_BEGIN_DECLS

/* What a test or a photographer puts into the mouth of a phone with several calls. */

void         scripted_several_tell   (PhoneCall  *call,
                                      const char *text,
                                      gboolean    going_on);
void         scripted_several_divert (PhoneCall  *call,
                                      const char *text);
PhoneRequest *scripted_several_ask   (Phone      *phone,
                                      const char *text); /* transfer none */
/* They hear each other. */
void         scripted_several_join   (Phone      *phone,
                                      PhoneCall  *one,
                                      PhoneCall  *other);
/* Somebody in the conference at the far end of @call. */
void         scripted_several_take_part (PhoneCall             *call,
                                         const char            *name,
                                         PhoneParticipantState  state);
/* What was asked of the phone, e.g. "transfer carol", "swap". */
const char  *scripted_several_get_done (void);
void         scripted_several_forget (void);

G_END_DECLS
