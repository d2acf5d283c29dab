/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Where a file lies that no message holds. */

#include "ua-file-letter.h"

#include <string.h>

static UaFileLetter *
parse (const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (GError) error = NULL;
  UaFileLetter *letter = ua_file_letter_parse (bytes, &error);

  g_assert_true ((letter == NULL) == (error != NULL));
  return letter;
}

/* GSMA RCC.07 §3.2.5.4.1: with a thumbnail before it. */
static void
test_theirs (void)
{
  g_autoptr (UaFileLetter) letter =
    parse ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>"
           "<file xmlns=\"urn:gsma:params:xml:ns:rcs:rcs:fthttp\"><file-info type=\"thumbnail\">"
           "<file-size>700</file-size><content-type>image/jpeg</content-type>"
           "<data url=\"https://ft.example.com/thumb\" until=\"2027-04-20T16:02:23Z\"/></file-info>"
           "<file-info type=\"file\"><file-size>1234208</file-size><file-name>Pl\xc3\xa4ne &amp; mehr.jpg</file-name>"
           "<content-type>image/jpeg</content-type>"
           "<data url=\"https://ft.example.com/d?a=1&amp;b=2\" until=\"2027-04-20T16:02:23Z\"/></file-info></file>");

  g_assert_nonnull (letter);
  g_assert_cmpstr (letter->url, ==, "https://ft.example.com/d?a=1&b=2");
  g_assert_cmpstr (letter->name, ==, "Pläne & mehr.jpg");
  g_assert_cmpstr (letter->type, ==, "image/jpeg");
  g_assert_cmpuint (letter->size, ==, 1234208);
}

/* What we write, we read. */
static void
test_ours (void)
{
  UaFileLetter ours = { (char *) "https://files.example.org/a%20b?x=\"1\"&y=<2>", (char *) "a & b.pdf",
                        (char *) "application/pdf", 48321 };
  g_autoptr (GDateTime) until = g_date_time_new_utc (2027, 1, 2, 3, 4, 5);
  g_autoptr (GBytes) body = ua_file_letter_build (&ours, until);
  g_autoptr (UaFileLetter) letter = ua_file_letter_parse (body, NULL);

  g_assert_nonnull (letter);
  g_assert_cmpstr (letter->url, ==, ours.url);
  g_assert_cmpstr (letter->name, ==, ours.name);
  g_assert_cmpstr (letter->type, ==, ours.type);
  g_assert_cmpuint (letter->size, ==, ours.size);
  g_assert_nonnull (g_strstr_len (g_bytes_get_data (body, NULL), (gssize) g_bytes_get_size (body),
                                  "until=\"2027-01-02T03:04:05Z\""));
}

static void
test_hostile (void)
{
  g_autofree char *long_name = g_strnfill (3000, 'x');
  g_autofree char *long_url = g_strdup_printf ("<file><file-info type=\"file\"><data url=\"https://%s/\"/></file-info></file>",
                                               long_name);
  g_autofree char *long_file = g_strdup_printf ("<file><file-info type=\"file\"><file-name>%s</file-name>"
                                                "<file-size>99999999999999999999</file-size>"
                                                "<data url=\"https://a/\"/></file-info></file>", long_name);
  const char *const wrong[] = {
    "", "hello", "<file/>", "<file><file-info type=\"thumbnail\"><data url=\"https://a/\"/></file-info></file>",
    "<file><file-info type=\"file\"/></file>", "<file><file-info type=\"file\"><data/></file-info></file>",
    "<file><file-info type=\"file\"><data url=\"\"/></file-info></file>",
    "<!DOCTYPE file [<!ENTITY a \"b\">]><file><file-info type=\"file\"><data url=\"&a;\"/></file-info></file>", long_url,
  };
  g_autoptr (UaFileLetter) cut = parse (long_file);

  for (gsize n = 0; n < G_N_ELEMENTS (wrong); n++)
    g_assert_null (parse (wrong[n]));
  g_assert_cmpuint (strlen (cut->name), <=, 255);
  g_assert_cmpuint (cut->size, ==, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ua/file-letter/theirs", test_theirs);
  g_test_add_func ("/ua/file-letter/ours", test_ours);
  g_test_add_func ("/ua/file-letter/hostile", test_hostile);
  return g_test_run ();
}
