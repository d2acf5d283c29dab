/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Which codecs there are to choose from, by the names of phone_media_terms_set_codecs(). */
char      **phone_codecs_list      (void);
/* "Opus, 48 kHz". */
const char *phone_codecs_get_title (const char *name);

G_END_DECLS
