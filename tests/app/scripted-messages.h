/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "scripted-phone.h"

G_BEGIN_DECLS

/* What others say of messages. */
void scripted_conversation_set_composing (PhoneConversation *self,
                                          gboolean           composing);
/* @error_text: why it waits; nullable. */
void scripted_message_set_state          (PhoneMessage      *self,
                                          PhoneMessageState  state,
                                          const char        *error_text);

G_END_DECLS
