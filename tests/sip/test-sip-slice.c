/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The cursor under all parsers: it never passes the end, and it says what stood there. */

#include "sip-slice.h"

#include <string.h>

/* The sets, spelled out as RFC 3261 §25.1 spells them. */
static void
test_classes (void)
{
  static const struct
  {
    const char  *what;
    SipCharClass class;
    const char  *members; /* beside letters and digits */
  } sets[] = {
    { "token", SIP_CHAR_TOKEN, "-.!%*_+`'~" },
    { "word", SIP_CHAR_WORD, "-.!%*_+`'~()<>:\\\"/[]?{}" },
    { "user", SIP_CHAR_USER, "-_.!~*'()&=+$,;?/" },
    { "paramchar", SIP_CHAR_PARAM, "-_.!~*'()[]/:&+$" },
    { "hname and hvalue", SIP_CHAR_HEADER, "-_.!~*'()[]/?:+$" },
    { "host", SIP_CHAR_HOST, "-._" },
    { "scheme", SIP_CHAR_SCHEME, "+-." },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (sets); i++)
    for (guint c = 0; c < 256; c++)
      {
        gboolean member = (c != 0 && strchr (sets[i].members, (int) c) != NULL) || g_ascii_isalnum ((char) c);

        if (sip_char_is ((char) c, sets[i].class) != member)
          g_error ("%s: 0x%02x", sets[i].what, c);
      }
}

