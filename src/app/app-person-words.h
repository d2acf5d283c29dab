/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "phone.h"

G_BEGIN_DECLS

/* What a person reads about somebody they know. */

/* The places an address can be at, for a list to choose from; NULL-terminated. */
const char *const *app_person_words_get_labels   (void);
/* "mobile" in a person's language; a word of their own as it is. */
char       *app_person_words_dup_label           (const char       *label);
/* A number as people write it, and what runs from left to right everywhere. */
char       *app_person_words_dup_address         (PhonePeople      *people,
                                                  PhonePerson      *person,
                                                  guint             position);
/* What to call, or to write to: a number without what is only there to be read. */
char       *app_person_words_dup_target          (PhonePerson      *person,
                                                  guint             position);
/* That of the first one that can be called; NULL: none can. */
char       *app_person_words_dup_first_target    (PhonePerson      *person);

G_END_DECLS
