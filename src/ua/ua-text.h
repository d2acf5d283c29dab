/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Internal: words of a stranger, made fit to be kept and shown. */
#define UA_TEXT_NAME_MAX 128  /* characters of a display name (TRUST 3) */
#define UA_TEXT_NOTE_MAX 1024 /* of a note, a reason, a subject */
#define UA_TEXT_URI_MAX  2048 /* of a URI or an identifier */

/* Valid UTF-8, in one line, at most @max characters. */
char *ua_text_clean (const char *text,
                     gssize      length, /* -1: NUL-terminated */
                     guint       max);
/* The same, NULL when nothing is left. */
char *ua_text_dup   (const char *text,
                     guint       max);

G_END_DECLS
