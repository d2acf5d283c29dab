/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "phone.h"

G_BEGIN_DECLS

/* What others may learn of how their messages fare, and of when one writes; the same for all conversations of a phone.
 * Properties (notify, read-write, made to be bound to settings): delivery-receipts, read-receipts, typing. */
#define PHONE_TYPE_MESSAGE_RULES (phone_message_rules_get_type ())
G_DECLARE_FINAL_TYPE (PhoneMessageRules, phone_message_rules, PHONE, MESSAGE_RULES, GObject)

PhoneMessageRules *phone_message_rules_new                   (void);
/* That a message arrived, told and asked for; TRUE by default. */
gboolean           phone_message_rules_get_delivery_receipts (PhoneMessageRules *self);
/* That it was read, told and asked for; FALSE by default. */
gboolean           phone_message_rules_get_read_receipts     (PhoneMessageRules *self);
/* That we are writing; FALSE by default. */
gboolean           phone_message_rules_get_typing            (PhoneMessageRules *self);

/* Those of a phone (borrowed; phone-conversations.c). */
PhoneMessageRules *phone_get_message_rules                   (Phone             *phone);

G_END_DECLS
