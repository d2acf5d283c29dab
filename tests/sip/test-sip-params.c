/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Parameters, as URIs write them and as headers do. */

#include "sip-params.h"

#include <string.h>

#include "sip-limits.h"

typedef gboolean (*Reader) (SipParams *self, SipReading *from, const char **fault);

typedef struct
{
  const char *text;
  const char *params; /* "name=value" of each with '|' between; NULL: refused */
  const char *written; /* NULL: as the text */
} Row;

static void
check_row (const Row *row,
           Reader     take)
{
  SipParams params = { NULL };
  SipPack pack = { NULL };
  SipReading reading;
  const char *fault = NULL;
  g_autoptr (GString) found = g_string_new (NULL);
  g_autoptr (GString) written = g_string_new (NULL);
  gboolean good;

  g_test_message ("%s", row->text);
  sip_reading_begin (&reading, &pack, sip_slice (row->text, -1));
  good = take (&params, &reading, &fault) && sip_cursor_at_end (&reading.cursor);
  sip_reading_end (&reading);
  g_assert_cmpint (good, ==, row->params != NULL);
  for (guint n = 0; good && n < sip_params_count (&params); n++)
    {
      const SipParam *param = sip_params_nth (&params, n);

      g_string_append_printf (found, "%s%s%s%s", n > 0 ? "|" : "", param->name, param->value != NULL ? "=" : "",
                              param->value != NULL ? param->value : "");
    }
  sip_params_append_to (&params, written);
  if (good)
    {
      g_assert_cmpstr (found->str, ==, row->params);
      g_assert_cmpstr (written->str, ==, row->written != NULL ? row->written : row->text);
    }
  sip_pack_clear (&pack);
}

static void
check_rows (const Row *rows,
            gsize      n_rows,
            Reader     take)
{
  for (gsize i = 0; i < n_rows; i++)
    check_row (&rows[i], take);
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

  check_rows (rows, G_N_ELEMENTS (rows), sip_params_take_uri);
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

  check_rows (rows, G_N_ELEMENTS (rows), sip_params_take_header);
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
  static const Reader takers[] = { sip_params_take_uri, sip_params_take_header };

  for (gsize i = 0; i < G_N_ELEMENTS (takers); i++)
    for (guint n = SIP_MAX_PARAMS - 1; n <= SIP_MAX_PARAMS + 1; n++)
      {
        g_autoptr (GString) text = g_string_new (NULL);
        SipParams params = { NULL };
        SipPack pack = { NULL };
        SipReading reading;
        const char *fault;

        for (guint p = 0; p < n; p++)
          g_string_append_printf (text, ";p%u=1", p);
        sip_reading_begin (&reading, &pack, sip_slice (text->str, -1));
        g_assert_cmpint (takers[i] (&params, &reading, &fault), ==, n <= SIP_MAX_PARAMS);
        sip_reading_end (&reading);
        sip_pack_clear (&pack);
      }
}

static void
test_with (void)
{
  static const struct
  {
    const char *name, *value, *written;
  } rows[] = {
    { "TAG", "2", ";TAG=2;Expires=60;lr" },
    { "expires", NULL, ";tag=1;lr" },
    { "absent", NULL, ";tag=1;Expires=60;lr" },
    { "lr", "x", ";tag=1;Expires=60;lr=x" },
    { "ob", "", ";tag=1;Expires=60;lr;ob" },
    { "q", "a b\r\nEvil: x", ";tag=1;Expires=60;lr;q=\"a b  Evil: x\"" },
  };
  SipParams params = { NULL };
  SipCursor cursor = sip_cursor (sip_slice (";tag=1;Expires=60;lr", -1));
  const char *fault;

  g_assert_true (sip_params_read_header (&params, &cursor, &fault));
  g_assert_cmpstr (sip_params_get (&params, "Tag"), ==, "1");
  g_assert_cmpstr (sip_params_get (&params, "LR"), ==, "");
  g_assert_null (sip_params_get (&params, "q"));
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);

      sip_params_append_header_with (&params, text, rows[i].name, rows[i].value);
      g_assert_cmpstr (text->str, ==, rows[i].written);
    }
  sip_params_clear (&params);
}

static void
test_with_uri (void)
{
  SipParams none = { NULL };
  g_autoptr (GString) text = g_string_new (NULL);

  sip_params_append_uri_with (&none, text, "transport", "ws");
  sip_params_append_uri_with (&none, text, "x", "a;b\r\n@%41");
  g_assert_cmpstr (text->str, ==, ";transport=ws;x=a%3Bb%0D%0A%40%41");
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
  g_test_add_func ("/sip/params/with", test_with);
  g_test_add_func ("/sip/params/with-uri", test_with_uri);
  g_test_add_func ("/sip/params/escapes", test_escapes);

  return g_test_run ();
}
