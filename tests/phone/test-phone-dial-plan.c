/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The table of the countries: sound as a table, and right where it was looked up by hand. */

#include "phone-dial-plan-private.h"

#include <stdlib.h>
#include <string.h>

static gboolean
is_of (const char *text,
       const char *letters)
{
  return strspn (text, letters) == strlen (text);
}

/* "4 50=3 0;=2 3 4": the last rule takes whatever no other did. */
static void
check_rules (const PhoneDialPlan *plan)
{
  g_auto (GStrv) rules = g_strsplit (plan->rules, ";", -1);
  guint n_rules = g_strv_length (rules);

  for (guint n = 0; n < n_rules; n++)
    {
      g_auto (GStrv) halves = g_strsplit (rules[n], "=", -1);

      g_assert_cmpuint (g_strv_length (halves), ==, 2);
      g_assert_true (is_of (halves[0], "0123456789 #"));
      g_assert_true (is_of (halves[1], "0123456789 !"));
      g_assert_cmpstr (halves[1], !=, "");
      g_assert_true (*halves[0] != '\0' || n == n_rules - 1);
      g_assert_true (*halves[0] == '\0' || n < n_rules - 1);
    }
}

static void
test_sound (void)
{
  g_autoptr (GHashTable) regions = g_hash_table_new (g_str_hash, g_str_equal);
  const PhoneDialPlan *plan;

  for (guint n = 0; (plan = phone_dial_plan_get_nth (n)) != NULL; n++)
    {
      g_autofree char *whole = g_strconcat ("+", plan->code, "123456789", NULL);
      const PhoneDialPlan *owner = phone_dial_plan_of_number (whole);

      g_test_message ("%s", plan->region);
      g_assert_true (g_hash_table_add (regions, (gpointer) plan->region));
      g_assert_true (strlen (plan->region) == 2 && is_of (plan->region, G_CSET_A_2_Z));
      g_assert_true (*plan->code != '\0' && strlen (plan->code) <= 3 && is_of (plan->code, G_CSET_DIGITS));
      g_assert_true (is_of (plan->trunk, G_CSET_DIGITS));
      g_assert_true (is_of (plan->written, G_CSET_DIGITS " "));
      g_assert_true (*plan->international != '\0' && is_of (plan->international, G_CSET_DIGITS));
      g_assert_true (*plan->trunk != '\0' || plan->area > 0); /* or no number of the country could be told from one of a town */
      /* Whose code it is has the rules, and no other code is the beginning of this one. */
      g_assert_cmpstr (owner->code, ==, plan->code);
      g_assert_nonnull (owner->rules);
      check_rules (owner);
    }
  g_assert_cmpuint (g_hash_table_size (regions), >, 100);
}

/* All of Europe and North America, and the most populous of the others. */
static void
test_complete (void)
{
  static const char *const regions[] = {
    "AD", "AL", "AT", "BA", "BE", "BG", "BY", "CH", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GB", "GR", "HR", "HU",
    "IE", "IS", "IT", "LI", "LT", "LU", "LV", "MC", "MD", "ME", "MK", "MT", "NL", "NO", "PL", "PT", "RO", "RS", "RU", "SE",
    "SI", "SK", "SM", "TR", "UA", "VA", "XK", "US", "CA", "MX", "BZ", "CR", "CU", "DO", "GL", "GT", "HN", "HT", "JM", "NI",
    "PA", "SV", "IN", "CN", "ID", "PK", "NG", "BR", "BD", "ET", "JP", "EG", "PH", "CD", "VN", "IR", "TH", "TZ", "ZA", "KE",
    "MM", "CO", "uk",
  };

  for (guint n = 0; n < G_N_ELEMENTS (regions); n++)
    g_assert_nonnull (phone_dial_plan_for_region (regions[n]));
  g_assert_null (phone_dial_plan_for_region ("AQ"));
  g_assert_null (phone_dial_plan_for_region (""));
  g_assert_null (phone_dial_plan_for_region (NULL));
  g_assert_null (phone_dial_plan_of_number ("+999123"));
}

