/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "phone-vcard-line.h"
#include "phone-vcard.h"

G_BEGIN_DECLS

/* Inside of the cards: phone-vcard.c finds them in a file, phone-vcard-take.c reads one, phone-vcard-write.c writes one. */
typedef struct
{
  StorePerson *person;
  GString *rest;     /* lines that have no place in a person */
  GPtrArray *labels; /* "item1", "its label", of Apple and Google; owned */
  gboolean has_version;
  guint n_lines;
} PhoneVcardDraft;

void phone_vcard_take (PhoneVcardDraft *draft,
                       PhoneVcardLine  *line);

G_END_DECLS
