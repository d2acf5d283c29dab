/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A file comes from anybody, with a name and a kind that they chose. The name is made one that can do no harm, the kind one of
 * few that are believed only as far as the octets bear it out, and nothing opens it but the person. */

#include "config.h"

#include "phone-file-private.h"

#include <string.h>

#include "phone-file-fetch-private.h"
#include "phone-portrait.h"
#include "phone-text.h"

#define UNKNOWN_TYPE "application/octet-stream"

/* File systems take 255 octets, and somebody may add a number to it. */
#define LONGEST_NAME   120
#define LONGEST_ENDING 12

struct _PhoneFile
{
  GObject parent_instance;

  StoreDatabase *database; /* NULL: nothing is kept */
  StoreFile *row;
};

typedef struct
{
  gboolean to_draw;
} Reading;

G_DEFINE_FINAL_TYPE (PhoneFile, phone_file, G_TYPE_OBJECT)

G_DEFINE_QUARK (phone-file-error-quark, phone_file_error)

static void
phone_file_finalize (GObject *object)
{
  PhoneFile *self = PHONE_FILE (object);

  g_clear_object (&self->database);
  store_file_free (self->row);

  G_OBJECT_CLASS (phone_file_parent_class)->finalize (object);
}

static void
phone_file_class_init (PhoneFileClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = phone_file_finalize;
}

static void
phone_file_init (PhoneFile *self)
{
}

static const char *
guess_ending (const char *type)
{
  if (g_str_equal (type, "image/jpeg"))
    return ".jpg";
  return g_str_equal (type, "image/png") ? ".png" : ".bin";
}

/* The ending is what says what it is; so a name that is too long loses its middle. */
static char *
shorten (const char *name)
{
  gsize length = strlen (name);
  const char *dot = strrchr (name, '.');
  const char *ending = dot != NULL && strlen (dot) <= LONGEST_ENDING ? dot : "";
  g_autofree char *head = NULL;
  gsize room = LONGEST_NAME - strlen (ending);

  if (length <= LONGEST_NAME)
    return g_strdup (name);

  while (room > 0 && (name[room] & 0xc0) == 0x80) /* in the middle of a character */
    room--;
  head = g_strndup (name, room);
  return g_strconcat (head, ending, NULL);
}

char *
phone_file_clean_name (const char *name,
                       const char *type)
{
  g_autofree char *line = phone_text_clean_line (name != NULL ? name : "");
  const char *at = line;
  g_autofree char *base = NULL;

  for (const char *c = line; *c != '\0'; c++)
    if (*c == '/' || *c == '\\')
      at = c + 1;
  while (*at == '.' || *at == ' ' || *at == '-')
    at++;
  base = g_strdelimit (g_strdup (at), ":*?\"<>|%$`~", '_');
  g_strchomp (base);
  if (*base == '\0')
    return g_strconcat (g_str_has_prefix (type, "image/") ? "picture" : "file", guess_ending (type), NULL);
  return shorten (base);
}

char *
phone_file_clean_type (const char *type)
{
  gsize length = type != NULL ? strcspn (type, "; \t") : 0;
  g_autofree char *lower = type != NULL ? g_ascii_strdown (type, (gssize) length) : g_strdup ("");
  const char *slash = strchr (lower, '/');

  for (const char *c = lower; *c != '\0'; c++)
    if (!g_ascii_isalnum (*c) && strchr ("/.+-", *c) == NULL)
      return g_strdup (UNKNOWN_TYPE);
  if (slash == NULL || slash == lower || slash[1] == '\0' || strchr (slash + 1, '/') != NULL || length > 100)
    return g_strdup (UNKNOWN_TYPE);
  return g_steal_pointer (&lower);
}

PhoneFile *
phone_file_new (StoreDatabase   *database,
                const StoreFile *row)
{
  PhoneFile *self = g_object_new (PHONE_TYPE_FILE, NULL);
  g_autofree char *type = phone_file_clean_type (row->type);

  g_set_object (&self->database, database);
  self->row = store_file_copy (row);
  g_free (self->row->name);
  self->row->name = phone_file_clean_name (row->name, type);
  g_set_str (&self->row->type, type);
  return self;
}

const StoreFile *
phone_file_get_row (PhoneFile *self)
{
  return self->row;
}

void
phone_file_set_message (PhoneFile  *self,
                        const char *message)
{
  g_set_str (&self->row->message, message);
}

/**
 * phone_file_get_name:
 * @self: a file
 *
 * What it is called; made fit to be a file's name.
 *
 * Returns: (transfer none): the name, without a folder
 */
const char *
phone_file_get_name (PhoneFile *self)
{
  g_return_val_if_fail (PHONE_IS_FILE (self), NULL);

  return self->row->name;
}

/**
 * phone_file_get_type_name:
 * @self: a file
 *
 * What kind of file it says it is.
 *
 * Returns: (transfer none): such as "image/png"
 */
const char *
phone_file_get_type_name (PhoneFile *self)
{
  g_return_val_if_fail (PHONE_IS_FILE (self), NULL);

  return self->row->type;
}

/**
 * phone_file_get_size:
 * @self: a file
 *
 * How large it is.
 *
 * Returns: a number of octets
 */
