/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A file is known by what is in it and not by its name: a person may have copied it from another computer and called it
 * something else. Everything here waits for the disk, and is for a thread. */

#include "config.h"

#include "phone-import-files-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "phone-provision-private.h"
#include "phone-vcard.h"
#include "store-foreign.h"

#define LARGEST_TEXT (16 * 1024 * 1024)
#define CHUNK (256 * 1024)

static GBytes *
read_all (GFile         *file,
          GCancellable  *cancellable,
          GError       **error)
{
  g_autoptr (GFileInputStream) stream = g_file_read (file, cancellable, error);
  g_autoptr (GByteArray) data = g_byte_array_new ();

  while (stream != NULL)
    {
      g_autoptr (GBytes) chunk = g_input_stream_read_bytes (G_INPUT_STREAM (stream), CHUNK, cancellable, error);

      if (chunk == NULL)
        return NULL;
      if (g_bytes_get_size (chunk) == 0)
        return g_byte_array_free_to_bytes (g_steal_pointer (&data));
      if (data->len + g_bytes_get_size (chunk) > LARGEST_TEXT)
        {
          g_set_error (error, G_IO_ERROR, G_IO_ERROR_MESSAGE_TOO_LARGE, "more than %d octets", LARGEST_TEXT);
          return NULL;
        }
      g_byte_array_append (data, g_bytes_get_data (chunk, NULL), (guint) g_bytes_get_size (chunk));
    }
  return NULL;
}

/* The passwords of GNOME Calls are in the keyring, by the name of the server and of the person. */
static void
look_for_passwords (PhoneImportBundle *bundle,
                    guint              first,
                    GCancellable      *cancellable)
{
  for (guint n = first; n < bundle->accounts->len; n++)
    {
      PhoneImportAccount *account = g_ptr_array_index (bundle->accounts, n);
      const char *at = strrchr (account->address, '@');
      g_autofree char *user = g_strndup (account->address, (gsize) (at - account->address));
      const char *attributes[] = { "server", at + 1, "username", user, "protocol", "sip", NULL };
      g_autoptr (GError) error = NULL;

      account->password = store_foreign_lookup_secret ("sm.puri.Calls", attributes, cancellable, &error);
      if (error != NULL)
        return; /* the next one would fail as well; they are asked for */
    }
}

typedef void (*TakeRows) (PhoneImportBundle *bundle, GPtrArray *rows);

static gboolean
read_database (PhoneImportBundle *bundle,
               const char        *path,
               GCancellable      *cancellable)
{
  static const struct
  {
    const char *sql;
    TakeRows take;
  } tables[] = {
    { PHONE_IMPORT_GNOME_CALLS, phone_import_gnome_read_calls },
    { PHONE_IMPORT_LINPHONE_CALLS_NEW, phone_import_linphone_read_calls },
    { PHONE_IMPORT_LINPHONE_CALLS_OLD, phone_import_linphone_read_calls },
    { PHONE_IMPORT_LINPHONE_FRIENDS_NEW, phone_import_linphone_read_friends },
    { PHONE_IMPORT_LINPHONE_FRIENDS_OLD, phone_import_linphone_read_friends },
  };
  gboolean known = FALSE;

  for (guint n = 0; n < G_N_ELEMENTS (tables); n++)
    {
      g_autoptr (GPtrArray) rows =
        store_foreign_read_rows (path, tables[n].sql, PHONE_IMPORT_MOST_CALLS, cancellable, NULL);

      if (rows == NULL)
        continue; /* there is no such table */
      known = TRUE;
      tables[n].take (bundle, rows);
    }
  return known;
}

