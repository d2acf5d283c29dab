/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The countries there are to choose from, and what an account does with the one that was chosen. */

#include "phone-exchange.h"

#include "phone-country.h"

static void
test_names (void)
{
  g_autofree char *name = phone_country_dup_name ("DE");
  g_autofree char *unknown = phone_country_dup_name ("QQ");
  guint n_countries = 0;

  for (const char *country; (country = phone_country_get_nth (n_countries)) != NULL; n_countries++)
    {
      g_autofree char *one = phone_country_dup_name (country);

      g_assert_cmpstr (one, !=, "");
      g_assert_nonnull (phone_country_get_code (country));
    }
  g_assert_cmpuint (n_countries, >, 100);
  g_assert_cmpstr (name, ==, "Germany");
  g_assert_cmpstr (unknown, ==, "QQ");
  g_assert_cmpstr (phone_country_get_code ("DE"), ==, "49");
  g_assert_null (phone_country_get_code ("QQ"));
}

static PhoneAccount *
find_account (World *world)
{
  g_autoptr (PhoneAccount) account = g_list_model_get_item (phone_get_accounts (world->phone), 0);

  return account; /* the list holds it */
}

static const char *
get_title (World *world)
{
  PhoneConversation *conversation = phone_open_conversation (world->phone, find_account (world), "+4989123456", NULL);

  return phone_conversation_get_title (conversation);
}

/* Who chooses sees it at once, and after the next start. */
static void
test_chosen (World         *world,
             gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  PhoneAccount *account = world_add_account (world, "anna@example.fr", "secret", "ws://127.0.0.1:9/", &error);

  g_assert_no_error (error);
  g_assert_null (phone_account_get_country (account));
  g_assert_cmpstr (phone_country_guess (account), ==, "FR");
  g_assert_cmpstr (get_title (world), ==, "+49 89 123456");

  phone_account_set_country (account, "DE");
  g_assert_cmpstr (get_title (world), ==, "089 123456");
  world_stop (world);
  world_start (world);
  g_assert_cmpstr (phone_account_get_country (find_account (world)), ==, "DE");
  g_assert_cmpstr (get_title (world), ==, "089 123456");

  phone_account_set_country (find_account (world), "QQ"); /* nobody knows it: as if nothing had been chosen */
  g_assert_null (phone_account_get_country (find_account (world)));
  g_assert_cmpstr (get_title (world), ==, "+49 89 123456");
}

#define add(name, func) g_test_add ("/phone/country/" name, World, NULL, world_set_up, func, world_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/phone/country/names", test_names);
  add ("chosen", test_chosen);
  return g_test_run ();
}
