/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The parts of a server's address. What is accepted and refused is in the tables of test-transport-factory.c. */

#include "transport-place.h"

#include "transport.h"

static void
test_websocket (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TransportPlace) place = transport_place_parse ("wss://u:p@Example.org:8443/a/b?c=d#e", &error);

  g_assert_no_error (error);
  g_assert_cmpint (place->way, ==, TRANSPORT_WAY_WSS);
  g_assert_cmpstr (place->host, ==, "example.org");
  g_assert_cmpuint (place->port, ==, 8443);
  g_assert_cmpstr (place->user_info, ==, "u:p");
  g_assert_cmpstr (place->path, ==, "/a/b");
  g_assert_cmpstr (place->query, ==, "c=d");
}

static void
test_stream (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TransportPlace) place = transport_place_parse ("[2001:db8::1]:5061", &error);

  g_assert_no_error (error);
  g_assert_cmpint (place->way, ==, TRANSPORT_WAY_TLS);
  g_assert_cmpstr (place->host, ==, "2001:db8::1");
  g_assert_cmpuint (place->port, ==, 5061);
  g_assert_null (place->user_info);
  g_assert_null (place->path);
  g_assert_null (place->query);
}

/* RFC 3263 §4.2: a port that was written is no less written for being the usual one. */
static void
test_written_port (void)
{
  g_autoptr (TransportPlace) written = transport_place_parse ("tls://example.org:5061", NULL);
  g_autoptr (TransportPlace) unwritten = transport_place_parse ("tls://example.org", NULL);
  g_autofree char *text = transport_place_to_string (written);

  g_assert_cmpuint (written->port, ==, 5061);
  g_assert_cmpuint (unwritten->port, ==, 0);
  g_assert_cmpstr (text, ==, "tls://example.org");
}

static void
test_sip (void)
{
  g_autoptr (TransportPlace) open = transport_place_parse ("sip:example.org", NULL);
  g_autoptr (TransportPlace) closed = transport_place_parse ("sips:example.org", NULL);
  g_autoptr (TransportPlace) chosen = transport_place_parse ("sips:example.org:444;transport=ws", NULL);

  g_assert_cmpint (open->way, ==, TRANSPORT_WAY_SIP);
  g_assert_cmpint (closed->way, ==, TRANSPORT_WAY_SIPS);
  g_assert_cmpint (chosen->way, ==, TRANSPORT_WAY_WSS);
  g_assert_cmpuint (chosen->port, ==, 444);
  g_assert_cmpstr (chosen->path, ==, "/");
}

static void
test_refused (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (transport_place_parse ("sip:u:hunter2@example.org", &error));
  g_assert_error (error, TRANSPORT_ERROR, TRANSPORT_ERROR_BAD_URL);
  g_assert_null (strstr (error->message, "hunter2"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/transport-place/websocket", test_websocket);
  g_test_add_func ("/transport-place/stream", test_stream);
  g_test_add_func ("/transport-place/written-port", test_written_port);
  g_test_add_func ("/transport-place/sip", test_sip);
  g_test_add_func ("/transport-place/refused", test_refused);

  return g_test_run ();
}
