/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Where a line ends, where the head ends, and what Content-Length adds up to. */

#include "sip-lines.h"

#include <string.h>

static void
test_fields (void)
{
  static const struct
  {
    const char *what, *octets, *lines; /* '|' behind each line, '.' for the blank one */
    SipLine     last;
  } rows[] = {
    { "two", "a: 1\r\nb: 2\r\n\r\nbody", "a: 1|b: 2|.", SIP_LINE_BLANK },
    { "bare LF", "a: 1\nb: 2\n\n", "a: 1|b: 2|.", SIP_LINE_BLANK },
    { "folds", "a: 1\r\n 2\r\n\t3\r\nb: 4\r\n\r\n", "a: 1\r\n 2\r\n\t3|b: 4|.", SIP_LINE_BLANK },
    { "fold of nothing", "a:\r\n \r\n\r\n", "a:\r\n |.", SIP_LINE_BLANK },
    { "no blank line", "a: 1\r\n", "a: 1|", SIP_LINE_PARTIAL },
    { "no line end", "a: 1", "", SIP_LINE_PARTIAL },
    { "fold without an end", "a: 1\r\n 2", "", SIP_LINE_PARTIAL },
    { "nothing", "", "", SIP_LINE_PARTIAL },
    { "CR in a line", "a: 1\rb\r\n\r\n", "a: 1\rb|.", SIP_LINE_BLANK },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      SipCursor cursor = sip_cursor (sip_slice (rows[i].octets, -1));
      g_autoptr (GString) found = g_string_new (NULL);
      SipSlice line;
      gboolean folded;
      SipLine kind;

      while ((kind = sip_line_take_field (&cursor, &line, &folded)) == SIP_LINE)
        {
          g_string_append_len (found, line.data, (gssize) line.length);
          g_string_append_c (found, '|');
        }
      g_string_append (found, kind == SIP_LINE_BLANK ? "." : "");
      g_test_message ("%s", rows[i].what);
      g_assert_cmpstr (found->str, ==, rows[i].lines);
      g_assert_cmpint (kind, ==, rows[i].last);
    }
}

static void
test_split (void)
{
  static const struct
  {
    const char *line, *name, *value; /* name NULL: refused */
  } rows[] = {
    { "To: x", "To", "x" },
    { "To:x", "To", "x" },
    { "TO \t :\r\n x ", "TO", "x" },
    { "s :", "s", "" },
    { "a: b: c", "a", "b: c" },
    { "extensionHeader-!.%*+_`'~:x", "extensionHeader-!.%*+_`'~", "x" },
    { "Foobar roobar", NULL, NULL },
    { "no colon", NULL, NULL },
    { ": x", NULL, NULL },
    { " To: x", NULL, NULL },
    { "T(o): x", NULL, NULL },
    { "", NULL, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      SipSlice name, value;

      g_test_message ("%s", rows[i].line);
      g_assert_cmpint (sip_line_split (sip_slice (rows[i].line, -1), &name, &value), ==, rows[i].name != NULL);
      if (rows[i].name == NULL)
        continue;
      g_assert_true (sip_slice_is_exactly (name, rows[i].name));
      g_assert_true (sip_slice_is_exactly (value, rows[i].value));
    }
}

static void
test_unfold (void)
{
  static const struct
  {
    const char *value, *plain; /* NULL: no fold */
  } rows[] = {
    { "a b", NULL },
    { "", NULL },
    { "a\r\n b", "a b" },
    { "a\n\t  b", "a b" },
    { "a \r\n \r\n b", "a   b" },
    { "SIP  /   2.0\r\n /UDP\r\n    192.0.2.2", "SIP  /   2.0 /UDP 192.0.2.2" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      gsize length = 0;
      g_autofree char *plain = sip_line_unfold (sip_slice (rows[i].value, -1), &length);

      g_assert_cmpstr (plain, ==, rows[i].plain);
      g_assert_cmpuint (length, ==, rows[i].plain != NULL ? strlen (rows[i].plain) : 0);
    }
}

/* Found at the same place however few octets come at a time. */
static void
test_end (void)
{
  static const struct
  {
    const char *octets;
    gsize       end; /* 0: none */
  } rows[] = {
    { "a\r\nb\r\n\r\nbody\r\n\r\n", 8 },
    { "a\n\nbody", 3 },
    { "a\r\n\nbody", 4 },
    { "a\n\r\nbody", 4 },
    { "a\r\nb\r\n", 0 },
    { "a\r\n\r", 0 },
    { "a\r\r\n", 0 },
    { "", 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      gsize from = 0, found = 0;

      for (gsize n = 1; found == 0 && n <= strlen (rows[i].octets); n++)
        found = sip_lines_find_end ((SipSlice) { rows[i].octets, n }, &from);
      g_test_message ("row %u", (guint) i);
      g_assert_cmpuint (found, ==, rows[i].end);

      from = 0;
      g_assert_cmpuint (sip_lines_find_end (sip_slice (rows[i].octets, -1), &from), ==, rows[i].end);
    }
}

static void
test_length (void)
{
  static const struct
  {
    const char *values[3];
    gboolean    known, good;
    guint       octets;
  } rows[] = {
    { { NULL }, FALSE, TRUE, 0 },
    { { "0" }, TRUE, TRUE, 0 },
    { { "0150" }, TRUE, TRUE, 150 },
    { { "5", "5" }, TRUE, TRUE, 5 },
    { { "13", "5" }, TRUE, FALSE, 0 },
    { { "-999" }, FALSE, FALSE, 0 },
    { { "" }, FALSE, FALSE, 0 },
    { { "5, 5" }, FALSE, FALSE, 0 },
    { { "2147483648" }, FALSE, FALSE, 0 },
    { { "4294967328" }, FALSE, FALSE, 0 }, /* 2^32 + 32, CVE-2026-23457 */
    { { "x", "5" }, TRUE, FALSE, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      SipLength length = { FALSE };

      for (gsize n = 0; rows[i].values[n] != NULL; n++)
        sip_length_add (&length, sip_slice (rows[i].values[n], -1));
      g_test_message ("row %u", (guint) i);
      g_assert_cmpint (length.fault == NULL, ==, rows[i].good);
      g_assert_cmpint (length.known, ==, rows[i].known);
      if (rows[i].good)
        g_assert_cmpuint (length.octets, ==, rows[i].octets);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sip/lines/fields", test_fields);
  g_test_add_func ("/sip/lines/split", test_split);
  g_test_add_func ("/sip/lines/unfold", test_unfold);
  g_test_add_func ("/sip/lines/end", test_end);
  g_test_add_func ("/sip/lines/length", test_length);

  return g_test_run ();
}
