/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "phone-handover.h"

G_BEGIN_DECLS

/* Private to the room. */
PhoneHandover *phone_handover_new  (void);
void           phone_handover_tell (PhoneHandover *self,
                                    const char    *text,
                                    gboolean       going_on);

G_END_DECLS
