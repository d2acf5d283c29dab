/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "phone-lamp.h"

G_BEGIN_DECLS

/* What a lamp shows; every text is copied. */
typedef struct
{
  PhoneLampState state;
  const char    *with;
  const char    *call_id;
  const char    *local_tag;
  const char    *remote_tag;
  const char    *target;
  const char    *caller;
} PhoneLampFacts;

PhoneLamp *phone_lamp_new (void);
/* @facts NULL: nobody tells us. */
void       phone_lamp_set (PhoneLamp            *self,
                           const PhoneLampFacts *facts);

G_END_DECLS
