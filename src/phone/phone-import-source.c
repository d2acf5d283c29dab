/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Other telephones keep their files in places that are known, so nobody has to look for them; where this program may
 * not look, a person chooses a file. Looking and reading is done in a thread. */

#include "config.h"

#include "phone-import-source.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "phone-import-files-private.h"
#include "phone-import-plan-private.h"
#include "phone-text.h"

#define MOST_FILES 50

struct _PhoneImportSource
{
  GObject parent_instance;

  char *title;
  char *place;
  GPtrArray *files; /* GFile, in the order in which they are read */
};

G_DEFINE_FINAL_TYPE (PhoneImportSource, phone_import_source, G_TYPE_OBJECT)

/* A star stands for any name of one folder or file. What names others comes behind what is named. */
static const struct
{
  const char *title;
  const char *places[7];
} telephones[] = {
  { "GNOME Calls",
    { ".config/calls/sip-account.cfg", ".var/app/org.gnome.Calls/config/calls/sip-account.cfg",
      ".local/share/calls/records.db", ".var/app/org.gnome.Calls/data/calls/records.db" } },
  { "Linphone",
    { ".config/linphone/linphonerc", ".linphonerc",
      ".var/app/com.belledonnecommunications.linphone/config/linphone/linphonerc", ".local/share/linphone/linphone.db",
      ".local/share/linphone/friends.db",
      ".var/app/com.belledonnecommunications.linphone/data/linphone/linphone.db" } },
  { "Twinkle", { ".twinkle/*.cfg", ".twinkle/twinkle.ab", ".twinkle/twinkle.ch" } },
  { "MicroSIP",
    { ".wine/drive_c/users/*/AppData/Roaming/MicroSIP/*icro*.ini",
      ".wine/drive_c/users/*/AppData/Roaming/MicroSIP/Contacts.xml" } },
};

static void
phone_import_source_finalize (GObject *object)
{
  PhoneImportSource *self = PHONE_IMPORT_SOURCE (object);

  g_free (self->title);
  g_free (self->place);
  g_ptr_array_unref (self->files);
  G_OBJECT_CLASS (phone_import_source_parent_class)->finalize (object);
}

static void
phone_import_source_class_init (PhoneImportSourceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = phone_import_source_finalize;
}

static void
phone_import_source_init (PhoneImportSource *self)
{
  self->files = g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * phone_import_source_new:
 * @file: a file that a person chose
 *
 * Returns: (transfer full): a source of this file alone
 */
PhoneImportSource *
phone_import_source_new (GFile *file)
{
  PhoneImportSource *self;
  g_autofree char *name = NULL;
  g_autofree char *place = NULL;

  g_return_val_if_fail (G_IS_FILE (file), NULL);

  self = g_object_new (PHONE_TYPE_IMPORT_SOURCE, NULL);
  name = g_file_get_basename (file);
  place = g_file_get_parse_name (file);
  self->title = phone_text_clean_line (name != NULL ? name : "");
  self->place = phone_text_clean_line (place);
  g_ptr_array_add (self->files, g_object_ref (file));
  return self;
}

/**
 * phone_import_source_get_title:
 * @self: a source
 *
 * Returns: (transfer none): the name of the telephone, or of the file
 */
const char *
phone_import_source_get_title (PhoneImportSource *self)
{
  g_return_val_if_fail (PHONE_IS_IMPORT_SOURCE (self), NULL);

  return self->title;
}

/**
 * phone_import_source_get_place:
 * @self: a source
 *
 * Returns: (transfer none): where it is
 */
const char *
phone_import_source_get_place (PhoneImportSource *self)
{
  g_return_val_if_fail (PHONE_IS_IMPORT_SOURCE (self), NULL);

  return self->place;
}

/* @rest: "folder/" "*" "/file"; what there is of it below @folder. */
static void
expand (GPtrArray  *files,
        const char *folder,
        const char *rest)
{
  const char *slash = strchr (rest, '/');
  g_autofree char *part = slash != NULL ? g_strndup (rest, (gsize) (slash - rest)) : g_strdup (rest);
  g_autoptr (GDir) dir = NULL;
  const char *name = part;

  if (strchr (part, '*') != NULL)
    {
      dir = g_dir_open (folder, 0, NULL);
      name = dir != NULL ? g_dir_read_name (dir) : NULL;
    }
  for (; name != NULL && files->len < MOST_FILES; name = dir != NULL ? g_dir_read_name (dir) : NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (dir != NULL && !g_pattern_match_simple (part, name))
        continue;
      if (slash != NULL)
        expand (files, path, slash + 1);
      else if (g_file_test (path, G_FILE_TEST_IS_REGULAR))
        g_ptr_array_add (files, g_file_new_for_path (path));
    }
}

/* "~/.config/calls". */
static char *
write_place (const char *home,
             GFile      *file)
{
  g_autoptr (GFile) folder = g_file_get_parent (file);
  g_autoptr (GFile) root = g_file_new_for_path (home);
  g_autofree char *below = g_file_get_relative_path (root, folder);
  g_autofree char *place = below != NULL ? g_build_filename ("~", below, NULL) : g_strdup ("~");

  return phone_text_clean_line (place);
}

static void
find_in_thread (GTask        *task,
                gpointer      source,
                gpointer      task_data,
                GCancellable *cancellable)
{
  GListStore *found = g_list_store_new (PHONE_TYPE_IMPORT_SOURCE);

  for (guint n = 0; n < G_N_ELEMENTS (telephones); n++)
    {
      g_autoptr (PhoneImportSource) self = g_object_new (PHONE_TYPE_IMPORT_SOURCE, NULL);

      for (guint k = 0; k < G_N_ELEMENTS (telephones[n].places) && telephones[n].places[k] != NULL; k++)
        expand (self->files, task_data, telephones[n].places[k]);
      if (self->files->len == 0)
        continue;
      self->title = g_strdup (telephones[n].title);
      self->place = write_place (task_data, g_ptr_array_index (self->files, 0));
      g_list_store_append (found, self);
    }
  g_task_return_pointer (task, found, g_object_unref);
}

/**
 * phone_import_find_async:
 * @home: (nullable): below which folder; %NULL: the person's own
 * @cancellable: (nullable): stops waiting only
 * @callback: called with what there is
 * @user_data: for @callback
 *
 * Looks for the files of other telephones.
 */
void
phone_import_find_async (const char          *home,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, phone_import_find_async);
  g_task_set_task_data (task, g_strdup (home != NULL ? home : g_get_home_dir ()), g_free);
  g_task_run_in_thread (task, find_in_thread);
}

