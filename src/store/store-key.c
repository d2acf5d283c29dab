/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A conversation is found by whose it is and with whom: the same two words in every table that has anything to do with one. */

#include "config.h"

#include "store-key-private.h"

StoreKey *
store_key_new (const char *account,
               const char *address)
{
  StoreKey *self = g_new0 (StoreKey, 1);

  self->account = g_strdup (account);
  self->address = g_strdup (address);
  return self;
}

void
store_key_free (gpointer key)
{
  StoreKey *self = key;

  g_free (self->account);
  g_free (self->address);
  g_free (self);
}

void
store_key_bind (const StoreKey *key,
                sqlite3_stmt   *statement)
{
  store_sql_bind_text (statement, ":account", key->account);
  store_sql_bind_text (statement, ":address", key->address);
}
