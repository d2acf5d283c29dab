/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Private to the room: sections of keys and values, as many telephones write them. Names of keys are compared without
 * regard to case; what stands before the first section is in the section "". */
typedef struct _PhoneImportIni PhoneImportIni;

/* UTF-8, UTF-16 with a mark, or else Windows' western letters. NULL: it is binary, or far too long. */
char           *phone_import_text_decode         (const char           *data,
                                                  gsize                 length);
PhoneImportIni *phone_import_ini_new             (void);
/* Never NULL; lines that make no sense are skipped. */
PhoneImportIni *phone_import_ini_read            (const char           *data,
                                                  gsize                 length);
void            phone_import_ini_free            (PhoneImportIni       *ini);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PhoneImportIni, phone_import_ini_free)

void            phone_import_ini_set             (PhoneImportIni       *ini,
                                                  const char           *section,
                                                  const char           *key,
                                                  const char           *value);
/* NULL: it is not there, or empty. */
const char     *phone_import_ini_get             (PhoneImportIni       *ini,
                                                  const char           *section,
                                                  const char           *key);
gboolean        phone_import_ini_has             (PhoneImportIni       *ini,
                                                  const char           *section);
/* In the order of the file; NULL behind the last. */
const char     *phone_import_ini_get_section     (PhoneImportIni       *ini,
                                                  guint                 position);

G_END_DECLS
