/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "phone.h"

G_BEGIN_DECLS

/* By which account whoever has that address is called and written to; transfer none; NULL: nobody said. */
PhoneAccount *app_person_account_find    (Phone       *phone,
                                          const char  *target);
/* A row to choose it with; what is chosen is saved (transfer floating). */
GtkWidget    *app_person_account_row_new (Phone       *phone,
                                          PhonePerson *person);

G_END_DECLS
