/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Who is writing. */

#include "ua-composing.h"

#include <string.h>

static gboolean
parse (const char  *text,
       UaComposing *composing)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (GError) error = NULL;
  gboolean read = ua_composing_parse (bytes, composing, &error);

  g_assert_true (read == (error == NULL));
  return read;
}

/* RFC 3994 §4 */
static void
test_states (void)
{
  static const struct
  {
    const char *words;
    gboolean    active;
    guint       refresh_s;
  } rows[] = {
    { "<state>active</state><contenttype>text/plain</contenttype><refresh>90</refresh>", TRUE, 90 },
    { "<state>idle</state><lastactive>2003-01-27T10:43:00Z</lastactive>", FALSE, UA_COMPOSING_REFRESH_S },
    { "<state>active</state>", TRUE, UA_COMPOSING_REFRESH_S },
    { "<state>active</state><refresh>1</refresh>", TRUE, UA_COMPOSING_MIN_REFRESH_S },
    { "<state>active</state><refresh>4000000000</refresh>", TRUE, UA_COMPOSING_MAX_REFRESH_S },
    { "<state>active</state><refresh>99999999999999</refresh>", TRUE, UA_COMPOSING_REFRESH_S },
    { "<state>active</state><refresh>-5</refresh>", TRUE, UA_COMPOSING_REFRESH_S },
    { "<state>dancing</state>", FALSE, UA_COMPOSING_REFRESH_S },
  };

  for (gsize n = 0; n < G_N_ELEMENTS (rows); n++)
    {
      g_autofree char *text = g_strdup_printf ("<isComposing>%s</isComposing>", rows[n].words);
      UaComposing composing = { FALSE, 0 };

      g_assert_true (parse (text, &composing));
      g_assert_cmpint (composing.active, ==, rows[n].active);
      g_assert_cmpuint (composing.refresh_s, ==, rows[n].refresh_s);
    }
}

static void
test_hostile (void)
{
  static const char *const wrong[] = { "", "active", "<isComposing/>", "<state>active</state>", "<isComposing><state/>" };
  UaComposing composing = { FALSE, 0 };

  for (gsize n = 0; n < G_N_ELEMENTS (wrong); n++)
    g_assert_false (parse (wrong[n], &composing));
}

static void
test_round_trip (void)
{
  const UaComposing said[] = { { TRUE, 60 }, { FALSE, UA_COMPOSING_REFRESH_S } };

  for (gsize n = 0; n < G_N_ELEMENTS (said); n++)
    {
      g_autoptr (GBytes) bytes = ua_composing_build (&said[n]);
      UaComposing read = { FALSE, 0 };

      g_assert_true (ua_composing_parse (bytes, &read, NULL));
      g_assert_cmpint (read.active, ==, said[n].active);
      g_assert_cmpuint (read.refresh_s, ==, said[n].refresh_s);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ua/composing/states", test_states);
  g_test_add_func ("/ua/composing/hostile", test_hostile);
  g_test_add_func ("/ua/composing/round-trip", test_round_trip);
  return g_test_run ();
}
