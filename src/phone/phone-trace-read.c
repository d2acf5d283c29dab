/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: a trace leaves the machine as text, in a letter or a file. Whoever gets it must be able to look at it
 * as if it had happened here. */

#include "config.h"

#include "phone-trace-read.h"

#include "phone-trace-private.h"

#include <string.h>

#define MAX_HEADING 512

typedef struct
{
  char   **words; /* time, arrow, scheme, account; NULL: nothing has begun */
  GString *text;
  guint    n_read;
} Reader;

/* "12:34:56.123456 >>> wss anna@example.org"; NULL: something else. */
static char **
read_heading (const char *line)
{
  static const char *const arrows[] = { ">>>", "<<<", "***", NULL };
  g_auto (GStrv) words = NULL;

  if (!g_ascii_isdigit (*line) || strlen (line) > MAX_HEADING)
    return NULL;
  words = g_strsplit (line, " ", 4);
  if (g_strv_length (words) != 4 || !g_strv_contains (arrows, words[1]))
    return NULL;
  if (strlen (words[0]) != strlen ("12:34:56.123456") || words[0][2] != ':' || words[0][5] != ':' || words[0][8] != '.'
      || strspn (words[0], "0123456789:.") != strlen (words[0]))
    return NULL;

  return g_steal_pointer (&words);
}

static gint64
read_time (const char *time)
{
  gint64 hours = g_ascii_strtoll (time, NULL, 10);
  gint64 minutes = g_ascii_strtoll (time + 3, NULL, 10);
  gint64 seconds = g_ascii_strtoll (time + 6, NULL, 10);

  return ((hours * 60 + minutes) * 60 + seconds) * G_USEC_PER_SEC + g_ascii_strtoll (time + 9, NULL, 10);
}

static void
finish_entry (Reader             *reader,
              PhoneTraceReadFunc  func,
              gpointer            user_data)
{
  PhoneTraceWords words;

  /* Its last line is ended for it, and below it stands an empty one that is not its own. */
  if (g_str_has_suffix (reader->text->str, "\n\n"))
    g_string_truncate (reader->text, reader->text->len - 2);
  if (reader->words != NULL && reader->text->len > 0 && reader->n_read < PHONE_TRACE_READ_MAX)
    {
      words = (PhoneTraceWords){ .time = reader->words[0],
                                 .time_us = read_time (reader->words[0]),
                                 .outgoing = g_str_equal (reader->words[1], ">>>"),
                                 .note = g_str_equal (reader->words[1], "***"),
                                 .scheme = reader->words[2],
                                 .account = reader->words[3],
                                 .text = reader->text->str };
      func (&words, user_data);
      reader->n_read++;
    }
  g_string_truncate (reader->text, 0);
}

/*< private >
 * Calls @func for each entry of @text.
 */
void
phone_trace_read_each (const char         *text,
                       PhoneTraceReadFunc  func,
                       gpointer            user_data)
{
  Reader reader = { .text = g_string_new (NULL) };

  while (*text != '\0')
    {
      gsize length = strcspn (text, "\n");
      g_autofree char *line = g_strndup (text, length > 0 && text[length - 1] == '\r' ? length - 1 : length);
      char **heading = read_heading (line);

      text += length + (text[length] == '\n' ? 1 : 0);
      if (heading == NULL)
        {
          g_string_append_printf (reader.text, "%s\n", line);
          continue;
        }
      finish_entry (&reader, func, user_data);
      g_strfreev (reader.words);
      reader.words = heading;
    }
  finish_entry (&reader, func, user_data);
  g_strfreev (reader.words);
  g_string_free (reader.text, TRUE);
}

static void
add_entry (const PhoneTraceWords *words,
           gpointer               entries)
{
  g_autoptr (PhoneTraceEntry) entry = phone_trace_entry_new_for_words (words);

  g_list_store_append (entries, entry);
}

/**
 * phone_trace_read:
 * @text: what phone_trace_dup_text() wrote
 *
 * Reads a trace again. Of the day it says nothing; it was today.
 *
 * Returns: (transfer full): a list of #PhoneTraceEntry, the oldest first; empty, when it is no trace
 */
GListModel *
phone_trace_read (const char *text)
{
  g_autoptr (GListStore) entries = g_list_store_new (PHONE_TYPE_TRACE_ENTRY);

  g_return_val_if_fail (text != NULL, G_LIST_MODEL (g_steal_pointer (&entries)));

  phone_trace_read_each (text, add_entry, entries);
  return G_LIST_MODEL (g_steal_pointer (&entries));
}
