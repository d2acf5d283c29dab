/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "phone.h"

G_BEGIN_DECLS

/* Fills the address book of a phone: names of several lengths and scripts, favourites, pictures. */
void scripted_book_fill (Phone *phone);
/* The picture of somebody was not read yet; and is. */
GBytes *scripted_book_hide_picture  (PhonePerson *person);
void    scripted_book_bring_picture (PhonePerson *person,
                                     GBytes      *picture);

G_END_DECLS
