/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "phone-conference.h"

#include "media-engine.h"

G_BEGIN_DECLS

/* Private to the room. Signal: dissolved (), last. */
PhoneConference *phone_conference_new      (MediaEngine     *engine);
gboolean         phone_conference_add      (PhoneConference *self,
                                            PhoneCall       *call,
                                            GError         **error);
/* Everybody has a call of their own again; they wait, but for @speaker (nullable). */
void             phone_conference_dissolve (PhoneConference *self,
                                            PhoneCall       *speaker);

G_END_DECLS
