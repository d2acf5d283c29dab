/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "phone-people.h"

G_BEGIN_DECLS

/* The number of somebody one does not know, as people write it. */

/* @domain: of the account (NULL: any). NULL: it is no number, nobody vouches that it is theirs, or there is no habit for it. */
char       *phone_spelling_dup      (PhonePeople *people,
                                     const char  *domain,
                                     const char  *address);
/* What of the two is shown: what somebody calls themselves, unless that is nothing but a number. */
const char *phone_spelling_choose   (const char  *name,
                                     const char  *address,
                                     const char  *spelled);

G_END_DECLS
