/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "phone-account-private.h"

G_BEGIN_DECLS

/* Private to the room: the accounts there are, the file of those that are kept, and their passwords. Signal:
 *   trouble (const GError *)   an account or its password could not be kept or read; it works all the same */
#define PHONE_TYPE_ACCOUNTS (phone_accounts_get_type ())
G_DECLARE_FINAL_TYPE (PhoneAccounts, phone_accounts, PHONE, ACCOUNTS, GObject)

PhoneAccounts *phone_accounts_new           (const char           *path,
                                             SipClock             *clock,
                                             SipTokens            *tokens);
GListModel    *phone_accounts_get_model     (PhoneAccounts        *self); /* PhoneAccount */
void           phone_accounts_set_expires   (PhoneAccounts        *self,
                                             guint                 seconds);
void           phone_accounts_set_recovery  (PhoneAccounts        *self,
                                             PhoneRecovery         recovery);
/* Reads the file and each password, and goes online with those enabled. */
void           phone_accounts_load_async    (PhoneAccounts        *self,
                                             GCancellable         *cancellable,
                                             GAsyncReadyCallback   callback,
                                             gpointer              user_data);
gboolean       phone_accounts_load_finish   (PhoneAccounts        *self,
                                             GAsyncResult         *result,
                                             GError              **error);
/* PHONE_ERROR_EXISTS when there is one with this address. */
gboolean       phone_accounts_check_new     (PhoneAccounts        *self,
                                             SipUri               *address,
                                             GError              **error);
/* Checks, makes and lists an account that is offline; keeps nothing (transfer none). */
PhoneAccount  *phone_accounts_add           (PhoneAccounts        *self,
                                             PhoneAccountKind      kind,
                                             const StoreAccount   *record,
                                             const char           *password,
                                             GError              **error);
/* Writes the record down; trouble is told by the signal, and FALSE. */
void           phone_accounts_keep_async    (PhoneAccounts        *self,
                                             PhoneAccount         *account,
                                             GCancellable         *cancellable,
                                             GAsyncReadyCallback   callback,
                                             gpointer              user_data);
gboolean       phone_accounts_keep_finish   (PhoneAccounts        *self,
                                             GAsyncResult         *result,
                                             GError              **error);
void           phone_accounts_keep_password (PhoneAccounts        *self,
                                             PhoneAccount         *account);
/* Goes offline and forgets everything. */
void           phone_accounts_remove_async  (PhoneAccounts        *self,
                                             PhoneAccount         *account,
                                             GCancellable         *cancellable,
                                             GAsyncReadyCallback   callback,
                                             gpointer              user_data);
gboolean       phone_accounts_remove_finish (PhoneAccounts        *self,
                                             GAsyncResult         *result,
                                             GError              **error);
/* All go offline, and what is being written is written. */
void           phone_accounts_offline_async (PhoneAccounts        *self,
                                             GCancellable         *cancellable,
                                             GAsyncReadyCallback   callback,
                                             gpointer              user_data);
gboolean       phone_accounts_offline_finish (PhoneAccounts       *self,
                                             GAsyncResult         *result,
                                             GError              **error);

G_END_DECLS
