/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A conversation is shown from its end, and only its last messages are read for that. Who looks for something they wrote years
 * ago is led there, with all that was written since; it is read by the page, so that nothing stands still meanwhile. */

#include "config.h"

#include "phone-conversation-reach.h"

#include "phone-conversation-files.h"
#include "phone-conversation-private.h"

#define PAGE 500 /* messages */

static void read_on (GTask *task);

static gboolean
is_there (PhoneConversation *self,
          GDateTime         *time)
{
  g_autoptr (PhoneMessage) oldest = g_list_model_get_item (G_LIST_MODEL (self->messages), 0);

  /* One that is older stands before it: nobody is led to the very edge. */
  return oldest == NULL || g_date_time_compare (phone_message_get_time (oldest), time) < 0;
}

/* Newest first there, oldest first here. */
static void
take_page (PhoneConversation *self,
           GPtrArray         *rows)
{
  g_autoptr (GPtrArray) older = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint n = rows->len; n > 0; n--)
    g_ptr_array_add (older, phone_conversation_message_from_kept (self, g_ptr_array_index (rows, n - 1)));
  g_list_store_splice (self->messages, 0, 0, older->pdata, older->len);
}

static void
finish (GTask *task)
{
  phone_conversation_load_files (g_task_get_source_object (task));
  g_task_return_boolean (task, TRUE);
}

static void
page_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  PhoneConversation *self = g_task_get_source_object (task);
  GError *error = NULL;
  g_autoptr (GPtrArray) rows = store_messages_list_finish (STORE_DATABASE (source), result, &error);
  g_autoptr (PhoneMessage) first = g_list_model_get_item (G_LIST_MODEL (self->messages), 0);

  if (rows == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  /* Somebody else may have read this page meanwhile. */
  if (rows->len > 0 && first == g_object_get_data (G_OBJECT (task), "before"))
    take_page (self, rows);
  if (rows->len < PAGE || is_there (self, g_task_get_task_data (task)))
    finish (task);
  else if (!g_task_return_error_if_cancelled (task))
    read_on (task);
}

static void
read_on (GTask *task)
{
  PhoneConversation *self = g_task_get_source_object (task);
  PhoneMessage *oldest = g_list_model_get_item (G_LIST_MODEL (self->messages), 0);

  g_object_set_data_full (G_OBJECT (task), "before", oldest, g_object_unref);
  store_messages_list_async (self->database, self->account_id, self->key, phone_message_get_row (oldest)->id, PAGE, NULL,
                             page_cb, g_object_ref (task));
}

/* What the list began with has been read, too: the store answers in the order in which it is asked. */
static void
first_page_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (GPtrArray) rows = store_messages_list_finish (STORE_DATABASE (source), result, &error);

  if (rows == NULL)
    g_task_return_error (task, error);
  else if (is_there (g_task_get_source_object (task), g_task_get_task_data (task)))
    g_task_return_boolean (task, TRUE);
  else
    read_on (task);
}

/**
 * phone_conversation_reach_async:
 * @self: a conversation
 * @time: when something was written or said
 * @cancellable: (nullable): ends the reading
 * @callback: called when everything since is in the list
 * @user_data: for @callback
 *
 * Reads messages that are older than those a conversation begins with, back to a moment.
 */
void
phone_conversation_reach_async (PhoneConversation   *self,
                                GDateTime           *time,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (PHONE_IS_CONVERSATION (self));
  g_return_if_fail (time != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, phone_conversation_reach_async);
  g_task_set_task_data (task, g_date_time_ref (time), (GDestroyNotify) g_date_time_unref);
  g_list_model_get_n_items (G_LIST_MODEL (self)); /* begins to read, if nobody has looked yet */
  store_messages_list_async (self->database, self->account_id, self->key, NULL, 1, NULL, first_page_cb,
                             g_steal_pointer (&task));
}

/**
 * phone_conversation_reach_finish:
 * @self: a conversation
 * @result: what the callback was given
 * @error: return location for a #STORE_ERROR or a #GIOError
 *
 * Ends phone_conversation_reach_async().
 *
 * Returns: %TRUE when everything since that moment is in the list, or all there ever was
 */
gboolean
phone_conversation_reach_finish (PhoneConversation  *self,
                                 GAsyncResult       *result,
                                 GError            **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
