/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What a person may type into the account dialog. */

#include "phone-private.h"

static void
test_address (void)
{
  static const struct
  {
    const char *typed;
    gboolean    good;
  } rows[] = {
    { "anna@example.org", TRUE },
    { "  anna@example.org ", TRUE },
    { "sip:anna@example.org", TRUE },
    { "+49301234@example.org", TRUE },
    { "anna@[::1]", TRUE },
    { "", FALSE },
    { "anna", FALSE },
    { "@example.org", FALSE },
    { "anna@", FALSE },
    { "anna@exa mple.org", FALSE },
    { "http://anna@example.org", FALSE },
    { "anna@example.org\r\nTo: x", FALSE },
  };

  for (guint n = 0; n < G_N_ELEMENTS (rows); n++)
    {
      g_autoptr (GError) error = NULL;
      gboolean good = phone_check_address (rows[n].typed, &error);

      g_test_message ("“%s”", rows[n].typed);
      g_assert_cmpint (good, ==, rows[n].good);
      if (!good)
        g_assert_error (error, PHONE_ERROR, PHONE_ERROR_BAD_ADDRESS);
    }
}

static void
test_server (void)
{
  static const struct
  {
    const char *typed;
    const char *normal; /* NULL: wrong */
  } rows[] = {
    { "", "wss://example.org" },
    { "  ", "wss://example.org" },
    { "sip.example.net", "wss://sip.example.net" },
    { "ws://127.0.0.1:8080/sip", "ws://127.0.0.1:8080/sip" },
    { "http://example.org", NULL },
    { "wss://", NULL },
    { "wss://exa mple.org", NULL },
    { "sips:Example.org", "sips:" },
    { "sip:example.org:5070", "sip:example.org:5070" },
    { "sip:anna@example.org", NULL },
    { "wss://a.example.org/ws;weight=10, wss://b.example.org/", "wss://a.example.org/ws;weight=10,wss://b" }, /* W3 */
    { "wss://a.example.org,http://b", NULL },
    { "wss://a.example.org;weight=-1", NULL },
    { "a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a", NULL },
  };

  for (guint n = 0; n < G_N_ELEMENTS (rows); n++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *normal = phone_normalise_server (rows[n].typed, "anna@example.org", &error);

      g_test_message ("“%s”", rows[n].typed);
      g_assert_cmpint (phone_check_server (rows[n].typed, NULL), ==, rows[n].normal != NULL);
      if (rows[n].normal == NULL)
        g_assert_error (error, PHONE_ERROR, PHONE_ERROR_BAD_SERVER);
      else
        g_assert_true (g_str_has_prefix (normal, rows[n].normal));
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/phone/check/address", test_address);
  g_test_add_func ("/phone/check/server", test_server);
  return g_test_run ();
}
