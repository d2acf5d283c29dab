/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Addresses with words in braces, and what a stranger may call themselves. WISHES 36. */

#include "hook-address.h"

static void
test_fill (void)
{
  static const struct
  {
    const char *text;
    const char *filled;
  } cases[] = {
    { "https://crm.example/?n={number}", "https://crm.example/?n=%2B4930123" },
    { "https://crm.example/{direction}/{account}", "https://crm.example/incoming/alice%40example.org" },
    { "https://crm.example/?q={name}#x", "https://crm.example/?q=%3Cb%3E%20%26x%3D1%23%2F..%2F%7Bnumber%7D%0D%0A#x" },
    { "http://localhost:8080/{address}", "http://localhost:8080/sip%3Abob%40example.org" },
    { "https://crm.example/", "https://crm.example/" },
  };
  const HookCall call = { "ringing", "7", "+4930123", "sip:bob@example.org", "<b> &x=1#/../{number}\r\n", "incoming",
                          "alice@example.org", 0 };

  for (gsize n = 0; n < G_N_ELEMENTS (cases); n++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *filled = NULL;

      hook_address_check (cases[n].text, &error);
      g_assert_no_error (error);
      filled = hook_address_fill (cases[n].text, &call);
      g_assert_cmpstr (filled, ==, cases[n].filled);
    }
}

static void
test_check (void)
{
  static const struct
  {
    const char *text;
    HookError code;
  } cases[] = {
    { "", HOOK_ERROR_BAD_ADDRESS },
    { "crm.example", HOOK_ERROR_BAD_ADDRESS },
    { "https://", HOOK_ERROR_BAD_ADDRESS },
    { "https:///path", HOOK_ERROR_BAD_ADDRESS },
    { "ftp://crm.example/", HOOK_ERROR_BAD_ADDRESS },
    { "file:///etc/passwd", HOOK_ERROR_BAD_ADDRESS },
    { "javascript:alert(1)", HOOK_ERROR_BAD_ADDRESS },
    { "https://user:secret@crm.example/", HOOK_ERROR_BAD_ADDRESS },
    { "https://crm.ex\xc3\xa4mple/", HOOK_ERROR_BAD_ADDRESS },
    { "http://crm.example/", HOOK_ERROR_NOT_SECURE },
    { "http://localhost.crm.example/", HOOK_ERROR_NOT_SECURE },
    { "http://127.0.0.1.crm.example/", HOOK_ERROR_NOT_SECURE },
    { "http://192.168.1.1/", HOOK_ERROR_NOT_SECURE },
    { "https://{name}.example/", HOOK_ERROR_UNKNOWN_WORD },
    { "{name}://crm.example/", HOOK_ERROR_UNKNOWN_WORD },
    { "https://crm.example:{number}/", HOOK_ERROR_UNKNOWN_WORD },
    { "{name}", HOOK_ERROR_BAD_ADDRESS },
    { "https://crm.example/{password}", HOOK_ERROR_UNKNOWN_WORD },
    { "https://crm.example/{number", HOOK_ERROR_UNKNOWN_WORD },
    { "https://crm.example/{{number}}", HOOK_ERROR_UNKNOWN_WORD },
  };
  g_autofree char *long_path = g_strnfill (3000, 'x');
  g_autofree char *endless = g_strconcat ("https://crm.example/", long_path, NULL);

  for (gsize n = 0; n < G_N_ELEMENTS (cases); n++)
    {
      g_autoptr (GError) error = NULL;

      g_test_message ("“%s”", cases[n].text);
      g_assert_false (hook_address_check (cases[n].text, &error));
      g_assert_error (error, HOOK_ERROR, (int) cases[n].code);
    }
  g_assert_false (hook_address_check (endless, NULL));
  g_assert_true (hook_address_check ("http://[::1]:8080/{number}", NULL));
  g_assert_true (hook_address_check ("HTTPS://crm.example", NULL));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/hook/address/fill", test_fill);
  g_test_add_func ("/hook/address/check", test_check);
  return g_test_run ();
}
