/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "phone-contact-state.h"
#include "ua-agent.h"
#include "ua-registerer.h"

G_BEGIN_DECLS

/* Private to the room: what the server of one account may tell others of us (RFC 3903). */
#define PHONE_TYPE_PUBLICATION (phone_publication_get_type ())
G_DECLARE_FINAL_TYPE (PhonePublication, phone_publication, PHONE, PUBLICATION, GObject)

PhonePublication *phone_publication_new    (SipUri             *aor);
/* UNKNOWN: nothing, and what was published is taken back. */
void              phone_publication_set    (PhonePublication   *self,
                                            PhonePresenceState  state,
                                            gboolean            on_the_phone,
                                            const char         *note);
gboolean          phone_publication_is_on_the_phone (PhonePublication *self);
void              phone_publication_attach (PhonePublication   *self,
                                            UaAgent            *agent,
                                            UaRegisterer       *registerer);
/* Takes it back if @politely. */
void              phone_publication_detach (PhonePublication   *self,
                                            gboolean            politely);

G_END_DECLS
