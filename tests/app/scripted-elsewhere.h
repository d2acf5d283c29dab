/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "phone-book.h"
#include "phone.h"

G_BEGIN_DECLS

/* An address book elsewhere that does as a test says; the password "wrong" is refused. */
void        scripted_elsewhere_set_state    (Phone          *phone,
                                             PhoneBookState  state,
                                             const char     *text);
guint       scripted_elsewhere_get_n_syncs  (Phone          *phone);

G_END_DECLS
