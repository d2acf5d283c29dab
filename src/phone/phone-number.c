/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* One telephone has many numbers: +49 30 1234, 0049 30 1234 and 030 1234 all ring the same bell, and which of them
 * does depends on where one dials. People know this without thinking, so a telephone has to. */

#include "config.h"

#include "phone-number.h"

#include <string.h>

/* What is shorter is a number inside of a house and means nothing outside of it. */
#define SHORTEST_PUBLIC 6
#define LONGEST_DIGITS 32
#define LONGEST_TEXT 256
#define MOST_GROUPS 8

/* The country codes of the world are one, two or three digits; no code is the beginning of another. */
struct _PhoneDialPlan
{
  const char *region;
  const char *code;          /* of the country */
  const char *trunk;         /* before an area; "": there is none */
  const char *international; /* before a country */
  guint area;                /* digits that a number with its area has, where it has no trunk prefix; 0: any */
};

static const PhoneDialPlan plans[] = {
  { "DE", "49", "0", "00", 0 },
  { "AT", "43", "0", "00", 0 },
  { "CH", "41", "0", "00", 0 },
  { "FR", "33", "0", "00", 0 },
  { "GB", "44", "0", "00", 0 },
  { "IT", "39", "", "00", 6 },
  { "ES", "34", "", "00", 9 },
  { "NL", "31", "0", "00", 0 },
  { "BE", "32", "0", "00", 0 },
  { "PL", "48", "", "00", 9 },
  { "SE", "46", "0", "00", 0 },
  { "DK", "45", "", "00", 8 },
  { "US", "1", "1", "011", 10 },
  { "CA", "1", "1", "011", 10 },
};

/* How the digits after the country code are grouped; the first row that fits counts. A group of 0 is all the rest. */
static const struct
{
  const char *code;
  const char *begins; /* one of these, divided by blanks; "": anything */
  guint groups[MOST_GROUPS];
} groupings[] = {
  { "49", "30 40 69 89", { 2, 0 } },
  { "49", "15 16 17", { 3, 0 } },
  { "49", "201 202 203 208 209 212 214 228 234 335 340 345 355 365 375 385 395 906", { 3, 0 } },
  { "49", "211 221 231 251 261 271 281 291 341 351 361 371 381 391 421 431 441 451 461 471 481 491", { 3, 0 } },
  { "49", "511 521 531 541 551 561 571 581 591 611 621 631 641 651 661 671 681", { 3, 0 } },
  { "49", "711 721 731 741 751 761 771 781 791 821 831 841 851 861 871 881", { 3, 0 } },
  { "49", "911 921 931 941 951 961 971 981 991 700 800 900 137 180", { 3, 0 } },
  { "49", "33", { 4, 0 } },
  { "49", "", { 4, 0 } },
  { "43", "1", { 1, 0 } },
  { "43", "", { 3, 0 } },
  { "41", "", { 2, 3, 2, 2 } },
  { "33", "", { 1, 2, 2, 2, 2 } },
  { "44", "20 23 24 28 29", { 2, 4, 4 } },
  { "44", "7", { 4, 6 } },
  { "44", "11 121 131 141 151 161 171 181 191", { 3, 3, 4 } },
  { "44", "", { 4, 0 } },
  { "39", "3", { 3, 3, 4 } },
  { "39", "02 06", { 2, 0 } },
  { "39", "", { 3, 0 } },
  { "34", "", { 3, 3, 3 } },
  { "31", "6", { 1, 0 } },
  { "31", "10 20 30 40 50 70 13 15 23 24 26 33 35 36 38 43 45 46 53 55 58 71 72 73 74 75 76 77 78 79", { 2, 3, 2, 2 } },
  { "31", "", { 3, 0 } },
  { "32", "4", { 3, 2, 2, 2 } },
  { "32", "2 3 9", { 1, 3, 2, 2 } },
  { "32", "", { 2, 2, 2, 2 } },
  { "48", "", { 3, 3, 3 } },
  { "46", "7", { 2, 3, 2, 2 } },
  { "46", "8", { 1, 0 } },
  { "46", "", { 2, 0 } },
  { "45", "", { 2, 2, 2, 2 } },
  { "1", "", { 3, 3, 4 } },
};

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
  const PhoneDialPlan *plan = dot != NULL ? phone_dial_plan_for_region (dot + 1) : NULL;
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

