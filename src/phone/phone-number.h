/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How numbers are dialled where somebody lives; constant. NULL stands for "not known" everywhere here. */
typedef struct _PhoneDialPlan PhoneDialPlan;

/* @region: two letters, "DE"; NULL: there is no plan for it. */
const PhoneDialPlan *phone_dial_plan_for_region   (const char          *region);
/* By the end of a server's domain, or else by the language of this machine ("de_AT.UTF-8"; NULL: none). */
const PhoneDialPlan *phone_dial_plan_guess        (const char          *domain,
                                                   const char          *language);
const char          *phone_dial_plan_get_region   (const PhoneDialPlan *plan);

/* The number in a text that was pasted; NULL: there is none, or there is more than a number. */
char                *phone_number_clean           (const char          *text);
/* One key for all ways to dial a number: "+49301234"; without a plan, or for a short number, its digits. */
char                *phone_number_to_key          (const char          *number,
                                                   const PhoneDialPlan *plan);
/* As people there write it. */
char                *phone_number_for_people      (const char          *number,
                                                   const PhoneDialPlan *plan);

G_END_DECLS
