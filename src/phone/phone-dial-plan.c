/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* How people dial and how they write it is a habit of each country, and a habit is a row of a table. */

#include "config.h"

#include "phone-dial-plan-private.h"

#include <string.h>

/* Names of countries are translated with the lists of ISO 3166 that every desktop has, not here. */
#define N_ISO(text) text

/* The country codes of the world are one, two or three digits; no code is the beginning of another. Where several countries
 * share one, the first has the rules.
 *
 * Columns: region; name; country code; trunk prefix as it is dialled, and as it is written before an area; prefix that leads
 * abroad; how many digits a number has at least that is whole without a trunk prefix (0: it needs one); rules.
 * A rule is "BEGINS=GROUPS": with which digits a number begins after its country code, and into groups of how many it is
 * divided; a group of 0 is all the rest, "!" leaves out the trunk prefix, "#11" means all that have 11 digits. The first rule
 * that fits counts. */
static const PhoneDialPlan plans[] = {
  { "DE", N_ISO ("Germany"), "49", "0", "0", "00", 0,
    "30 40 69 89=2 0;15 16 17=3 0;201 202 203 208 209 212 214 228 234 335 340 345 355 365 375 385 395 906=3 0;"
    "211 221 231 251 261 271 281 291 341 351 361 371 381 391 421 431 441 451 461 471 481 491=3 0;"
    "511 521 531 541 551 561 571 581 591 611 621 631 641 651 661 671 681=3 0;"
    "711 721 731 741 751 761 771 781 791 821 831 841 851 861 871 881=3 0;"
    "911 921 931 941 951 961 971 981 991 700 800 900 137 180=3 0;=4 0" },
  { "AD", N_ISO ("Andorra"), "376", "", "", "00", 6, "=3 3" },
  { "AL", N_ISO ("Albania"), "355", "0", "0", "00", 0, "4=1 3 4;6=2 3 4;=2 3 3" },
  { "AM", N_ISO ("Armenia"), "374", "0", "0", "00", 0, "=2 3 3" },
  { "AT", N_ISO ("Austria"), "43", "0", "0", "00", 0, "1=1 0;=3 0" },
  { "AZ", N_ISO ("Azerbaijan"), "994", "0", "0", "00", 0, "=2 3 2 2" },
  { "BA", N_ISO ("Bosnia and Herzegovina"), "387", "0", "0", "00", 0, "=2 3 3" },
  { "BE", N_ISO ("Belgium"), "32", "0", "0", "00", 0, "4=3 2 2 2;2 3 9=1 3 2 2;=2 2 2 2" },
  { "BG", N_ISO ("Bulgaria"), "359", "0", "0", "00", 0, "2=1 3 0;=2 3 0" },
  { "BY", N_ISO ("Belarus"), "375", "80", "80 ", "810", 9, "=2 3 2 2" },
  { "CH", N_ISO ("Switzerland"), "41", "0", "0", "00", 0, "=2 3 2 2" },
  { "CY", N_ISO ("Cyprus"), "357", "", "", "00", 8, "=2 6" },
  { "CZ", N_ISO ("Czechia"), "420", "", "", "00", 9, "=3 3 3" },
  { "DK", N_ISO ("Denmark"), "45", "", "", "00", 8, "=2 2 2 2" },
  { "EE", N_ISO ("Estonia"), "372", "", "", "00", 7, "5 8=4 0;=3 4" },
  { "ES", N_ISO ("Spain"), "34", "", "", "00", 9, "=3 3 3" },
  { "FI", N_ISO ("Finland"), "358", "0", "0", "00", 0, "9=1 0;=2 0" },
  { "AX", N_ISO ("Åland Islands"), "358", "0", "0", "00", 0, NULL },
  { "FO", N_ISO ("Faroe Islands"), "298", "", "", "00", 6, "=6" },
  { "FR", N_ISO ("France"), "33", "0", "0", "00", 0, "=1 2 2 2 2" },
  { "GB", N_ISO ("United Kingdom"), "44", "0", "0", "00", 0,
    "20 23 24 28 29=2 4 4;7=4 6;11 121 131 141 151 161 171 181 191=3 3 4;=4 0" },
  { "GG", N_ISO ("Guernsey"), "44", "0", "0", "00", 0, NULL },
  { "IM", N_ISO ("Isle of Man"), "44", "0", "0", "00", 0, NULL },
  { "JE", N_ISO ("Jersey"), "44", "0", "0", "00", 0, NULL },
  { "GE", N_ISO ("Georgia"), "995", "0", "0", "00", 0, "=3 2 2 2" },
  { "GI", N_ISO ("Gibraltar"), "350", "", "", "00", 8, "=3 5" },
  { "GR", N_ISO ("Greece"), "30", "", "", "00", 10, "21=2 4 4;=3 3 4" },
  { "HR", N_ISO ("Croatia"), "385", "0", "0", "00", 0, "1=1 4 3;=2 3 0" },
  { "HU", N_ISO ("Hungary"), "36", "06", "06 ", "00", 0, "1=1 3 4;=2 3 0" },
  { "IE", N_ISO ("Ireland"), "353", "0", "0", "00", 0, "1=1 3 4;=2 3 0" },
  { "IS", N_ISO ("Iceland"), "354", "", "", "00", 7, "=3 4" },
  { "IT", N_ISO ("Italy"), "39", "", "", "00", 6, "3=3 3 4;02 06=2 0;=3 0" },
  { "VA", N_ISO ("Holy See (Vatican City State)"), "39", "", "", "00", 6, NULL },
  { "LI", N_ISO ("Liechtenstein"), "423", "", "", "00", 7, "=3 2 2" },
  { "LT", N_ISO ("Lithuania"), "370", "0", "0", "00", 0, "52=1 3 4;37 45 46=2 6;=3 5" },
  { "LU", N_ISO ("Luxembourg"), "352", "", "", "00", 6, "6=3 3 3;=2 2 2 2 0" },
  { "LV", N_ISO ("Latvia"), "371", "", "", "00", 8, "=2 3 3" },
  { "MC", N_ISO ("Monaco"), "377", "", "", "00", 8, "6=1 2 2 2 2;=2 2 2 2" },
  { "MD", N_ISO ("Moldova"), "373", "0", "0", "00", 0, "22 3=2 3 3;=3 2 3" },
  { "ME", N_ISO ("Montenegro"), "382", "0", "0", "00", 0, "=2 3 3" },
  { "MK", N_ISO ("North Macedonia"), "389", "0", "0", "00", 0, "2=1 3 4;=2 3 3" },
  { "MT", N_ISO ("Malta"), "356", "", "", "00", 8, "=4 4" },
  { "NL", N_ISO ("Netherlands"), "31", "0", "0", "00", 0,
    "6=1 0;10 20 30 40 50 70 13 15 23 24 26 33 35 36 38 43 45 46 53 55 58 71 72 73 74 75 76 77 78 79=2 3 2 2;=3 0" },
  { "NO", N_ISO ("Norway"), "47", "", "", "00", 8, "4 8 9=3 2 3;=2 2 2 2" },
  { "PL", N_ISO ("Poland"), "48", "", "", "00", 9, "=3 3 3" },
  { "PT", N_ISO ("Portugal"), "351", "", "", "00", 9, "21 22=2 3 4;=3 3 3" },
  { "RO", N_ISO ("Romania"), "40", "0", "0", "00", 0, "21 31=2 3 4;=3 3 3" },
  { "RS", N_ISO ("Serbia"), "381", "0", "0", "00", 0, "=2 0" },
  { "RU", N_ISO ("Russian Federation"), "7", "8", "8 ", "810", 10, "=3 3 2 2" },
  { "KZ", N_ISO ("Kazakhstan"), "7", "8", "8 ", "810", 10, NULL },
  { "SE", N_ISO ("Sweden"), "46", "0", "0", "00", 0, "7=2 3 2 2;8=1 0;=2 0" },
  { "SI", N_ISO ("Slovenia"), "386", "0", "0", "00", 0, "30 31 40 41 43 49 51 6 70 71=2 3 3;=1 3 2 2" },
  { "SK", N_ISO ("Slovakia"), "421", "0", "0", "00", 0, "2=1 3 3 2;9=3 3 3;=2 3 2 2" },
  { "SM", N_ISO ("San Marino"), "378", "", "", "00", 8, "0549=4 0;=2 2 0" },
  { "TR", N_ISO ("Türkiye"), "90", "0", "0", "00", 0, "=3 3 2 2" },
  { "UA", N_ISO ("Ukraine"), "380", "0", "0", "00", 0, "=2 3 2 2" },
  { "XK", N_ISO ("Kosovo"), "383", "0", "0", "00", 0, "=2 3 3" },
  /* North America; where the long-distance 1 is dialled and never written. */
  { "US", N_ISO ("United States"), "1", "1", "", "011", 10, "=3 3 4" },
  { "CA", N_ISO ("Canada"), "1", "1", "", "011", 10, NULL },
  { "AG", N_ISO ("Antigua and Barbuda"), "1", "1", "", "011", 10, NULL },
  { "AI", N_ISO ("Anguilla"), "1", "1", "", "011", 10, NULL },
  { "BB", N_ISO ("Barbados"), "1", "1", "", "011", 10, NULL },
  { "BM", N_ISO ("Bermuda"), "1", "1", "", "011", 10, NULL },
  { "BS", N_ISO ("Bahamas"), "1", "1", "", "011", 10, NULL },
  { "DM", N_ISO ("Dominica"), "1", "1", "", "011", 10, NULL },
  { "DO", N_ISO ("Dominican Republic"), "1", "1", "", "011", 10, NULL },
  { "GD", N_ISO ("Grenada"), "1", "1", "", "011", 10, NULL },
  { "JM", N_ISO ("Jamaica"), "1", "1", "", "011", 10, NULL },
  { "KN", N_ISO ("Saint Kitts and Nevis"), "1", "1", "", "011", 10, NULL },
  { "KY", N_ISO ("Cayman Islands"), "1", "1", "", "011", 10, NULL },
  { "LC", N_ISO ("Saint Lucia"), "1", "1", "", "011", 10, NULL },
  { "MS", N_ISO ("Montserrat"), "1", "1", "", "011", 10, NULL },
  { "PR", N_ISO ("Puerto Rico"), "1", "1", "", "011", 10, NULL },
  { "SX", N_ISO ("Sint Maarten (Dutch part)"), "1", "1", "", "011", 10, NULL },
  { "TC", N_ISO ("Turks and Caicos Islands"), "1", "1", "", "011", 10, NULL },
  { "TT", N_ISO ("Trinidad and Tobago"), "1", "1", "", "011", 10, NULL },
  { "VC", N_ISO ("Saint Vincent and the Grenadines"), "1", "1", "", "011", 10, NULL },
  { "VG", N_ISO ("Virgin Islands, British"), "1", "1", "", "011", 10, NULL },
  { "VI", N_ISO ("Virgin Islands, U.S."), "1", "1", "", "011", 10, NULL },
  { "AW", N_ISO ("Aruba"), "297", "", "", "00", 7, "=3 4" },
  { "BZ", N_ISO ("Belize"), "501", "", "", "00", 7, "=3 4" },
  { "CR", N_ISO ("Costa Rica"), "506", "", "", "00", 8, "=4 4" },
  { "CU", N_ISO ("Cuba"), "53", "0", "0", "119", 0, "5 7=1 3 4;=2 0" },
  { "CW", N_ISO ("Curaçao"), "599", "", "", "00", 7, "9=1 3 4;=3 4" },
  { "GL", N_ISO ("Greenland"), "299", "", "", "00", 6, "=2 2 2" },
  { "GP", N_ISO ("Guadeloupe"), "590", "0", "0", "00", 0, "=3 2 2 2" },
  { "GT", N_ISO ("Guatemala"), "502", "", "", "00", 8, "=4 4" },
  { "HN", N_ISO ("Honduras"), "504", "", "", "00", 8, "=4 4" },
  { "HT", N_ISO ("Haiti"), "509", "", "", "00", 8, "=2 2 4" },
  { "MQ", N_ISO ("Martinique"), "596", "0", "0", "00", 0, "=3 2 2 2" },
  { "MX", N_ISO ("Mexico"), "52", "", "", "00", 10, "33 55 56 81=2 4 4;=3 3 4" },
  { "NI", N_ISO ("Nicaragua"), "505", "", "", "00", 8, "=4 4" },
  { "PA", N_ISO ("Panama"), "507", "", "", "00", 7, "6=4 4;=3 4" },
  { "PM", N_ISO ("Saint Pierre and Miquelon"), "508", "0", "0", "00", 0, "=2 2 2" },
  { "SV", N_ISO ("El Salvador"), "503", "", "", "00", 8, "=4 4" },
  /* The most populous of the others, and some more. */
  { "AE", N_ISO ("United Arab Emirates"), "971", "0", "0", "00", 0, "5=2 3 4;=1 3 4" },
  { "AR", N_ISO ("Argentina"), "54", "0", "0", "00", 0, "11=2 4 4;9=1 2 4 4;=3 3 4" },
  { "AU", N_ISO ("Australia"), "61", "0", "0", "0011", 0, "4=3 3 3;=1 4 4" },
  { "BD", N_ISO ("Bangladesh"), "880", "0", "0", "00", 0, "1=4 6;2=1 0;=3 0" },
  { "BR", N_ISO ("Brazil"), "55", "0", "", "00", 10, "#11=2 5 4;=2 4 4" },
  { "CD", N_ISO ("Congo, The Democratic Republic of the"), "243", "0", "0", "00", 0, "=3 3 3" },
  { "CN", N_ISO ("China"), "86", "0", "0", "00", 11, "13 14 15 16 17 18 19=!3 4 4;10 2=2 4 4;=3 4 4" },
  { "CO", N_ISO ("Colombia"), "57", "", "", "00", 10, "=3 3 4" },
  { "EG", N_ISO ("Egypt"), "20", "0", "0", "00", 0, "10 11 12 15=2 4 4;2=1 4 4;3=1 3 4;=2 3 4" },
  { "ET", N_ISO ("Ethiopia"), "251", "0", "0", "00", 0, "=2 3 4" },
  { "ID", N_ISO ("Indonesia"), "62", "0", "0", "001", 0, "8=3 4 0;21 22 24 31 61=2 0;=3 0" },
  { "IL", N_ISO ("Israel"), "972", "0", "0", "00", 0, "5 7=2 3 4;=1 3 4" },
  { "IN", N_ISO ("India"), "91", "0", "0", "00", 10, "11 20 22 33 40 44=2 4 4;6 7 8 9=!5 5;=3 3 4" },
  { "IR", N_ISO ("Iran"), "98", "0", "0", "00", 0, "9=3 3 4;=2 4 4" },
  { "JP", N_ISO ("Japan"), "81", "0", "0", "010", 0, "20 50 70 80 90=2 4 4;3 6=1 4 4;=2 3 4" },
  { "KE", N_ISO ("Kenya"), "254", "0", "0", "000", 0, "1 7=3 3 3;=2 0" },
  { "KR", N_ISO ("South Korea"), "82", "0", "0", "001", 0, "2=1 0;10 70=2 4 4;=2 3 4" },
  { "MM", N_ISO ("Myanmar"), "95", "0", "0", "00", 0, "1 9=1 0;=2 0" },
  { "NG", N_ISO ("Nigeria"), "234", "0", "0", "009", 0, "70 71 80 81 90 91=3 3 4;=2 0" },
  { "NZ", N_ISO ("New Zealand"), "64", "0", "0", "00", 0, "2=2 3 0;=1 3 4" },
  { "PH", N_ISO ("Philippines"), "63", "0", "0", "00", 0, "2=1 4 4;9=3 3 4;=2 3 4" },
  { "PK", N_ISO ("Pakistan"), "92", "0", "0", "00", 0, "3=3 7;=2 0" },
  { "SA", N_ISO ("Saudi Arabia"), "966", "0", "0", "00", 0, "=2 3 4" },
  { "TH", N_ISO ("Thailand"), "66", "0", "0", "001", 0, "2=1 3 4;6 8 9=2 3 4;=2 3 3" },
  { "TZ", N_ISO ("Tanzania"), "255", "0", "0", "000", 0, "=3 3 3" },
  { "VN", N_ISO ("Vietnam"), "84", "0", "0", "00", 0, "24 28=2 4 4;2=3 4 3;=3 3 3" },
  { "ZA", N_ISO ("South Africa"), "27", "0", "0", "00", 0, "=2 3 4" },
};

