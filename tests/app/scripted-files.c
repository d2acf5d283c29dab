/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Files that are messages, for a phone that has no store. */

#include "scripted-messages.h"

#include "phone-file-fetch-private.h"
#include "phone-file-private.h"

PhoneMessage *
scripted_conversation_add_file (PhoneConversation *self,
                                const char        *name,
                                const char        *type,
                                GBytes            *octets,
                                PhoneMessageState  state)
{
  StoreFile row = { NULL, (char *) name, (char *) type, g_bytes_get_size (octets), NULL, octets };
  g_autoptr (PhoneFile) file = phone_file_new (NULL, &row);
  PhoneMessage *message = scripted_conversation_add (self, phone_file_get_name (file), NULL, state);

  scripted_message_set_file (message, file);
  return message;
}

void
phone_conversation_send_file_async (PhoneConversation   *self,
                                    const char          *name,
                                    const char          *type,
                                    GBytes              *octets,
                                    GAsyncReadyCallback  callback,
                                    gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, user_data);

  scripted_conversation_add_file (self, name, type, octets, PHONE_MESSAGE_STATE_SENT);
  g_task_return_boolean (task, TRUE);
}

gboolean
phone_conversation_send_file_finish (PhoneConversation  *self,
                                     GAsyncResult       *result,
                                     GError            **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

/* There is no network: whatever lies on a server is three octets. */
void
phone_file_fetch_async (const char          *url,
                        GCancellable        *cancellable,
                        GAsyncReadyCallback  callback,
                        gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_return_pointer (task, g_bytes_new_static ("abc", 3), (GDestroyNotify) g_bytes_unref);
}

GBytes *
phone_file_fetch_finish (GAsyncResult  *result,
                         GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

PhoneMessage *
scripted_conversation_add_letter (PhoneConversation *self,
                                  const char        *name,
                                  const char        *type,
                                  guint64            size,
                                  const char        *url)
{
  StoreFile row = { NULL, (char *) name, (char *) type, size, (char *) url, NULL };
  g_autoptr (PhoneFile) file = phone_file_new (NULL, &row);
  PhoneMessage *message = scripted_conversation_add (self, phone_file_get_name (file), NULL, PHONE_MESSAGE_STATE_RECEIVED);

  scripted_message_set_file (message, file);
  return message;
}
