/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Searches with a name server that does what the test says, and with a clock that the test moves. */

#include "transport-search.h"

#include "transport.h"

#include "doubles-clock.h"
#include "doubles-naptr.h"
#include "doubles-resolver.h"
#include "doubles-wait.h"

#define NO_SERVICE "0 0 0 ."

typedef struct
{
  DoublesClock *clock;
  DoublesResolver *resolver;
  DoublesNaptr *naptr;
  SipTokens *tokens;
  TransportTarget *remembered;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->clock = doubles_clock_new ();
  fixture->resolver = doubles_resolver_new ();
  fixture->naptr = doubles_naptr_new ();
  fixture->tokens = sip_tokens_new_seeded (1);
}

/* Nothing is left behind, whatever happened: no timer, no question. */
static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  doubles_wait_settle ();
  g_assert_cmpuint (doubles_clock_get_n_armed (fixture->clock), ==, 0);
  g_assert_cmpuint (doubles_resolver_get_n_held (fixture->resolver), ==, 0);
  g_clear_pointer (&fixture->remembered, transport_target_unref);
  g_object_unref (fixture->tokens);
  g_assert_finalize_object (fixture->naptr);
  g_assert_finalize_object (fixture->resolver);
  g_assert_finalize_object (fixture->clock);
}

static void
serve (Fixture    *fixture,
       const char *name,
       const char *records)
{
  g_auto (GStrv) list = g_strsplit (records, "; ", -1);

  doubles_resolver_set_servers (fixture->resolver, name, (const char *const *) list);
}

static void
start (Fixture       *fixture,
       const char    *server,
       GCancellable  *cancellable,
       DoublesAnswer *answer)
{
  TransportSearchMeans means = { SIP_CLOCK (fixture->clock), fixture->tokens, G_RESOLVER (fixture->resolver),
                                 TRANSPORT_NAPTR_QUERY (fixture->naptr) };
  TransportPlace *place = transport_place_parse (server, NULL);

  transport_search_async (&means, place, fixture->remembered, cancellable, doubles_answer_cb, answer);
  doubles_wait_settle ();
}

/* The URIs, each with its address; and every target of one domain has its identity. */
static char *
say (GPtrArray *targets)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < targets->len; i++)
    {
      TransportTarget *target = g_ptr_array_index (targets, i);
      const char *address = transport_target_get_address (target);

      if (i > 0)
        g_string_append_c (text, ' ');
      g_string_append (text, transport_target_get_uri (target));
      if (address != NULL)
        g_string_append_printf (text, "@%s", address);
      g_assert_cmpstr (transport_target_get_identity (target), ==, "example.org");
    }

  return g_string_free_and_steal (text);
}

static void
assert_ends (DoublesAnswer *answer,
             const char    *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) targets = transport_search_finish (doubles_answer_wait (answer), &error);
  g_autofree char *text = NULL;

  g_assert_no_error (error);
  text = say (targets);
  g_assert_cmpstr (text, ==, expected);
}

static void
assert_finds (Fixture    *fixture,
              const char *server,
              const char *expected)
{
  g_auto (DoublesAnswer) answer = { 0 };

  start (fixture, server, NULL, &answer);
  assert_ends (&answer, expected);
}

static void
assert_heard (Fixture    *fixture,
              const char *expected)
{
  g_autofree char *heard = doubles_resolver_steal_heard (fixture->resolver);

  g_assert_cmpstr (heard, ==, expected);
}

/* RFC 3263 §4.2: a port, and a WebSocket, need no DNS but for addresses, which are the transport's. */
static void
test_concrete (Fixture       *fixture,
               gconstpointer  data)
{
  assert_finds (fixture, "example.org", "wss://example.org/");
  assert_finds (fixture, "wss://u:p@example.org:8443/sip?KEY=1", "wss://u:p@example.org:8443/sip?KEY=1");
  assert_finds (fixture, "ws://example.org", "ws://example.org/");
  assert_finds (fixture, "tls://example.org:5061", "tls://example.org:5061");
  assert_finds (fixture, "tcp://example.org:5070", "tcp://example.org:5070");
  assert_finds (fixture, "udp://example.org:5060", "udp://example.org:5060");
  assert_heard (fixture, "");
  g_assert_cmpstr (doubles_naptr_get_heard (fixture->naptr), ==, "");
}

