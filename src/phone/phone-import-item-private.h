/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "phone-import-account.h"
#include "phone-import-item.h"

G_BEGIN_DECLS

/* Private to the room. */
PhoneImportItem          *phone_import_item_new          (PhoneImportKind     kind,
                                                          const char         *title,
                                                          const char         *subtitle);
/* Takes the account. @known: there is one with this address here. */
PhoneImportItem          *phone_import_item_new_account  (PhoneImportAccount *account,
                                                          gboolean            known);
/* NULL: it is no account. */
const PhoneImportAccount *phone_import_item_get_account  (PhoneImportItem    *self);
/* It has all that is needed. */
gboolean                  phone_import_item_is_ready     (PhoneImportItem    *self);

G_END_DECLS
