/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What the chat partner says, row by row. */

#include "demo-partner.h"

typedef struct
{
  const char *what;
  const char *text;
  const char *expected;
} Row;

static const Row rows[] = {
  { "a greeting", "Hello", "Hello! I answer everything you write. Try “time”, “count” or “help”." },
  { "a greeting with a comma", "hi, there", "Hello! I answer everything you write. Try “time”, “count” or “help”." },
  { "the time", "What time is it?", "It is 17:05 here, the same as with you." },
  { "characters, not octets", "count é你👋", "Your message has 9 characters." },
  { "thanks", "Thank you!", "You are welcome. 🙂" },
  { "any script comes back", "Привет, как дела?", "You wrote: Привет, как дела?" },
  { "white space alone", "  ", "You wrote:   " },
  { "nothing", "", "You wrote: " },
};

static void
test_reply (gconstpointer data)
{
  const Row *row = data;
  g_autoptr (GDateTime) now = g_date_time_new_utc (2026, 1, 2, 17, 5, 0);
  g_autofree char *reply = demo_partner_reply (row->text, now);

  g_assert_cmpstr (reply, ==, row->expected);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strconcat ("/demo/partner/", rows[i].what, NULL);

      g_test_add_data_func (path, &rows[i], test_reply);
    }
  return g_test_run ();
}
