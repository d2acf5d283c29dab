/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What can be read about a line, and that it is told when it changes. */

#include "phone-route-private.h"

static void
test_host (void)
{
  static const struct
  {
    const char *address;
    const char *host;
  } rows[] = {
    { "192.0.2.1:40000", "192.0.2.1" }, { "[2001:db8::1]:5061", "2001:db8::1" }, { "[fe80::1%eth0]:5061", "fe80::1" },
    { "2001:db8::1", "2001:db8::1" },   { "192.0.2.1", "192.0.2.1" },            { NULL, NULL },
  };

  for (guint n = 0; n < G_N_ELEMENTS (rows); n++)
    {
      g_autofree char *host = phone_route_dup_host_of (rows[n].address);

      g_assert_cmpstr (host, ==, rows[n].host);
    }
}

static void
notify_cb (PhoneRoute *route,
           GParamSpec *pspec,
           GString    *heard)
{
  g_string_append_printf (heard, "%s ", pspec->name);
}

/* Issue 3 point 8 */
static void
test_facts (void)
{
  g_autoptr (PhoneRoute) route = phone_route_new ();
  g_autoptr (GString) heard = g_string_new (NULL);
  PhoneRouteFacts facts = { .url = "wss://sip.example.org/ws", .remote_address = "[2001:db8::1]:443",
                            .tls_version = "TLS 1.3", .dns_reason = "SRV", .round_trip_ms = 12 };

  g_signal_connect (route, "notify", G_CALLBACK (notify_cb), heard);
  g_assert_null (phone_route_get_place (route));
  g_assert_cmpstr (phone_route_get_transport_title (route), ==, "");

  phone_route_set (route, &facts);
  g_assert_cmpstr (phone_route_get_place (route), ==, "sip.example.org:443");
  g_assert_cmpstr (phone_route_get_transport_title (route), ==, "Secure WebSocket");
  g_assert_cmpstr (phone_route_get_family (route), ==, "IPv6");
  g_assert_cmpstr (phone_route_get_scheme (route), ==, "wss");
  g_assert_true (phone_route_is_secure (route));
  g_assert_cmpstr (phone_route_get_tls_version (route), ==, "TLS 1.3");
  g_assert_cmpuint (phone_route_get_round_trip_ms (route), ==, 12);
  g_assert_nonnull (strstr (phone_route_get_reason (route), "directory"));
  g_assert_nonnull (strstr (heard->str, "secure"));
  g_assert_nonnull (strstr (heard->str, "round-trip-ms"));

  g_string_truncate (heard, 0);
  phone_route_set (route, &facts);
  g_assert_cmpstr (heard->str, ==, "");

  facts = (PhoneRouteFacts) { .url = "udp://192.0.2.9:5070", .remote_address = "192.0.2.9:5070",
                              .local_address = "192.0.2.1:5060", .error_text = "It broke.", .error_action = "Try Again" };
  phone_route_set (route, &facts);
  g_assert_cmpstr (phone_route_get_place (route), ==, "192.0.2.9:5070");
  g_assert_false (phone_route_is_secure (route));
  g_assert_cmpstr (phone_route_get_family (route), ==, "IPv4");
  g_assert_cmpstr (phone_route_get_local_address (route), ==, "192.0.2.1:5060");
  g_assert_cmpstr (phone_route_get_remote_address (route), ==, "192.0.2.9:5070");
  g_assert_cmpstr (phone_route_get_error_text (route), ==, "It broke.");
  g_assert_cmpstr (phone_route_get_error_action (route), ==, "Try Again");
  g_assert_nonnull (strstr (phone_route_get_reason (route), "set in the account"));

  g_assert_null (phone_route_get_remark (route));
  g_string_truncate (heard, 0);
  facts.detour = PHONE_ROUTE_DETOUR_TAKEN;
  phone_route_set (route, &facts);
  g_assert_nonnull (strstr (phone_route_get_remark (route), "went by TCP"));
  g_assert_cmpstr (heard->str, ==, "remark ");
  facts.detour = PHONE_ROUTE_DETOUR_MISSED;
  phone_route_set (route, &facts);
  g_assert_nonnull (strstr (phone_route_get_remark (route), "may get lost"));

  phone_route_set (route, &(PhoneRouteFacts) { 0 });
  g_assert_null (phone_route_get_place (route));
  g_assert_null (phone_route_get_reason (route));
  g_assert_cmpstr (phone_route_get_family (route), ==, "");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/phone/route/host", test_host);
  g_test_add_func ("/phone/route/facts", test_facts);
  return g_test_run ();
}