static void
test_literal (Fixture       *fixture,
              gconstpointer  data)
{
  static const char *const rows[][3] = {
    { "sip:192.0.2.1", "tls://192.0.2.1:5061", "192.0.2.1" },
    { "sips:[2001:db8::1]", "tls://[2001:db8::1]:5061", "2001:db8::1" },
    { "udp://192.0.2.1", "udp://192.0.2.1:5060", "192.0.2.1" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_auto (DoublesAnswer) answer = { 0 };
      g_autoptr (GPtrArray) targets = NULL;

      start (fixture, rows[i][0], NULL, &answer);
      targets = transport_search_finish (doubles_answer_wait (&answer), NULL);
      g_assert_cmpuint (targets->len, ==, i == 0 ? 3 : 1);
      g_assert_cmpstr (transport_target_get_uri (g_ptr_array_index (targets, 0)), ==, rows[i][1]);
      g_assert_cmpstr (transport_target_get_identity (g_ptr_array_index (targets, 0)), ==, rows[i][2]);
    }
  assert_heard (fixture, "");
}

static void
test_one_service (Fixture       *fixture,
                  gconstpointer  data)
{
  serve (fixture, "_sips._tcp.example.org", "20 0 5061 backup.example.net; 10 60 5071 sip1.example.org");
  serve (fixture, "_sip._tcp.example.org", "10 60 5060 sip2.example.org");

  assert_finds (fixture, "tls://example.org", "tls://sip1.example.org:5071 tls://backup.example.net:5061");
  assert_heard (fixture, "SRV _sips._tcp.example.org ");
  assert_finds (fixture, "tcp://example.org", "tcp://sip2.example.org:5060");
  assert_finds (fixture, "udp://example.org", "udp://example.org:5060");
  g_assert_cmpstr (doubles_naptr_get_heard (fixture->naptr), ==, "");
}

/* Wish 39; the secure ones first, whatever the priorities say. */
static void
test_all_services (Fixture       *fixture,
                   gconstpointer  data)
{
  serve (fixture, "_sips._tcp.example.org", "90 0 5061 sip1.example.org");
  serve (fixture, "_sip._tcp.example.org", "20 0 5060 sip1.example.org");
  serve (fixture, "_sip._udp.example.org", "10 0 5060 sip1.example.org");

  assert_finds (fixture, "sip:example.org",
                "tls://sip1.example.org:5061 tcp://sip1.example.org:5060 udp://sip1.example.org:5060");
  assert_finds (fixture, "sips:example.org", "tls://sip1.example.org:5061");
}

static void
test_no_service (Fixture       *fixture,
                 gconstpointer  data)
{
  assert_finds (fixture, "sip:example.org", "tls://example.org:5061 tcp://example.org:5060 udp://example.org:5060");
  assert_heard (fixture, "SRV _sips._tcp.example.org SRV _sip._tcp.example.org SRV _sip._udp.example.org ");
  assert_finds (fixture, "sips:example.org", "tls://example.org:5061");
  assert_finds (fixture, "tls://example.org", "tls://example.org:5061");
}

/* RFC 2782: "." means: not here, and so not at the host itself either. */
static void
test_decidedly_absent (Fixture       *fixture,
                       gconstpointer  data)
{
  g_auto (DoublesAnswer) answer = { 0 };
  g_autoptr (GError) error = NULL;

  serve (fixture, "_sips._tcp.example.org", NO_SERVICE);
  assert_finds (fixture, "sip:example.org", "tcp://example.org:5060 udp://example.org:5060");
  start (fixture, "sips:example.org", NULL, &answer);
  g_assert_null (transport_search_finish (doubles_answer_wait (&answer), &error));
  g_assert_error (error, TRANSPORT_ERROR, TRANSPORT_ERROR_RESOLVE);
  g_assert_nonnull (strstr (error->message, "example.org"));
}

static void
test_naptr (Fixture       *fixture,
            gconstpointer  data)
{
  doubles_naptr_set_records (fixture->naptr, (const char *[]) {
    "5 1 s SIP+D2U - _sip._udp.voice.example.net", "10 1 s SIPS+D2T - _sips._tcp.voice.example.net",
    "20 1 a SIPS+D2W - edge.example.net", NULL });
  serve (fixture, "_sips._tcp.voice.example.net", "1 1 5061 a.example.net");
  serve (fixture, "_sip._udp.voice.example.net", "1 1 5060 a.example.net");
  serve (fixture, "_sips._tcp.example.org", "1 1 5061 not-asked-for.example.org");

  assert_finds (fixture, "sip:example.org",
                "tls://a.example.net:5061 wss://edge.example.net/ udp://a.example.net:5060");
  g_assert_cmpstr (doubles_naptr_get_heard (fixture->naptr), ==, "example.org ");
  assert_finds (fixture, "sips:example.org", "tls://a.example.net:5061 wss://edge.example.net/");
}

/* A WebSocket has no path in DNS (RFC 7118): "/" it is, at the port that SRV names when NAPTR leads to one. */
static void
test_websocket_by_naptr (Fixture       *fixture,
                         gconstpointer  data)
{
  doubles_naptr_set_records (fixture->naptr, (const char *[]) {
    "1 1 s SIPS+D2W - _sips._ws.example.org", "2 1 a SIP+D2W - edge.example.org", NULL });
  serve (fixture, "_sips._ws.example.org", "1 1 8443 edge.example.org; 2 1 443 edge.example.org");

  assert_finds (fixture, "sip:example.org",
                "wss://edge.example.org:8443/ wss://edge.example.org/ ws://edge.example.org/");
}

static void
test_reasons (Fixture       *fixture,
              gconstpointer  data)
{
  g_auto (DoublesAnswer) by_srv = { 0 };
  g_auto (DoublesAnswer) by_naptr = { 0 };
  g_auto (DoublesAnswer) by_name = { 0 };
  g_autoptr (GPtrArray) srv = NULL;
  g_autoptr (GPtrArray) naptr = NULL;
  g_autoptr (GPtrArray) name = NULL;

  serve (fixture, "_sips._tcp.example.org", "10 60 5061 sip1.example.org");
  start (fixture, "sips:example.org", NULL, &by_srv);
  srv = transport_search_finish (doubles_answer_wait (&by_srv), NULL);
  g_assert_cmpstr (transport_target_get_reason (g_ptr_array_index (srv, 0)), ==,
                   "DNS names it: _sips._tcp.example.org, priority 10, weight 60");

  doubles_naptr_set_records (fixture->naptr, (const char *[]) { "1 2 s SIPS+D2T - _sips._tcp.example.org", NULL });
  start (fixture, "sips:example.org", NULL, &by_naptr);
  naptr = transport_search_finish (doubles_answer_wait (&by_naptr), NULL);
  g_assert_cmpstr (transport_target_get_reason (g_ptr_array_index (naptr, 0)), ==,
                   "DNS names it: NAPTR of example.org, order 1, preference 2, then _sips._tcp.example.org, "
                   "priority 10, weight 60");

  start (fixture, "wss://example.org", NULL, &by_name);
  name = transport_search_finish (doubles_answer_wait (&by_name), NULL);
  g_assert_null (transport_target_get_reason (g_ptr_array_index (name, 0)));
}

/* TRUST 3.7: whatever DNS says, and however it fails, sips and tls lead to nothing that is in plain, and a sips: name
 * is never looked up as anything else. */
static void
test_never_plain (Fixture       *fixture,
                  gconstpointer  data)
{
  static const char *const answers[] = { "1 1 5061 a.example", NO_SERVICE, "1 1 5060 a.example; 1 1 80 b.example" };
  static const char *const servers[] = { "sips:example.org", "tls://example.org", "example.org" };

  doubles_naptr_set_records (fixture->naptr, (const char *[]) {
    "1 1 s SIP+D2T - _sips._tcp.example.org", "1 1 a SIP+D2U - a.example", "1 1 a SIP+D2W - a.example", NULL });
  serve (fixture, "_sip._tcp.example.org", "1 1 5060 a.example");
  for (gsize i = 0; i < G_N_ELEMENTS (answers) * G_N_ELEMENTS (servers); i++)
    {
      g_auto (DoublesAnswer) answer = { 0 };
      g_autoptr (GPtrArray) targets = NULL;

      serve (fixture, "_sips._tcp.example.org", answers[i / G_N_ELEMENTS (servers)]);
      start (fixture, servers[i % G_N_ELEMENTS (servers)], NULL, &answer);
      targets = transport_search_finish (doubles_answer_wait (&answer), NULL);
      for (guint j = 0; targets != NULL && j < targets->len; j++)
        g_assert_true (transport_target_is_secure (g_ptr_array_index (targets, j)));
    }
}

/* TRUST 3.1: at most 16 targets, none twice; at most 8 names. */
static void
test_limits (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr (GString) records = g_string_new ("0 0 5061 h0.example");
  g_autoptr (GStrvBuilder) lines = g_strv_builder_new ();
  g_auto (GStrv) naptr = NULL;
  g_auto (GStrv) heard = NULL;
  g_autofree char *text = NULL;
  g_auto (DoublesAnswer) answer = { 0 };
  g_autoptr (GPtrArray) targets = NULL;

  for (guint i = 0; i < 24; i++)
    {
      g_string_append_printf (records, "; %u 0 5061 h%u.example", i, i);
      g_strv_builder_take (lines, g_strdup_printf ("%u 1 s SIPS+D2T - s%u.example", i, i));
    }
  naptr = g_strv_builder_end (lines);
  doubles_naptr_set_records (fixture->naptr, (const char *const *) naptr);
  serve (fixture, "s0.example", records->str);
  serve (fixture, "s23.example", "0 0 5061 too-late.example");

  start (fixture, "sip:example.org", NULL, &answer);
  targets = transport_search_finish (doubles_answer_wait (&answer), NULL);
  g_assert_cmpuint (targets->len, ==, TRANSPORT_SEARCH_MAX_TARGETS);
  g_assert_cmpstr (transport_target_get_uri (g_ptr_array_index (targets, 15)), ==, "tls://h15.example:5061");
  text = doubles_resolver_steal_heard (fixture->resolver);
  heard = g_strsplit (text, "SRV ", -1);
  g_assert_cmpuint (g_strv_length (heard) - 1 + 1, <=, TRANSPORT_SEARCH_MAX_NAMES);
}

/* F5: NXDOMAIN and SERVFAIL of NAPTR, and two seconds of silence: it is gone without. */
static void
test_naptr_fails (Fixture       *fixture,
                  gconstpointer  data)
{
  g_auto (DoublesAnswer) answer = { 0 };

  serve (fixture, "_sips._tcp.example.org", "1 1 5061 a.example");
  doubles_naptr_set_failing (fixture->naptr, TRUE);
  assert_finds (fixture, "sip:example.org", "tls://a.example:5061");

  doubles_naptr_hold (fixture->naptr, TRUE);
  start (fixture, "sip:example.org", NULL, &answer);
  doubles_clock_advance (fixture->clock, TRANSPORT_SEARCH_NAPTR_MS - 1);
  doubles_wait_settle ();
  g_assert_null (answer.result);
  doubles_clock_advance (fixture->clock, 1);
  assert_ends (&answer, "tls://a.example:5061");
}

/* F5: slow by less than the patience is only slow. */
static void
test_slow (Fixture       *fixture,
           gconstpointer  data)
{
  g_auto (DoublesAnswer) answer = { 0 };

  serve (fixture, "_sips._tcp.example.org", "1 1 5061 a.example");
  doubles_resolver_hold (fixture->resolver, "_sips._tcp.example.org");
  start (fixture, "sip:example.org", NULL, &answer);
  doubles_clock_advance (fixture->clock, TRANSPORT_SEARCH_PATIENCE_MS - 1);
  doubles_wait_settle ();
  g_assert_null (answer.result);
  doubles_resolver_release (fixture->resolver);
  assert_ends (&answer, "tls://a.example:5061");
}

/* F5: silence ends after five seconds with what is known; the questions are taken back. */
static void
test_silence (Fixture       *fixture,
              gconstpointer  data)
{
  g_auto (DoublesAnswer) nothing = { 0 };
  g_auto (DoublesAnswer) something = { 0 };

  doubles_naptr_hold (fixture->naptr, TRUE);
  doubles_resolver_hold (fixture->resolver, NULL);
  start (fixture, "sip:example.org", NULL, &nothing);
  doubles_clock_advance (fixture->clock, TRANSPORT_SEARCH_PATIENCE_MS - 1);
  doubles_wait_settle ();
  g_assert_null (nothing.result);
  doubles_clock_advance (fixture->clock, 1);
  assert_ends (&nothing, "tls://example.org:5061 tcp://example.org:5060 udp://example.org:5060");

  doubles_resolver_release (fixture->resolver);
  serve (fixture, "_sip._tcp.example.org", "1 1 5060 a.example");
  doubles_resolver_hold (fixture->resolver, "_sips._tcp.example.org");
  start (fixture, "sip:example.org", NULL, &something);
  doubles_clock_advance (fixture->clock, TRANSPORT_SEARCH_PATIENCE_MS);
  assert_ends (&something, "tcp://a.example:5060");
}

static void
test_cancelled (Fixture       *fixture,
                gconstpointer  data)
{
  static const char *const servers[] = { "sip:example.org", "tls://example.org", "wss://example.org" };

  fixture->remembered = transport_target_new ("wss://example.org/", NULL, "remembered");
  doubles_naptr_hold (fixture->naptr, TRUE);
  doubles_resolver_hold (fixture->resolver, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (servers); i++)
    {
      g_auto (DoublesAnswer) answer = { 0 };
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      g_autoptr (GError) error = NULL;

      start (fixture, servers[i], cancellable, &answer);
      g_assert_null (answer.result);
      g_cancellable_cancel (cancellable);
      g_assert_null (transport_search_finish (doubles_answer_wait (&answer), &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
    }
}

static void
remember (Fixture    *fixture,
          const char *uri)
{
  g_autoptr (TransportTarget) target = transport_target_new (uri, "example.org", "remembered");

  g_clear_pointer (&fixture->remembered, transport_target_unref);
  fixture->remembered = transport_target_at (target, "192.0.2.1");
}

/* F5: in the dark the last good address is first, and a server once reached securely is not guessed in plain. */
static void
test_memory_in_the_dark (Fixture       *fixture,
                         gconstpointer  data)
{
  doubles_resolver_set_failure (fixture->resolver, NULL, G_RESOLVER_ERROR_TEMPORARY_FAILURE);

  remember (fixture, "tls://sip1.example.org:5061");
  assert_finds (fixture, "sip:example.org", "tls://sip1.example.org:5061@192.0.2.1 tls://example.org:5061");
  remember (fixture, "udp://example.org:5060");
  assert_finds (fixture, "sip:example.org",
                "udp://example.org:5060@192.0.2.1 tls://example.org:5061 tcp://example.org:5060");
  remember (fixture, "wss://example.org/");
  assert_finds (fixture, "wss://example.org/", "wss://example.org/@192.0.2.1");
}

/* F5: NXDOMAIN of everything: the domain has not vanished, somebody only says so. */
static void
test_memory_without_names (Fixture       *fixture,
                           gconstpointer  data)
{
  remember (fixture, "tls://sip1.example.org:5061");
  assert_finds (fixture, "sips:example.org", "tls://sip1.example.org:5061@192.0.2.1 tls://example.org:5061");
  remember (fixture, "wss://example.org/");
  assert_finds (fixture, "wss://example.org/", "wss://example.org/@192.0.2.1");
  assert_heard (fixture, "SRV _sips._tcp.example.org A example.org A example.org ");
}

/* F5: a changed address, changed records: as long as DNS answers, it is right. */
static void
test_memory_yields (Fixture       *fixture,
                    gconstpointer  data)
{
  doubles_resolver_set_address (fixture->resolver, "example.org", "198.51.100.7");
  doubles_resolver_set_address (fixture->resolver, "sip1.example.org", "198.51.100.7");
  doubles_resolver_set_address (fixture->resolver, "sip2.example.org", "198.51.100.8");

  remember (fixture, "wss://example.org/");
  assert_finds (fixture, "wss://example.org/", "wss://example.org/");
  remember (fixture, "tls://sip1.example.org:5061");
  assert_finds (fixture, "sips:example.org", "tls://example.org:5061");
  serve (fixture, "_sips._tcp.example.org", "1 1 5061 sip2.example.org; 2 1 5061 sip1.example.org");
  assert_finds (fixture, "sips:example.org", "tls://sip2.example.org:5061 tls://sip1.example.org:5061");
  serve (fixture, "_sips._tcp.example.org", NO_SERVICE);
  assert_finds (fixture, "sip:example.org", "tcp://example.org:5060 udp://example.org:5060");
}

/* Its records are there, its address is not: it keeps the place that DNS gave it. */
static void
test_memory_in_its_place (Fixture       *fixture,
                          gconstpointer  data)
{
  remember (fixture, "tls://sip1.example.org:5061");
  serve (fixture, "_sips._tcp.example.org", "1 1 5061 sip2.example.org; 2 1 5061 sip1.example.org");
  assert_finds (fixture, "sips:example.org", "tls://sip2.example.org:5061 tls://sip1.example.org:5061@192.0.2.1");
}

/* F5: late is as good as never. */
static void
test_memory_when_late (Fixture       *fixture,
                       gconstpointer  data)
{
  g_auto (DoublesAnswer) records = { 0 };
  g_auto (DoublesAnswer) address = { 0 };

  doubles_naptr_hold (fixture->naptr, TRUE);
  doubles_resolver_hold (fixture->resolver, NULL);
  remember (fixture, "tls://sip1.example.org:5061");
  start (fixture, "sip:example.org", NULL, &records);
  doubles_clock_advance (fixture->clock, TRANSPORT_SEARCH_PATIENCE_MS);
  assert_ends (&records, "tls://sip1.example.org:5061@192.0.2.1 tls://example.org:5061");

  remember (fixture, "wss://example.org/");
  start (fixture, "wss://example.org/", NULL, &address);
  g_assert_null (address.result);
  doubles_clock_advance (fixture->clock, TRANSPORT_SEARCH_PATIENCE_MS);
  assert_ends (&address, "wss://example.org/@192.0.2.1");
}

#define ADD(name) g_test_add ("/transport-search/" #name, Fixture, NULL, set_up, test_##name, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD (concrete);
  ADD (literal);
  ADD (one_service);
  ADD (all_services);
  ADD (no_service);
  ADD (decidedly_absent);
  ADD (naptr);
  ADD (websocket_by_naptr);
  ADD (reasons);
  ADD (never_plain);
  ADD (limits);
  ADD (naptr_fails);
  ADD (slow);
  ADD (silence);
  ADD (cancelled);
  ADD (memory_in_the_dark);
  ADD (memory_without_names);
  ADD (memory_yields);
  ADD (memory_in_its_place);
  ADD (memory_when_late);

  return g_test_run ();
}
