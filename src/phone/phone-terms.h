/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "phone-account.h"

G_BEGIN_DECLS

/* What the calls of an account ask of the far end, and bear. Nothing a person need know of; who tests against another
 * telephone does. Not kept. */

/* Provisional answers that are made sure of (RFC 3262). */
typedef enum
{
  PHONE_REL100_SUPPORTED, /* where the far end can; the default */
  PHONE_REL100_OFF,       /* not spoken of */
  PHONE_REL100_REQUIRED,  /* who cannot, is not talked to */
} PhoneRel100;

/* Both for the calls to come. */
void phone_account_set_rel100        (PhoneAccount *self,
                                      PhoneRel100   rel100);
/* RFC 4028: in which time a call must be heard of; 1800 by default. 0: never. */
void phone_account_set_session_timer (PhoneAccount *self,
                                      guint         seconds);

G_END_DECLS
