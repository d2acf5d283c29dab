/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "phone-terms.h"
#include "ua-options.h"

G_BEGIN_DECLS

typedef struct
{
  PhoneRel100 rel100;
  gboolean    has_session_timer; /* FALSE: the default of the room below */
  guint       session_timer;     /* seconds; 0: none */
} PhoneTerms;

/* There is a new line, or other terms. */
void       phone_terms_apply        (PhoneAccount *self);
/* What a call out says (transfer full). */
UaOptions *phone_terms_make_options (PhoneAccount *self);

G_END_DECLS
