/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A call as a line of a table, whatever the caller calls themselves. */

#include "phone-history-csv.h"

#include "phone-history-private.h"

static char *
line_of (const char *name,
         const char *address)
{
  StoreCall row = { .id = (char *) "x", .account = (char *) "a", .address = (char *) address, .name = (char *) name,
                    .kind = STORE_CALL_KIND_MISSED, .started_us = 0, .duration_s = 61, .end_text = (char *) "so, so" };
  g_autoptr (PhoneHistoryEntry) entry = phone_history_entry_new (&row);

  return phone_history_csv_dup_line (entry);
}

static void
test_line (void)
{
  g_autofree char *head = phone_history_csv_dup_head ();
  g_autofree char *line = line_of ("Bob “Боб”", "bob@example.org");

  g_assert_cmpstr (head, ==, "\"Time\",\"Kind\",\"Name\",\"Address\",\"Seconds\",\"Note\"\r\n");
  g_assert_true (g_str_has_prefix (line, "\"1970-01-01T"));
  g_assert_true (g_str_has_suffix (line, "\",\"Missed\",\"Bob “Боб”\",\"bob@example.org\",\"61\",\"so, so\"\r\n"));
}

/* No cell is a formula, ends early or begins a line of its own. */
static void
test_hostile (void)
{
  static const struct
  {
    const char *name;
    const char *cell;
  } rows[] = {
    { "=1+1", ",\"'=1+1\"," },           { "+49 30 1", ",\"'+49 30 1\"," }, { "-2", ",\"'-2\"," },
    { "@SUM(A1)", ",\"'@SUM(A1)\"," },   { "\tx", ",\"'\tx\"," },           { "\rx", ",\"'\rx\"," },
    { "a \"b\"", ",\"a \"\"b\"\"\"," },  { "\"", ",\"\"\"\"," },            { "a,b\r\n=c", ",\"a,b\r\n=c\"," },
    { "", ",\"bob\",\"bob\"," },
  };

  for (gsize n = 0; n < G_N_ELEMENTS (rows); n++)
    {
      g_autofree char *line = line_of (rows[n].name, "bob");

      g_assert_nonnull (strstr (line, rows[n].cell));
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/phone/history-csv/line", test_line);
  g_test_add_func ("/phone/history-csv/hostile", test_hostile);
  return g_test_run ();
}