static void
test_text (void)
{
  static const struct
  {
    const char *what;
    const char *octets;
    gsize       length;
    const char *text;
  } rows[] = {
    { "plain", "abc", 3, "abc" },
    { "empty", "", 0, "" },
    { "NUL is shown, not the end (RFC 4475 §3.1.1.2)", "a\0b", 3, "a␀b" },
    { "only NUL", "\0", 1, "␀" },
    { "UTF-8", "\xd1\x8f", 2, "я" },
    { "an octet of Latin-1", "caf\xe9", 4, "caf\xef\xbf\xbd" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = sip_slice_dup_text ((SipSlice) { rows[i].octets, rows[i].length });

      g_test_message ("%s", rows[i].what);
      g_assert_cmpstr (text, ==, rows[i].text);
    }
}

/* TRUST 3.1: numbers are parsed by one function with an explicit range. */
static void
test_numbers (void)
{
  static const struct
  {
    const char *text;
    guint32     max;
    gboolean    good;
    guint32     number;
  } rows[] = {
    { "0", 10, TRUE, 0 },
    { "0068", 255, TRUE, 68 },
    { "10", 10, TRUE, 10 },
    { "11", 10, FALSE, 0 },
    { "4294967295", G_MAXUINT32, TRUE, G_MAXUINT32 },
    { "4294967296", G_MAXUINT32, FALSE, 0 },
    { "36893488147419103232", G_MAXUINT32, FALSE, 0 },
    { "99999999999999999999999999999999999999", G_MAXUINT32, FALSE, 0 },
    { "", 10, FALSE, 0 },
    { "-1", 10, FALSE, 0 },
    { "+1", 10, FALSE, 0 },
    { "1 ", 10, FALSE, 0 },
    { "0x1", 10, FALSE, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      guint32 number = 0;

      g_test_message ("%s", rows[i].text);
      g_assert_cmpint (sip_slice_get_number (sip_slice (rows[i].text, -1), rows[i].max, &number), ==, rows[i].good);
      g_assert_cmpuint (number, ==, rows[i].number);
    }
}

/* TRUST 3.2: a lone backslash at the end is what CVE-2021-43611 was made of. */
static void
test_quoted (void)
{
  static const struct
  {
    const char *text;
    const char *decoded; /* NULL: refused */
    const char *rest;
  } rows[] = {
    { "\"abc\" x", "abc", " x" },
    { "\"\"", "", "" },
    { "\"a\\\"b\"", "a\"b", "" },
    { "\"a\\\\\"", "a\\", "" },
    { "\"\\\\\\\"\"", "\\\"", "" },
    { "\"abc", NULL, NULL },
    { "\"abc\\\"", NULL, NULL },
    { "\"abc\\", NULL, NULL },
    { "\"", NULL, NULL },
    { "\"a\r\nb\"", NULL, NULL },
    { "\"a\\\nb\"", NULL, NULL },
    { "abc", NULL, NULL },
    { "", NULL, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      /* On the heap and without a NUL, so that one octet too far is seen. */
      gsize length = strlen (rows[i].text);
      g_autofree char *octets = g_malloc (MAX (length, 1));
      SipCursor cursor;
      SipSlice inner;

      memcpy (octets, rows[i].text, length);
      cursor = sip_cursor ((SipSlice) { octets, length });
      g_test_message ("%s", rows[i].text);
      g_assert_cmpint (sip_cursor_take_quoted (&cursor, &inner), ==, rows[i].decoded != NULL);
      if (rows[i].decoded != NULL)
        {
          g_autofree char *decoded = sip_quoted_decode (inner);

          g_assert_cmpstr (decoded, ==, rows[i].decoded);
          g_assert_true (sip_slice_is_exactly (sip_cursor_rest (&cursor), rows[i].rest));
        }
      else
        g_assert_true (cursor.at == octets);
    }
}

static void
test_quote_again (void)
{
  g_autoptr (GString) text = g_string_new (NULL);

  sip_quoted_append (text, "say \"hi\" \\ and\r\nEvil: header");
  g_assert_cmpstr (text->str, ==, "\"say \\\"hi\\\" \\\\ and  Evil: header\"");
}

static void
test_escapes (void)
{
  static const struct
  {
    const char *text;
    const char *taken;
  } rows[] = {
    { "abc%20d@x", "abc%20d" }, { "%00", "%00" }, { "a%2", "a" }, { "a%", "a" }, { "a%zz", "a" }, { "a%4gb", "a" },
    { "%41%4a%4F", "%41%4a%4F" }, { "", "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      SipCursor cursor = sip_cursor (sip_slice (rows[i].text, -1));

      g_test_message ("%s", rows[i].text);
      g_assert_true (sip_slice_is_exactly (sip_cursor_take_escaped (&cursor, SIP_CHAR_USER), rows[i].taken));
    }
}

static void
test_elements (void)
{
  static const struct
  {
    const char *text;
    const char *elements; /* with '|' between */
  } rows[] = {
    { "a", "a" },
    { "a,b , c", "a|b|c" },
    { "", "" },
    { "a,", "a|" },
    { ",,", "||" },
    { "\"a,b\",c", "\"a,b\"|c" },
    { "\"a\\\",b\",c", "\"a\\\",b\"|c" },
    { "<sip:a,b@c>,d", "<sip:a,b@c>|d" },
    { "\"<\" <sip:a>,b", "\"<\" <sip:a>|b" },
    { "\"open,b", "\"open,b" },
    { "<open,b", "<open,b" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      SipCursor cursor = sip_cursor (sip_slice (rows[i].text, -1));
      g_autoptr (GString) found = g_string_new (NULL);
      SipSlice element;
      gboolean more = TRUE;

      while (more)
        {
          more = sip_cursor_take_element (&cursor, ',', &element);
          g_string_append_len (found, element.data, (gssize) element.length);
          g_string_append (found, more ? "|" : "");
        }
      g_test_message ("%s", rows[i].text);
      g_assert_cmpstr (found->str, ==, rows[i].elements);
    }
}

static void
test_between (void)
{
  SipCursor cursor = sip_cursor (sip_slice ("a \t= \tb =", -1));

  g_assert_true (sip_cursor_take (&cursor, 'a'));
  g_assert_false (sip_cursor_take_between (&cursor, ';'));
  g_assert_true (sip_cursor_take_between (&cursor, '='));
  g_assert_true (sip_cursor_take (&cursor, 'b'));
  g_assert_true (sip_cursor_take_between (&cursor, '='));
  g_assert_true (sip_cursor_at_end (&cursor));
  g_assert_false (sip_cursor_take_between (&cursor, '='));
  g_assert_cmpint (sip_cursor_peek (&cursor), ==, '\0');
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sip/slice/classes", test_classes);
  g_test_add_func ("/sip/slice/text", test_text);
  g_test_add_func ("/sip/slice/numbers", test_numbers);
  g_test_add_func ("/sip/slice/quoted", test_quoted);
  g_test_add_func ("/sip/slice/quote-again", test_quote_again);
  g_test_add_func ("/sip/slice/escapes", test_escapes);
  g_test_add_func ("/sip/slice/elements", test_elements);
  g_test_add_func ("/sip/slice/between", test_between);

  return g_test_run ();
}
