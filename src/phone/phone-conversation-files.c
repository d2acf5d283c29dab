/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Small pictures and files go as messages of their own kind, as the protocol has always allowed (RFC 3428 §4), with their name
 * beside them (RFC 2183). What comes is kept and waits: nothing is drawn for a stranger, and nothing opens by itself. */

#include "config.h"

#include "phone-conversation-files.h"

#include "phone-account-private.h"
#include "phone-outbox.h"
#include "phone-thread.h"
#include "transport.h"
#include "ua-multipart.h"

#include <string.h>

static const char *const types[] = { "image/png", "image/jpeg", "application/octet-stream", "application/pdf", NULL };

const char *const *
phone_conversation_list_file_types (void)
{
  return types;
}

gboolean
phone_conversation_takes_file (const char *type)
{
  for (guint n = 0; types[n] != NULL; n++)
    if (ua_media_type_is (type, types[n]))
      return TRUE;
  return FALSE;
}

static void
kept_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (GError) error = NULL;

  /* The store tells its trouble by itself. */
  if (!store_files_put_finish (STORE_DATABASE (source), result, &error))
    g_info ("a file was not kept: %s", error->message);
}

/* The message is in the list and in the store first; the file belongs to it. */
static PhoneMessage *
append (PhoneConversation *self,
        StoreMessageState  state,
        const StoreFile   *row)
{
  gboolean kept = self->account != NULL && phone_account_is_kept (self->account);
  g_autoptr (PhoneFile) file = phone_file_new (kept ? self->database : NULL, row);
  PhoneMessage *message = phone_conversation_append (self, state, phone_file_get_name (file));
  g_autoptr (StoreFile) whole = store_file_copy (phone_file_get_row (file));

  phone_message_set_file (message, file);
  g_set_str (&whole->message, phone_message_get_row (message)->id);
  if (kept)
    store_files_put_async (self->database, whole, NULL, kept_cb, NULL);
  return message;
}

/* RFC 2231: other letters are written as their octets. */
static char *
dup_name (const char *type)
{
  g_autofree char *extended = ua_media_type_dup_param (type, "filename*");
  const char *quote = extended != NULL ? strrchr (extended, '\'') : NULL;
  char *name = NULL;

  if (quote != NULL)
    name = g_uri_unescape_string (quote + 1, NULL);
  if (name == NULL)
    name = ua_media_type_dup_param (type, "filename");
  return name != NULL ? name : ua_media_type_dup_param (type, "name");
}

PhoneMessage *
phone_conversation_receive_file (PhoneConversation *self,
                                 const char        *type,
                                 GBytes            *octets)
{
  g_autofree char *name = dup_name (type);
  g_autofree char *kind = g_strndup (type, strcspn (type, ";"));
  StoreFile row = { NULL, name, kind, g_bytes_get_size (octets), NULL, octets };

  if (row.size == 0 || row.size > STORE_FILE_MAX_OCTETS)
    return NULL;

  phone_conversation_take_typing (self, 0);
  return append (self, STORE_MESSAGE_STATE_RECEIVED, &row);
}

static void
listed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (PhoneConversation) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = store_files_list_finish (STORE_DATABASE (source), result, &error);

  if (rows == NULL)
    g_info ("files: %s", error->message);
  for (guint n = 0; rows != NULL && n < rows->len; n++)
    {
      const StoreFile *row = g_ptr_array_index (rows, n);
      PhoneMessage *message = phone_conversation_find (self, row->message);
      g_autoptr (PhoneFile) file = phone_file_new (self->database, row);

      if (message != NULL && phone_message_get_file (message) == NULL)
        phone_message_set_file (message, file);
    }
}

void
phone_conversation_load_files (PhoneConversation *self)
{
  store_files_list_async (self->database, self->account_id, self->key, NULL, listed_cb, g_object_ref (self));
}

