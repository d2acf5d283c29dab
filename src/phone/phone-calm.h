/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "phone.h"

G_BEGIN_DECLS

/* Quiet that somebody else asks for, such as the desktop: as long as it lasts no account rings, whatever was decided about
 * it. It is not kept. */
void     phone_set_calm (Phone    *phone,
                         gboolean  calm);
gboolean phone_is_calm  (Phone    *phone);

G_END_DECLS
