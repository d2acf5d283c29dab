/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "media-tones.h"
#include "phone-sounds.h"

G_BEGIN_DECLS

PhoneSounds *phone_sounds_new         (MediaTones  *tones);
/* The caller's own, else that of the account that is called, else everybody's; NULL: none was chosen. */
const char  *phone_sounds_choose      (PhoneSounds *self,
                                       PhoneCall   *call);
/* At this moment. */
gboolean     phone_sounds_are_heard   (PhoneSounds *self);

G_END_DECLS
