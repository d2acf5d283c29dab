/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "phone-file.h"

#include "store-files.h"

G_BEGIN_DECLS

/* @row: as it is kept, its name and type as others wrote them; without its data it is read from @database. */
PhoneFile       *phone_file_new        (StoreDatabase   *database, /* nullable: nothing is kept */
                                        const StoreFile *row);
const StoreFile *phone_file_get_row    (PhoneFile       *self);
/* Which message it is. */
void             phone_file_set_message (PhoneFile      *self,
                                         const char     *message);
/* What others call a file, made fit to be a name: no folder, nothing hidden, not too long; NULL: they do not say. */
char            *phone_file_clean_name (const char      *name,
                                        const char      *type);
/* "type/subtype" in lower case; anything odd is application/octet-stream. */
char            *phone_file_clean_type (const char      *type);

G_END_DECLS
