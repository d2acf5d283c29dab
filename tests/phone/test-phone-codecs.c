/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The codecs a person may choose from. */

#include <glib.h>

#include "phone-codecs.h"

/* Only what one can hear: key presses and silence come with every call, whatever is chosen. */
static void
test_list (void)
{
  static const char *const expected[] = { "opus", "G722", "PCMU", "PCMA", NULL };
  g_auto (GStrv) names = phone_codecs_list ();

  g_assert_cmpstrv (names, expected);
}

static void
test_title (void)
{
  g_assert_cmpstr (phone_codecs_get_title ("opus"), ==, "Opus, 48 kHz");
  g_assert_cmpstr (phone_codecs_get_title ("G723"), ==, "G723");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/phone/codecs/list", test_list);
  g_test_add_func ("/phone/codecs/title", test_title);
  return g_test_run ();
}
