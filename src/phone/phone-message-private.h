/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "phone-conversation.h"

#include "store-messages.h"

G_BEGIN_DECLS

PhoneMessage      *phone_message_new               (const StoreMessage *row);
const StoreMessage *phone_message_get_row          (PhoneMessage       *self);
void               phone_message_set_state         (PhoneMessage       *self,
                                                    PhoneMessageState   state,
                                                    const char         *error_text);
StoreMessage      *phone_message_edit_row          (PhoneMessage       *self); /* what nobody is notified of */
void               phone_message_set_unread        (PhoneMessage       *self,
                                                    gboolean            unread);

G_END_DECLS
