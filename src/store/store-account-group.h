/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "store-accounts.h"

G_BEGIN_DECLS

/* Private to the room: a record and its group in the key file. */

#define STORE_ACCOUNT_TEXT_MAX 2048 /* octets of any value */

/* What may stand as a value: no control character, not too long. */
gboolean      store_account_is_plain   (const char          *text);
/* A value that cannot be read is as if it were not there: the account is worth more than its habits. */
void          store_policy_read        (StorePolicy         *policy,
                                        GKeyFile            *file,
                                        const char          *group);
void          store_policy_write       (const StorePolicy   *policy,
                                        GKeyFile            *file,
                                        const char          *group);
void          store_media_read         (StoreMedia          *media,
                                        GKeyFile            *file,
                                        const char          *group);
void          store_media_write        (const StoreMedia    *media,
                                        GKeyFile            *file,
                                        const char          *group);
gboolean      store_account_check      (const StoreAccount  *account,
                                        GError             **error);
StoreAccount *store_account_from_group (const char          *text,
                                        GError             **error);
char         *store_account_to_group   (const StoreAccount  *account,
                                        const char          *before);

G_END_DECLS
