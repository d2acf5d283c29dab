/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: an address in a message is to be clicked, and nothing else a stranger writes may become more than text.
 * So only what begins like one of a few kinds of address and goes on without a blank is a link, and its words are the
 * address itself: nobody is shown one place and led to another.
 */

#include "app-links.h"

#include <string.h>

#define LINK_MAX  2048
#define LINKS_MAX 32

static const char *const schemes[] = { "https://", "http://", "sips:", "sip:", "tel:" };

/* What may stand in an address (RFC 3986 §2), less the quotes that often stand around one. */
static gboolean
is_of_a_link (char octet)
{
  return g_ascii_isalnum (octet) || (octet != '\0' && strchr ("-._~:/?#[]@!$&()*+,;=%", octet) != NULL);
}

static gsize
measure_scheme (const char *at)
{
  for (gsize n = 0; n < G_N_ELEMENTS (schemes); n++)
    if (g_ascii_strncasecmp (at, schemes[n], strlen (schemes[n])) == 0)
      return strlen (schemes[n]);
  return 0;
}

/* A full stop or a closing bracket behind an address belongs to the sentence. */
static gsize
cut_sentence (const char *at,
              gsize       length)
{
  while (length > 0 && strchr (".,;:!?", at[length - 1]) != NULL)
    length--;
  if (length > 0 && at[length - 1] == ')' && memchr (at, '(', length) == NULL)
    return cut_sentence (at, length - 1);
  return length;
}

/* How long the link is that begins here; 0: none does. */
static gsize
measure_link (const char *at)
{
  gsize scheme = measure_scheme (at);
  gsize length = scheme;

  if (scheme == 0)
    return 0;

  while (is_of_a_link (at[length]))
    length++;
  length = cut_sentence (at, length);
  if (length <= scheme || length > LINK_MAX)
    return 0;
  return g_ascii_isalnum (at[scheme]) || at[scheme] == '+' || at[scheme] == '[' ? length : 0;
}

static gboolean
begins_a_word (const char *text,
               const char *at)
{
  return at == text || !(g_ascii_isalnum (at[-1]) || strchr ("+-.@/", at[-1]) != NULL || (at[-1] & 0x80) != 0);
}

static void
append_text (GString    *markup,
             const char *text,
             gsize       length)
{
  g_autofree char *escaped = g_markup_escape_text (text, (gssize) length);

  g_string_append (markup, escaped);
}

static void
append_link (GString    *markup,
             const char *text,
             gsize       length)
{
  g_string_append (markup, "<a href=\"");
  append_text (markup, text, length);
  g_string_append (markup, "\">");
  append_text (markup, text, length);
  g_string_append (markup, "</a>");
}

/**
 * app_links_dup_markup:
 * @text: UTF-8 of a stranger
 *
 * Finds web, SIP and telephone addresses in a text.
 *
 * Returns: (transfer full) (nullable): Pango markup; %NULL where there is no link
 */
char *
app_links_dup_markup (const char *text)
{
  g_autoptr (GString) markup = g_string_new (NULL);
  const char *rest = text;
  guint n_links = 0;

  g_return_val_if_fail (text != NULL, NULL);

  for (const char *at = text; *at != '\0' && n_links < LINKS_MAX;)
    {
      gsize length = begins_a_word (text, at) ? measure_link (at) : 0;

      if (length == 0)
        {
          at++;
          continue;
        }
      append_text (markup, rest, (gsize) (at - rest));
      append_link (markup, at, length);
      n_links++;
      at += length;
      rest = at;
    }
  append_text (markup, rest, strlen (rest));
  return n_links > 0 ? g_strdup (markup->str) : NULL;
}
