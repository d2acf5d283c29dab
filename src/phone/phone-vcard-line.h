/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Private to the room: one line of a vCard (RFC 6350 §3.3; RFC 2426 §4; vCard 2.1 §2.1). */
typedef struct
{
  char *group;  /* nullable: "item1" */
  char *name;   /* upper case */
  char *params; /* "" or ";TYPE=CELL": without what only says how the value was encoded */
  char *value;  /* as in a file of version 3 or 4: in UTF-8, escaped with backslashes */
  guint number; /* of the first line of it in the file, from 1 */
} PhoneVcardLine;

/* Where one is in a file. */
typedef struct
{
  const char *at;
  const char *end;
  guint number; /* of the next line */
} PhoneVcardCursor;

void            phone_vcard_line_free     (PhoneVcardLine    *line);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PhoneVcardLine, phone_vcard_line_free)

/* The next line that is not empty; NULL with @error set (the cursor is behind it), or at the end. */
PhoneVcardLine *phone_vcard_line_read     (PhoneVcardCursor  *cursor,
                                           GError           **error);
/* Whether TYPE has @type, case aside. */
gboolean        phone_vcard_line_has_type (PhoneVcardLine    *line,
                                           const char        *type);
char           *phone_vcard_line_dup_param (PhoneVcardLine   *line,
                                           const char        *name); /* NULL: none */
/* "item1.TEL;TYPE=CELL" */
char           *phone_vcard_line_dup_head (PhoneVcardLine    *line);

char           *phone_vcard_escape        (const char        *text);
char           *phone_vcard_unescape      (const char        *value);
/* The parts between separators that are not escaped, unescaped. */
GStrv           phone_vcard_split         (const char        *value,
                                           char               separator);

G_END_DECLS
