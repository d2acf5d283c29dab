/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Searches with a name server that does what the test says, and with a clock that the test moves. */

#include "transport-search.h"

#include "transport.h"

#include "doubles-search.h"

#define NO_SERVICE "0 0 0 ."

static void
assert_heard (DoublesSearch *fixture,
              const char    *expected)
{
  g_autofree char *heard = doubles_resolver_steal_heard (fixture->resolver);

  g_assert_cmpstr (heard, ==, expected);
}

/* RFC 3263 §4.2: a port, and a WebSocket, need no DNS but for addresses, which are the transport's. */
static void
test_concrete (DoublesSearch *fixture,
               gconstpointer  data)
{
  doubles_search_assert_finds (fixture, "example.org", "wss://example.org/");
  doubles_search_assert_finds (fixture, "wss://u:p@example.org:8443/sip?KEY=1", "wss://u:p@example.org:8443/sip?KEY=1");
  doubles_search_assert_finds (fixture, "ws://example.org", "ws://example.org/");
  doubles_search_assert_finds (fixture, "tls://example.org:5061", "tls://example.org:5061");
  doubles_search_assert_finds (fixture, "tcp://example.org:5070", "tcp://example.org:5070");
  doubles_search_assert_finds (fixture, "udp://example.org:5060", "udp://example.org:5060");
  assert_heard (fixture, "");
  g_assert_cmpstr (doubles_naptr_get_heard (fixture->naptr), ==, "");
}

static void
test_literal (DoublesSearch *fixture,
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

      doubles_search_start (fixture, rows[i][0], NULL, &answer);
      targets = transport_search_finish (doubles_answer_wait (&answer), NULL);
      g_assert_cmpuint (targets->len, ==, i == 0 ? 3 : 1);
      g_assert_cmpstr (transport_target_get_uri (g_ptr_array_index (targets, 0)), ==, rows[i][1]);
      g_assert_cmpstr (transport_target_get_identity (g_ptr_array_index (targets, 0)), ==, rows[i][2]);
    }
  assert_heard (fixture, "");
}

static void
test_one_service (DoublesSearch *fixture,
                  gconstpointer  data)
{
  doubles_search_serve (fixture, "_sips._tcp.example.org", "20 0 5061 backup.example.net; 10 60 5071 sip1.example.org");
  doubles_search_serve (fixture, "_sip._tcp.example.org", "10 60 5060 sip2.example.org");

  doubles_search_assert_finds (fixture, "tls://example.org",
                               "tls://sip1.example.org:5071 tls://backup.example.net:5061");
  assert_heard (fixture, "SRV _sips._tcp.example.org ");
  doubles_search_assert_finds (fixture, "tcp://example.org", "tcp://sip2.example.org:5060");
  doubles_search_assert_finds (fixture, "udp://example.org", "udp://example.org:5060");
  g_assert_cmpstr (doubles_naptr_get_heard (fixture->naptr), ==, "");
}

/* Wish 39; the secure ones first, whatever the priorities say. */
static void
test_all_services (DoublesSearch *fixture,
                   gconstpointer  data)
{
  doubles_search_serve (fixture, "_sips._tcp.example.org", "90 0 5061 sip1.example.org");
  doubles_search_serve (fixture, "_sip._tcp.example.org", "20 0 5060 sip1.example.org");
  doubles_search_serve (fixture, "_sip._udp.example.org", "10 0 5060 sip1.example.org");

  doubles_search_assert_finds (fixture, "sip:example.org",
                               "tls://sip1.example.org:5061 tcp://sip1.example.org:5060 udp://sip1.example.org:5060");
  doubles_search_assert_finds (fixture, "sips:example.org", "tls://sip1.example.org:5061");
}

static void
test_no_service (DoublesSearch *fixture,
                 gconstpointer  data)
{
  doubles_search_assert_finds (fixture, "sip:example.org",
                               "tls://example.org:5061 tcp://example.org:5060 udp://example.org:5060");
  assert_heard (fixture, "SRV _sips._tcp.example.org SRV _sip._tcp.example.org SRV _sip._udp.example.org ");
  doubles_search_assert_finds (fixture, "sips:example.org", "tls://example.org:5061");
  doubles_search_assert_finds (fixture, "tls://example.org", "tls://example.org:5061");
}

/* RFC 2782: "." means: not here, and so not at the host itself either. */
static void
test_decidedly_absent (DoublesSearch *fixture,
                       gconstpointer  data)
{
  g_auto (DoublesAnswer) answer = { 0 };
  g_autoptr (GError) error = NULL;

  doubles_search_serve (fixture, "_sips._tcp.example.org", NO_SERVICE);
  doubles_search_assert_finds (fixture, "sip:example.org", "tcp://example.org:5060 udp://example.org:5060");
  doubles_search_start (fixture, "sips:example.org", NULL, &answer);
  g_assert_null (transport_search_finish (doubles_answer_wait (&answer), &error));
  g_assert_error (error, TRANSPORT_ERROR, TRANSPORT_ERROR_RESOLVE);
  g_assert_nonnull (strstr (error->message, "example.org"));
}

