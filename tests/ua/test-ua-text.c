/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Words of a stranger, as they come out. */

#include "ua-text.h"

#include <string.h>

static const struct
{
  const char *came;
  const char *left;
  guint       max;
} rows[] = {
  { "Bob", "Bob", 10 },
  { "  Bob \t\r\n Smith  ", "Bob Smith", 20 },
  { "a\001b\033[31mc\177d", "ab[31mcd", 20 },
  { "\342\200\256abc\342\201\251", "abc", 20 },   /* right-to-left override, pop isolate */
  { "\303\274ber\302\205x", "\303\274berx", 20 },   /* next line, a control of Latin 1 */
  { "\377x", "\357\277\275x", 20 },
  { "abcdef", "abc", 3 },
  { "\303\274\303\274\303\274", "\303\274\303\274", 2 },
  { " \n\t ", "", 5 },
};

static void
test_clean (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *clean = ua_text_clean (rows[i].came, -1, rows[i].max);

      g_assert_cmpstr (clean, ==, rows[i].left);
      g_assert_true (g_utf8_validate (clean, -1, NULL));
    }
}

static void
test_dup (void)
{
  g_autofree char *none = ua_text_dup (NULL, 10);
  g_autofree char *empty = ua_text_dup (" \t", 10);
  g_autofree char *some = ua_text_dup (" x", 10);

  g_assert_null (none);
  g_assert_null (empty);
  g_assert_cmpstr (some, ==, "x");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/ua/text/clean", test_clean);
  g_test_add_func ("/ua/text/dup", test_dup);
  return g_test_run ();
}
