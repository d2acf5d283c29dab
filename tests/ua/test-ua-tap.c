/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The tap between transactions and wire: the same port, overheard. */

#include "ua-tap.h"

#include "doubles-clock.h"
#include "doubles-transport.h"
#include "doubles-wait.h"

static void
tap_sent_cb (UaTap  *tap,
             GBytes *bytes,
             guint  *n_sent)
{
  g_assert_cmpuint (g_bytes_get_size (bytes), ==, 4);
  ++*n_sent;
}

static void
test_port (void)
{
  g_autoptr (DoublesClock) clock = doubles_clock_new ();
  g_autoptr (SipTokens) tokens = sip_tokens_new_seeded (1);
  g_autoptr (DoublesTransport) transport = doubles_transport_new ("UDP", SIP_CLOCK (clock), tokens);
  g_autoptr (UaTap) tap = ua_tap_new (TRANSPORT_TRANSPORT (transport));
  g_autoptr (GBytes) bytes = g_bytes_new_static ("ping", 4);
  g_autoptr (GError) error = NULL;
  guint n_sent = 0;

  g_signal_connect (tap, "sent", G_CALLBACK (tap_sent_cb), &n_sent);
  g_assert_cmpstr (sip_port_get_via_protocol (SIP_PORT (tap)), ==, "UDP");
  g_assert_cmpstr (sip_port_get_sent_by (SIP_PORT (tap)), ==, sip_port_get_sent_by (SIP_PORT (transport)));
  g_assert_false (sip_port_is_reliable (SIP_PORT (tap)));

  g_assert_false (sip_port_send (SIP_PORT (tap), bytes, &error));
  g_assert_error (error, TRANSPORT_ERROR, TRANSPORT_ERROR_NOT_CONNECTED);
  transport_connect_async (TRANSPORT_TRANSPORT (transport), NULL, NULL, NULL);
  doubles_clock_advance (clock, 0);
  doubles_wait_settle ();
  g_assert_true (sip_port_send (SIP_PORT (tap), bytes, NULL));
  g_assert_cmpuint (n_sent, ==, 2);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/ua/tap/port", test_port);

  return g_test_run ();
}