static void
test_naptr (DoublesSearch *fixture,
            gconstpointer  data)
{
  doubles_naptr_set_records (fixture->naptr, (const char *[]) {
    "5 1 s SIP+D2U - _sip._udp.voice.example.net", "10 1 s SIPS+D2T - _sips._tcp.voice.example.net",
    "20 1 a SIPS+D2W - edge.example.net", NULL });
  doubles_search_serve (fixture, "_sips._tcp.voice.example.net", "1 1 5061 a.example.net");
  doubles_search_serve (fixture, "_sip._udp.voice.example.net", "1 1 5060 a.example.net");
  doubles_search_serve (fixture, "_sips._tcp.example.org", "1 1 5061 not-asked-for.example.org");

  doubles_search_assert_finds (fixture, "sip:example.org",
                               "tls://a.example.net:5061 wss://edge.example.net/ udp://a.example.net:5060");
  g_assert_cmpstr (doubles_naptr_get_heard (fixture->naptr), ==, "example.org ");
  doubles_search_assert_finds (fixture, "sips:example.org", "tls://a.example.net:5061 wss://edge.example.net/");
}

/* A WebSocket has no path in DNS (RFC 7118): "/" it is, at the port that SRV names when NAPTR leads to one. */
static void
test_websocket_by_naptr (DoublesSearch *fixture,
                         gconstpointer  data)
{
  doubles_naptr_set_records (fixture->naptr, (const char *[]) {
    "1 1 s SIPS+D2W - _sips._ws.example.org", "2 1 a SIP+D2W - edge.example.org", NULL });
  doubles_search_serve (fixture, "_sips._ws.example.org", "1 1 8443 edge.example.org; 2 1 443 edge.example.org");

  doubles_search_assert_finds (fixture, "sip:example.org",
                               "wss://edge.example.org:8443/ wss://edge.example.org/ ws://edge.example.org/");
}

static void
assert_reason (DoublesSearch *fixture,
               const char    *server,
               const char    *expected)
{
  g_auto (DoublesAnswer) answer = { 0 };
  g_autoptr (GPtrArray) targets = NULL;

  doubles_search_start (fixture, server, NULL, &answer);
  targets = transport_search_finish (doubles_answer_wait (&answer), NULL);
  g_assert_cmpstr (transport_target_get_reason (g_ptr_array_index (targets, 0)), ==, expected);
}

/* Diagnostics: how each was found. */
static void
test_reasons (DoublesSearch *fixture,
              gconstpointer  data)
{
  assert_reason (fixture, "wss://example.org", NULL);
  assert_reason (fixture, "tls://192.0.2.1", NULL);
  assert_reason (fixture, "sip:192.0.2.1", "an address, at the usual port");
  assert_reason (fixture, "sips:example.org", "DNS names no server: the host itself, at the usual port");
  doubles_search_serve (fixture, "_sips._tcp.example.org", "10 60 5061 sip1.example.org");
  assert_reason (fixture, "sips:example.org", "DNS names it: _sips._tcp.example.org, priority 10, weight 60");
  doubles_naptr_set_records (fixture->naptr, (const char *[]) { "1 2 s SIPS+D2T - _sips._tcp.example.org", NULL });
  assert_reason (fixture, "sips:example.org",
                 "DNS names it: NAPTR of example.org, order 1, preference 2, then _sips._tcp.example.org, "
                 "priority 10, weight 60");
  doubles_naptr_set_records (fixture->naptr, (const char *[]) { "1 2 a SIPS+D2W - edge.example.org", NULL });
  assert_reason (fixture, "sips:example.org", "DNS names it: NAPTR of example.org, order 1, preference 2");
  doubles_resolver_set_failure (fixture->resolver, NULL, G_RESOLVER_ERROR_TEMPORARY_FAILURE);
  assert_reason (fixture, "tls://example.org", "DNS does not answer: the host itself, at the usual port");
}

/* TRUST 3.7: whatever DNS says, and however it fails, sips and tls lead to nothing that is in plain, and a sips: name
 * is never looked up as anything else. */
static void
test_never_plain (DoublesSearch *fixture,
                  gconstpointer  data)
{
  static const char *const answers[] = { "1 1 5061 a.example", NO_SERVICE, "1 1 5060 a.example; 1 1 80 b.example" };
  static const char *const servers[] = { "sips:example.org", "tls://example.org", "example.org" };

  doubles_naptr_set_records (fixture->naptr, (const char *[]) {
    "1 1 s SIP+D2T - _sips._tcp.example.org", "1 1 a SIP+D2U - a.example", "1 1 a SIP+D2W - a.example", NULL });
  doubles_search_serve (fixture, "_sip._tcp.example.org", "1 1 5060 a.example");
  for (gsize i = 0; i < G_N_ELEMENTS (answers) * G_N_ELEMENTS (servers); i++)
    {
      g_auto (DoublesAnswer) answer = { 0 };
      g_autoptr (GPtrArray) targets = NULL;

      doubles_search_serve (fixture, "_sips._tcp.example.org", answers[i / G_N_ELEMENTS (servers)]);
      doubles_search_start (fixture, servers[i % G_N_ELEMENTS (servers)], NULL, &answer);
      targets = transport_search_finish (doubles_answer_wait (&answer), NULL);
      for (guint j = 0; targets != NULL && j < targets->len; j++)
        g_assert_true (transport_target_is_secure (g_ptr_array_index (targets, j)));
    }
}

