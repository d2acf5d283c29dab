/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The finder as UaConnection uses it: a name, targets, a transport, praise. How a list comes about is in
 * test-transport-search.c. */

#include "transport-finder.h"

#include "transport-websocket.h"

#include "doubles-clock.h"
#include "doubles-naptr.h"
#include "doubles-resolver.h"
#include "doubles-transport.h"
#include "doubles-wait.h"

typedef struct
{
  DoublesClock *clock;
  DoublesResolver *resolver;
  DoublesNaptr *naptr;
  SipTokens *tokens;
  TransportSource *finder;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr (TransportTrust) trust = transport_trust_new ();

  fixture->clock = doubles_clock_new ();
  fixture->resolver = doubles_resolver_new ();
  fixture->naptr = doubles_naptr_new ();
  fixture->tokens = sip_tokens_new_seeded (1);
  fixture->finder = transport_finder_new (SIP_CLOCK (fixture->clock), fixture->tokens, trust);
  transport_finder_ask (TRANSPORT_FINDER (fixture->finder), G_RESOLVER (fixture->resolver),
                        TRANSPORT_NAPTR_QUERY (fixture->naptr));
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  doubles_wait_settle ();
  g_assert_finalize_object (fixture->finder);
  g_assert_cmpuint (doubles_clock_get_n_armed (fixture->clock), ==, 0);
  g_object_unref (fixture->tokens);
  g_assert_finalize_object (fixture->naptr);
  g_assert_finalize_object (fixture->resolver);
  g_assert_finalize_object (fixture->clock);
}

static GPtrArray *
find (Fixture     *fixture,
      const char  *server,
      GError     **error)
{
  g_auto (DoublesAnswer) answer = { 0 };

  transport_source_find_async (fixture->finder, server, NULL, doubles_answer_cb, &answer);
  return transport_source_find_finish (fixture->finder, doubles_answer_wait (&answer), error);
}

/* The first target and nothing more. */
static TransportTarget *
find_first (Fixture    *fixture,
            const char *server)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) targets = find (fixture, server, &error);

  g_assert_no_error (error);
  return transport_target_ref (g_ptr_array_index (targets, 0));
}

static void
test_find (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (TransportTarget) first = NULL;

  doubles_resolver_set_servers (fixture->resolver, "_sips._tcp.example.org",
                                (const char *[]) { "10 60 5061 sip1.example.org", NULL });
  first = find_first (fixture, "sip:Example.ORG");
  g_assert_cmpstr (transport_target_get_uri (first), ==, "tls://sip1.example.org:5061");
  g_assert_cmpstr (transport_target_get_identity (first), ==, "example.org");
}

static void
test_bad_server (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (find (fixture, "sip:u:hunter2@example.org", &error));
  g_assert_error (error, TRANSPORT_ERROR, TRANSPORT_ERROR_BAD_URL);
  g_assert_null (strstr (error->message, "hunter2"));
}

static void
test_not_there (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  doubles_resolver_set_servers (fixture->resolver, "_sips._tcp.example.org", (const char *[]) { "0 0 0 .", NULL });
  g_assert_null (find (fixture, "sips:example.org", &error));
  g_assert_error (error, TRANSPORT_ERROR, TRANSPORT_ERROR_RESOLVE);
}

/* The result comes after the caller has returned, also when there is nothing to ask, and the finder may be dropped
 * meanwhile. */
static void
test_dropped (Fixture       *fixture,
              gconstpointer  data)
{
  g_auto (DoublesAnswer) answer = { 0 };
  g_autoptr (TransportSource) own = transport_finder_new (SIP_CLOCK (fixture->clock), fixture->tokens, NULL);
  TransportSource *borrowed = own;
  g_autoptr (GPtrArray) targets = NULL;

  transport_source_find_async (own, "example.org", NULL, doubles_answer_cb, &answer);
  g_assert_null (answer.result);
  g_clear_object (&own);
  doubles_answer_wait (&answer);
  targets = transport_source_find_finish (borrowed, answer.result, NULL);
  g_assert_cmpuint (targets->len, ==, 1);
}

