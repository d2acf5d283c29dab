/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What becomes a link, and what stays text. */

#include "app-links.h"

#include <string.h>

static void
test_links (void)
{
  static const struct
  {
    const char *text;
    const char *link; /* NULL: none */
  } rows[] = {
    { "see https://example.org/a?b=c&d=e#f.", "https://example.org/a?b=c&amp;d=e#f" },
    { "(http://example.org)", "http://example.org" },
    { "http://example.org/wiki/A_(b)", "http://example.org/wiki/A_(b)" },
    { "Grüße: sip:bob@example.org!", "sip:bob@example.org" },
    { "ring tel:+49301234, please", "tel:+49301234" },
    { "HTTPS://EXAMPLE.ORG", "HTTPS://EXAMPLE.ORG" },
    { "\"https://example.org\"", "https://example.org" },
    { "Grüßehttps://example.org", NULL },
    { "javascript:alert(1)", NULL },
    { "file:///etc/passwd", NULL },
    { "gossip:bob", NULL },
    { "https://", NULL },
    { "https://<b>", NULL },
    { "http:///x", NULL },
    { "nothing at all", NULL },
    { "", NULL },
  };

  for (gsize n = 0; n < G_N_ELEMENTS (rows); n++)
    {
      g_autofree char *markup = app_links_dup_markup (rows[n].text);
      g_autofree char *wanted = rows[n].link != NULL ? g_strdup_printf ("<a href=\"%s\">%s</a>", rows[n].link, rows[n].link)
                                                     : NULL;

      g_assert_cmpint (markup != NULL, ==, wanted != NULL);
      if (wanted != NULL)
        g_assert_nonnull (strstr (markup, wanted));
    }
}

/* TRUST 3.11: whatever a stranger writes, the markup is whole, and nothing of theirs is markup. */
static void
test_hostile (void)
{
  g_autofree char *many = g_strnfill (100000, 'x');
  g_autoptr (GString) links = g_string_new (NULL);
  const char *texts[] = { "http://a\"><b>x</b>", "<a href='http://evil'>http://good.example</a>", "http://a'onclick='x",
                          "http://a&lt;b&amp;", "&http://a", many, "http://\u202egro.elpmaxe" };
  g_autofree char *markup = NULL;

  for (gsize n = 0; n < G_N_ELEMENTS (texts); n++)
    {
      g_autofree char *one = app_links_dup_markup (texts[n]);

      if (one == NULL)
        continue;
      g_assert_null (strstr (one, "<b>"));
      g_assert_null (strstr (one, "onclick='"));
    }
  for (guint n = 0; n < 100; n++)
    g_string_append (links, "http://example.org/ ");
  markup = app_links_dup_markup (links->str);
  g_assert_nonnull (markup);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/app/links/links", test_links);
  g_test_add_func ("/app/links/hostile", test_hostile);
  return g_test_run ();
}
