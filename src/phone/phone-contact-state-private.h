/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "phone-contact-state.h"

G_BEGIN_DECLS

/* @account: held weakly; may be NULL. */
PhoneContactState *phone_contact_state_new          (GObject            *account,
                                                     const char         *address);
void               phone_contact_state_set_name     (PhoneContactState  *self,
                                                     const char         *name);
/* With the lamp's kind there is a lamp. */
void               phone_contact_state_set_kinds    (PhoneContactState  *self,
                                                     PhoneWatchKind      kinds);
void               phone_contact_state_set_presence (PhoneContactState  *self,
                                                     PhonePresenceState  state,
                                                     const char         *note);

G_END_DECLS
