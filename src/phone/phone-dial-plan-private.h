/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "phone-number.h"

G_BEGIN_DECLS

/* Private to the room: a row of the table; what its columns mean stands there. */
struct _PhoneDialPlan
{
  const char *region;
  const char *country;
  const char *code;
  const char *trunk;
  const char *written;
  const char *international;
  guint area;
  const char *rules; /* NULL: they stand in the first row with this code */
};

/* NULL: there are not so many. */
const PhoneDialPlan *phone_dial_plan_get_nth    (guint       n);
/* Whose country it is, by its code. */
const PhoneDialPlan *phone_dial_plan_of_number  (const char *key);

G_END_DECLS
