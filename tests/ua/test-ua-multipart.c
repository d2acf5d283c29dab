/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Bodies of several parts, taken apart. */

#include "ua-multipart.h"

#include "doubles-body.h"

static GPtrArray *
split (const char  *type,
       const char  *text,
       GError     **error)
{
  g_autoptr (GBytes) body = doubles_body_new (text);

  return ua_multipart_split (type, body, UA_MULTIPART_MAX_PARTS, error);
}

static void
expect_part (GPtrArray  *parts,
             guint       index,
             const char *text)
{
  UaPart *part = g_ptr_array_index (parts, index);
  g_autofree char *body = g_strndup (g_bytes_get_data (part->body, NULL), g_bytes_get_size (part->body));

  g_assert_cmpstr (body, ==, text);
}

static void
expect_refusal (const char *type,
                const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) parts = split (type, text, &error);

  g_assert_null (parts);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
}

static void
test_split (void)
{
  g_autoptr (GPtrArray) parts = split ("multipart/mixed; boundary=\"a b\"",
                                       "before\r\n--a b\r\nContent-Type: text/plain;\r\n charset=utf-8\r\n"
                                       "Content-ID: <one@h>\r\n\r\nfirst\r\nline\r\n"
                                       "--a b \r\n\r\n--a bc\r\n--a b--\r\nafter",
                                       NULL);
  UaPart *one = g_ptr_array_index (parts, 0);

  g_assert_cmpuint (parts->len, ==, 2);
  expect_part (parts, 0, "first\r\nline");
  expect_part (parts, 1, "--a bc");
  g_assert_cmpstr (one->content_type, ==, "text/plain; charset=utf-8");
  g_assert_true (ua_multipart_find (parts, "one@h") == one);
  g_assert_true (ua_multipart_find (parts, "<one@h>") == one);
  g_assert_true (ua_multipart_find (parts, "cid:one@h") == one);
  g_assert_null (ua_multipart_find (parts, "two@h"));
}

/* Those within parts are laid out in their place; bare LF is borne, and a body that was cut off. */
/* A line that only begins like a delimiter is none, also where the last one is missing. */
static void
test_cut_off (void)
{
  g_autoptr (GPtrArray) parts = split ("multipart/mixed; boundary=a", "--a\r\n\r\none\r\n--ab\r\ntwo", NULL);

  g_assert_cmpuint (parts->len, ==, 1);
  expect_part (parts, 0, "one\r\n--ab\r\ntwo");
}

static void
test_nested (void)
{
  g_autoptr (GPtrArray) parts = split ("multipart/mixed;boundary=a",
                                       "--a\nContent-Type: multipart/mixed;boundary=b\n\n"
                                       "--b\n\none\n--b\n\ntwo\n--b--\n"
                                       "--a\n\nthree",
                                       NULL);

  g_assert_cmpuint (parts->len, ==, 3);
  expect_part (parts, 0, "one");
  expect_part (parts, 1, "two");
  expect_part (parts, 2, "three");
}

static void
test_single (void)
{
  g_autoptr (GPtrArray) parts = split ("text/plain", "--a\n", NULL);
  g_autoptr (GPtrArray) nameless = split (NULL, "x", NULL);

  g_assert_cmpuint (parts->len, ==, 1);
  expect_part (parts, 0, "--a\n");
  expect_part (nameless, 0, "x");
}

static void
test_refused (void)
{
  expect_refusal ("multipart/mixed", "--a\n\nx\n--a--");
  expect_refusal ("multipart/mixed;boundary=\"\"", "--\n\nx\n----");
  expect_refusal ("multipart/mixed;boundary=a", "");
  expect_refusal ("multipart/mixed;boundary=a", "--ab\n\nx");
  expect_refusal ("multipart/mixed;boundary=a", "--a--");
  expect_refusal ("multipart/mixed;boundary="
                  "01234567890123456789012345678901234567890123456789012345678901234567890",
                  "--01234567890123456789012345678901234567890123456789012345678901234567890\n\nx");
}

/* TRUST 3: 16 parts, 4 deep. */
static void
test_limits (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GPtrArray) parts = NULL;
  g_autoptr (GString) deep = g_string_new ("--1\n");

  for (guint i = 0; i < UA_MULTIPART_MAX_PARTS; i++)
    g_string_append (text, "--a\n\nx\n");
  parts = split ("multipart/mixed;boundary=a", text->str, NULL);
  g_assert_cmpuint (parts->len, ==, UA_MULTIPART_MAX_PARTS);
  g_string_append (text, "--a\n\nx\n");
  expect_refusal ("multipart/mixed;boundary=a", text->str);

  for (guint i = 2; i <= UA_MULTIPART_MAX_DEPTH; i++)
    g_string_append_printf (deep, "Content-Type: multipart/mixed;boundary=%u\n\n--%u\n", i, i);
  g_autofree char *allowed = g_strconcat (deep->str, "\nx", NULL);
  g_autoptr (GPtrArray) nested = split ("multipart/mixed;boundary=1", allowed, NULL);
  g_assert_cmpuint (nested->len, ==, 1);
  g_string_append (deep, "Content-Type: multipart/mixed;boundary=5\n\n--5\n\nx");
  expect_refusal ("multipart/mixed;boundary=1", deep->str);
}

static void
test_media_type (void)
{
  g_autofree char *boundary = ua_media_type_dup_param ("Multipart/Related ; Boundary=\"x;y\";start=<a@b>", "boundary");
  g_autofree char *none = ua_media_type_dup_param ("text/plain", "boundary");
  g_autofree char *nothing = ua_media_type_dup_param (NULL, "boundary");

  g_assert_cmpstr (boundary, ==, "x;y");
  g_assert_null (none);
  g_assert_null (nothing);
  g_assert_true (ua_media_type_is ("Application/PIDF+xml;charset=x", "application/pidf+xml"));
  g_assert_true (ua_media_type_is (" application/pidf+xml ", "application/pidf+xml"));
  g_assert_false (ua_media_type_is ("application/pidf+xml2", "application/pidf+xml"));
  g_assert_false (ua_media_type_is (NULL, "application/pidf+xml"));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/ua/multipart/split", test_split);
  g_test_add_func ("/ua/multipart/nested", test_nested);
  g_test_add_func ("/ua/multipart/single", test_single);
  g_test_add_func ("/ua/multipart/refused", test_refused);
  g_test_add_func ("/ua/multipart/limits", test_limits);
  g_test_add_func ("/ua/multipart/media-type", test_media_type);
  g_test_add_func ("/ua/multipart/cut-off", test_cut_off);
  return g_test_run ();
}
