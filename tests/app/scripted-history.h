/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "phone.h"

G_BEGIN_DECLS

/* How many calls were missed since somebody looked. */
void scripted_history_set_unseen (PhoneHistory *self,
                                  guint         n);

G_END_DECLS
