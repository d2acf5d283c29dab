/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "phone-voicemail.h"

G_BEGIN_DECLS

PhoneVoicemail *phone_voicemail_new (void);
void            phone_voicemail_set (PhoneVoicemail *self,
                                     gboolean        waiting,
                                     guint           n_new,
                                     guint           n_old,
                                     const char     *address);

G_END_DECLS
