/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Files of cards, in and out. Reading is done in a thread, for a file may be slow, large, or made by an enemy; what comes
 * of it is told in sentences, because who lost three of two hundred friends wants to know which. */

#include "config.h"

#include "phone-people-private.h"

#include <glib/gi18n-lib.h>

#include "phone-vcard.h"
#include "phone-words.h"
#include "store-people.h"

#define LARGEST_FILE (64 * 1024 * 1024)
#define CHUNK (256 * 1024)
/* More sentences than this nobody reads. */
#define MOST_SENTENCES 100

/**
 * phone_import_free:
 * @import: (transfer full): what became of a file
 *
 * Frees the account of an import.
 */
void
phone_import_free (PhoneImport *import)
{
  g_return_if_fail (import != NULL);

  g_ptr_array_unref (import->refused);
  g_free (import);
}

static GBytes *
read_all (GFile         *file,
          GCancellable  *cancellable,
          GError       **error)
{
  g_autoptr (GFileInputStream) stream = g_file_read (file, cancellable, error);
  g_autoptr (GByteArray) data = g_byte_array_new ();

  if (stream == NULL)
    return NULL;

  for (;;)
    {
      g_autoptr (GBytes) chunk = g_input_stream_read_bytes (G_INPUT_STREAM (stream), CHUNK, cancellable, error);

      if (chunk == NULL)
        return NULL;
      if (g_bytes_get_size (chunk) == 0)
        return g_byte_array_free_to_bytes (g_steal_pointer (&data));
      if (data->len + g_bytes_get_size (chunk) > LARGEST_FILE)
        {
          g_set_error (error, PHONE_VCARD_ERROR, PHONE_VCARD_ERROR_TOO_LARGE, "more than %d octets", LARGEST_FILE);
          return NULL;
        }
      g_byte_array_append (data, g_bytes_get_data (chunk, NULL), (guint) g_bytes_get_size (chunk));
    }
}

static void
read_in_thread (GTask        *task,
                gpointer      source,
                gpointer      task_data,
                GCancellable *cancellable)
{
  GError *error = NULL;
  g_autoptr (GBytes) data = read_all (task_data, cancellable, &error);
  const char *text;
  gsize length;

  if (data == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  text = g_bytes_get_data (data, &length);
  g_task_return_pointer (task, phone_vcard_read (text != NULL ? text : "", length),
                         (GDestroyNotify) phone_vcards_free);
}

static char *
write_refusal (const PhoneVcardRefusal *refusal)
{
  g_autofree char *why = phone_words_for_error (refusal->error);

  if (refusal->name != NULL)
    /* Translators: %s is a person in a file, %u the line, and the last %s says what is wrong: a sentence. */
    return g_strdup_printf (_("%s (line %u): %s"), refusal->name, refusal->line, why);
  /* Translators: a line of a file, and what is wrong: a sentence. */
  return g_strdup_printf (_("Line %u: %s"), refusal->line, why);
}

static PhoneImport *
import_cards (PhonePeople       *self,
              const PhoneVcards *cards)
{
  PhoneImport *import = g_new0 (PhoneImport, 1);

  import->refused = g_ptr_array_new_with_free_func (g_free);
  for (guint n = 0; n < MIN (cards->refusals->len, MOST_SENTENCES); n++)
    g_ptr_array_add (import->refused, write_refusal (g_ptr_array_index (cards->refusals, n)));
  phone_people_merge (self, cards->people, import);
  return import;
}

/* A file without a single card is no address book; anything better is an import with a report. */
static gboolean
is_no_file_of_cards (const PhoneVcards *cards)
{
  const PhoneVcardRefusal *first = cards->refusals->len > 0 ? g_ptr_array_index (cards->refusals, 0) : NULL;

  return first != NULL && g_error_matches (first->error, PHONE_VCARD_ERROR, PHONE_VCARD_ERROR_NOT_CARDS);
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  PhonePeople *self = PHONE_PEOPLE (source);
  g_autoptr (GTask) task = user_data;
  g_autoptr (PhoneVcards) cards = NULL;
  GError *error = NULL;

  cards = g_task_propagate_pointer (G_TASK (result), &error);
  if (cards == NULL)
    g_task_return_error (task, error);
  else if (is_no_file_of_cards (cards))
    g_task_return_new_error_literal (task, PHONE_VCARD_ERROR, PHONE_VCARD_ERROR_NOT_CARDS, "no card in the file");
  else
    g_task_return_pointer (task, import_cards (self, cards), (GDestroyNotify) phone_import_free);
}

/**
 * phone_people_import_async:
 * @self: people
 * @file: cards of another address book: vCard 2.1, 3.0 (RFC 2426) or 4.0 (RFC 6350)
 * @cancellable: (nullable): calls it off
 * @callback: called when everybody is in the list
 * @user_data: for @callback
 *
 * Adds those of a file who are not here yet, and to those who are what they lack.
 */
void
phone_people_import_async (PhonePeople         *self,
                           GFile               *file,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  g_autoptr (GTask) reading = NULL;
  GTask *task;

  g_return_if_fail (PHONE_IS_PEOPLE (self));
  g_return_if_fail (G_IS_FILE (file));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, phone_people_import_async);
  reading = g_task_new (self, cancellable, read_cb, task);
  g_task_set_task_data (reading, g_object_ref (file), g_object_unref);
  g_task_run_in_thread (reading, read_in_thread);
}