/* Countries whose domain is sold to the whole world: it says nothing about where a server is. */
static const char *const sold[] = { "ag", "ai", "bz", "cd", "co", "dm", "gd", "gg", "gl", "im",
                                    "lc", "me", "ms", "sx", "tc", "vc", "vg", NULL };

/**
 * phone_dial_plan_get_nth:
 * @n: a position
 *
 * The countries there are, in no order.
 *
 * Returns: (transfer none) (nullable): a plan; %NULL: there are not so many
 */
const PhoneDialPlan *
phone_dial_plan_get_nth (guint n)
{
  return n < G_N_ELEMENTS (plans) ? &plans[n] : NULL;
}

/**
 * phone_dial_plan_for_region:
 * @region: (nullable): two letters of ISO 3166, such as "DE"
 *
 * Looks how numbers are dialled somewhere.
 *
 * Returns: (transfer none) (nullable): the plan; %NULL: it is not known
 */
const PhoneDialPlan *
phone_dial_plan_for_region (const char *region)
{
  if (region == NULL)
    return NULL;
  if (g_ascii_strcasecmp (region, "UK") == 0)
    region = "GB";
  for (guint n = 0; n < G_N_ELEMENTS (plans); n++)
    if (g_ascii_strcasecmp (plans[n].region, region) == 0)
      return &plans[n];

  return NULL;
}

