/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "phone-conversation.h"

G_BEGIN_DECLS

/* Reads what is kept of a conversation, from the newest back to @time and some more, into its list. Asked for again while it
 * is read, it is read once more from there on. */
void     phone_conversation_reach_async  (PhoneConversation    *self,
                                          GDateTime            *time,
                                          GCancellable         *cancellable,
                                          GAsyncReadyCallback   callback,
                                          gpointer              user_data);
gboolean phone_conversation_reach_finish (PhoneConversation    *self,
                                          GAsyncResult         *result,
                                          GError              **error);

G_END_DECLS
