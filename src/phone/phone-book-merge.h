/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "phone-people-private.h"
#include "phone-vcard.h"

G_BEGIN_DECLS

/* Private to the room: one person, changed here and elsewhere. */

/* Makes @ours what it has to be after both changed @base: @theirs, and of ours what theirs says nothing else of. @base NULL:
 * they never were the same. Returns what was changed on both sides, as we had it, for a person; NULL: nothing. */
char *phone_book_merge      (PhonePeople         *people,
                             StorePerson         *ours,
                             const StorePerson   *base,
                             const StorePerson   *theirs);
/* The same for the picture; @changed_here: since they were the same. TRUE: it was taken away there. */
gboolean phone_book_merge_picture (StorePerson       *ours,
                                   const StorePerson *theirs,
                                   gboolean           changed_here);
/* The card of somebody, without the picture. */
char *phone_book_write_base (const StorePerson   *person,
                             PhoneVcardVersion    version);
/* NULL: it is no card of one person. */
StorePerson *phone_book_read_card (const char        *card,
                                   PhoneVcardVersion *version);

G_END_DECLS
