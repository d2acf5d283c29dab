/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The port contract, held against the port that all tests of the core rely on. */

#include "doubles-message.h"
#include "doubles-port.h"

static void
test_says_what_via_needs (void)
{
  g_autoptr (DoublesPort) lossy = doubles_port_new (FALSE);
  g_autoptr (DoublesPort) reliable = doubles_port_new (TRUE);

  g_assert_cmpstr (sip_port_get_via_protocol (SIP_PORT (lossy)), ==, "UDP");
  g_assert_false (sip_port_is_reliable (SIP_PORT (lossy)));
  g_assert_cmpstr (sip_port_get_via_protocol (SIP_PORT (reliable)), ==, "WSS");
  g_assert_true (sip_port_is_reliable (SIP_PORT (reliable)));
  g_assert_cmpstr (sip_port_get_sent_by (SIP_PORT (lossy)), ==, "test.invalid");
}

static void
test_keeps_what_is_sent (void)
{
  g_autoptr (DoublesPort) port = doubles_port_new (FALSE);
  g_autoptr (SipMessage) bye = doubles_message_request ("BYE", "z9hG4bK1");
  g_autoptr (SipMessage) info = doubles_message_request ("INFO", "z9hG4bK2");
  g_autoptr (GError) error = NULL;

  g_assert_true (sip_port_send (SIP_PORT (port), sip_message_get_bytes (bye), &error));
  g_assert_true (sip_port_send (SIP_PORT (port), sip_message_get_bytes (info), &error));
  g_assert_no_error (error);
  g_assert_cmpuint (doubles_port_get_n_sent (port), ==, 2);

  g_autoptr (SipMessage) first = doubles_port_pop (port);
  g_autoptr (SipMessage) second = doubles_port_pop_last (port);
  g_assert_cmpstr (sip_message_get_method_name (first), ==, "BYE");
  g_assert_cmpstr (sip_message_get_method_name (second), ==, "INFO");
  g_assert_null (doubles_port_pop (port));
}

static void
test_fails_on_order (void)
{
  g_autoptr (DoublesPort) port = doubles_port_new (FALSE);
  g_autoptr (SipMessage) bye = doubles_message_request ("BYE", "z9hG4bK1");
  g_autoptr (GError) error = NULL;

  doubles_port_set_broken (port, TRUE);
  g_assert_false (sip_port_send (SIP_PORT (port), sip_message_get_bytes (bye), &error));
  g_assert_nonnull (error);
  g_assert_cmpuint (doubles_port_get_n_sent (port), ==, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sip/port/says-what-via-needs", test_says_what_via_needs);
  g_test_add_func ("/sip/port/keeps-what-is-sent", test_keeps_what_is_sent);
  g_test_add_func ("/sip/port/fails-on-order", test_fails_on_order);

  return g_test_run ();
}
