/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "phone-account.h"

G_BEGIN_DECLS

/* In which country the numbers of an account are. A country is two letters of ISO 3166, "DE". */

/* Those whose habits are known, in no order; NULL: there are not so many. */
const char *phone_country_get_nth           (guint         n);
/* Its name in the person's language. */
char       *phone_country_dup_name          (const char   *country);
/* The code of its numbers, "49". */
const char *phone_country_get_code          (const char   *country);
/* Where the account, or else the machine, seems to be; NULL: nobody can tell. */
const char *phone_country_guess             (PhoneAccount *account);
/* What the person chose; NULL: nothing, it is guessed. It is written down, and every number is shown so at once. */
const char *phone_account_get_country       (PhoneAccount *self);
void        phone_account_set_country       (PhoneAccount *self,
                                             const char   *country);

G_END_DECLS
