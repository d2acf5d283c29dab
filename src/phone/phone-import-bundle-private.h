/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "phone-import-account.h"
#include "store-calls.h"
#include "store-person.h"

G_BEGIN_DECLS

/* Private to the room: all that was found in the files of another telephone. */
typedef struct
{
  char *origin;         /* nullable; who offers it, for a person to read */
  GPtrArray *accounts;  /* PhoneImportAccount, and so on: never NULL */
  GPtrArray *people;    /* StorePerson */
  GPtrArray *calls;     /* StoreCall; account: its address, or "" */
  GPtrArray *notes;     /* char *: what cannot come along at all, a sentence each */
  GHashTable *profiles; /* char * → char *: what the other telephone calls an account, and its address */
} PhoneImportBundle;

#define PHONE_IMPORT_MOST_ACCOUNTS 100
#define PHONE_IMPORT_MOST_PEOPLE 20000
#define PHONE_IMPORT_MOST_CALLS 100000

PhoneImportBundle *phone_import_bundle_new         (void);
void               phone_import_bundle_free        (PhoneImportBundle  *bundle);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PhoneImportBundle, phone_import_bundle_free)

/* A sentence about something that stays where it is; said once. */
void               phone_import_bundle_note        (PhoneImportBundle  *bundle,
                                                    const char         *text);
/* Takes the account; the second with an address, and one that makes no sense, are left out. */
void               phone_import_bundle_add_account (PhoneImportBundle  *bundle,
                                                    PhoneImportAccount *account);
/* Somebody with one address more; whoever has this name is the same. @address: a number or an address; NULL: none. */
StorePerson       *phone_import_bundle_add_person  (PhoneImportBundle  *bundle,
                                                    const char         *name,
                                                    const char         *address);
/* A past call without an id; its account is an address, or NULL. */
void               phone_import_bundle_add_call    (PhoneImportBundle  *bundle,
                                                    const StoreCall    *call);

G_END_DECLS
