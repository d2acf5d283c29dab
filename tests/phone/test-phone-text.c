/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Text from strangers, row by row. */

#include "phone-text.h"

#include <string.h>

typedef struct
{
  const char *what;
  const char *text;
  const char *expected;
} Row;

static const Row lines[] = {
  { "plain", "Anna", "Anna" },
  { "any script and emoji stay", "Ärger Привет 你好 👋🏽", "Ärger Привет 你好 👋🏽" },
  { "line breaks become blanks", "Bank\nSecurity\u2028Dept", "Bank Security Dept" },
  { "control characters go", "A\x01\x1b[31mB\x7f", "A[31mB" },
  { "direction overrides and isolates go", "ab\u202Egpj\u2066x", "abgpjx" },
  { "Hebrew needs no marks and stays", "שלום", "שלום" },
  { "invalid UTF-8 is made visible", "a\xff" "b", "a\uFFFD" "b" },
  { "blanks at the ends go", "  Bob \t", "Bob" },
  { "nothing", "", "" },
};

static const Row bodies[] = {
  { "line breaks and tabs stay", "a\r\nb\tc", "a\nb\tc" },
  { "direction overrides go", "x\u202Ey", "xy" },
  { "a byte order mark goes", "\uFEFFhi", "hi" },
  { "escape sequences lose their escape", "\x1b[2J", "[2J" },
};

static void
test_line (gconstpointer data)
{
  const Row *row = data;
  g_autofree char *line = phone_text_clean_line (row->text);

  g_assert_cmpstr (line, ==, row->expected);
}

static void
test_body (gconstpointer data)
{
  const Row *row = data;
  g_autofree char *body = phone_text_clean_body (row->text, strlen (row->text));

  g_assert_cmpstr (body, ==, row->expected);
}

static void
test_long_line (void)
{
  for (glong length = PHONE_TEXT_LIMIT_NAME - 1; length <= PHONE_TEXT_LIMIT_NAME + 1; length++)
    {
      g_autofree char *text = g_strnfill ((gsize) length, 'x');
      g_autofree char *line = phone_text_clean_line (text);

      g_assert_cmpint (g_utf8_strlen (line, -1), ==, length);
      g_assert_cmpint (g_str_has_suffix (line, "…"), ==, length > PHONE_TEXT_LIMIT_NAME);
    }
}

static void
test_long_body (void)
{
  gsize length = PHONE_TEXT_LIMIT_BODY + 10;
  g_autofree char *text = g_strnfill (length, 'x');
  g_autofree char *body = NULL;

  /* A character that straddles the limit is left out whole. */
  memcpy (text + PHONE_TEXT_LIMIT_BODY - 1, "é", 2);
  body = phone_text_clean_body (text, length);
  g_assert_cmpuint (strlen (body), ==, PHONE_TEXT_LIMIT_BODY - 1);
}

static void
test_embedded_nul (void)
{
  g_autofree char *body = phone_text_clean_body ("a\0b", 3);

  g_assert_cmpstr (body, ==, "a\uFFFD" "b");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_autofree char *path = g_strconcat ("/phone/text/line/", lines[i].what, NULL);

      g_test_add_data_func (path, &lines[i], test_line);
    }
  for (guint i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      g_autofree char *path = g_strconcat ("/phone/text/body/", bodies[i].what, NULL);

      g_test_add_data_func (path, &bodies[i], test_body);
    }
  g_test_add_func ("/phone/text/long line", test_long_line);
  g_test_add_func ("/phone/text/long body", test_long_body);
  g_test_add_func ("/phone/text/embedded NUL", test_embedded_nul);
  return g_test_run ();
}
