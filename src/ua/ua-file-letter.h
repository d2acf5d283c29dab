/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define UA_FILE_LETTER_TYPE "application/vnd.gsma.rcs-ft-http+xml"

#define UA_FILE_LETTER_MAX_URL 2000

/* Where a file lies that is too large for a message (GSMA RCC.07 §3.2.5.4.1). */
typedef struct
{
  char   *url;  /* as they wrote it */
  char   *name; /* nullable; neither name nor type is to be believed */
  char   *type; /* nullable */
  guint64 size; /* octets, as they say; 0: they do not */
} UaFileLetter;

/* G_IO_ERROR_INVALID_DATA: it is none, or leads nowhere. */
UaFileLetter *ua_file_letter_parse (GBytes              *body,
                                    GError             **error);
void          ua_file_letter_free  (UaFileLetter        *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (UaFileLetter, ua_file_letter_free)

GBytes       *ua_file_letter_build (const UaFileLetter  *letter,
                                    GDateTime           *until);

G_END_DECLS
