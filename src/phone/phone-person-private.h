/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "phone-person.h"

#include "store-person.h"

G_BEGIN_DECLS

/* Inside of PhonePerson: phone-person.c is the object, phone-person-edit.c what is changed about it. */
struct _PhonePerson
{
  GObject parent_instance;

  StorePerson *row;
  GPtrArray *former; /* addresses before they were cleared: what a card said about them is theirs again */
  char *sort_key;
  gboolean lost_picture;
};

/* Private to the room. */
PhonePerson *phone_person_new_from_row   (StorePerson *row); /* takes the row */
StorePerson *phone_person_get_row        (PhonePerson *self); /* borrowed; whoever changes it calls the next */
void         phone_person_row_changed    (PhonePerson *self);
/* For the files of the class. */
void         phone_person_make_sort_key  (PhonePerson *self);
/* In the order of names, as the language has it. */
int          phone_person_compare        (PhonePerson *a,
                                          PhonePerson *b);
/* What was read from the store; not a change. */
void         phone_person_take_picture   (PhonePerson *self,
                                          GBytes      *picture);
/* Whether the picture was taken away since the last call. */
gboolean     phone_person_lost_picture   (PhonePerson *self);

G_END_DECLS
