/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "store-accounts.h"

G_BEGIN_DECLS

/* Private to the room: a record and its group in the key file. */

#define STORE_ACCOUNT_TEXT_MAX 2048 /* octets of any value */

gboolean      store_account_check      (const StoreAccount  *account,
                                        GError             **error);
StoreAccount *store_account_from_group (const char          *text,
                                        GError             **error);
char         *store_account_to_group   (const StoreAccount  *account,
                                        const char          *before);

G_END_DECLS
