/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define HEAVY_PEOPLE 10000
#define HEAVY_CALLS 50000
#define HEAVY_MESSAGES 100000
#define HEAVY_CONVERSATIONS 500

/* Somebody of whom there is one, and the last words of the longest conversation. */
#define HEAVY_NEEDLE_NAME "Quirina Zuckmayer"
#define HEAVY_NEEDLE_ADDRESS "person00000@example.org"
#define HEAVY_NEEDLE_WORDS "The last of many messages"

/* Writes an account that is switched off, people, calls and messages into @folder, through the store. */
void heavy_store_fill (const char *folder);

G_END_DECLS
