/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Text from outside, made fit to be shown. Whoever calls or writes chooses the name and the words that
 * appear on the screen; what must not be theirs to choose is the layout, the direction of our own words
 * around theirs, or anything that looks like part of the program.
 */

#include "phone-text.h"

/* The overrides and isolates of UAX #9; left-to-right and right-to-left marks are harmless and stay. */
static gboolean
turns_direction (gunichar character)
{
  return (character >= 0x202A && character <= 0x202E) || (character >= 0x2066 && character <= 0x2069);
}

static gboolean
is_line_break (gunichar character)
{
  return character == '\n' || character == '\r' || character == 0x2028 || character == 0x2029;
}

static gboolean
is_invisible (gunichar character)
{
  return g_unichar_iscntrl (character) || turns_direction (character) || character == 0xFEFF;
}

/**
 * phone_text_clean_line:
 * @text: anything
 *
 * Makes one line of at most %PHONE_TEXT_LIMIT_NAME characters out of what a stranger calls himself.
 *
 * Returns: (transfer full): valid UTF-8, without white space at the ends
 */
char *
phone_text_clean_line (const char *text)
{
  g_return_val_if_fail (text != NULL, NULL);

  g_autofree char *valid = g_utf8_make_valid (text, -1);
  GString *line = g_string_new (NULL);
  glong n_characters = 0;

  for (const char *at = valid; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar character = g_utf8_get_char (at);

      if (n_characters == PHONE_TEXT_LIMIT_NAME)
        {
          g_string_append_unichar (line, 0x2026);
          break;
        }
      if (is_line_break (character) || character == '\t')
        character = ' ';
      if (is_invisible (character))
        continue;
      g_string_append_unichar (line, character);
      n_characters++;
    }
  return g_strstrip (g_string_free (line, FALSE));
}

/**
 * phone_text_clean_body:
 * @text: the octets of a message
 * @length: how many
 *
 * Makes a text to show and to keep out of a message's body, at most %PHONE_TEXT_LIMIT_BODY octets of it.
 *
 * Returns: (transfer full): valid UTF-8; carriage returns are gone
 */
char *
phone_text_clean_body (const char *text,
                       gsize       length)
{
  g_return_val_if_fail (text != NULL || length == 0, NULL);

  g_autofree char *valid = g_utf8_make_valid (text != NULL ? text : "", (gssize) length);
  GString *body = g_string_new (NULL);

  for (const char *at = valid; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar character = g_utf8_get_char (at);
      gsize octets = (gsize) g_unichar_to_utf8 (character, NULL);

      if (body->len + octets > PHONE_TEXT_LIMIT_BODY)
        break;
      if (character == '\n' || character == '\t' || !is_invisible (character))
        g_string_append_unichar (body, character);
    }
  return g_string_free (body, FALSE);
}
