/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* All past calls in a file of their own: read by the page, so that years of calls never wait in a row for the disk. */

#include "config.h"

#include "phone-history-file.h"

#include "phone-history-csv.h"
#include "phone-history-private.h"
#include "phone-names.h"
#include "phone-private.h"
#include "store-call-log.h"

#define PAGE 500 /* calls */

typedef struct
{
  GFile *file;
  GString *text;
} Export;

static void
export_free (gpointer data)
{
  Export *export = data;

  g_object_unref (export->file);
  g_string_free (export->text, TRUE);
  g_free (export);
}

static void
written_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (g_file_replace_contents_finish (G_FILE (source), result, NULL, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
write_file (GTask *task)
{
  Export *export = g_task_get_task_data (task);
  g_autoptr (GBytes) bytes = g_bytes_new (export->text->str, export->text->len);

  g_file_replace_contents_bytes_async (export->file, bytes, NULL, FALSE, G_FILE_CREATE_PRIVATE,
                                       g_task_get_cancellable (task), written_cb, task);
}

static void
add_call (Phone           *phone,
          GString         *text,
          const StoreCall *call)
{
  g_autoptr (PhoneHistoryEntry) entry = phone_history_entry_new (call);
  g_autofree char *line = NULL;

  phone_names_tell (phone->names, entry);
  line = phone_history_csv_dup_line (entry);
  g_string_append (text, line);
}

static void read_page (GTask      *task,
                       const char *before);

static void
listed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Export *export = g_task_get_task_data (task);
  g_autoptr (GPtrArray) calls = NULL;
  GError *error = NULL;

  calls = store_call_log_list_finish (STORE_DATABASE (source), result, &error);
  if (calls == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  for (guint n = 0; n < calls->len; n++)
    add_call (g_task_get_source_object (task), export->text, g_ptr_array_index (calls, n));
  if (calls->len < PAGE)
    write_file (g_steal_pointer (&task));
  else
    read_page (g_steal_pointer (&task), ((StoreCall *) g_ptr_array_index (calls, calls->len - 1))->id);
}

static void
read_page (GTask      *task,
           const char *before)
{
  Phone *phone = g_task_get_source_object (task);

  store_call_log_list_async (phone->database, STORE_CALL_LOG_ALL, before, PAGE, g_task_get_cancellable (task), listed_cb,
                             task);
}

/**
 * phone_export_history_async:
 * @phone: a phone
 * @file: what is written, or replaced
 * @cancellable: (nullable): stops it
 * @callback: called when it is written
 * @user_data: for @callback
 *
 * Writes all past calls into a table (RFC 4180).
 */
void
phone_export_history_async (Phone               *phone,
                            GFile               *file,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  g_autofree char *head = NULL;
  Export *export;
  GTask *task;

  g_return_if_fail (PHONE_IS_PHONE (phone));
  g_return_if_fail (G_IS_FILE (file));

  task = g_task_new (phone, cancellable, callback, user_data);
  g_task_set_source_tag (task, phone_export_history_async);
  head = phone_history_csv_dup_head ();
  export = g_new0 (Export, 1);
  *export = (Export) { g_object_ref (file), g_string_new (head) };
  g_task_set_task_data (task, export, export_free);
  read_page (task, NULL);
}

/**
 * phone_export_history_finish:
 * @phone: a phone
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Ends phone_export_history_async().
 *
 * Returns: %TRUE when the file is there
 */
gboolean
phone_export_history_finish (Phone         *phone,
                             GAsyncResult  *result,
                             GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, phone), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
