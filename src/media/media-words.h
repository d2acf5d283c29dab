/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Eleven bits a word. */
#define MEDIA_WORDS 2048u
#define MEDIA_WORD_BITS 11u

const char *media_words_get (guint index);

G_END_DECLS
