/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "store-database.h"

G_BEGIN_DECLS

/* What the telephones of an address were seen to take. */
typedef struct
{
  char    *account;
  char    *address;
  gboolean takes_receipts; /* CPIM and IMDN */
  gboolean takes_typing;
  gint64   until_us; /* since 1970; afterwards nothing is known */
} StorePeer;

#define STORE_TYPE_PEER (store_peer_get_type ())
GType      store_peer_get_type    (void) G_GNUC_CONST;
StorePeer *store_peer_copy        (const StorePeer      *peer);
void       store_peer_free        (StorePeer            *peer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (StorePeer, store_peer_free)

/* Inserts it or takes the place of what was known. */
void       store_peers_put_async  (StoreDatabase        *database,
                                   const StorePeer      *peer,
                                   GCancellable         *cancellable,
                                   GAsyncReadyCallback   callback,
                                   gpointer              user_data);
gboolean   store_peers_put_finish (StoreDatabase        *database,
                                   GAsyncResult         *result,
                                   GError              **error);
/* A peer of whom nothing was written takes nothing, until 0. */
void       store_peers_get_async  (StoreDatabase        *database,
                                   const char           *account,
                                   const char           *address,
                                   GCancellable         *cancellable,
                                   GAsyncReadyCallback   callback,
                                   gpointer              user_data);
StorePeer *store_peers_get_finish (StoreDatabase        *database,
                                   GAsyncResult         *result,
                                   GError              **error);

G_END_DECLS
