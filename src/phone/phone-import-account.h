/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Private to the room: an account that another telephone has, or that somebody offers by a link or a code. */
typedef struct
{
  char *address;
  char *display_name;  /* nullable, as all below */
  char *server;        /* as phone_check_server() takes it; NULL: it is looked for */
  char *password;      /* NULL: nobody here knows it */
  char *stun_server;
  char **codecs;       /* names of phone_codecs_list(), the best first */
  int protection;      /* a PhoneProtection; -1: as it comes */
  GPtrArray *notes;    /* char *: what does not come along, a sentence each; never NULL */
} PhoneImportAccount;

PhoneImportAccount *phone_import_account_new  (const char         *user,
                                               const char         *domain);
void                phone_import_account_free (PhoneImportAccount *account);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PhoneImportAccount, phone_import_account_free)

/* A sentence about it. */
void                phone_import_account_note (PhoneImportAccount *account,
                                               const char         *format,
                                               ...) G_GNUC_PRINTF (2, 3);
/* The name by which it signs in; one that is not its own is noted, for it cannot come along. */
void                phone_import_account_set_sign_in_name (PhoneImportAccount *account,
                                                           const char         *name);
/* @host: "host", "host:port", or a SIP address of either; @transport: "udp", "tcp", "tls" in any case; NULL: as @host says. */
void                phone_import_account_set_server (PhoneImportAccount *account,
                                                     const char         *host,
                                                     const char         *transport);
/* Takes those of @names (nullable, "opus/48000/2") that there are here. */
void                phone_import_account_set_codecs (PhoneImportAccount *account,
                                                     const char *const  *names);

G_END_DECLS
