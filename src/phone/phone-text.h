/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Every text from outside passes here before a person sees it. The result is valid UTF-8 without control
 * characters and without marks that turn the writing direction of what stands around it (TRUST 3.11). */

#define PHONE_TEXT_LIMIT_NAME 128      /* characters */
#define PHONE_TEXT_LIMIT_BODY (64 * 1024) /* octets */

/* One line, for names and addresses; longer text ends in an ellipsis. */
char *phone_text_clean_line (const char *text);
/* A message: line breaks and tabs stay. */
char *phone_text_clean_body (const char *text,
                             gsize       length);

G_END_DECLS