/**
 * phone_people_import_finish:
 * @self: people
 * @result: what the callback was given
 * @error: return location for a #GIOErrorEnum, or a #PhoneVcardError where the file holds no cards
 *
 * Ends phone_people_import_async().
 *
 * Returns: (transfer full) (nullable): what became of the file
 */
PhoneImport *
phone_people_import_finish (PhonePeople   *self,
                            GAsyncResult  *result,
                            GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
replaced_cb (GObject      *source,
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

/* @pictures: id → GBytes. */
static void
write_file (GTask      *task,
            GHashTable *pictures)
{
  PhonePeople *self = g_task_get_source_object (task);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GBytes) data = NULL;

  for (guint n = 0; n < g_list_model_get_n_items (G_LIST_MODEL (self)); n++)
    {
      g_autoptr (PhonePerson) person = g_list_model_get_item (G_LIST_MODEL (self), n);
      g_autoptr (StorePerson) row = store_person_copy (phone_person_get_row (person));
      GBytes *picture = g_hash_table_lookup (pictures, row->id);

      if (row->picture == NULL && row->has_picture && picture != NULL)
        row->picture = g_bytes_ref (picture);
      phone_vcard_write (text, row, PHONE_VCARD_VERSION_3);
    }
  data = g_string_free_to_bytes (g_steal_pointer (&text));
  g_file_replace_contents_bytes_async (g_task_get_task_data (task), data, NULL, FALSE, G_FILE_CREATE_PRIVATE,
                                       g_task_get_cancellable (task), replaced_cb, g_object_ref (task));
}

static void
pictures_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GHashTable) pictures = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) rows = NULL;
  GError *error = NULL;

  rows = store_people_list_finish (STORE_DATABASE (source), result, &error);
  if (rows == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  for (guint n = 0; n < rows->len; n++)
    {
      StorePerson *row = g_ptr_array_index (rows, n);

      if (row->picture != NULL)
        g_hash_table_insert (pictures, row->id, row->picture);
    }
  write_file (task, pictures);
}

/**
 * phone_people_export_async:
 * @self: people
 * @file: where to; replaced when it is there
 * @cancellable: (nullable): calls it off
 * @callback: called when the file is whole
 * @user_data: for @callback
 *
 * Writes everybody into a file, as vCard 3.0 (RFC 2426), for the owner's eyes only.
 */
void
phone_people_export_async (PhonePeople         *self,
                           GFile               *file,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  g_autoptr (GHashTable) none = NULL;
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (PHONE_IS_PEOPLE (self));
  g_return_if_fail (G_IS_FILE (file));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, phone_people_export_async);
  g_task_set_task_data (task, g_object_ref (file), g_object_unref);
  none = g_hash_table_new (g_str_hash, g_str_equal);
  if (phone_people_get_database (self) == NULL)
    write_file (task, none);
  else
    store_people_list_async (phone_people_get_database (self), TRUE, cancellable, pictures_cb, g_object_ref (task));
}

/**
 * phone_people_export_finish:
 * @self: people
 * @result: what the callback was given
 * @error: return location for the reason
 *
 * Ends phone_people_export_async().
 *
 * Returns: %TRUE when the file is whole
 */
gboolean
phone_people_export_finish (PhonePeople   *self,
                            GAsyncResult  *result,
                            GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
