/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "phone-participant.h"

G_BEGIN_DECLS

/* @address NULL: not told. */
PhoneParticipant *phone_participant_new (const char            *name,
                                         const char            *address);
/* TRUE when something changed. */
gboolean          phone_participant_set (PhoneParticipant      *self,
                                         const char            *name,
                                         PhoneParticipantState  state);

G_END_DECLS
