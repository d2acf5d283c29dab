/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "phone-people.h"
#include "phone-person-private.h"

#include "sip-uri.h"
#include "store-database.h"

G_BEGIN_DECLS

/* Private to the room. @database NULL: nobody is kept. */
PhonePeople   *phone_people_new          (StoreDatabase *database);
/* Reads what is kept. */
void           phone_people_load         (PhonePeople   *self);
/* Numbers without a country are of the country of this account, or of the machine. Also after its country was chosen. */
void           phone_people_set_domain   (PhonePeople   *self,
                                          const char    *domain);
StoreDatabase *phone_people_get_database (PhonePeople   *self);
/* How numbers are dialled where an account, or the machine, is. */
const struct _PhoneDialPlan *phone_people_guess_plan (const char *domain);
const struct _PhoneDialPlan *phone_people_get_plan (PhonePeople *self);
/* That of the accounts at a domain (NULL: the first one's); what their owner said counts more than what can be guessed. */
const struct _PhoneDialPlan *phone_people_get_plan_for (PhonePeople *self,
                                                        const char  *domain);
/* @country NULL: it is guessed. Heard with phone_people_set_domain(). */
void           phone_people_choose_country (PhonePeople *self,
                                          const char    *domain,
                                          const char    *country);
/* For it: domain → PhoneDialPlan. */
GHashTable    *phone_people_get_chosen   (PhonePeople   *self);
/* The number in an address, where somebody vouches for it; NULL: there is none. */
char          *phone_people_dup_number   (SipUri        *uri,
                                          const char    *domain);
/* One key for all spellings; NULL: it has none. */
char          *phone_people_make_key     (PhonePeople        *self,
                                          const StoreAddress *address);
PhonePerson   *phone_people_find_key     (PhonePeople   *self,
                                          const char    *key);
/* Adds rows (StorePerson) to those who are here already, or beside them; what becomes of them is written at once. */
void           phone_people_merge        (PhonePeople   *self,
                                          GPtrArray     *rows,
                                          PhoneImport   *import);
/* uid → PhonePerson; and who of them, or of those with the same name and an address in common, a row is about. */
GHashTable    *phone_people_index_uids   (PhonePeople   *self);
PhonePerson   *phone_people_find_same    (PhonePeople       *self,
                                          GHashTable        *uids,
                                          const StorePerson *row);
/* Whether what is kept was read. */
gboolean       phone_people_is_loaded    (PhonePeople   *self);
/* For it: @fresh and @touched are of PhonePerson. */
void           phone_people_take         (PhonePeople   *self,
                                          GPtrArray     *fresh,
                                          GPtrArray     *touched);
/* They are people of the list; one change for all of them. */
void           phone_people_remove_all   (PhonePeople   *self,
                                          GPtrArray     *persons);
/* For it: @gone is a set of PhonePerson. */
void           phone_people_drop         (PhonePeople   *self,
                                          GHashTable    *gone);
gboolean       phone_people_holds        (PhonePeople   *self,
                                          PhonePerson   *person);

G_END_DECLS
