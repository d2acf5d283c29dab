/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Whom nobody knows is shown as the number they have, and as people write it. */

#include "phone-spelling.h"

#include "phone-people-private.h"

static void
test_dup (void)
{
  static const struct
  {
    const char *domain;
    const char *address;
    const char *spelled;
  } rows[] = {
    { "sip.example.de", "+493012345678@sip.example.de", "030 12345678" },
    { "sip.example.de", "00493012345678@sip.example.de", "030 12345678" },
    { "sip.example.de", "03012345678@sip.example.de", "030 12345678" },
    { "sip.example.de", "tel:+493012345678", "030 12345678" },
    { "sip.example.de", "+33123456789@192.0.2.1", "+33 1 23 45 67 89" },
    { "sip.example.de", "+493012345678@evil.example.com", NULL }, /* anybody can call themselves a number */
    { "sip.example.de", "201@sip.example.de", NULL },
    { "sip.example.de", "*97@sip.example.de", NULL },
    { "sip.example.de", "anna@sip.example.de", NULL },
    { "sip.example.de", "+290123456@sip.example.de", NULL },
    { "sip.example.de", "", NULL },
    { "sip.example.de", "@@@", NULL },
    { "sip.example.fr", "+33123456789@sip.example.fr", "01 23 45 67 89" },
    { NULL, "+493012345678@sip.example.de", NULL },
    { NULL, "tel:+493012345678", "030 12345678" },
  };
  g_autoptr (PhonePeople) people = phone_people_new (NULL);

  phone_people_set_domain (people, "sip.example.de");
  for (guint n = 0; n < G_N_ELEMENTS (rows); n++)
    {
      g_autofree char *spelled = phone_spelling_dup (people, rows[n].domain, rows[n].address);

      g_test_message ("%s by %s", rows[n].address, rows[n].domain);
      g_assert_cmpstr (spelled, ==, rows[n].spelled);
    }
}

/* The owner of an account knows better than the name of its server. */
static void
test_chosen (void)
{
  g_autoptr (PhonePeople) people = phone_people_new (NULL);
  g_autoptr (PhonePerson) anna = phone_person_new ("Anna");
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  phone_people_set_domain (people, "example.fr");
  phone_person_add_address (anna, PHONE_ADDRESS_PHONE, NULL, "+49 30 123456");
  phone_people_save (people, anna);
  before = phone_spelling_dup (people, "example.fr", "+4989123456@example.fr");
  g_assert_cmpstr (before, ==, "+49 89 123456");
  g_assert_null (phone_people_find (people, "example.fr", "030123456@example.fr"));

  phone_people_choose_country (people, "example.fr", "DE");
  phone_people_set_domain (people, "example.fr");
  after = phone_spelling_dup (people, "example.fr", "+4989123456@example.fr");
  g_assert_cmpstr (after, ==, "089 123456");
  g_assert_true (phone_people_find (people, "example.fr", "030123456@example.fr") == anna);

  phone_people_choose_country (people, "example.fr", NULL);
  phone_people_set_domain (people, "example.fr");
  g_assert_null (phone_people_find (people, "example.fr", "030123456@example.fr"));
}

static void
test_choose (void)
{
  static const char address[] = "+493012345678@sip.example.de";
  static const char spelled[] = "030 12345678";

  g_assert_cmpstr (phone_spelling_choose ("Anna", address, spelled), ==, "Anna");
  g_assert_cmpstr (phone_spelling_choose ("03012345678", address, spelled), ==, spelled); /* an exchange wrote it there */
  g_assert_cmpstr (phone_spelling_choose (address, address, spelled), ==, spelled);
  g_assert_cmpstr (phone_spelling_choose ("", address, spelled), ==, spelled);
  g_assert_cmpstr (phone_spelling_choose (NULL, address, spelled), ==, spelled);
  g_assert_cmpstr (phone_spelling_choose (NULL, address, NULL), ==, address);
  g_assert_cmpstr (phone_spelling_choose ("201", address, NULL), ==, "201");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/phone/spelling/dup", test_dup);
  g_test_add_func ("/phone/spelling/chosen", test_chosen);
  g_test_add_func ("/phone/spelling/choose", test_choose);
  return g_test_run ();
}
