/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Host and port: where the one ends is never guessed (RFC 5118). */

#include "sip-uri-private.h"

static const struct
{
  const char *text;
  const char *host; /* NULL: none */
  guint       port;
  const char *rest;
} rows[] = {
  { "example.com", "example.com", 0, "" },
  { "EXAMPLE.Com:5060;x", "example.com", 5060, ";x" },
  { "192.0.2.1:1", "192.0.2.1", 1, "" },
  { "my_host.local", "my_host.local", 0, "" },
  { "example.com.", "example.com.", 0, "" },
  { "[2001:DB8::10]", "2001:db8::10", 0, "" },
  { "[2001:db8::10:5070]", "2001:db8::10:5070", 0, "" },
  { "[2001:db8::10]:5070", "2001:db8::10", 5070, "" },
  { "[::ffff:192.0.2.10]:19823", "::ffff:192.0.2.10", 19823, "" },
  { "[2001:db8:::192.0.2.1]", "2001:db8::192.0.2.1", 0, "" },
  { "[::]", "::", 0, "" },
  { "[]", NULL, 0, NULL },
  { "[::", NULL, 0, NULL },
  { "[1:2:3]", NULL, 0, NULL },
  { "[::1", NULL, 0, NULL },
  { "[fe80::1%25eth0]", NULL, 0, NULL },
  { "[::::1]", NULL, 0, NULL },
  { "[1:2:3:4:5:6:7:8:9]", NULL, 0, NULL },
  { "[1111:2222:3333:4444:5555:6666:7777:8888:9999:aaaa:bbbb]", NULL, 0, NULL },
  { "/", NULL, 0, NULL },
  { "", NULL, 0, NULL },
  { ".", NULL, 0, NULL },
  { "-", NULL, 0, NULL },
  { ":5060", NULL, 0, NULL },
};

static void
test_read (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      SipPack pack = { NULL };
      SipReading reading;
      const char *host;
      guint port = 0;

      g_test_message ("%s", rows[i].text);
      sip_reading_begin (&reading, &pack, sip_slice (rows[i].text, -1));
      host = sip_host_read (&reading);
      if (host != NULL)
        {
          g_assert_true (sip_port_read (&reading.cursor, FALSE, &port));
          g_assert_cmpuint (port, ==, rows[i].port);
          g_assert_true (sip_slice_is_exactly (sip_cursor_rest (&reading.cursor), rows[i].rest));
        }
      sip_reading_end (&reading);
      g_assert_cmpstr (host, ==, rows[i].host);
      sip_pack_clear (&pack);
    }
}

static void
test_ports (void)
{
  static const struct
  {
    const char *text;
    gboolean    good, good_spaced;
    guint       port;
  } ports[] = {
    { "", TRUE, TRUE, 0 },
    { ":5060", TRUE, TRUE, 5060 },
    { ":1", TRUE, TRUE, 1 },
    { ":65535", TRUE, TRUE, 65535 },
    { ":65536", FALSE, FALSE, 0 },
    { ":0", FALSE, FALSE, 0 },
    { ":", FALSE, FALSE, 0 },
    { ":x", FALSE, FALSE, 0 },
    { ":4294967297", FALSE, FALSE, 0 },
    { ": 5060", FALSE, TRUE, 5060 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (ports); i++)
    for (guint spaced = 0; spaced < 2; spaced++)
      {
        SipCursor cursor = sip_cursor (sip_slice (ports[i].text, -1));
        gboolean good = spaced ? ports[i].good_spaced : ports[i].good;
        guint port = 0;

        g_test_message ("%s", ports[i].text);
        g_assert_cmpint (sip_port_read (&cursor, spaced, &port), ==, good);
        g_assert_cmpuint (port, ==, good ? ports[i].port : 0);
      }
}

static void
test_length (void)
{
  for (gsize length = 255; length <= 256; length++)
    {
      g_autofree char *name = g_strnfill (length, 'a');
      SipPack pack = { NULL };
      SipReading reading;
      const char *host;

      sip_reading_begin (&reading, &pack, sip_slice (name, -1));
      host = sip_host_read (&reading);
      sip_reading_end (&reading);
      g_assert_cmpstr (host, ==, length == 255 ? name : NULL);
      sip_pack_clear (&pack);
    }
}

static void
test_append (void)
{
  g_autoptr (GString) text = g_string_new (NULL);

  sip_host_append (text, "example.com", 0);
  sip_host_append (text, " 192.0.2.1", 5060);
  sip_host_append (text, "::1", 5061);
  g_assert_cmpstr (text->str, ==, "example.com 192.0.2.1:5060[::1]:5061");
}

/* RFC 5954 §4.2 */
static void
test_equal (void)
{
  g_assert_true (sip_host_equal ("example.com", "EXAMPLE.com"));
  g_assert_true (sip_host_equal ("2001:db8::1", "2001:0db8:0:0::0001"));
  g_assert_true (sip_host_equal ("::ffff:192.0.2.1", "::ffff:c000:201"));
  g_assert_false (sip_host_equal ("2001:db8::1", "2001:db8::2"));
  g_assert_false (sip_host_equal ("192.0.2.1", "::ffff:192.0.2.1"));
  g_assert_false (sip_host_equal ("example.com", "example.com."));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sip/host/read", test_read);
  g_test_add_func ("/sip/host/ports", test_ports);
  g_test_add_func ("/sip/host/length", test_length);
  g_test_add_func ("/sip/host/append", test_append);
  g_test_add_func ("/sip/host/equal", test_equal);

  return g_test_run ();
}