/* What people write between digits: blanks, and whatever is neither a letter nor a sign with a meaning. */
static gboolean
is_divider (gunichar character)
{
  if (character < 0x80)
    return g_ascii_isspace ((char) character) || strchr ("()./-", (int) character) != NULL;
  return !g_unichar_isalpha (character);
}

/* What a letter adds to a number; 0: nothing. */
static char
read_sign (gunichar character)
{
  if (g_unichar_isdigit (character))
    return (char) ('0' + g_unichar_digit_value (character));
  if (character == '+' || character == 0xff0b)
    return '+';
  return character == '*' || character == '#' ? (char) character : 0;
}

/* Digits, with a plus before them where there was one; NULL where something stands that belongs to no number. */
static char *
gather (const char *text)
{
  g_autoptr (GString) number = g_string_new (NULL);

  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      char sign = read_sign (g_utf8_get_char (at));

      if (sign == 0 && is_divider (g_utf8_get_char (at)))
        continue;
      if (sign == 0 || number->len >= LONGEST_DIGITS || (sign == '+' && number->len > 0))
        return NULL;
      g_string_append_c (number, sign);
    }
  return strpbrk (number->str, "0123456789") != NULL ? g_string_free_and_steal (g_steal_pointer (&number)) : NULL;
}

/* "Tel.: ", "phone +": a word before the number, and what divides them. "anna2" is no number, nor is "room 5". */
static const char *
skip_word (const char *text)
{
  const char *end = text;
  const char *at;

  while (g_unichar_isalpha (g_utf8_get_char (end)))
    end = g_utf8_next_char (end);
  if (end == text || g_utf8_strlen (text, end - text) > 12)
    return text;
  for (at = end; *at == '.' || *at == ':' || g_ascii_isspace (*at); at++)
    ;
  return at > end && (*end == '.' || *end == ':' || *at == '+' || *at == '0' || *at == '(') ? at : text;
}

/**
 * phone_number_clean:
 * @text: what was typed or pasted
 *
 * Finds the number in "Tel.: +49 (0)30 / 1234-56": a word before it may go, and so may the zero in brackets that is
 * only for those who dial inside of the country.
 *
 * Returns: (transfer full) (nullable): digits, with a plus before them where there was one; %NULL: this is no number
 */
char *
phone_number_clean (const char *text)
{
  g_autofree char *valid = NULL;
  g_autofree char *number = NULL;
  const char *start;
  char *zero;

  g_return_val_if_fail (text != NULL, NULL);

  if (strlen (text) > LONGEST_TEXT)
    return NULL;
  valid = g_utf8_make_valid (text, -1);
  g_strstrip (valid);
  start = skip_word (valid);
  zero = strstr (start, "(0)");
  if (zero != NULL && (*start == '+' || g_str_has_prefix (start, "00")))
    memcpy (zero, "   ", 3);
  number = gather (start);
  return g_steal_pointer (&number);
}

