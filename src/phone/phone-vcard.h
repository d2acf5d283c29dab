/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "store-person.h"

G_BEGIN_DECLS

#define PHONE_VCARD_ERROR (phone_vcard_error_quark ())
GQuark phone_vcard_error_quark (void);

/* Why a card is not taken. */
typedef enum
{
  PHONE_VCARD_ERROR_NOT_CARDS, /* the file holds no card at all */
  PHONE_VCARD_ERROR_LINE,      /* a line that makes no sense */
  PHONE_VCARD_ERROR_LETTERS,   /* neither UTF-8 nor what it says it is */
  PHONE_VCARD_ERROR_VERSION,   /* none, or one from the future */
  PHONE_VCARD_ERROR_TOO_LARGE,
  PHONE_VCARD_ERROR_NO_END,
  PHONE_VCARD_ERROR_NO_NAME,   /* neither a name nor an address */
} PhoneVcardError;

/* A card that was not taken. */
typedef struct
{
  guint line;  /* of the file, where the card begins */
  char *name;  /* nullable */
  GError *error;
} PhoneVcardRefusal;

typedef struct
{
  GPtrArray *people;   /* StorePerson, with their pictures */
  GPtrArray *refusals; /* PhoneVcardRefusal */
} PhoneVcards;

typedef enum
{
  PHONE_VCARD_VERSION_3, /* RFC 2426: what every telephone reads */
  PHONE_VCARD_VERSION_4, /* RFC 6350 */
} PhoneVcardVersion;

/* Versions 2.1, 3.0 and 4.0; any number of cards. Never NULL. */
PhoneVcards *phone_vcard_read      (const char        *data,
                                    gsize              length);
void         phone_vcards_free     (PhoneVcards       *cards);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PhoneVcards, phone_vcards_free)
/* Appends a card. */
void         phone_vcard_write     (GString           *text,
                                    const StorePerson *person,
                                    PhoneVcardVersion  version);

G_END_DECLS
