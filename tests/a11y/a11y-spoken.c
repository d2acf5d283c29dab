/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: who looks for sentences that were never given to the translators has to know what is none: the data of
 * the scenes. They are read where they are written, so that a new scene declares its own by having them. */

#include "a11y-spoken.h"

#include "config.h"

#include <string.h>

/* What no translator of ours is asked for. */
static const char *const declared[] = {
  APPLICATION_NAME,
  /* GTK and libadwaita have translators of their own. */
  "Show Password", "Dismiss", "Clear Entry", "Search",
  /* Other programs are called what they are called. */
  "Linphone", "Twinkle", "MicroSIP", "GNOME Calls",
  /* Whom files of other programs know (import-home.h), and first names. */
  "Anna Köhler", "Amélie", "Jürgen",
  /* Of what was said on the line the very words are shown. */
  "sound verdict", "nothing arrives",
};

/* A country and how to dial it: countries have a catalogue of their own. */
#define COUNTRY "^.+  \u2066\\+[0-9]+\u2069$"

struct _A11ySpoken
{
  GHashTable *words;
  GPtrArray *formats;
};

/* One or more literals beside each other are one string. */
#define STRING "\"(?:[^\"\\\\\\n]|\\\\.)*\"(?:\\s*\"(?:[^\"\\\\\\n]|\\\\.)*\")*"
#define FORMAT "%(?:[0-9]+\\$)?[-+ #0]*[0-9]*(?:\\.[0-9]+)?(?:l|ll|h|z)?[a-zA-Z]"

static char *
replace (const char *pattern,
         const char *text,
         const char *with)
{
  g_autoptr (GRegex) regex = g_regex_new (pattern, G_REGEX_OPTIMIZE, 0, NULL);

  return g_regex_replace_literal (regex, text, -1, 0, with, 0, NULL);
}

/* A format that has no letter of its own would be everything. */
static void
add_format (A11ySpoken *self,
            const char *words)
{
  g_autofree char *own = replace (FORMAT, words, "");
  g_autofree char *escaped = g_regex_escape_string (words, -1);
  g_autofree char *open = NULL;
  g_autofree char *pattern = NULL;

  if (strpbrk (own, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ") == NULL)
    return;
  open = replace (FORMAT, escaped, ".*");
  pattern = g_strdup_printf ("^%s$", open);
  g_ptr_array_add (self->formats, g_regex_new (pattern, G_REGEX_OPTIMIZE | G_REGEX_DOTALL, 0, NULL));
}

static void
add (A11ySpoken *self,
     const char *literal)
{
  g_autofree char *inner = g_strndup (literal + 1, strlen (literal) - 2);
  g_autofree char *joined = replace ("(?<!\\\\)\"\\s*\"", inner, "");
  g_autofree char *words = g_strcompress (joined);
  g_auto (GStrv) lines = NULL;

  if (!g_utf8_validate (words, -1, NULL))
    return;
  if (strchr (words, '%') != NULL)
    add_format (self, words);
  lines = g_strsplit (words, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    g_hash_table_add (self->words, g_strdup (g_strstrip (lines[i])));
}

static void
read_file (A11ySpoken *self,
           const char *path)
{
  g_autoptr (GRegex) regex = g_regex_new ("^#include.*$(*SKIP)(*FAIL)|" STRING, G_REGEX_OPTIMIZE | G_REGEX_MULTILINE, 0, NULL);
  g_autoptr (GMatchInfo) found = NULL;
  g_autofree char *source = NULL;

  g_assert_true (g_file_get_contents (path, &source, NULL, NULL));
  for (g_regex_match (regex, source, 0, &found); g_match_info_matches (found); g_match_info_next (found, NULL))
    {
      g_autofree char *literal = g_match_info_fetch (found, 0);

      add (self, literal);
    }
}

/* The C library knows the days in every language; a format without a letter of its own is nobody's to translate. */
static void
add_days (A11ySpoken *self)
{
  static const char *const formats[] = { "%A", "%a", "%-e %b" };

  for (int day = 0; day < 366; day++)
    {
      g_autoptr (GDateTime) first = g_date_time_new_utc (2024, 1, 1, 0, 0, 0);
      g_autoptr (GDateTime) time = g_date_time_add_days (first, day);

      for (gsize i = 0; i < G_N_ELEMENTS (formats); i++)
        g_hash_table_add (self->words, g_date_time_format (time, formats[i]));
    }
}

A11ySpoken *
a11y_spoken_new (const char *folder)
{
  A11ySpoken *self = g_new0 (A11ySpoken, 1);
  g_autoptr (GDir) files = g_dir_open (folder, 0, NULL);

  g_assert_nonnull (files);
  self->words = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->formats = g_ptr_array_new_with_free_func ((GDestroyNotify) g_regex_unref);
  g_ptr_array_add (self->formats, g_regex_new (COUNTRY, G_REGEX_OPTIMIZE, 0, NULL));
  for (const char *name = g_dir_read_name (files); name != NULL; name = g_dir_read_name (files))
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_str_has_suffix (name, ".c") && (g_str_has_prefix (name, "shots-") || g_str_has_prefix (name, "scripted-")))
        read_file (self, path);
    }
  g_assert_cmpuint (g_hash_table_size (self->words), >, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (declared); i++)
    g_hash_table_add (self->words, g_strdup (declared[i]));
  add_days (self);
  return self;
}

/* Addresses, paths, sizes, keys of the keyboard and keys of a server, methods, letters of a keypad, and what a server answers. */
static gboolean
is_no_sentence (const char *words)
{
  return g_regex_match_simple ("^(?:[^ ]+@[^ ]+|~/[^ ]*|[0-9.]+[\\s\\x{a0}](?:bytes|[kM]B)|[0-9A-F ]+)$", words, 0, 0)
         || g_regex_match_simple ("^(?:Shift\\+)?(?:Ctrl\\+)?(?:Return|F[0-9]+|.?)$", words, 0, 0)
         || g_regex_match_simple ("^(?:✕ )?[1-6][0-9][0-9] [A-Z][A-Za-z/ ]*$|^[A-Z]+(?: ×[0-9]+)?$", words, 0, 0);
}

gboolean
a11y_spoken_has (A11ySpoken *self,
                 const char *words)
{
  g_autofree char *sentence = g_strconcat (words, ".", NULL);

  if (g_hash_table_contains (self->words, words) || g_hash_table_contains (self->words, sentence) || is_no_sentence (words))
    return TRUE;
  for (guint i = 0; i < self->formats->len; i++)
    if (g_regex_match (g_ptr_array_index (self->formats, i), words, 0, NULL))
      return TRUE;
  return FALSE;
}

void
a11y_spoken_free (A11ySpoken *self)
{
  g_hash_table_unref (self->words);
  g_ptr_array_unref (self->formats);
  g_free (self);
}