typedef struct
{
  PhoneConversation *conversation;
  PhoneMessage *message;
} Waiting;

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autofree Waiting *waiting = user_data;
  g_autoptr (PhoneConversation) self = waiting->conversation;
  g_autoptr (PhoneMessage) message = waiting->message;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = store_files_get_finish (STORE_DATABASE (source), result, &error);

  if (rows != NULL && rows->len > 0)
    {
      g_autoptr (PhoneFile) file = phone_file_new (self->database, g_ptr_array_index (rows, 0));

      phone_message_set_file (message, file);
    }
  if (phone_outbox_find (self->outbox, phone_message_get_row (message)->id) == NULL)
    phone_outbox_add (self->outbox, message, NULL);
}

void
phone_conversation_queue (PhoneConversation *self,
                          PhoneMessage      *message)
{
  PhoneFile *file = phone_message_get_file (message);
  Waiting *waiting;

  if (file != NULL && phone_file_get_row (file)->data != NULL)
    {
      phone_outbox_add (self->outbox, message, NULL);
      return;
    }

  waiting = g_new0 (Waiting, 1);
  waiting->conversation = g_object_ref (self);
  waiting->message = g_object_ref (message);
  store_files_get_async (self->database, phone_message_get_row (message)->id, NULL, read_cb, waiting);
}

UaOptions *
phone_conversation_name_file (PhoneFile *file)
{
  UaOptions *options = ua_options_new ();
  g_autofree char *escaped = g_uri_escape_string (phone_file_get_name (file), NULL, FALSE);
  g_autofree char *plain = g_str_to_ascii (phone_file_get_name (file), "C");
  g_autofree char *value = NULL;
  g_autoptr (GError) error = NULL;

  g_strdelimit (plain, "\"\\", '_');
  value = g_strdup_printf ("attachment; filename=\"%s\"; filename*=UTF-8''%s", plain, escaped);
  if (!ua_options_add_header (options, "Content-Disposition", value, &error))
    g_info ("a file goes without its name: %s", error->message);
  return options;
}

/**
 * phone_conversation_send_file_async:
 * @self: a conversation
 * @name: what to call the file
 * @type: what it is, "image/png"
 * @octets: the file; at most %PHONE_FILE_MAX_OCTETS
 * @callback: called when the far end or its server took it, or it did not work at once
 * @user_data: for @callback
 *
 * Sends a picture or a file. It is in the list before this returns, and waits like words when there is no line.
 */
void
phone_conversation_send_file_async (PhoneConversation   *self,
                                    const char          *name,
                                    const char          *type,
                                    GBytes              *octets,
                                    GAsyncReadyCallback  callback,
                                    gpointer             user_data)
{
  GTask *task;
  PhoneConversation *to;
  PhoneMessage *message;
  StoreFile row = { NULL, (char *) name, (char *) type, 0, NULL, octets };

  g_return_if_fail (PHONE_IS_CONVERSATION (self));
  g_return_if_fail (name != NULL && type != NULL && octets != NULL);

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, phone_conversation_send_file_async);
  row.size = g_bytes_get_size (octets);
  if (row.size == 0 || row.size > PHONE_FILE_MAX_OCTETS)
    {
      g_task_return_new_error (task, TRANSPORT_ERROR, TRANSPORT_ERROR_TOO_LARGE, "a file of %" G_GUINT64_FORMAT " octets",
                               row.size);
      g_object_unref (task);
      return;
    }

  if (!phone_conversation_takes_file (type))
    row.type = (char *) "application/octet-stream";
  phone_conversation_accept (self);
  to = phone_conversation_get_current (self);
  message = append (to, STORE_MESSAGE_STATE_SENDING, &row);
  phone_outbox_add (to->outbox, message, task);
}

/**
 * phone_conversation_send_file_finish:
 * @self: a conversation
 * @result: what the callback was given
 * @error: return location for the reason
 *
 * Ends phone_conversation_send_file_async().
 *
 * Returns: %TRUE when the far end or its server took it
 */
gboolean
phone_conversation_send_file_finish (PhoneConversation  *self,
                                     GAsyncResult       *result,
                                     GError            **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
