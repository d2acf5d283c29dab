/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: whoever looks for a word wants to see it, with what stands around it. The text is somebody else's, so
 * nothing in it is ever taken for markup. */

#include "app-excerpt.h"

#define LEAD 32 /* characters before what was found */
#define LONGEST 300 /* characters shown at all */

/* A word as the index of words has it: without case and accents. */
static char *
fold_word (const char *word,
           gssize      length)
{
  g_autofree char *plain = g_utf8_normalize (word, length, G_NORMALIZE_ALL);
  GString *folded = g_string_new (NULL);
  g_autofree char *cased = NULL;

  for (const char *at = plain != NULL ? plain : ""; *at != '\0'; at = g_utf8_next_char (at))
    if (!g_unichar_ismark (g_utf8_get_char (at)))
      g_string_append_unichar (folded, g_utf8_get_char (at));
  cased = g_utf8_casefold (folded->str, -1);
  g_string_free (folded, TRUE);
  return g_steal_pointer (&cased);
}

static gboolean
is_of_a_word (gunichar character)
{
  return g_unichar_isalnum (character) || g_unichar_ismark (character);
}

/* The next word from @at; NULL: there is none. @end: where it ends. */
static const char *
find_word (const char  *at,
           const char **end)
{
  while (*at != '\0' && !is_of_a_word (g_utf8_get_char (at)))
    at = g_utf8_next_char (at);
  if (*at == '\0')
    return NULL;
  *end = at;
  while (**end != '\0' && is_of_a_word (g_utf8_get_char (*end)))
    *end = g_utf8_next_char (*end);
  return at;
}

static GStrv
list_words (const char *search)
{
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();
  const char *end = search;

  for (const char *at = find_word (search, &end); at != NULL; at = find_word (end, &end))
    g_strv_builder_take (words, fold_word (at, end - at));
  return g_strv_builder_end (words);
}

/* How many octets of a word are what was looked for; 0: none. As many letters are taken as were typed. */
static gsize
match (const char        *word,
       const char        *end,
       const char *const *wanted)
{
  g_autofree char *folded = fold_word (word, end - word);
  const char *at = word;
  glong longest = 0;
  glong letters = 0;

  for (gsize n = 0; wanted[n] != NULL; n++)
    if (g_str_has_prefix (folded, wanted[n]))
      longest = MAX (longest, g_utf8_strlen (wanted[n], -1));
  while (longest > 0 && at < end && (letters < longest || g_unichar_ismark (g_utf8_get_char (at))))
    {
      letters += !g_unichar_ismark (g_utf8_get_char (at));
      at = g_utf8_next_char (at);
    }
  return (gsize) (at - word);
}

static const char *
find_match (const char        *text,
            const char *const *wanted)
{
  const char *end = text;

  for (const char *at = find_word (text, &end); at != NULL; at = find_word (end, &end))
    if (match (at, end, wanted) > 0)
      return at;
  return text;
}

/* A few words before what was found, and as much behind it as anybody reads. */
static char *
cut (const char *text,
     const char *found)
{
  const char *begin = found;
  glong rest;

  if (g_utf8_pointer_to_offset (text, found) <= LEAD)
    begin = text;
  for (int n = 0; begin > text && n < LEAD; n++)
    begin = g_utf8_prev_char (begin);
  while (begin > text && begin < found && is_of_a_word (g_utf8_get_char (begin)))
    begin = g_utf8_next_char (begin); /* no half word */
  while (begin > text && begin < found && !is_of_a_word (g_utf8_get_char (begin)))
    begin = g_utf8_next_char (begin);
  rest = MIN (g_utf8_strlen (begin, -1), LONGEST);
  return g_strdup_printf ("%s%.*s", begin > text ? "…" : "", (int) (g_utf8_offset_to_pointer (begin, rest) - begin), begin);
}

static PangoAttrList *
make_bold (const char        *text,
           const char *const *wanted)
{
  PangoAttrList *attributes = pango_attr_list_new ();
  const char *end = text;

  for (const char *at = find_word (text, &end); at != NULL; at = find_word (end, &end))
    {
      gsize length = match (at, end, wanted);
      PangoAttribute *bold;

      if (length == 0)
        continue;
      bold = pango_attr_weight_new (PANGO_WEIGHT_BOLD);
      bold->start_index = (guint) (at - text);
      bold->end_index = (guint) (at - text + length);
      pango_attr_list_insert (attributes, bold);
    }
  return attributes;
}

/**
 * app_excerpt_new:
 * @text: (nullable): a text
 * @search: (nullable): what was looked for: beginnings of words
 * @attributes: (out) (transfer full): what is bold in the excerpt
 *
 * Returns: (transfer full): one line of @text in which something that was looked for can be seen
 */
char *
app_excerpt_new (const char     *text,
                 const char     *search,
                 PangoAttrList **attributes)
{
  g_autofree char *line = g_utf8_make_valid (text != NULL ? text : "", -1);
  g_auto (GStrv) wanted = NULL;
  char *excerpt;

  g_return_val_if_fail (attributes != NULL, NULL);

  wanted = list_words (search != NULL ? search : "");
  g_strdelimit (line, "\r\n\t", ' ');
  excerpt = cut (line, find_match (line, (const char *const *) wanted));
  *attributes = make_bold (excerpt, (const char *const *) wanted);
  return excerpt;
}
