/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* One block for one value, and what happens when it is too small. */

#include "sip-reading.h"

#include <string.h>

static void
test_cut (void)
{
  SipPack pack = { NULL };
  SipReading reading;
  const char *user, *host;

  sip_reading_begin (&reading, &pack, sip_slice ("alice@EXAMPLE.com;x", -1));
  user = sip_reading_text (&reading, sip_cursor_take_all (&reading.cursor, SIP_CHAR_ALPHA));
  g_assert_true (sip_cursor_take (&reading.cursor, '@'));
  host = sip_reading_lower (&reading, sip_cursor_take_all (&reading.cursor, SIP_CHAR_HOST));
  g_assert_cmpint (sip_cursor_peek (&reading.cursor), ==, ';');
  sip_reading_end (&reading);
  g_assert_cmpstr (user, ==, "alice");
  g_assert_cmpstr (host, ==, "example.com");
  sip_pack_clear (&pack);
}

/* More parts than there are cuts: the rest are copied. */
static void
test_many (void)
{
  g_autofree char *text = g_strnfill (4 * SIP_READING_CUTS, 'x');
  const char *parts[2 * SIP_READING_CUTS];
  SipPack pack = { NULL };
  SipReading reading;

  sip_reading_begin (&reading, &pack, sip_slice (text, -1));
  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    parts[i] = sip_reading_text (&reading, (SipSlice) { reading.copy + 2 * i, 1 });
  sip_reading_end (&reading);
  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    g_assert_cmpuint (strlen (parts[i]), ==, 1);
  sip_pack_clear (&pack);
}

static void
test_adopt (void)
{
  SipPack pack = { NULL };
  SipReading reading;
  const char *text;

  sip_reading_begin (&reading, &pack, sip_slice ("", 0));
  text = sip_reading_adopt (&reading, g_strdup ("anew"));
  sip_reading_end (&reading);
  g_assert_cmpstr (text, ==, "anew");
  sip_pack_clear (&pack);
}

/* A block that others share the front of; what does not fit goes elsewhere, aligned as well. */
static void
test_pack (void)
{
  gpointer block[8];
  SipPack pack = { (char *) block, (char *) (block + G_N_ELEMENTS (block)) };
  char *first = sip_pack_take (&pack, 1);
  char *second = sip_pack_take (&pack, 7 * sizeof (gpointer));
  char *third = sip_pack_take (&pack, 1000);

  g_assert_true (first == (char *) block);
  g_assert_true (second == (char *) (block + 1));
  g_assert_cmpuint ((guintptr) third % sizeof (gpointer), ==, 0);
  memset (third, 1, 1000);
  sip_pack_clear (&pack);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sip/reading/cut", test_cut);
  g_test_add_func ("/sip/reading/many", test_many);
  g_test_add_func ("/sip/reading/adopt", test_adopt);
  g_test_add_func ("/sip/reading/pack", test_pack);

  return g_test_run ();
}
