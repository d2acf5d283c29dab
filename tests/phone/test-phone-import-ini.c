/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Sections of keys and values in the letters of three systems, whole and broken. */

#include "phone-import-ini.h"

#include <string.h>

static void
test_sections (void)
{
  static const char text[] = "\xef\xbb\xbf# a comment\r\nfirst = 1\r\n[One]\r\nKey=Value = more \r\n; no\r\nbroken\r\n=x\r\n"
                             "[Two\r\nkey=two\r\n[Three]\r\nempty=\r\n";
  g_autoptr (PhoneImportIni) ini = phone_import_ini_read (text, strlen (text));

  g_assert_cmpstr (phone_import_ini_get (ini, "", "FIRST"), ==, "1");
  g_assert_cmpstr (phone_import_ini_get (ini, "One", "key"), ==, "two"); /* a broken heading is none */
  g_assert_null (phone_import_ini_get (ini, "Three", "empty"));
  g_assert_null (phone_import_ini_get (ini, "Four", "key"));
  g_assert_cmpstr (phone_import_ini_get_section (ini, 0), ==, "");
  g_assert_cmpstr (phone_import_ini_get_section (ini, 1), ==, "One");
  g_assert_true (phone_import_ini_has (ini, "Three"));
  g_assert_null (phone_import_ini_get_section (ini, 3));
}

static void
test_letters (void)
{
  static const char western[] = "name=Am\xe9lie\n";
  static const char wide[] = "\xff\xfe" "n\0a\0m\0e\0=\0\xe9\0\n";
  static const char binary[] = "name=\0\1\2";
  g_autoptr (PhoneImportIni) one = phone_import_ini_read (western, strlen (western));
  g_autoptr (PhoneImportIni) two = phone_import_ini_read (wide, sizeof wide);
  g_autoptr (PhoneImportIni) three = phone_import_ini_read (binary, sizeof binary);

  g_assert_cmpstr (phone_import_ini_get (one, "", "name"), ==, "Amélie");
  g_assert_cmpstr (phone_import_ini_get (two, "", "name"), ==, "é");
  g_assert_null (phone_import_ini_get_section (three, 0));
}

/* A file made by an enemy costs no more than its size. */
static void
test_hostile (void)
{
  g_autofree char *long_value = g_strnfill (100000, 'x');
  g_autoptr (GString) text = g_string_new (NULL);

  g_string_append_printf (text, "long=%s\nshort=1\n", long_value);
  for (guint n = 0; n < 300000; n++)
    g_string_append_printf (text, "k%u=%u\n", n, n);

  g_autoptr (PhoneImportIni) ini = phone_import_ini_read (text->str, text->len);

  g_assert_null (phone_import_ini_get (ini, "", "long"));
  g_assert_cmpstr (phone_import_ini_get (ini, "", "short"), ==, "1");
  g_assert_nonnull (phone_import_ini_get (ini, "", "k1000"));
  g_assert_null (phone_import_ini_get (ini, "", "k299999"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/phone/import/ini/sections", test_sections);
  g_test_add_func ("/phone/import/ini/letters", test_letters);
  g_test_add_func ("/phone/import/ini/hostile", test_hostile);
  return g_test_run ();
}
