/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: where a line is broken is left to Pango, which knows letters and no manners: a line that begins with a dot, and
 * a last line of one short word, look like a mistake. A space that does not break says so. */

#include "app-typography.h"

#define UNBREAKABLE "\302\240"
/* Shorter texts stand on one line; a longer word fills one. */
#define LEAST_BYTES 40
#define MOST_LETTERS 12

/**
 * app_typography_tie_dots:
 * @text: statements with dots between them, as "Not Connected · Next try in 5 seconds"
 *
 * Has a line end with such a dot and never begin with one.
 *
 * Returns: (transfer full): @text, with spaces that do not break before its dots
 */
char *
app_typography_tie_dots (const char *text)
{
  GString *tied = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  tied = g_string_new (text);
  g_string_replace (tied, " ·", UNBREAKABLE "·", 0);
  return g_string_free (tied, FALSE);
}

/**
 * app_typography_tie_end:
 * @text: a sentence or two
 *
 * Keeps the last word of a text of some length beside the one before, if it is short.
 *
 * Returns: (transfer full): @text, perhaps with another space before its last word
 */
char *
app_typography_tie_end (const char *text)
{
  const char *last = NULL;
  g_autofree char *before = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  last = strrchr (text, ' ');
  if (strlen (text) < LEAST_BYTES || last == NULL || g_utf8_strlen (last + 1, -1) > MOST_LETTERS)
    return g_strdup (text);
  before = g_strndup (text, (gsize) (last - text));
  return g_strconcat (before, UNBREAKABLE, last + 1, NULL);
}

/**
 * app_typography_tie_page:
 * @page: a page that says what could be here
 *
 * Does so with the description of @page.
 */
void
app_typography_tie_page (AdwStatusPage *page)
{
  g_autofree char *tied = NULL;

  g_return_if_fail (ADW_IS_STATUS_PAGE (page));

  if (adw_status_page_get_description (page) == NULL)
    return;
  tied = app_typography_tie_end (adw_status_page_get_description (page));
  adw_status_page_set_description (page, tied);
}
