/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Parameters, as URIs write them and as headers do. */

#include "sip-params.h"

#include <string.h>

#include "sip-limits.h"

typedef gboolean (*Reader) (SipParams *self, SipCursor *from, const char **fault);

typedef struct
{
  const char *text;
  const char *params; /* "name=value" of each with '|' between; NULL: refused */
  const char *written; /* NULL: as the text */
} Row;

static void
check_rows (const Row *rows,
            gsize      n_rows,
            Reader     read)
{
  for (gsize i = 0; i < n_rows; i++)
    {
      SipParams params = { NULL };
      SipCursor cursor = sip_cursor (sip_slice (rows[i].text, -1));
      const char *fault = NULL;
      gboolean good = read (&params, &cursor, &fault) && sip_cursor_at_end (&cursor);
      g_autoptr (GString) found = g_string_new (NULL);
      g_autoptr (GString) written = g_string_new (NULL);

      g_test_message ("%s", rows[i].text);
      g_assert_cmpint (good, ==, rows[i].params != NULL);
      for (guint n = 0; good && n < sip_params_count (&params); n++)
        {
          const SipParam *param = sip_params_nth (&params, n);

          g_string_append_printf (found, "%s%s%s%s", n > 0 ? "|" : "", param->name, param->value != NULL ? "=" : "",
                                  param->value != NULL ? param->value : "");
        }
      sip_params_append_to (&params, written);
      if (good)
        {
          g_assert_cmpstr (found->str, ==, rows[i].params);
          g_assert_cmpstr (written->str, ==, rows[i].written != NULL ? rows[i].written : rows[i].text);
        }
      sip_params_clear (&params);
    }
}

static void
test_uri (void)
{
  static const Row rows[] = {
    { "", "" },
    { ";lr", "lr" },
    { ";transport=tcp;lr", "transport=tcp|lr" },
    { ";%6C%72;n%61me=v%61lue%25%34%31", "lr|name=value%2541" },
    { ";maddr=[2001:db8::1]", "maddr=[2001:db8::1]" },
    { ";x=%00", "x=%00" },
    { ";x=%0d%0a", "x=%0D%0A" },
    { ";", NULL },
    { ";=x", NULL },
    { ";x=", NULL },
    { ";;x", NULL },
    { ";x=%4", NULL },
    { "; x", NULL },
    { ";x=\"y\"", NULL },
  };

  check_rows (rows, G_N_ELEMENTS (rows), sip_params_read_uri);
}

static void
test_header (void)
{
  static const Row rows[] = {
    { "", "" },
    { ";tag=1", "tag=1" },
    { " ; tag = 1 ; x ", "tag=1|x", ";tag=1;x" },
    { ";+sip.instance=\"<urn:uuid:0>\"", "+sip.instance=<urn:uuid:0>" },
    { ";x=\"a;b,\\\"c\\\"\"", "x=a;b,\"c\"" },
    { ";x=\"\"", "x=" },
    { ";received=2001:db8::9:255", "received=2001:db8::9:255" },
    { ";received=[2001:db8::9:255]", "received=[2001:db8::9:255]" },
    { ";x=a@b", "x=a@b" },
    { ";", NULL },
    { ";;", NULL },
    { ";x=", NULL },
    { ";x=\"y", NULL },
    { ";x=\"y\\\"", NULL },
    { ";x y", NULL },
    { ";x=a,b", NULL },
  };

  check_rows (rows, G_N_ELEMENTS (rows), sip_params_read_header);
}

static void
test_nul (void)
{
  static const char octets[] = ";x=\"a\0b\"";
  SipParams params = { NULL };
  SipCursor cursor = sip_cursor ((SipSlice) { octets, sizeof octets - 1 });
  g_autoptr (GString) written = g_string_new (NULL);
  const char *fault;

  g_assert_true (sip_params_read_header (&params, &cursor, &fault));
  g_assert_true (sip_cursor_at_end (&cursor));
  g_assert_cmpstr (sip_params_get (&params, "x"), ==, "a␀b");
  sip_params_append_to (&params, written);
  g_assert_cmpstr (written->str, ==, ";x=\"a␀b\"");
  sip_params_clear (&params);
}

/* TRUST section 3 */
static void
test_limit (void)
{
  static const Reader readers[] = { sip_params_read_uri, sip_params_read_header };

  for (gsize i = 0; i < G_N_ELEMENTS (readers); i++)
    for (guint n = SIP_MAX_PARAMS - 1; n <= SIP_MAX_PARAMS + 1; n++)
      {
        g_autoptr (GString) text = g_string_new (NULL);
        SipParams params = { NULL };
        SipCursor cursor;
        const char *fault;

        for (guint p = 0; p < n; p++)
          g_string_append_printf (text, ";p%u=1", p);
        cursor = sip_cursor (sip_slice (text->str, -1));
        g_assert_cmpint (readers[i] (&params, &cursor, &fault), ==, n <= SIP_MAX_PARAMS);
        sip_params_clear (&params);
      }
}

static void
test_set (void)
{
  SipParams params = { NULL };
  SipParams copy = { NULL };
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GString) copied = g_string_new (NULL);

  sip_params_set_header (&params, "tag", "1");
  sip_params_set_header (&params, "Expires", "60");
  sip_params_set_header (&params, "TAG", "2");
  sip_params_set_header (&params, "lr", "");
  sip_params_set_header (&params, "expires", NULL);
  sip_params_set_header (&params, "absent", NULL);
  sip_params_set_header (&params, "q", "a b\r\nEvil: x");
  g_assert_cmpstr (sip_params_get (&params, "Tag"), ==, "2");
  g_assert_cmpstr (sip_params_get (&params, "lr"), ==, "");
  g_assert_null (sip_params_get (&params, "expires"));
  sip_params_append_to (&params, text);
  g_assert_cmpstr (text->str, ==, ";TAG=2;lr;q=\"a b  Evil: x\"");

  sip_params_copy (&copy, &params);
  sip_params_clear (&params);
  sip_params_append_to (&copy, copied);
  g_assert_cmpstr (copied->str, ==, text->str);
  sip_params_clear (&copy);
}

static void
test_set_uri (void)
{
  SipParams params = { NULL };
  g_autoptr (GString) text = g_string_new (NULL);

  sip_params_set_uri (&params, "transport", "ws");
  sip_params_set_uri (&params, "x", "a;b\r\n@%41");
  sip_params_append_to (&params, text);
  g_assert_cmpstr (text->str, ==, ";transport=ws;x=a%3Bb%0D%0A%40%41");
  sip_params_clear (&params);
}

static void
test_escapes (void)
{
  static const struct
  {
    const char *text, *normal;
  } rows[] = {
    { "abc", "abc" },
    { "%61%62c", "abc" },
    { "%2d%5F", "-_" },
    { "%3b%3a%40%2F", "%3B%3A%40%2F" },
    { "%00%0a%25%e4", "%00%0A%25%E4" },
    { "", "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *normal = sip_escape_normalise (sip_slice (rows[i].text, -1));

      g_assert_cmpstr (normal, ==, rows[i].normal);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sip/params/uri", test_uri);
  g_test_add_func ("/sip/params/header", test_header);
  g_test_add_func ("/sip/params/nul", test_nul);
  g_test_add_func ("/sip/params/limit", test_limit);
  g_test_add_func ("/sip/params/set", test_set);
  g_test_add_func ("/sip/params/set-uri", test_set_uri);
  g_test_add_func ("/sip/params/escapes", test_escapes);

  return g_test_run ();
}
