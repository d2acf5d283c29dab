/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A call as a line of a table. What callers call themselves is theirs to choose, and a spreadsheet runs what looks like a
 * formula; so a cell that could be one begins with an apostrophe, which makes it a text. */

#include "config.h"

#include "phone-history-csv.h"

#include <glib/gi18n-lib.h>

static void
add_cell (GString    *line,
          const char *text)
{
  const char *end = text != NULL ? text : "";

  if (line->len > 0)
    g_string_append_c (line, ',');
  g_string_append_c (line, '"');
  if (*end != '\0' && strchr ("=+-@\t\r", *end) != NULL)
    g_string_append_c (line, '\'');
  for (; *end != '\0'; end++)
    {
      if (*end == '"')
        g_string_append_c (line, '"');
      g_string_append_c (line, *end);
    }
  g_string_append_c (line, '"');
}

static const char *
kind_text (PhoneHistoryKind kind)
{
  switch (kind)
    {
    case PHONE_HISTORY_KIND_OUTGOING:
      return C_ ("call", "Outgoing");
    case PHONE_HISTORY_KIND_INCOMING:
      return C_ ("call", "Incoming");
    case PHONE_HISTORY_KIND_MISSED:
      return C_ ("call", "Missed");
    case PHONE_HISTORY_KIND_DECLINED:
      return C_ ("call", "Declined");
    case PHONE_HISTORY_KIND_ELSEWHERE:
      return C_ ("call", "Answered on another device");
    case PHONE_HISTORY_KIND_UNANSWERED:
      return C_ ("call", "No answer");
    default:
      g_return_val_if_reached (NULL);
    }
}

/**
 * phone_history_csv_dup_head:
 *
 * What the columns are called.
 *
 * Returns: (transfer full): the first line
 */
char *
phone_history_csv_dup_head (void)
{
  const char *const titles[] = { C_ ("column", "Time"), C_ ("column", "Kind"), C_ ("column", "Name"),
                                 C_ ("column", "Address"), C_ ("column", "Seconds"), C_ ("column", "Note") };
  GString *line = g_string_new (NULL);

  for (gsize n = 0; n < G_N_ELEMENTS (titles); n++)
    add_cell (line, titles[n]);
  g_string_append (line, "\r\n");
  return g_string_free (line, FALSE);
}

/**
 * phone_history_csv_dup_line:
 * @entry: a past call
 *
 * The call, with its local time as ISO 8601 writes it.
 *
 * Returns: (transfer full): a line
 */
char *
phone_history_csv_dup_line (PhoneHistoryEntry *entry)
{
  g_autofree char *time = NULL;
  g_autofree char *seconds = NULL;
  GString *line;

  g_return_val_if_fail (PHONE_IS_HISTORY_ENTRY (entry), NULL);

  time = g_date_time_format_iso8601 (phone_history_entry_get_time (entry));
  seconds = g_strdup_printf ("%u", phone_history_entry_get_duration (entry));
  line = g_string_new (NULL);
  add_cell (line, time);
  add_cell (line, kind_text (phone_history_entry_get_kind (entry)));
  add_cell (line, phone_history_entry_get_name (entry));
  add_cell (line, phone_history_entry_get_address (entry));
  add_cell (line, seconds);
  add_cell (line, phone_history_entry_get_end_text (entry));
  g_string_append (line, "\r\n");
  return g_string_free (line, FALSE);
}
