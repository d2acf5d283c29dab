/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "phone-voicemail.h"
#include "ua-agent.h"
#include "ua-registerer.h"

G_BEGIN_DECLS

/* Private to the room: keeps the voicemail light of an account true, asked or, where that was agreed, unasked. */
#define PHONE_TYPE_MAILBOX (phone_mailbox_get_type ())
G_DECLARE_FINAL_TYPE (PhoneMailbox, phone_mailbox, PHONE, MAILBOX, GObject)

/* @aor: the account's own address. */
PhoneMailbox   *phone_mailbox_new           (SipUri       *aor);
PhoneVoicemail *phone_mailbox_get_voicemail (PhoneMailbox *self);
/* CONTRACT U26 (allowLegacyNotifications). */
void            phone_mailbox_set_unasked   (PhoneMailbox *self,
                                             gboolean      unasked);
gboolean        phone_mailbox_get_unasked   (PhoneMailbox *self);
void            phone_mailbox_attach        (PhoneMailbox *self,
                                             UaAgent      *agent,
                                             UaRegisterer *registerer);
void            phone_mailbox_detach        (PhoneMailbox *self,
                                             gboolean      politely);

G_END_DECLS