/* Dialled at home, and seen from abroad: one key, and two ways to write it. */
static void
test_by_hand (void)
{
  static const struct
  {
    const char *region;
    const char *dialled;
    const char *key;
    const char *at_home;
    const char *abroad;
  } rows[] = {
    { "RU", "84951234567", "+74951234567", "8 495 123 45 67", "+7 495 123 45 67" },
    { "KZ", "87011234567", "+77011234567", "8 701 123 45 67", "+7 701 123 45 67" },
    { "HU", "0612345678", "+3612345678", "06 1 234 5678", "+36 1 234 5678" },
    { "BY", "80291234567", "+375291234567", "80 29 123 45 67", "+375 29 123 45 67" },
    { "CZ", "601123456", "+420601123456", "601 123 456", "+420 601 123 456" },
    { "NO", "41234567", "+4741234567", "412 34 567", "+47 412 34 567" },
    { "PT", "212345678", "+351212345678", "21 234 5678", "+351 21 234 5678" },
    { "GR", "2101234567", "+302101234567", "21 0123 4567", "+30 21 0123 4567" },
    { "TR", "05012345678", "+905012345678", "0501 234 56 78", "+90 501 234 56 78" },
    { "UA", "0501234567", "+380501234567", "050 123 45 67", "+380 50 123 45 67" },
    { "IE", "0851234567", "+353851234567", "085 123 4567", "+353 85 123 4567" },
    { "MX", "5512345678", "+525512345678", "55 1234 5678", "+52 55 1234 5678" },
    { "JM", "18765551234", "+18765551234", "876 555 1234", "+1 876 555 1234" },
    { "BR", "11912345678", "+5511912345678", "11 91234 5678", "+55 11 91234 5678" },
    { "BR", "01132345678", "+551132345678", "11 3234 5678", "+55 11 3234 5678" },
    { "CN", "13812345678", "+8613812345678", "138 1234 5678", "+86 138 1234 5678" },
    { "CN", "01012345678", "+861012345678", "010 1234 5678", "+86 10 1234 5678" },
    { "IN", "9876543210", "+919876543210", "98765 43210", "+91 98765 43210" },
    { "IN", "02212345678", "+912212345678", "022 1234 5678", "+91 22 1234 5678" },
    { "JP", "0312345678", "+81312345678", "03 1234 5678", "+81 3 1234 5678" },
    { "JP", "010493012345", "+493012345", "+49 30 12345", "+49 30 12345" },
    { "JP", "00493012345", "+493012345", "+49 30 12345", "+49 30 12345" },
    { "AU", "0412345678", "+61412345678", "0412 345 678", "+61 412 345 678" },
    { "KE", "0712345678", "+254712345678", "0712 345 678", "+254 712 345 678" },
    { "US", "00493012345", "+493012345", "+49 30 12345", "+49 30 12345" },
  };

  for (guint n = 0; n < G_N_ELEMENTS (rows); n++)
    {
      const PhoneDialPlan *plan = phone_dial_plan_for_region (rows[n].region);
      g_autofree char *key = phone_number_to_key (rows[n].dialled, plan);
      g_autofree char *at_home = phone_number_for_people (rows[n].dialled, plan);
      g_autofree char *abroad = phone_number_for_people (rows[n].key, NULL);

      g_test_message ("%s in %s", rows[n].dialled, rows[n].region);
      g_assert_cmpstr (key, ==, rows[n].key);
      g_assert_cmpstr (at_home, ==, rows[n].at_home);
      g_assert_cmpstr (abroad, ==, rows[n].abroad);
    }
}

/* What is written for people is read again as the same number, in every country. */
static void
test_there_and_back (void)
{
  const PhoneDialPlan *plan;

  for (guint n = 0; (plan = phone_dial_plan_get_nth (n)) != NULL; n++)
    for (guint first = 1; first < 10; first++)
      {
        g_autofree char *key = g_strdup_printf ("+%s%u2345678901", plan->code, first);
        g_autofree char *written = NULL;
        g_autofree char *again = NULL;

        key[1 + strlen (plan->code) + MAX (plan->area, 9)] = '\0';
        written = phone_number_for_people (key, plan);
        again = phone_number_to_key (written, plan);
        g_test_message ("%s in %s: %s", key, plan->region, written);
        g_assert_cmpstr (again, ==, key);
      }
}

/* Such an end of a domain is sold to everybody. */
static void
test_sold (void)
{
  g_assert_cmpstr (phone_dial_plan_get_region (phone_dial_plan_guess ("sip.example.co", "de_DE")), ==, "DE");
  g_assert_cmpstr (phone_dial_plan_get_region (phone_dial_plan_guess ("sip.example.ME", "de_DE")), ==, "DE");
  g_assert_cmpstr (phone_dial_plan_get_region (phone_dial_plan_guess ("sip.example.PL", "de_DE")), ==, "PL");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/phone/dial-plan/sound", test_sound);
  g_test_add_func ("/phone/dial-plan/complete", test_complete);
  g_test_add_func ("/phone/dial-plan/by-hand", test_by_hand);
  g_test_add_func ("/phone/dial-plan/there-and-back", test_there_and_back);
  g_test_add_func ("/phone/dial-plan/sold", test_sold);
  return g_test_run ();
}
