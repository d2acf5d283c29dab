/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "store-sql.h"

G_BEGIN_DECLS

/* Which conversation: whose, and with whom. */
typedef struct
{
  char *account;
  char *address;
} StoreKey;

StoreKey *store_key_new  (const char     *account,
                          const char     *address);
void      store_key_free (gpointer        key); /* for a GTask */
/* To ":account" and ":address"; @key outlives the statement. */
void      store_key_bind (const StoreKey *key,
                          sqlite3_stmt   *statement);

G_END_DECLS
