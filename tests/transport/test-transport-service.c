/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Which names are asked for, and which ways are left when there are none (RFC 3263 §4). */

#include "transport-service.h"

#include "transport-naptr.h"

#include "doubles-naptr.h"

typedef struct
{
  const char *server;
  const char *services;
  const char *ways;
} Row;

static const Row rows[] = {
  { "sip:example.org", "tls _sips._tcp.example.org tcp _sip._tcp.example.org udp _sip._udp.example.org ",
    "tls tcp udp " },
  { "sips:example.org", "tls _sips._tcp.example.org ", "tls " },
  { "tls://example.org", "tls _sips._tcp.example.org ", "tls " },
  { "tcp://example.org", "tcp _sip._tcp.example.org ", "tcp " },
  { "udp://example.org", "udp _sip._udp.example.org ", "udp " },
  { "tls://example.org:5061", "", "tls " },
  { "udp://example.org:5062", "", "udp " },
  { "sip:192.0.2.1", "", "tls tcp udp " },
  { "sips:[2001:db8::1]", "", "tls " },
  { "tls://192.0.2.1", "", "tls " },
  { "wss://example.org/", "", "wss " },
  { "ws://example.org/", "", "ws " },
};

static char *
say_services (const TransportPlace *place,
              GPtrArray            *naptr)
{
  g_autoptr (GPtrArray) services = transport_service_list (place, naptr);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < services->len; i++)
    {
      TransportService *service = g_ptr_array_index (services, i);

      g_string_append_printf (text, "%s %s%s ", transport_way_get_scheme (service->way), service->name,
                              service->is_service ? "" : "!");
    }

  return g_string_free_and_steal (text);
}

static char *
say_ways (const TransportPlace *place)
{
  g_autoptr (GArray) ways = transport_service_list_ways (place);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < ways->len; i++)
    g_string_append_printf (text, "%s ", transport_way_get_scheme (g_array_index (ways, TransportWay, i)));

  return g_string_free_and_steal (text);
}

static void
test_by_the_book (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (TransportPlace) place = transport_place_parse (rows[i].server, NULL);
      g_autofree char *services = say_services (place, NULL);
      g_autofree char *ways = say_ways (place);

      g_assert_cmpstr (services, ==, rows[i].services);
      g_assert_cmpstr (ways, ==, rows[i].ways);
      g_assert_true (transport_service_is_asked (place) == (*services != '\0'));
    }
}

/* TRUST 3.7: sips never yields plain. */
static void
test_by_naptr (void)
{
  static const char *const lines[] = { "1 1 s SIP+D2U - _sip._udp.a.example", "2 1 a SIPS+D2W - edge.a.example",
                                       "3 1 s SIPS+D2T - _sips._tcp.a.example", NULL };
  g_autoptr (GByteArray) message = doubles_naptr_write (lines);
  g_autoptr (GPtrArray) naptr = transport_naptr_parse (message->data, message->len, NULL);
  g_autoptr (TransportPlace) open = transport_place_parse ("sip:example.org", NULL);
  g_autoptr (TransportPlace) closed = transport_place_parse ("sips:example.org", NULL);
  g_autoptr (TransportPlace) chosen = transport_place_parse ("tcp://example.org", NULL);
  g_autofree char *of_open = say_services (open, naptr);
  g_autofree char *of_closed = say_services (closed, naptr);
  g_autofree char *of_chosen = say_services (chosen, naptr);

  g_assert_cmpstr (of_open, ==, "wss edge.a.example! tls _sips._tcp.a.example udp _sip._udp.a.example ");
  g_assert_cmpstr (of_closed, ==, "wss edge.a.example! tls _sips._tcp.a.example ");
  g_assert_cmpstr (of_chosen, ==, "tcp _sip._tcp.example.org ");
}

/* A domain that recommends nothing that may be used is treated as one that recommends nothing. */
static void
test_useless_naptr (void)
{
  static const char *const lines[] = { "1 1 s SIP+D2U - _sip._udp.a.example", NULL };
  g_autoptr (GByteArray) message = doubles_naptr_write (lines);
  g_autoptr (GPtrArray) naptr = transport_naptr_parse (message->data, message->len, NULL);
  g_autoptr (TransportPlace) closed = transport_place_parse ("sips:example.org", NULL);
  g_autofree char *text = say_services (closed, naptr);

  g_assert_cmpstr (text, ==, "tls _sips._tcp.example.org ");
}

/* No service's name fits in front of a domain of the greatest length. */
static void
test_long_domain (void)
{
  g_autofree char *label = g_strnfill (63, 'a');
  g_autofree char *tail = g_strnfill (60, 'b');
  g_autofree char *server = g_strdup_printf ("sip:%s.%s.%s.%s", label, label, label, tail);
  g_autoptr (TransportPlace) place = transport_place_parse (server, NULL);
  g_autofree char *text = say_services (place, NULL);

  g_assert_cmpstr (text, ==, "");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/transport-service/by-the-book", test_by_the_book);
  g_test_add_func ("/transport-service/by-naptr", test_by_naptr);
  g_test_add_func ("/transport-service/useless-naptr", test_useless_naptr);
  g_test_add_func ("/transport-service/long-domain", test_long_domain);

  return g_test_run ();
}
