/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* GKeyFile gives up on a whole file for one bad line, and knows no UTF-16; the files of other telephones have both. */

#include "config.h"

#include "phone-import-ini.h"

#include <string.h>

#define LARGEST_TEXT (16 * 1024 * 1024)
#define MOST_VALUES 200000
#define LONGEST_VALUE 8192

struct _PhoneImportIni
{
  GPtrArray *names;     /* char *: of the sections, in their order */
  GHashTable *sections; /* char * → GHashTable of char * → char * */
  guint n_values;
};

/*< private >
 * phone_import_text_decode:
 * @data: what is in a file
 * @length: octets of it
 *
 * Reads a text whose letters nobody names.
 *
 * Returns: (transfer full) (nullable): UTF-8; %NULL: it is no text
 */
char *
phone_import_text_decode (const char *data,
                          gsize       length)
{
  if (length > LARGEST_TEXT)
    return NULL;
  if (length == 0)
    return g_strdup (""); /* and data may be none */
  if (length >= 2 && memcmp (data, "\xff\xfe", 2) == 0)
    return g_convert (data + 2, (gssize) (length - 2), "UTF-8", "UTF-16LE", NULL, NULL, NULL);
  if (length >= 2 && memcmp (data, "\xfe\xff", 2) == 0)
    return g_convert (data + 2, (gssize) (length - 2), "UTF-8", "UTF-16BE", NULL, NULL, NULL);
  if (memchr (data, '\0', length) != NULL)
    return NULL;
  if (length >= 3 && memcmp (data, "\xef\xbb\xbf", 3) == 0)
    return g_utf8_make_valid (data + 3, (gssize) (length - 3));
  if (g_utf8_validate_len (data, length, NULL))
    return g_strndup (data, length);
  return g_convert_with_fallback (data, (gssize) length, "UTF-8", "WINDOWS-1252", "?", NULL, NULL, NULL);
}

/*< private >
 * phone_import_ini_new:
 *
 * Returns: (transfer full): no sections
 */
PhoneImportIni *
phone_import_ini_new (void)
{
  PhoneImportIni *ini = g_new0 (PhoneImportIni, 1);

  ini->names = g_ptr_array_new_with_free_func (g_free);
  ini->sections = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_hash_table_unref);
  return ini;
}

/*< private >
 * phone_import_ini_free:
 * @ini: (transfer full): sections
 *
 * Frees them.
 */
void
phone_import_ini_free (PhoneImportIni *ini)
{
  g_ptr_array_unref (ini->names);
  g_hash_table_unref (ini->sections);
  g_free (ini);
}

static GHashTable *
get_section (PhoneImportIni *ini,
             const char     *name)
{
  GHashTable *section = g_hash_table_lookup (ini->sections, name);

  if (section == NULL)
    {
      section = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
      g_hash_table_insert (ini->sections, g_strdup (name), section);
      g_ptr_array_add (ini->names, g_strdup (name));
    }
  return section;
}

/*< private >
 * phone_import_ini_set:
 * @ini: sections
 * @section: the name of one
 * @key: a name in it
 * @value: what it says
 *
 * Sets a value; of far too many or far too long ones the rest is ignored.
 */
void
phone_import_ini_set (PhoneImportIni *ini,
                      const char     *section,
                      const char     *key,
                      const char     *value)
{
  if (ini->n_values >= MOST_VALUES || strlen (value) > LONGEST_VALUE)
    return;

  ini->n_values++;
  g_hash_table_insert (get_section (ini, section), g_ascii_strdown (key, -1), g_strdup (value));
}

static void
read_line (PhoneImportIni *ini,
           char           *line,
           char          **section)
{
  char *equals;

  g_strstrip (line);
  if (*line == '\0' || *line == '#' || *line == ';')
    return;
  if (*line == '[' && strchr (line, ']') != NULL)
    {
      *strchr (line, ']') = '\0';
      g_set_str (section, line + 1);
      return;
    }
  equals = strchr (line, '=');
  if (equals == NULL || equals == line)
    return;
  *equals = '\0';
  phone_import_ini_set (ini, *section, g_strchomp (line), g_strchug (equals + 1));
}

/* Octet by octet, so that no line costs a look at all that follow; *next is NULL after the last one. */
static char *
cut_line (char **next)
{
  char *line = *next;
  char *end = line;

  while (*end != '\0' && *end != '\r' && *end != '\n')
    end++;
  *next = *end != '\0' ? end + 1 : NULL;
  *end = '\0';
  return line;
}

/*< private >
 * phone_import_ini_read:
 * @data: what is in a file
 * @length: octets of it
 *
 * Reads sections of keys and values, and skips what is none.
 *
 * Returns: (transfer full): what there is
 */
PhoneImportIni *
phone_import_ini_read (const char *data,
                       gsize       length)
{
  PhoneImportIni *ini = phone_import_ini_new ();
  g_autofree char *text = phone_import_text_decode (data, length);
  g_autofree char *section = g_strdup ("");
  char *next = text;

  while (next != NULL)
    read_line (ini, cut_line (&next), &section);
  return ini;
}

/*< private >
 * phone_import_ini_get:
 * @ini: sections
 * @section: the name of one
 * @key: a name in it
 *
 * Returns: (transfer none) (nullable): what it says; %NULL: nothing
 */
const char *
phone_import_ini_get (PhoneImportIni *ini,
                      const char     *section,
                      const char     *key)
{
  GHashTable *values = g_hash_table_lookup (ini->sections, section);
  g_autofree char *folded = g_ascii_strdown (key, -1);
  const char *value = values != NULL ? g_hash_table_lookup (values, folded) : NULL;

  return value != NULL && *value != '\0' ? value : NULL;
}

/*< private >
 * phone_import_ini_has:
 * @ini: sections
 * @section: the name of one
 *
 * Returns: whether it is there, with anything in it
 */
gboolean
phone_import_ini_has (PhoneImportIni *ini,
                      const char     *section)
{
  return g_hash_table_contains (ini->sections, section);
}

/*< private >
 * phone_import_ini_get_section:
 * @ini: sections
 * @position: 0, 1, …
 *
 * Returns: (transfer none) (nullable): its name; %NULL: there are no more
 */
const char *
phone_import_ini_get_section (PhoneImportIni *ini,
                              guint           position)
{
  return position < ini->names->len ? g_ptr_array_index (ini->names, position) : NULL;
}
