/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* One telephone has many numbers: +49 30 1234, 0049 30 1234 and 030 1234 all ring the same bell, and which of them
 * does depends on where one dials. People know this without thinking, so a telephone has to. */

#include "config.h"

#include "phone-dial-plan-private.h"

#include <stdlib.h>
#include <string.h>

/* What is shorter is a number inside of a house and means nothing outside of it. */
#define SHORTEST_PUBLIC 6
#define LONGEST_DIGITS 32
#define LONGEST_TEXT 256

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

/* What comes after the prefix that leads abroad; NULL: none does. Where it is another one, 00 is written all the same by who
 * has the number from abroad, and begins nothing else. */
static const char *
skip_international (const char          *number,
                    const PhoneDialPlan *plan)
{
  if (plan != NULL && g_str_has_prefix (number, plan->international))
    return number + strlen (plan->international);
  return g_str_has_prefix (number, "00") ? number + 2 : NULL;
}

/* A trunk prefix that is not 0 could be the beginning of a number of the same town, and only the length tells. */
static gboolean
has_trunk (const char          *number,
           const PhoneDialPlan *plan)
{
  return *plan->trunk != '\0' && g_str_has_prefix (number, plan->trunk)
         && (*plan->trunk == '0' || strlen (number) == plan->area + strlen (plan->trunk));
}

/* The number of the world: country code and all, or NULL. */
static char *
to_international (const char          *number,
                  const PhoneDialPlan *plan)
{
  gsize length = strlen (number);
  const char *abroad = skip_international (number, plan);

  if (*number == '+')
    return g_strdup (number);
  if (strpbrk (number, "*#") != NULL || length < SHORTEST_PUBLIC)
    return NULL;
  if (abroad != NULL)
    return g_strconcat ("+", abroad, NULL);
  if (plan != NULL && has_trunk (number, plan))
    return g_strconcat ("+", plan->code, number + strlen (plan->trunk), NULL);
  if (plan != NULL && plan->area != 0 && length >= plan->area)
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

/* "20 7": these digits; "#11": so many of them; "": all that is left. */
static gboolean
is_begun_so (const char *rest,
             const char *begins)
{
  g_auto (GStrv) each = g_strsplit (begins, " ", -1);

  if (*begins == '#')
    return strlen (rest) == strtoul (begins + 1, NULL, 10);
  for (guint n = 0; each[n] != NULL; n++)
    if (g_str_has_prefix (rest, each[n]))
      return TRUE;

  return *begins == '\0';
}

/* The groups of the first rule that fits. */
static char *
find_groups (const PhoneDialPlan *owner,
             const char          *rest)
{
  g_auto (GStrv) rules = g_strsplit (owner->rules != NULL ? owner->rules : "", ";", -1);

  for (guint n = 0; rules[n] != NULL; n++)
    {
      char *groups = strchr (rules[n], '=');

      if (groups == NULL)
        continue;
      *groups = '\0';
      if (is_begun_so (rest, rules[n]))
        return g_strdup (groups + 1);
    }
  return NULL;
}

static void
append_grouped (GString    *text,
                const char *rest,
                const char *groups)
{
  g_auto (GStrv) sizes = g_strsplit (groups, " ", -1);

  for (guint n = 0; sizes[n] != NULL && *rest != '\0'; n++)
    {
      gsize length = strlen (rest);
      gsize size = strtoul (sizes[n], NULL, 10);
      gsize take = size == 0 ? length : MIN (size, length);

      g_string_append_printf (text, "%s%.*s", n > 0 ? " " : "", (int) take, rest);
      rest += take;
    }
  g_string_append (text, rest);
}

/* With its country for who is elsewhere, with its trunk prefix for who is at home. */
static char *
write_grouped (const char          *rest,
               const char          *groups,
               const PhoneDialPlan *owner,
               const PhoneDialPlan *plan)
{
  g_autoptr (GString) text = g_string_new (NULL);
  gboolean bare = *groups == '!';

  if (plan == NULL || !g_str_equal (owner->code, plan->code))
    g_string_append_printf (text, "+%s ", owner->code);
  else if (!bare)
    g_string_append (text, plan->written);
  append_grouped (text, rest, bare ? groups + 1 : groups);
  return g_string_free_and_steal (g_steal_pointer (&text));
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
  g_autofree char *groups = NULL;
  const PhoneDialPlan *owner;
  const char *rest;

  g_return_val_if_fail (number != NULL, NULL);

  key = phone_number_to_key (number, plan);
  owner = key != NULL && *key == '+' ? phone_dial_plan_of_number (key) : NULL;
  rest = owner != NULL ? key + 1 + strlen (owner->code) : "";
  groups = strlen (rest) >= SHORTEST_PUBLIC - 1 ? find_groups (owner, rest) : NULL;
  return groups != NULL ? write_grouped (rest, groups, owner, plan) : g_strdup (number);
}
