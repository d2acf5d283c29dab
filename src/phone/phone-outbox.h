/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "phone-conversation-private.h"

G_BEGIN_DECLS

/* Private to the room: what we wrote in one conversation and nobody took yet, sent one after the other. It belongs to
 * its conversation, and looks after itself while the account's line comes and goes. */
#define PHONE_TYPE_OUTBOX (phone_outbox_get_type ())
G_DECLARE_FINAL_TYPE (PhoneOutbox, phone_outbox, PHONE, OUTBOX, GObject)

#define PHONE_OUTBOX_MAX_ATTEMPTS 5
#define PHONE_OUTBOX_MAX_WAIT_S   3600        /* a server that wants longer is asked earlier */
#define PHONE_OUTBOX_MAX_AGE_S    (24 * 3600) /* what was meant yesterday is not said today unasked */

PhoneOutbox  *phone_outbox_new         (PhoneConversation *conversation); /* held by it */
void          phone_outbox_set_account (PhoneOutbox       *self,
                                        PhoneAccount      *account);
/* @task, taken, nullable: returns how the first attempt went. */
void          phone_outbox_add         (PhoneOutbox       *self,
                                        PhoneMessage      *message,
                                        GTask             *task);
/* The message with that id that waits; NULL: none. */
PhoneMessage *phone_outbox_find        (PhoneOutbox       *self,
                                        const char        *id);
/* The conversation ends. */
void          phone_outbox_close       (PhoneOutbox       *self);

G_END_DECLS