/* TRUST 3.1: at most 16 targets, none twice; at most 8 names. */
static void
test_limits (DoublesSearch *fixture,
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
  doubles_search_serve (fixture, "s0.example", records->str);
  doubles_search_serve (fixture, "s23.example", "0 0 5061 too-late.example");

  doubles_search_start (fixture, "sip:example.org", NULL, &answer);
  targets = transport_search_finish (doubles_answer_wait (&answer), NULL);
  g_assert_cmpuint (targets->len, ==, TRANSPORT_SEARCH_MAX_TARGETS);
  g_assert_cmpstr (transport_target_get_uri (g_ptr_array_index (targets, 15)), ==, "tls://h15.example:5061");
  text = doubles_resolver_steal_heard (fixture->resolver);
  heard = g_strsplit (text, "SRV ", -1);
  g_assert_cmpuint (g_strv_length (heard) - 1 + 1, <=, TRANSPORT_SEARCH_MAX_NAMES);
}

/* F5: NXDOMAIN and SERVFAIL of NAPTR, and two seconds of silence: it is gone without. */
static void
test_naptr_fails (DoublesSearch *fixture,
                  gconstpointer  data)
{
  g_auto (DoublesAnswer) answer = { 0 };

  doubles_search_serve (fixture, "_sips._tcp.example.org", "1 1 5061 a.example");
  doubles_naptr_set_failing (fixture->naptr, TRUE);
  doubles_search_assert_finds (fixture, "sip:example.org", "tls://a.example:5061");

  doubles_naptr_hold (fixture->naptr, TRUE);
  doubles_search_start (fixture, "sip:example.org", NULL, &answer);
  doubles_clock_advance (fixture->clock, TRANSPORT_SEARCH_NAPTR_MS - 1);
  doubles_wait_settle ();
  g_assert_null (answer.result);
  doubles_clock_advance (fixture->clock, 1);
  doubles_search_assert_ends (&answer, "tls://a.example:5061");
}

/* F5: slow by less than the patience is only slow. */
static void
test_slow (DoublesSearch *fixture,
           gconstpointer  data)
{
  g_auto (DoublesAnswer) answer = { 0 };

  doubles_search_serve (fixture, "_sips._tcp.example.org", "1 1 5061 a.example");
  doubles_resolver_hold (fixture->resolver, "_sips._tcp.example.org");
  doubles_search_start (fixture, "sip:example.org", NULL, &answer);
  doubles_clock_advance (fixture->clock, TRANSPORT_SEARCH_PATIENCE_MS - 1);
  doubles_wait_settle ();
  g_assert_null (answer.result);
  doubles_resolver_release (fixture->resolver);
  doubles_search_assert_ends (&answer, "tls://a.example:5061");
}

/* F5: silence ends after five seconds with what is known; the questions are taken back. */
static void
test_silence (DoublesSearch *fixture,
              gconstpointer  data)
{
  g_auto (DoublesAnswer) nothing = { 0 };
  g_auto (DoublesAnswer) something = { 0 };

  doubles_naptr_hold (fixture->naptr, TRUE);
  doubles_resolver_hold (fixture->resolver, NULL);
  doubles_search_start (fixture, "sip:example.org", NULL, &nothing);
  doubles_clock_advance (fixture->clock, TRANSPORT_SEARCH_PATIENCE_MS - 1);
  doubles_wait_settle ();
  g_assert_null (nothing.result);
  doubles_clock_advance (fixture->clock, 1);
  doubles_search_assert_ends (&nothing, "tls://example.org:5061 tcp://example.org:5060 udp://example.org:5060");

  doubles_resolver_release (fixture->resolver);
  doubles_search_serve (fixture, "_sip._tcp.example.org", "1 1 5060 a.example");
  doubles_resolver_hold (fixture->resolver, "_sips._tcp.example.org");
  doubles_search_start (fixture, "sip:example.org", NULL, &something);
  doubles_clock_advance (fixture->clock, TRANSPORT_SEARCH_PATIENCE_MS);
  doubles_search_assert_ends (&something, "tcp://a.example:5060");
}

static void
test_cancelled (DoublesSearch *fixture,
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

      doubles_search_start (fixture, servers[i], cancellable, &answer);
      g_assert_null (answer.result);
      g_cancellable_cancel (cancellable);
      g_assert_null (transport_search_finish (doubles_answer_wait (&answer), &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
    }
}

#define ADD(name) \
  g_test_add ("/transport-search/" #name, DoublesSearch, NULL, doubles_search_set_up, test_##name, \
              doubles_search_tear_down)

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

  return g_test_run ();
}
