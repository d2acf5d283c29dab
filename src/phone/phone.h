/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "phone-account.h"
#include "phone-call.h"
#include "phone-conversation.h"
#include "phone-history.h"

G_BEGIN_DECLS

/* The root: owns accounts, calls, conversations, history, sound and store. Signals:
 *   incoming-call (PhoneCall *)
 *   incoming-text (PhoneConversation *, PhoneMessage *)
 *   traced (gboolean outgoing, const char *text)       for diagnostics; no secrets in it
 * Properties: store-error-text (a sentence when calls or messages cannot be kept; NULL: well). */
#define PHONE_TYPE_PHONE (phone_get_type ())
G_DECLARE_FINAL_TYPE (Phone, phone, PHONE, PHONE, GObject)

#define PHONE_ERROR (phone_error_quark ())
GQuark phone_error_quark (void);

typedef enum
{
  PHONE_ERROR_BAD_ADDRESS,
  PHONE_ERROR_BAD_SERVER,
  PHONE_ERROR_NO_ACCOUNT,
  PHONE_ERROR_BAD_TARGET,
  PHONE_ERROR_EXISTS,
  PHONE_ERROR_SECRET,      /* the password could not be kept */
  PHONE_ERROR_SOUND,
} PhoneError;

/* Directories NULL: the user's own. */
Phone        *phone_new                   (const char           *config_dir,
                                           const char           *data_dir);
/* "default", a device's name, "tone:HZ", "silence"; "none" for the speaker. */
void          phone_set_sound             (Phone                *self,
                                           const char           *microphone,
                                           const char           *speaker);
/* Seconds; 0: the default. How long a registration is asked for, and after how long an unanswered call is
 * refused. Before phone_start_async(). */
void          phone_set_limits            (Phone                *self,
                                           guint                 register_expires,
                                           guint                 no_answer);
/* Opens the store, loads accounts, goes online with those enabled. */
void          phone_start_async           (Phone                *self,
                                           GCancellable         *cancellable,
                                           GAsyncReadyCallback   callback,
                                           gpointer              user_data);
gboolean      phone_start_finish          (Phone                *self,
                                           GAsyncResult         *result,
                                           GError              **error);
/* Hangs up, unregisters, flushes the store; within ten seconds. */
void          phone_stop_async            (Phone                *self,
                                           GCancellable         *cancellable,
                                           GAsyncReadyCallback   callback,
                                           gpointer              user_data);
gboolean      phone_stop_finish           (Phone                *self,
                                           GAsyncResult         *result,
                                           GError              **error);

const char   *phone_get_store_error_text  (Phone *self); /* NULL: well */
GListModel   *phone_get_accounts          (Phone *self); /* PhoneAccount */
GListModel   *phone_get_calls             (Phone *self); /* PhoneCall, live; an ended one leaves after a moment */
GListModel   *phone_get_conversations     (Phone *self); /* PhoneConversation, newest first */
PhoneHistory *phone_get_history           (Phone *self);
PhoneAccount *phone_get_default_account   (Phone *self); /* NULL: none */

/* Checks one field of the account dialog and says in a sentence what is wrong: FALSE and PHONE_ERROR. */
gboolean      phone_check_address         (const char  *address,
                                           GError     **error);
gboolean      phone_check_server          (const char  *server,
                                           GError     **error);
/* Keeps it, goes online; the result is there when the record is (not when registered). @server: "" or NULL
 * stands for wss://DOMAIN. */
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

/* @account NULL: the default one. The call is in the list at once; how it went is its own to say. */
PhoneCall    *phone_call                  (Phone                *self,
                                           PhoneAccount         *account,
                                           const char           *target,
                                           GError              **error); /* transfer none */
PhoneConversation *phone_open_conversation (Phone               *self,
                                           PhoneAccount         *account,
                                           const char           *target,
                                           GError              **error); /* transfer none */

G_END_DECLS