static gboolean
read_settings (PhoneImportBundle *bundle,
               const char        *name,
               GBytes            *data,
               GCancellable      *cancellable)
{
  gsize length;
  const char *text = g_bytes_get_data (data, &length);
  g_autoptr (PhoneImportIni) ini = phone_import_ini_read (text, length);
  guint before = bundle->accounts->len;

  if (phone_import_ini_get (ini, "", "user_name") != NULL)
    phone_import_twinkle_read_profile (bundle, name, text, length);
  else if (phone_import_ini_has (ini, "Account1") || phone_import_ini_has (ini, "Calls"))
    phone_import_microsip_read_settings (bundle, text, length);
  else if (phone_import_ini_has (ini, "proxy_0") || phone_import_ini_has (ini, "sip"))
    phone_import_linphone_take_config (bundle, ini);
  else
    {
      phone_import_gnome_read_accounts (bundle, text, length);
      look_for_passwords (bundle, before, cancellable);
      return bundle->accounts->len > before;
    }
  return TRUE;
}

static void
read_cards (PhoneImportBundle *bundle,
            const char        *text,
            gsize              length)
{
  g_autoptr (PhoneVcards) cards = phone_vcard_read (text, length);

  for (guint n = 0; n < MIN (cards->people->len, PHONE_IMPORT_MOST_PEOPLE); n++)
    g_ptr_array_add (bundle->people, store_person_copy (g_ptr_array_index (cards->people, n)));
  if (cards->refusals->len > 0)
    phone_import_bundle_note (bundle, _("Some people could not be read from their cards, and were left out."));
}

/* By its first letters. */
static gboolean
read_text (PhoneImportBundle *bundle,
           const char        *name,
           GBytes            *data,
           GCancellable      *cancellable)
{
  gsize length;
  const char *raw = g_bytes_get_data (data, &length);
  g_autofree char *text = phone_import_text_decode (raw != NULL ? raw : "", length);
  const char *begin = text;

  if (text == NULL)
    return FALSE;
  while (g_ascii_isspace (*begin))
    begin++;
  if (g_ascii_strncasecmp (begin, "BEGIN:VCARD", 11) == 0)
    read_cards (bundle, begin, strlen (begin));
  else if (g_str_has_prefix (begin, "first_name|"))
    phone_import_twinkle_read_people (bundle, raw, length);
  else if (g_str_has_prefix (begin, "time_start|"))
    phone_import_twinkle_read_calls (bundle, raw, length);
  else if (*begin == '<' && strstr (begin, "<contacts") != NULL)
    phone_import_microsip_read_people (bundle, raw, length);
  else if (*begin == '<' || *begin == '{')
    return phone_provision_read (bundle, begin, NULL);
  else
    return read_settings (bundle, name, data, cancellable);
  return TRUE;
}

static char *
name_without_suffix (GFile *file)
{
  char *name = g_file_get_basename (file);
  char *dot = name != NULL ? strrchr (name, '.') : NULL;

  if (dot != NULL)
    *dot = '\0';
  return name;
}

/*< private >
 * phone_import_read_file:
 * @bundle: what was found
 * @file: a file of another telephone
 * @cancellable: (nullable): ends it
 * @error: return location for a #GIOErrorEnum; %G_IO_ERROR_NOT_SUPPORTED: it is of no telephone that is known here
 *
 * Reads a file, whatever it is. Waits for the disk.
 *
 * Returns: %TRUE when it was known
 */
gboolean
phone_import_read_file (PhoneImportBundle  *bundle,
                        GFile              *file,
                        GCancellable       *cancellable,
                        GError            **error)
{
  static const char database_mark[] = "SQLite format 3";
  g_autofree char *path = g_file_get_path (file);
  g_autofree char *name = name_without_suffix (file);
  g_autoptr (GFileInputStream) stream = g_file_read (file, cancellable, error);
  char mark[sizeof database_mark] = { 0 };
  g_autoptr (GBytes) data = NULL;
  gboolean known;

  if (stream == NULL || !g_input_stream_read_all (G_INPUT_STREAM (stream), mark, sizeof mark, NULL, cancellable, error))
    return FALSE;
  if (path != NULL && memcmp (mark, database_mark, sizeof mark) == 0)
    known = read_database (bundle, path, cancellable);
  else
    {
      data = read_all (file, cancellable, error);
      if (data == NULL)
        return FALSE;
      known = read_text (bundle, name, data, cancellable);
    }
  if (!known)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, "%s is of no telephone that is known here", name);
  return known;
}
