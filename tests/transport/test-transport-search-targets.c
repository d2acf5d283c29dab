/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What becomes of a list of targets when one of them was reached before: DNS fails, is late, or says something else. */

#include "transport-search.h"

#include "doubles-search.h"

#define NO_SERVICE "0 0 0 ."

static void
assert_heard (DoublesSearch *fixture,
              const char    *expected)
{
  g_autofree char *heard = doubles_resolver_steal_heard (fixture->resolver);

  g_assert_cmpstr (heard, ==, expected);
}

static void
remember (DoublesSearch *fixture,
          const char    *uri)
{
  g_autoptr (TransportTarget) target = transport_target_new (uri, "example.org", "remembered");

  g_clear_pointer (&fixture->remembered, transport_target_unref);
  fixture->remembered = transport_target_at (target, "192.0.2.1");
}

/* F5: in the dark the last good address is first, and a server once reached securely is not guessed in plain. */
static void
test_in_the_dark (DoublesSearch *fixture,
                         gconstpointer  data)
{
  doubles_resolver_set_failure (fixture->resolver, NULL, G_RESOLVER_ERROR_TEMPORARY_FAILURE);

  remember (fixture, "tls://sip1.example.org:5061");
  doubles_search_assert_finds (fixture, "sip:example.org",
                               "tls://sip1.example.org:5061@192.0.2.1 tls://example.org:5061");
  remember (fixture, "udp://example.org:5060");
  doubles_search_assert_finds (fixture, "sip:example.org",
                               "udp://example.org:5060@192.0.2.1 tls://example.org:5061 tcp://example.org:5060");
  remember (fixture, "wss://example.org/");
  doubles_search_assert_finds (fixture, "wss://example.org/", "wss://example.org/@192.0.2.1");
}

/* TRUST 3.7: who keeps only the secure records from us leads nobody into plain that was there securely. */
static void
test_half_in_the_dark (DoublesSearch *fixture,
                       gconstpointer  data)
{
  doubles_resolver_set_address (fixture->resolver, "sip2.example.org", "198.51.100.8");
  doubles_search_serve (fixture, "_sip._tcp.example.org", "1 1 5060 sip2.example.org");
  doubles_resolver_set_failure (fixture->resolver, "_sips._tcp.example.org", G_RESOLVER_ERROR_TEMPORARY_FAILURE);

  remember (fixture, "tls://sip1.example.org:5061");
  doubles_search_assert_finds (fixture, "sip:example.org", "tls://sip1.example.org:5061@192.0.2.1");
  remember (fixture, "tcp://sip2.example.org:5060");
  doubles_search_assert_finds (fixture, "sip:example.org", "tcp://sip2.example.org:5060");
}

/* F5: NXDOMAIN of everything: the domain has not vanished, somebody only says so. */
static void
test_without_names (DoublesSearch *fixture,
                           gconstpointer  data)
{
  remember (fixture, "tls://sip1.example.org:5061");
  doubles_search_assert_finds (fixture, "sips:example.org",
                               "tls://sip1.example.org:5061@192.0.2.1 tls://example.org:5061");
  remember (fixture, "wss://example.org/");
  doubles_search_assert_finds (fixture, "wss://example.org/", "wss://example.org/@192.0.2.1");
  assert_heard (fixture, "SRV _sips._tcp.example.org A example.org A example.org ");
}

/* F5: a changed address, changed records: as long as DNS answers, it is right. */
static void
test_yields (DoublesSearch *fixture,
                    gconstpointer  data)
{
  doubles_resolver_set_address (fixture->resolver, "example.org", "198.51.100.7");
  doubles_resolver_set_address (fixture->resolver, "sip1.example.org", "198.51.100.7");
  doubles_resolver_set_address (fixture->resolver, "sip2.example.org", "198.51.100.8");

  remember (fixture, "wss://example.org/");
  doubles_search_assert_finds (fixture, "wss://example.org/", "wss://example.org/");
  remember (fixture, "tls://sip1.example.org:5061");
  doubles_search_assert_finds (fixture, "sips:example.org", "tls://example.org:5061");
  doubles_search_serve (fixture, "_sips._tcp.example.org", "1 1 5061 sip2.example.org; 2 1 5061 sip1.example.org");
  doubles_search_assert_finds (fixture, "sips:example.org", "tls://sip2.example.org:5061 tls://sip1.example.org:5061");
  doubles_search_serve (fixture, "_sips._tcp.example.org", NO_SERVICE);
  doubles_search_assert_finds (fixture, "sip:example.org", "tcp://example.org:5060 udp://example.org:5060");
}

/* Its records are there, its address is not: it keeps the place that DNS gave it. */
static void
test_in_its_place (DoublesSearch *fixture,
                          gconstpointer  data)
{
  remember (fixture, "tls://sip1.example.org:5061");
  doubles_search_serve (fixture, "_sips._tcp.example.org", "1 1 5061 sip2.example.org; 2 1 5061 sip1.example.org");
  doubles_search_assert_finds (fixture, "sips:example.org",
                               "tls://sip2.example.org:5061 tls://sip1.example.org:5061@192.0.2.1");
}

/* F5: late is as good as never. */
static void
test_when_late (DoublesSearch *fixture,
                       gconstpointer  data)
{
  g_auto (DoublesAnswer) records = { 0 };
  g_auto (DoublesAnswer) address = { 0 };

  doubles_naptr_hold (fixture->naptr, TRUE);
  doubles_resolver_hold (fixture->resolver, NULL);
  remember (fixture, "tls://sip1.example.org:5061");
  doubles_search_start (fixture, "sip:example.org", NULL, &records);
  doubles_clock_advance (fixture->clock, TRANSPORT_SEARCH_PATIENCE_MS);
  doubles_search_assert_ends (&records, "tls://sip1.example.org:5061@192.0.2.1 tls://example.org:5061");

  remember (fixture, "wss://example.org/");
  doubles_search_start (fixture, "wss://example.org/", NULL, &address);
  g_assert_null (address.result);
  doubles_clock_advance (fixture->clock, TRANSPORT_SEARCH_PATIENCE_MS);
  doubles_search_assert_ends (&address, "wss://example.org/@192.0.2.1");
}

#define ADD(name) \
  g_test_add ("/transport-search-targets/" #name, DoublesSearch, NULL, doubles_search_set_up, test_##name, \
              doubles_search_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD (in_the_dark);
  ADD (half_in_the_dark);
  ADD (without_names);
  ADD (yields);
  ADD (in_its_place);
  ADD (when_late);

  return g_test_run ();
}
