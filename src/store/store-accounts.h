/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "store-error.h"

G_BEGIN_DECLS

/* What becomes of the calls of an account. Addresses are as a person wrote them. */
typedef struct
{
  gboolean do_not_disturb;
  char    *forward_always;    /* nullable: nowhere; and the next two */
  char    *forward_busy;
  char    *forward_no_answer;
  guint    no_answer_s;       /* before it is forwarded; 0: the default */
  char   **auto_answer;       /* whose calls may be answered by themselves; nullable: nobody's */
  gboolean anonymous;         /* calls out do not say who calls */
  gboolean refuse_anonymous;
  gboolean distrust_identity; /* what the server says about callers is not believed */
} StorePolicy;

void          store_policy_copy_into       (const StorePolicy  *policy,
                                            StorePolicy        *copy);
/* Not the struct itself. */
void          store_policy_clear           (StorePolicy        *policy);

#define STORE_POLICY_MAX_AUTO_ANSWER 256

/* How the sound of an account's calls travels. */
typedef struct
{
  char    *protection;  /* a word of whoever reads it; nullable: as it comes; and all that follow */
  char    *stun_server;
  char    *turn_server;
  char    *turn_user;   /* the password is a secret, and not here */
  char   **codecs;      /* in the order of preference */
  gboolean relay_only;  /* the far end never sees our address */
} StoreMedia;

void          store_media_copy_into        (const StoreMedia   *media,
                                            StoreMedia         *copy);
/* Not the struct itself. */
void          store_media_clear            (StoreMedia         *media);

#define STORE_MEDIA_MAX_CODECS 32

/* One record: who somebody is, without the secret. */
typedef struct
{
  char    *id;           /* letters, digits and hyphens */
  char    *address;
  char    *server;
  char    *display_name; /* nullable */
  gboolean enabled;
  char    *trusted_key;  /* "name:port=sha256:HEX", the key of a server that a person accepted; nullable */
  char    *country;      /* two letters: where its numbers are; nullable: nobody said */
  char   **watched;      /* addresses of people whose presence is watched; nullable */
  char   **lamps;        /* addresses of telephones that are watched; nullable */
  char    *watch_list;   /* address of the server's list of people; nullable */
  gboolean unasked;      /* the server may switch the voicemail light unasked */
  gboolean publishes;    /* others may know how the owner is */
  StorePolicy policy;
  StoreMedia media;
} StoreAccount;

#define STORE_ACCOUNT_WATCHED_MAX 200 /* of each kind */

#define STORE_TYPE_ACCOUNT (store_account_get_type ())
GType         store_account_get_type      (void) G_GNUC_CONST;
StoreAccount *store_account_copy          (const StoreAccount *account);
void          store_account_free          (StoreAccount       *account);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (StoreAccount, store_account_free)

/* The key file of accounts. A group that cannot be read is kept as it stands and never costs another. */
#define STORE_TYPE_ACCOUNTS (store_accounts_get_type ())
G_DECLARE_FINAL_TYPE (StoreAccounts, store_accounts, STORE, ACCOUNTS, GObject)

StoreAccounts *store_accounts_new           (const char           *path);
/* A file that is not there is empty. */
void           store_accounts_load_async    (StoreAccounts        *self,
                                             GCancellable         *cancellable,
                                             GAsyncReadyCallback   callback,
                                             gpointer              user_data);
gboolean       store_accounts_load_finish   (StoreAccounts        *self,
                                             GAsyncResult         *result,
                                             GError              **error);
/* What was read: StoreAccount, in the order of the file. */
GPtrArray     *store_accounts_get_all       (StoreAccounts        *self);
/* How many groups could not be read. */
guint          store_accounts_get_n_damaged (StoreAccounts        *self);
/* Adds the record, or replaces the one with its id. */
void           store_accounts_put_async     (StoreAccounts        *self,
                                             const StoreAccount   *account,
                                             GCancellable         *cancellable,
                                             GAsyncReadyCallback   callback,
                                             gpointer              user_data);
gboolean       store_accounts_put_finish    (StoreAccounts        *self,
                                             GAsyncResult         *result,
                                             GError              **error);
void           store_accounts_remove_async  (StoreAccounts        *self,
                                             const char           *id,
                                             GCancellable         *cancellable,
                                             GAsyncReadyCallback   callback,
                                             gpointer              user_data);
gboolean       store_accounts_remove_finish (StoreAccounts        *self,
                                             GAsyncResult         *result,
                                             GError              **error);

G_END_DECLS
