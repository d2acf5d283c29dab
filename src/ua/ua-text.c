/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What a server says of others ends on a screen and in a log. So every text of an event body comes through
 * here: what is left is UTF-8, one line, no longer than it needs to be, and turns no writing around.
 */

#include "ua-text.h"

/* Controls, and the marks that make text read in another order than it is written. */
static gboolean
is_harmful (gunichar c)
{
  return g_unichar_iscntrl (c) || (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069) || c == 0xfeff;
}

/**
 * ua_text_clean:
 * @text: what came, of any octets
 * @length: its octets; -1: up to the NUL
 * @max: how many characters may be left
 *
 * Makes words of a stranger fit to be shown: what is no UTF-8 becomes U+FFFD, white space one blank, control and
 * direction characters go.
 *
 * Returns: (transfer full): the text, perhaps empty
 */
char *
ua_text_clean (const char *text,
               gssize      length,
               guint       max)
{
  g_return_val_if_fail (text != NULL, NULL);

  g_autofree char *valid = g_utf8_make_valid (text, length);
  GString *clean = g_string_new (NULL);
  gboolean blank = FALSE;
  guint n = 0;

  for (const char *at = valid; *at != '\0' && n < max; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if (g_unichar_isspace (c))
        blank = clean->len > 0;
      if (g_unichar_isspace (c) || is_harmful (c))
        continue;
      if (blank)
        g_string_append_c (clean, ' ');
      n += blank ? 2 : 1;
      blank = FALSE;
      if (n <= max)
        g_string_append_unichar (clean, c);
    }
  return g_string_free (clean, FALSE);
}

/**
 * ua_text_dup:
 * @text: (nullable): what came
 * @max: how many characters may be left
 *
 * Does what ua_text_clean() does, and gives nothing for nothing.
 *
 * Returns: (transfer full) (nullable): the text; %NULL when none is left
 */
char *
ua_text_dup (const char *text,
             guint       max)
{
  g_autofree char *clean = text != NULL ? ua_text_clean (text, -1, max) : NULL;

  return clean != NULL && *clean != '\0' ? g_steal_pointer (&clean) : NULL;
}
