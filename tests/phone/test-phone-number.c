/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Numbers as people dial, write and paste them. */

#include "phone-number.h"

static void
test_clean (void)
{
  static const struct
  {
    const char *pasted;
    const char *number; /* NULL: this is no number */
  } rows[] = {
    { "Tel.: +49 (0)30 / 1234-56", "+4930123456" },
    { "tel:+49-30-123456", "+4930123456" },
    { "Phone +1 (212) 555-0100", "+12125550100" },
    { "  0049 (0)30 123456 ", "004930123456" },
    { "(030) 12 34 56", "030123456" },
    { "030\xc2\xa0" "123\xe2\x80\x91" "456", "030123456" }, /* no-break blank and hyphen, as web pages have them */
    { "\xe2\x80\xaa+49 30 123456\xe2\x80\xac", "+4930123456" }, /* with marks of direction around it */
    { "\xd9\xa0\xd9\xa3\xd9\xa0", "030" }, /* Arabic digits */
    { "*97#", "*97#" },
    { "201", "201" },
    { "anna", NULL },
    { "anna2", NULL },
    { "room 5", NULL },
    { "030 1234 ext. 5", NULL },
    { "030+1234", NULL },
    { "", NULL },
    { "+", NULL },
    { "()", NULL },
    { "anna@example.org", NULL },
  };
  g_autofree char *endless = g_strnfill (1000, '1');

  for (guint n = 0; n < G_N_ELEMENTS (rows); n++)
    {
      g_autofree char *number = phone_number_clean (rows[n].pasted);

      g_assert_cmpstr (number, ==, rows[n].number);
    }
  g_assert_null (phone_number_clean (endless));
  endless[100] = '\0';
  g_assert_null (phone_number_clean (endless));
}

/* However it is dialled, it is one person. */
static void
test_one_person (void)
{
  static const struct
  {
    const char *region;
    const char *number;
    const char *key;
  } rows[] = {
    { "DE", "+49 30 123456", "+4930123456" },
    { "DE", "0049 30 123456", "+4930123456" },
    { "DE", "030 123456", "+4930123456" },
    { "DE", "+49 (0)30 / 1234-56", "+4930123456" },
    { "DE", "123456", "123456" }, /* no area: it could be anywhere */
    { "DE", "201", "201" },
    { "DE", "110", "110" },
    { "DE", "*97", "*97" },
    { "AT", "0049 30 123456", "+4930123456" },
    { "US", "011 49 30 123456", "+4930123456" },
    { "US", "(212) 555-0100", "+12125550100" },
    { "US", "1-212-555-0100", "+12125550100" },
    { "US", "911", "911" },
    { "FR", "01 23 45 67 89", "+33123456789" },
    { "IT", "06 1234567", "+39061234567" }, /* the zero stays */
    { "ES", "912 345 678", "+34912345678" },
    { "DK", "12 34 56 78", "+4512345678" },
    { NULL, "030 123456", "030123456" },
    { NULL, "+49 30 123456", "+4930123456" },
    { NULL, "0049 30 123456", "+4930123456" },
    { "DE", "anna", NULL },
  };

  for (guint n = 0; n < G_N_ELEMENTS (rows); n++)
    {
      g_autofree char *key = phone_number_to_key (rows[n].number, phone_dial_plan_for_region (rows[n].region));

      g_assert_cmpstr (key, ==, rows[n].key);
    }
}

static void
test_for_people (void)
{
  static const struct
  {
    const char *region;
    const char *number;
    const char *written;
  } rows[] = {
    { "DE", "+4930123456", "030 123456" },
    { "DE", "004930123456", "030 123456" },
    { "DE", "+491701234567", "0170 1234567" },
    { "DE", "+4989123456", "089 123456" },
    { "DE", "+33123456789", "+33 1 23 45 67 89" },
    { "FR", "+33123456789", "01 23 45 67 89" },
    { "FR", "+4930123456", "+49 30 123456" },
    { "US", "+12125550100", "212 555 0100" },
    { "GB", "+12125550100", "+1 212 555 0100" },
    { "GB", "+442079460000", "020 7946 0000" },
    { "CH", "+41441234567", "044 123 45 67" },
    { "ES", "+34912345678", "912 345 678" },
    { "DK", "+4512345678", "12 34 56 78" },
    { NULL, "+4930123456", "+49 30 123456" },
    /* Not in the table, or no number of the world: as it was written. */
    { "DE", "+290 12 34 56", "+290 12 34 56" },
    { "DE", "201", "201" },
    { "DE", "*97#", "*97#" },
    { "DE", "anna@example.org", "anna@example.org" },
    { NULL, "030/1234", "030/1234" },
  };

  for (guint n = 0; n < G_N_ELEMENTS (rows); n++)
    {
      g_autofree char *written =
        phone_number_for_people (rows[n].number, phone_dial_plan_for_region (rows[n].region));

      g_assert_cmpstr (written, ==, rows[n].written);
    }
}

static void
test_guess (void)
{
  static const struct
  {
    const char *domain;
    const char *language;
    const char *region;
  } rows[] = {
    { "sip.example.de", "en_US.UTF-8", "DE" },
    { "voip.example.co.uk", NULL, "GB" },
    { "example.com", "de_AT.UTF-8", "AT" },
    { "example.com", "pt_BR.UTF-8", "BR" },
    { "fritz.box", "de_DE", "DE" },
    { "192.0.2.1", "C", NULL },
    { NULL, "fr_FR@euro", "FR" },
    { NULL, NULL, NULL },
    { "localhost", "_", NULL },
  };

  for (guint n = 0; n < G_N_ELEMENTS (rows); n++)
    g_assert_cmpstr (phone_dial_plan_get_region (phone_dial_plan_guess (rows[n].domain, rows[n].language)), ==,
                     rows[n].region);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/phone/number/clean", test_clean);
  g_test_add_func ("/phone/number/one-person", test_one_person);
  g_test_add_func ("/phone/number/for-people", test_for_people);
  g_test_add_func ("/phone/number/guess", test_guess);
  return g_test_run ();
}