/**
 * phone_import_find_finish:
 * @result: what the callback was given
 * @error: return location: it was called off
 *
 * Ends phone_import_find_async().
 *
 * Returns: (transfer full) (nullable): a list of #PhoneImportSource, perhaps empty
 */
GListModel *
phone_import_find_finish (GAsyncResult  *result,
                          GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
read_in_thread (GTask        *task,
                gpointer      source,
                gpointer      task_data,
                GCancellable *cancellable)
{
  PhoneImportSource *self = source;
  g_autoptr (PhoneImportBundle) bundle = phone_import_bundle_new ();
  GError *first = NULL;
  guint n_read = 0;

  for (guint n = 0; n < self->files->len; n++)
    {
      GFile *file = g_ptr_array_index (self->files, n);
      g_autofree char *name = g_file_get_basename (file);
      g_autofree char *shown = phone_text_clean_line (name != NULL ? name : "");
      g_autofree char *note = NULL;

      if (phone_import_read_file (bundle, file, cancellable, first == NULL ? &first : NULL))
        {
          n_read++;
          continue;
        }
      /* Translators: %s is the name of a file. */
      note = g_strdup_printf (_("“%s” could not be read."), shown);
      phone_import_bundle_note (bundle, note);
    }
  if (n_read == 0 && first != NULL)
    {
      g_task_return_error (task, first);
      return;
    }
  g_clear_error (&first);
  g_task_return_pointer (task, g_steal_pointer (&bundle), (GDestroyNotify) phone_import_bundle_free);
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  PhoneImportBundle *bundle = g_task_propagate_pointer (G_TASK (result), &error);

  if (bundle != NULL)
    g_task_return_pointer (task, phone_import_plan_new (g_task_get_task_data (task), bundle), g_object_unref);
  else
    g_task_return_error (task, error);
}

/**
 * phone_import_source_read_async:
 * @self: a source
 * @phone: where it would come over to
 * @cancellable: (nullable): ends it
 * @callback: called with a plan
 * @user_data: for @callback
 *
 * Reads the files of another telephone. The keyring may ask the person whether it may be opened.
 */
void
phone_import_source_read_async (PhoneImportSource   *self,
                                Phone               *phone,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  g_autoptr (GTask) reading = NULL;
  GTask *task;

  g_return_if_fail (PHONE_IS_IMPORT_SOURCE (self));
  g_return_if_fail (PHONE_IS_PHONE (phone));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, phone_import_source_read_async);
  g_task_set_task_data (task, g_object_ref (phone), g_object_unref);
  reading = g_task_new (self, cancellable, read_cb, task);
  g_task_run_in_thread (reading, read_in_thread);
}

/**
 * phone_import_source_read_finish:
 * @self: a source
 * @result: what the callback was given
 * @error: return location for a #GIOErrorEnum: no file could be read; %G_IO_ERROR_NOT_SUPPORTED: none is known
 *
 * Ends phone_import_source_read_async().
 *
 * Returns: (transfer full) (nullable): what would come over
 */
PhoneImportPlan *
phone_import_source_read_finish (PhoneImportSource  *self,
                                 GAsyncResult       *result,
                                 GError            **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