/* The number of the world: country code and all, or NULL. */
static char *
to_international (const char          *number,
                  const PhoneDialPlan *plan)
{
  gsize length = strlen (number);

  if (*number == '+')
    return g_strdup (number);
  if (strpbrk (number, "*#") != NULL || length < SHORTEST_PUBLIC)
    return NULL;
  if (plan == NULL) /* nearly everywhere a country begins so, and nowhere else an area */
    return g_str_has_prefix (number, "00") ? g_strconcat ("+", number + 2, NULL) : NULL;
  if (g_str_has_prefix (number, plan->international))
    return g_strconcat ("+", number + strlen (plan->international), NULL);
  if (*plan->trunk != '\0' && g_str_has_prefix (number, plan->trunk) && (plan->area == 0 || length == plan->area + 1))
    return g_strconcat ("+", plan->code, number + strlen (plan->trunk), NULL);
  if (plan->area != 0 && length >= plan->area)
    return g_strconcat ("+", plan->code, number, NULL);
  return NULL;
}

/**
 * phone_number_to_key:
 * @number: a number, as phone_number_clean() takes it
 * @plan: (nullable): how numbers are dialled where it was written down
 *
 * Makes one key of all ways to dial a number.
 *
 * Returns: (transfer full) (nullable): "+49301234", or only the digits where a plan is missing or does not say;
 *   %NULL: this is no number
 */
char *
phone_number_to_key (const char          *number,
                     const PhoneDialPlan *plan)
{
  g_autofree char *clean = NULL;
  char *key;

  g_return_val_if_fail (number != NULL, NULL);

  clean = phone_number_clean (number);
  if (clean == NULL)
    return NULL;

  key = to_international (clean, plan);
  return key != NULL ? key : g_steal_pointer (&clean);
}

static const PhoneDialPlan *
plan_of (const char *key)
{
  for (guint n = 0; n < G_N_ELEMENTS (plans); n++)
    if (g_str_has_prefix (key + 1, plans[n].code))
      return &plans[n];

  return NULL;
}

static gboolean
begins_so (const char *rest,
           const char *begins)
{
  g_auto (GStrv) each = g_strsplit (begins, " ", -1);

  if (*begins == '\0')
    return TRUE;
  for (guint n = 0; each[n] != NULL; n++)
    if (g_str_has_prefix (rest, each[n]))
      return TRUE;

  return FALSE;
}

static const guint *
find_groups (const char *code,
             const char *rest)
{
  for (guint n = 0; n < G_N_ELEMENTS (groupings); n++)
    if (g_str_equal (groupings[n].code, code) && begins_so (rest, groupings[n].begins))
      return groupings[n].groups;

  return NULL;
}

static void
append_grouped (GString     *text,
                const char  *rest,
                const guint *groups)
{
  for (guint n = 0; n < MOST_GROUPS && *rest != '\0'; n++)
    {
      gsize length = strlen (rest);
      gsize take = groups[n] == 0 ? length : MIN (groups[n], length);

      g_string_append_printf (text, "%s%.*s", n > 0 ? " " : "", (int) take, rest);
      rest += take;
    }
}

/**
 * phone_number_for_people:
 * @number: a number
 * @plan: (nullable): how numbers are dialled where it is read
 *
 * Writes a number as people there do: one of their own country with its area, any other with its country. What is in
 * no table stays as it was written.
 *
 * Returns: (transfer full): the number
 */
char *
phone_number_for_people (const char          *number,
                         const PhoneDialPlan *plan)
{
  g_autofree char *key = NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  const PhoneDialPlan *owner;
  const guint *groups;
  const char *rest;

  g_return_val_if_fail (number != NULL, NULL);

  key = phone_number_to_key (number, plan);
  owner = key != NULL && *key == '+' ? plan_of (key) : NULL;
  rest = owner != NULL ? key + 1 + strlen (owner->code) : "";
  groups = strlen (rest) >= SHORTEST_PUBLIC - 1 ? find_groups (owner->code, rest) : NULL;
  if (groups == NULL)
    return g_strdup (number);

  if (plan == NULL || !g_str_equal (owner->code, plan->code))
    g_string_append_printf (text, "+%s ", owner->code);
  else if (plan->area == 0)
    g_string_append (text, plan->trunk);
  append_grouped (text, rest, groups);
  return g_string_free_and_steal (g_steal_pointer (&text));
}
