/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "store-error.h"

G_BEGIN_DECLS

/* The secrets of an account, one of each kind, in the Secret Service and nowhere else (TRUST 3.6). */
typedef enum
{
  STORE_SECRET_ACCOUNT, /* what its own server asks for */
  STORE_SECRET_RELAY,   /* what the relay of its sound asks for */
} StoreSecret;

/* @label: what a person reads in the keyring. */
void     store_secrets_save_async    (const char           *account,
                                      StoreSecret           kind,
                                      const char           *label,
                                      const char           *secret,
                                      GCancellable         *cancellable,
                                      GAsyncReadyCallback   callback,
                                      gpointer              user_data);
gboolean store_secrets_save_finish   (GAsyncResult         *result,
                                      GError              **error);
void     store_secrets_lookup_async  (const char           *account,
                                      StoreSecret           kind,
                                      GCancellable         *cancellable,
                                      GAsyncReadyCallback   callback,
                                      gpointer              user_data);
/* NULL without an error: none is kept. Free with store_secrets_wipe(). */
char    *store_secrets_lookup_finish (GAsyncResult         *result,
                                      GError              **error);
void     store_secrets_clear_async   (const char           *account,
                                      StoreSecret           kind,
                                      GCancellable         *cancellable,
                                      GAsyncReadyCallback   callback,
                                      gpointer              user_data);
gboolean store_secrets_clear_finish  (GAsyncResult         *result,
                                      GError              **error);
void     store_secrets_wipe          (char                 *secret);

G_END_DECLS
