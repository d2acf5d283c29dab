/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* What an address is good for. */
typedef enum
{
  STORE_ADDRESS_KIND_PHONE,
  STORE_ADDRESS_KIND_SIP,
  STORE_ADDRESS_KIND_EMAIL,
} StoreAddressKind;

/* One way to reach somebody. */
typedef struct
{
  StoreAddressKind kind;
  char *label; /* nullable; "home", "work", "mobile", "fax", "other", or a person's own word */
  char *value; /* as it was written */
  char *key;   /* nullable; one for all spellings */
  char *head;  /* nullable; what stood before the value in the card it came from */
} StoreAddress;

/* One row: somebody one knows. */
typedef struct
{
  char *id;           /* made by the writer; writing it again is the same row */
  char *uid;          /* nullable; the name of the card elsewhere */
  char *name;
  char *family;       /* nullable, as all below */
  char *given;
  char *organisation;
  char *note;
  gboolean favourite;
  char *account;      /* by which one calls them */
  char *card;         /* lines of the card that have no place here */
  gboolean has_picture;
  GBytes *picture;    /* read only where asked for; on writing, NULL leaves the one there is */
  GPtrArray *addresses; /* StoreAddress; never NULL */
} StorePerson;

StoreAddress *store_address_new  (StoreAddressKind    kind,
                                  const char         *label,
                                  const char         *value);
StoreAddress *store_address_copy (const StoreAddress *address);
void          store_address_free (StoreAddress       *address);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (StoreAddress, store_address_free)

#define STORE_TYPE_PERSON (store_person_get_type ())
GType         store_person_get_type (void) G_GNUC_CONST;
StorePerson  *store_person_new   (const char         *id);
StorePerson  *store_person_copy  (const StorePerson  *person);
void          store_person_free  (StorePerson        *person);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (StorePerson, store_person_free)

G_END_DECLS
