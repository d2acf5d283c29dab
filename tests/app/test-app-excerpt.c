/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What is shown of a text that was found. */

#include "app-excerpt.h"

#include "app-test.h"

/* The bold parts between square brackets. */
static char *
draw (const char *text,
      const char *search)
{
  PangoAttrList *attributes = NULL;
  g_autofree char *excerpt = app_excerpt_new (text, search, &attributes);
  g_autoptr (GString) drawn = g_string_new (excerpt);
  GSList *all = pango_attr_list_get_attributes (attributes);
  gssize moved = 0;

  for (GSList *at = all; at != NULL; at = at->next)
    {
      PangoAttribute *bold = at->data;

      g_string_insert_c (drawn, (gssize) bold->start_index + moved++, '[');
      g_string_insert_c (drawn, (gssize) bold->end_index + moved++, ']');
    }
  g_slist_free_full (all, (GDestroyNotify) pango_attribute_destroy);
  pango_attr_list_unref (attributes);
  return g_strdup (drawn->str);
}

static void
test_bold (void)
{
  static const struct
  {
    const char *text;
    const char *search;
    const char *drawn;
  } rows[] = {
    { "Lunch tomorrow?", "tom", "Lunch [tom]orrow?" },
    { "Lunch tomorrow?", "TOM lunch", "[Lunch] [tom]orrow?" },
    { "custom", "tom", "custom" },
    { "Grüße aus Köln", "gru koln", "[Grü]ße aus [Köln]" },
    { "Amélie", "amel", "[Amél]ie" },
    { "Ame\u0301lie", "amel", "[Ame\u0301l]ie" },
    { "two\nlines", "lin", "two [lin]es" },
    { "<b>bold</b>", "bold", "<b>[bold]</b>" },
    { "שלום עולם", "עול", "שלום [עול]ם" },
    { "anything", "", "anything" },
    { "anything", NULL, "anything" },
    { NULL, "x", "" },
    { "bad \xff bytes", "byt", "bad � [byt]es" },
    { "", "", "" },
  };

  for (gsize n = 0; n < G_N_ELEMENTS (rows); n++)
    {
      g_autofree char *drawn = draw (rows[n].text, rows[n].search);

      g_assert_cmpstr (drawn, ==, rows[n].drawn);
    }
}

/* Where it stands far behind, some words before it are shown and no half one. */
static void
test_far_behind (void)
{
  g_autofree char *drawn = draw ("It was a long letter that went on and on before it came to the point at last", "poi");
  g_autofree char *endless = g_strnfill (100000, 'x');
  g_autofree char *shown = draw (endless, "xx");

  g_assert_cmpstr (drawn, ==, "…and on before it came to the [poi]nt at last");
  g_assert_cmpuint (strlen (shown), <=, 302);
}

int
main (int    argc,
      char **argv)
{
  app_test_init (&argc, &argv);
  g_test_add_func ("/app/excerpt/bold", test_bold);
  g_test_add_func ("/app/excerpt/far-behind", test_far_behind);
  return g_test_run ();
}
