/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "phone-account.h"

G_BEGIN_DECLS

typedef struct _Phone Phone;

/* Part of Phone: accounts coming, changing and going. */

/* Checks one field of the account dialog and says in a sentence what is wrong: FALSE and PHONE_ERROR. */
gboolean      phone_check_address         (const char  *address,
                                           GError     **error);
/* Whether calls of @account can go there; not to itself. */
gboolean      phone_check_target          (PhoneAccount *account,
                                           const char   *target,
                                           GError      **error);
gboolean      phone_check_server          (const char  *server,
                                           GError     **error);
/* Keeps it, goes online; the result is there when the record is (not when registered). @server: "" or NULL: it is
 * looked for (phone_probe_async()) and taken if it is secure; PHONE_ERROR_ONLY_PLAIN: the finding is in
 * phone_get_probe(), and its server is to be passed here once the person has said yes. */
void          phone_add_account_async     (Phone                *self,
                                           const char           *address,
                                           const char           *password,
                                           const char           *server,
                                           const char           *display_name,
                                           GCancellable         *cancellable,
                                           GAsyncReadyCallback   callback,
                                           gpointer              user_data);
PhoneAccount *phone_add_account_finish    (Phone                *self,
                                           GAsyncResult         *result,
                                           GError              **error); /* transfer none */
void          phone_update_account_async  (Phone                *self,
                                           PhoneAccount         *account,
                                           const char           *password, /* NULL: as it was */
                                           const char           *server,
                                           const char           *display_name,
                                           GCancellable         *cancellable,
                                           GAsyncReadyCallback   callback,
                                           gpointer              user_data);
gboolean      phone_update_account_finish (Phone                *self,
                                           GAsyncResult         *result,
                                           GError              **error);
void          phone_remove_account_async  (Phone                *self,
                                           PhoneAccount         *account,
                                           GCancellable         *cancellable,
                                           GAsyncReadyCallback   callback,
                                           gpointer              user_data);
gboolean      phone_remove_account_finish (Phone                *self,
                                           GAsyncResult         *result,
                                           GError              **error);
/* An account in memory alone: no file, no keyring. It goes online at once. */
PhoneAccount *phone_add_transient_account (Phone                *self,
                                           const char           *address,
                                           const char           *password, /* NULL: none */
                                           const char           *server,
                                           const char           *display_name,
                                           GError              **error); /* transfer none */
/* Starts the practice exchange and an account at it that is never kept. */
PhoneAccount *phone_start_practice        (Phone                *self,
                                           GError              **error); /* transfer none */
/* "echo", "partner", "callback": a target to call or write to; NULL when there is no practice. */
char         *phone_dup_practice_line     (Phone                *self,
                                           const char           *name);

G_END_DECLS