guint64
phone_file_get_size (PhoneFile *self)
{
  g_return_val_if_fail (PHONE_IS_FILE (self), 0);

  return self->row->size;
}

/**
 * phone_file_is_picture:
 * @self: a file
 *
 * Whether it says that it is a picture of a kind that may be drawn.
 *
 * Returns: %TRUE for PNG and JPEG
 */
gboolean
phone_file_is_picture (PhoneFile *self)
{
  g_return_val_if_fail (PHONE_IS_FILE (self), FALSE);

  return g_str_equal (self->row->type, "image/png") || g_str_equal (self->row->type, "image/jpeg");
}

/**
 * phone_file_dup_host:
 * @self: a file
 *
 * From whom it would be fetched.
 *
 * Returns: (transfer full) (nullable): the name of a server; %NULL: nobody, it came with its message
 */
char *
phone_file_dup_host (PhoneFile *self)
{
  g_autoptr (GUri) url = NULL;

  g_return_val_if_fail (PHONE_IS_FILE (self), NULL);

  url = self->row->place != NULL ? g_uri_parse (self->row->place, G_URI_FLAGS_NONE, NULL) : NULL;
  return url != NULL ? g_strdup (g_uri_get_host (url)) : NULL;
}

static void
give (GTask  *task,
      GBytes *bytes)
{
  Reading *reading = g_task_get_task_data (task);
  gsize length;
  const void *octets = g_bytes_get_data (bytes, &length);

  if (!reading->to_draw || phone_portrait_is_safe (octets, length))
    g_task_return_pointer (task, g_bytes_ref (bytes), (GDestroyNotify) g_bytes_unref);
  else
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "a picture of %zu octets may not be drawn",
                             length);
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

/* What is small stays here. */
static void
keep (PhoneFile *self,
      GBytes    *octets)
{
  if (g_bytes_get_size (octets) > STORE_FILE_MAX_OCTETS)
    return;

  self->row->data = g_bytes_ref (octets);
  if (self->database != NULL && self->row->message != NULL)
    store_files_put_async (self->database, self->row, NULL, kept_cb, NULL);
}

static void
fetched_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  PhoneFile *self = g_task_get_source_object (task);
  GError *error = NULL;
  g_autoptr (GBytes) octets = phone_file_fetch_finish (result, &error);

  if (octets == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  if (self->row->data == NULL)
    keep (self, octets);
  give (task, octets);
}

/* Nothing is fetched only to be drawn: that is for the person to say. */
static void
fetch (GTask *task)
{
  PhoneFile *self = g_task_get_source_object (task);
  Reading *reading = g_task_get_task_data (task);

  if (self->row->place == NULL || reading->to_draw)
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "nothing of %s is here", self->row->name);
  else if (self->row->size > PHONE_FILE_FETCH_MAX_OCTETS)
    g_task_return_new_error (task, PHONE_FILE_ERROR, PHONE_FILE_ERROR_TOO_LARGE, "%s has %" G_GUINT64_FORMAT " octets",
                             self->row->name, self->row->size);
  else
    phone_file_fetch_async (self->row->place, g_task_get_cancellable (task), fetched_cb, g_object_ref (task));
}

static void
got_cb (GObject      *source,
        GAsyncResult *result,
        gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (GPtrArray) rows = store_files_get_finish (STORE_DATABASE (source), result, &error);
  const StoreFile *row = rows != NULL && rows->len > 0 ? g_ptr_array_index (rows, 0) : NULL;

  if (rows == NULL)
    g_task_return_error (task, error);
  else if (row == NULL || row->data == NULL)
    fetch (task);
  else
    give (task, row->data);
}

/**
 * phone_file_read_async:
 * @self: a file
 * @to_draw: whether it is to be drawn
 * @cancellable: (nullable): stops waiting only
 * @callback: called with the octets
 * @user_data: for @callback
 *
 * Reads a file; one that lies on a server is fetched, unless it is only to be drawn. What is to be drawn and is no picture, or
 * one that would unfold to more than four million dots, is an error.
 */
void
phone_file_read_async (PhoneFile           *self,
                       gboolean             to_draw,
                       GCancellable        *cancellable,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  GTask *task;
  Reading *reading;

  g_return_if_fail (PHONE_IS_FILE (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, phone_file_read_async);
  reading = g_new0 (Reading, 1);
  reading->to_draw = to_draw;
  g_task_set_task_data (task, reading, g_free);
  if (self->row->data == NULL && self->database != NULL)
    {
      store_files_get_async (self->database, self->row->message, NULL, got_cb, task);
      return;
    }
  if (self->row->data != NULL)
    give (task, self->row->data);
  else
    fetch (task);
  g_object_unref (task);
}

/**
 * phone_file_read_finish:
 * @self: a file
 * @result: what the callback was given
 * @error: return location for a #G_IO_ERROR, a #STORE_ERROR or a #PHONE_FILE_ERROR
 *
 * Ends phone_file_read_async().
 *
 * Returns: (transfer full) (nullable): the octets
 */
GBytes *
phone_file_read_finish (PhoneFile     *self,
                        GAsyncResult  *result,
                        GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