/**
 * phone_dial_plan_guess:
 * @domain: (nullable): of an account
 * @language: (nullable): of the machine, as in its environment: "de_AT.UTF-8"
 *
 * Guesses how numbers are dialled: as in the country at the end of the domain, or else as where the machine's language
 * is spoken.
 *
 * Returns: (transfer none) (nullable): the plan; %NULL: neither says
 */
const PhoneDialPlan *
phone_dial_plan_guess (const char *domain,
                       const char *language)
{
  const char *dot = domain != NULL ? strrchr (domain, '.') : NULL;
  g_autofree char *end = dot != NULL ? g_ascii_strdown (dot + 1, -1) : NULL;
  const PhoneDialPlan *plan = end != NULL && !g_strv_contains (sold, end) ? phone_dial_plan_for_region (end) : NULL;
  const char *underscore = language != NULL ? strchr (language, '_') : NULL;
  char region[3] = "";

  if (plan != NULL || underscore == NULL)
    return plan;

  g_strlcpy (region, underscore + 1, sizeof region);
  return phone_dial_plan_for_region (region);
}

/**
 * phone_dial_plan_get_region:
 * @plan: (nullable): a plan
 *
 * Where numbers are dialled so.
 *
 * Returns: (transfer none) (nullable): two letters
 */
const char *
phone_dial_plan_get_region (const PhoneDialPlan *plan)
{
  return plan != NULL ? plan->region : NULL;
}

/**
 * phone_dial_plan_of_number:
 * @key: a number with its country, as phone_number_to_key() makes it
 *
 * Looks in whose country a number is.
 *
 * Returns: (transfer none) (nullable): the plan that has the rules of that country code; %NULL: it is not known
 */
const PhoneDialPlan *
phone_dial_plan_of_number (const char *key)
{
  g_return_val_if_fail (key != NULL && *key == '+', NULL);

  for (guint n = 0; n < G_N_ELEMENTS (plans); n++)
    if (g_str_has_prefix (key + 1, plans[n].code))
      return &plans[n];

  return NULL;
}
