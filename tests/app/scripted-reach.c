/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Nothing is read in the scripted phone: what a test wrote down is there. */

#include "phone-conversation-reach.h"
#include "phone-history.h"

void
phone_conversation_reach_async (PhoneConversation   *self,
                                GDateTime           *time,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_return_boolean (task, TRUE);
}

gboolean
phone_conversation_reach_finish (PhoneConversation  *self,
                                 GAsyncResult       *result,
                                 GError            **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

void
phone_history_look_for (PhoneHistory *self,
                        const char   *text)
{
}