static void
test_cancelled (Fixture       *fixture,
                gconstpointer  data)
{
  g_auto (DoublesAnswer) answer = { 0 };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  doubles_resolver_hold (fixture->resolver, NULL);
  transport_source_find_async (fixture->finder, "tls://example.org", cancellable, doubles_answer_cb, &answer);
  doubles_wait_settle ();
  g_cancellable_cancel (cancellable);
  g_assert_null (transport_source_find_finish (fixture->finder, doubles_answer_wait (&answer), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* Every search asks anew: a server that moved is found where it is now. */
static void
test_asks_anew (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr (TransportTarget) before = NULL;
  g_autoptr (TransportTarget) after = NULL;

  doubles_resolver_set_servers (fixture->resolver, "_sips._tcp.example.org",
                                (const char *[]) { "1 1 5061 a.example", NULL });
  before = find_first (fixture, "sips:example.org");
  doubles_resolver_set_servers (fixture->resolver, "_sips._tcp.example.org",
                                (const char *[]) { "1 1 5061 b.example", NULL });
  after = find_first (fixture, "sips:example.org");
  g_assert_cmpstr (transport_target_get_uri (before), ==, "tls://a.example:5061");
  g_assert_cmpstr (transport_target_get_uri (after), ==, "tls://b.example:5061");
}

/* F5: a server that was reached is found while DNS fails, however a person wrote its name. */
static void
test_remembers (Fixture       *fixture,
                gconstpointer  data)
{
  TransportFinder *finder = TRANSPORT_FINDER (fixture->finder);
  g_autoptr (TransportTarget) found = NULL;
  g_autoptr (TransportTarget) remembered = NULL;
  g_autoptr (TransportTarget) still = NULL;

  doubles_resolver_set_servers (fixture->resolver, "_sips._tcp.example.org",
                                (const char *[]) { "10 60 5061 sip1.example.org", NULL });
  doubles_resolver_set_address (fixture->resolver, "sip1.example.org", "192.0.2.1");
  found = find_first (fixture, "sips:example.org");
  transport_finder_remember (finder, found, "192.0.2.1:5061");

  doubles_resolver_set_failure (fixture->resolver, NULL, G_RESOLVER_ERROR_TEMPORARY_FAILURE);
  remembered = find_first (fixture, "SIPS:example.org.");
  g_assert_cmpstr (transport_target_get_uri (remembered), ==, "tls://sip1.example.org:5061");
  g_assert_cmpstr (transport_target_get_identity (remembered), ==, "example.org");
  g_assert_cmpstr (transport_target_get_address (remembered), ==, "192.0.2.1");
  g_assert_cmpstr (transport_target_get_reason (remembered), ==, "remembered");

  /* What was found in the dark and reached again is remembered as before. */
  transport_finder_remember (finder, remembered, "192.0.2.1:5061");
  still = find_first (fixture, "sips:example.org");
  g_assert_true (transport_target_equal (still, remembered));
}

static void
test_dns_wins (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr (TransportTarget) found = find_first (fixture, "wss://example.org");
  g_autoptr (TransportTarget) changed = NULL;

  transport_finder_remember (TRANSPORT_FINDER (fixture->finder), found, "192.0.2.1:443");
  doubles_resolver_set_address (fixture->resolver, "example.org", "198.51.100.7");
  changed = find_first (fixture, "wss://example.org");
  g_assert_cmpstr (transport_target_get_uri (changed), ==, "wss://example.org/");
  g_assert_null (transport_target_get_address (changed));
  g_assert_null (transport_target_get_reason (changed));
}

/* A transport that does not say where it ends is praised in vain, and harmlessly. */
static void
test_praise (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr (DoublesTransport) transport = doubles_transport_new (NULL, SIP_CLOCK (fixture->clock), fixture->tokens);
  g_autoptr (TransportTarget) found = find_first (fixture, "wss://example.org");
  g_autoptr (TransportTarget) again = NULL;

  transport_source_praise (fixture->finder, found, TRANSPORT_TRANSPORT (transport));
  again = find_first (fixture, "wss://example.org");
  g_assert_null (transport_target_get_address (again));
}

static void
test_make (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (TransportTarget) target = find_first (fixture, "wss://example.org:8443/sip");
  g_autoptr (GError) error = NULL;
  g_autoptr (Transport) transport = transport_source_make (fixture->finder, target, &error);

  g_assert_no_error (error);
  g_assert_true (TRANSPORT_IS_WEBSOCKET (transport));
  g_assert_cmpstr (transport_get_url (transport), ==, "wss://example.org:8443/sip");
}

#define ADD(name) g_test_add ("/transport-finder/" #name, Fixture, NULL, set_up, test_##name, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD (find);
  ADD (bad_server);
  ADD (not_there);
  ADD (dropped);
  ADD (cancelled);
  ADD (asks_anew);
  ADD (remembers);
  ADD (dns_wins);
  ADD (praise);
  ADD (make);

  return g_test_run ();
}
