/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Addresses as people write them, and one key for all their spellings. */

#include "phone-address.h"

static void
test_for_people (void)
{
  static const struct
  {
    const char *uri;
    const char *people;
    const char *key;
  } rows[] = {
    { "sip:bob@example.org", "bob@example.org", "bob@example.org" },
    { "sip:bob@EXAMPLE.org;transport=ws", "bob@example.org", "bob@example.org" },
    { "sip:bob@example.org:5060;user=phone?subject=x", "bob@example.org:5060", "bob@example.org:5060" },
    { "sips:bob@example.org", "sips:bob@example.org", "bob@example.org" },
    { "sip:%62ob@example.org", "bob@example.org", "bob@example.org" },
    { "sip:example.org", "example.org", "example.org" },
    { "sip:bob@[2001:DB8::1]", "bob@[2001:db8::1]", "bob@[2001:db8::1]" },
    { "sip:a%40b@example.org", "a%40b@example.org", "a%40b@example.org" },
    { "sip:a%20b@example.org", "a%20b@example.org", "a%20b@example.org" },
    { "sip:%FF@example.org", "%FF@example.org", "%FF@example.org" },
    { "sip:%E2%80%AE@example.org", "%E2%80%AE@example.org", "%E2%80%AE@example.org" },
    { "tel:+49301234", "+49301234", "+49301234" },
  };

  for (guint n = 0; n < G_N_ELEMENTS (rows); n++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (SipUri) uri = sip_uri_parse (rows[n].uri, -1, &error);
      g_autofree char *people = NULL;
      g_autofree char *key = NULL;

      g_assert_no_error (error);
      people = phone_address_for_people (uri);
      key = phone_address_to_key (uri);
      g_assert_cmpstr (people, ==, rows[n].people);
      g_assert_cmpstr (key, ==, rows[n].key);
    }
}

/* What is shown can be typed. */
static void
test_reads_back (void)
{
  static const char *const uris[] = {
    "sip:bob@example.org", "sip:bob@example.org:5062", "sips:bob@example.org", "sip:bob@[2001:db8::1]:5060",
    "sip:a%40b@example.org", "sip:%D0%B1%D0%BE%D0%B1@example.org", "sip:+49301234@example.org",
  };

  for (guint n = 0; n < G_N_ELEMENTS (uris); n++)
    {
      g_autoptr (SipUri) uri = sip_uri_parse (uris[n], -1, NULL);
      g_autofree char *people = phone_address_for_people (uri);
      g_autoptr (GError) error = NULL;
      g_autoptr (SipUri) again = sip_uri_parse_target (people, "elsewhere.example", &error);

      g_test_message ("%s → %s", uris[n], people);
      g_assert_no_error (error);
      g_assert_true (sip_uri_equal (uri, again));
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/phone/address/for-people", test_for_people);
  g_test_add_func ("/phone/address/reads-back", test_reads_back);
  return g_test_run ();
}
