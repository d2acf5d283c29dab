/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Looking for a server among many: what is learnt, how long it takes, and what nobody there ever hears. */

#include "ua-probe.h"

#include "doubles-clock.h"
#include "doubles-town.h"
#include "doubles-wait.h"
#include "transport.h"
#include "ua-error.h"

#include <string.h>

typedef struct
{
  DoublesClock *clock;
  SipTokens    *tokens;
  DoublesTown  *town;
  UaProbe      *probe;
  GPtrArray    *results;
  DoublesAnswer answer;
} Fixture;

static void
result_cb (UaProbe             *probe,
           const UaProbeResult *result,
           Fixture             *self)
{
  g_ptr_array_add (self->results, ua_probe_result_copy (result));
}

static void
fixture_set_up (Fixture      *self,
                gconstpointer data)
{
  g_autoptr (SipAddress) address = sip_address_parse ("<sip:alice@example.org>", -1, NULL);

  self->clock = doubles_clock_new ();
  self->tokens = sip_tokens_new_seeded (1);
  self->town = doubles_town_new (SIP_CLOCK (self->clock), self->tokens);
  self->probe = ua_probe_new (address, SIP_CLOCK (self->clock), self->tokens, TRANSPORT_SOURCE (self->town));
  self->results = g_ptr_array_new_with_free_func ((GDestroyNotify) ua_probe_result_free);
  g_signal_connect (self->probe, "result", G_CALLBACK (result_cb), self);
}

static void
settle (Fixture *self)
{
  for (guint n = 0; n < 30; n++)
    {
      doubles_clock_advance (self->clock, 0);
      doubles_wait_settle ();
    }
}

static void
advance (Fixture *self,
         guint    ms)
{
  for (guint n = 0; n < ms; n += 100)
    {
      settle (self);
      doubles_clock_advance (self->clock, 100);
    }
  settle (self);
}

static void
fixture_tear_down (Fixture      *self,
                   gconstpointer data)
{
  settle (self);
  doubles_answer_clear (&self->answer);
  g_ptr_array_unref (self->results);
  g_assert_finalize_object (self->probe);
  g_assert_cmpuint (doubles_town_get_n_open (self->town), ==, 0);
  g_assert_finalize_object (self->town);
  g_object_unref (self->tokens);
  g_assert_finalize_object (self->clock);
}

static void
run (Fixture           *self,
     const char *const *servers,
     GCancellable      *cancellable)
{
  ua_probe_run_async (self->probe, servers, cancellable, doubles_answer_cb, &self->answer);
}

static void
expect_end (Fixture *self)
{
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (self->answer.result);
  g_assert_true (ua_probe_run_finish (self->probe, self->answer.result, &error));
  g_assert_no_error (error);
}

static const UaProbeResult *
find (Fixture    *self,
      const char *server)
{
  for (guint n = 0; n < self->results->len; n++)
    {
      const UaProbeResult *result = g_ptr_array_index (self->results, n);

      if (g_str_equal (result->server, server))
        return result;
    }
  g_error ("nothing was told of %s", server);
}

/* Issue 3 point 4: the realm from the challenge, and no credentials for anybody. */
static void
test_learns (Fixture      *self,
             gconstpointer data)
{
  const char *servers[] = { "wss://example.org/", "tls://example.org:5061", "tcp://example.org:5060",
                            "udp://example.org:5060", NULL };
  const UaProbeResult *result;

  doubles_town_build (self->town, servers[0], DOUBLES_PLACE_ASKS);
  doubles_town_build (self->town, servers[1], DOUBLES_PLACE_OPEN);
  doubles_town_build (self->town, servers[2], DOUBLES_PLACE_BUSY);
  run (self, servers, NULL);
  settle (self);
  expect_end (self);

  result = find (self, servers[0]);
  g_assert_cmpuint (result->status, ==, 401);
  g_assert_true (result->secure);
  g_assert_no_error (result->error);
  g_assert_cmpstr (result->realms[0], ==, "example.org");
  g_assert_cmpstr (result->algorithms[0], ==, "SHA-256");
  g_assert_cmpstr (result->algorithms[1], ==, "MD5");
  g_assert_null (result->algorithms[2]);
  g_assert_cmpstr (result->identity, ==, "example.org");
  g_assert_cmpuint (find (self, servers[1])->status, ==, 200);
  g_assert_null (find (self, servers[1])->realms[0]);
  g_assert_cmpuint (find (self, servers[2])->status, ==, 503);
  g_assert_false (find (self, servers[2])->secure);
  g_assert_error (find (self, servers[3])->error, TRANSPORT_ERROR, TRANSPORT_ERROR_REFUSED);
  g_assert_cmpuint (self->results->len, ==, 4);

  g_assert_nonnull (strstr (doubles_town_get_heard (self->town), "< REGISTER sip:example.org SIP/2.0"));
  g_assert_null (strstr (doubles_town_get_heard (self->town), "uthorization:"));
  g_assert_null (strstr (doubles_town_get_heard (self->town), "\r\nContact:"));
}

/* What DNS names is tried in its order, and why it was is told. */
static void
test_places (Fixture      *self,
             gconstpointer data)
{
  const char *servers[] = { "sips:example.org", "sip:example.org", NULL };
  const UaProbeResult *result;

  doubles_town_name (self->town, servers[0], "tls://one.example.org:5061", "SRV one");
  doubles_town_name (self->town, servers[0], "tls://two.example.org:5061", "SRV two");
  doubles_town_name (self->town, servers[0], "tls://three.example.org:5061", "SRV three");
  doubles_town_build (self->town, "tls://two.example.org:5061", DOUBLES_PLACE_HANGS);
  doubles_town_build (self->town, "tls://three.example.org:5061", DOUBLES_PLACE_ASKS);
  run (self, servers, NULL);
  advance (self, 1000);
  g_assert_cmpuint (self->results->len, ==, 1);
  result = find (self, servers[1]);
  g_assert_error (result->error, TRANSPORT_ERROR, TRANSPORT_ERROR_RESOLVE);
  g_assert_null (result->uri);

  advance (self, 1000);
  expect_end (self);
  result = find (self, servers[0]);
  g_assert_cmpstr (result->uri, ==, "tls://three.example.org:5061");
  g_assert_cmpstr (result->reason, ==, "SRV three");
  g_assert_cmpuint (result->status, ==, 401);
  g_assert_no_error (result->error);
  g_assert_cmpuint (result->elapsed_ms, ==, 1500);
}

/* Eight at a time, six seconds for all, and whoever hangs makes room. */
static void
test_patience (Fixture      *self,
               gconstpointer data)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) servers = NULL;

  for (guint n = 0; n < 20; n++)
    {
      g_autofree char *uri = g_strdup_printf ("wss://n%u.example.org/", n);

      g_strv_builder_add (builder, uri);
      doubles_town_build (self->town, uri, n == 19 ? DOUBLES_PLACE_ASKS
                                           : n % 2 == 0 ? DOUBLES_PLACE_HANGS
                                                        : DOUBLES_PLACE_SILENT);
    }
  servers = g_strv_builder_end (builder);
  run (self, (const char *const *) servers, NULL);
  advance (self, 4000);
  g_assert_cmpuint (find (self, servers[19])->status, ==, 401);
  g_assert_error (find (self, servers[0])->error, TRANSPORT_ERROR, TRANSPORT_ERROR_TIMEOUT);
  g_assert_null (self->answer.result);

  advance (self, 2000);
  expect_end (self);
  g_assert_cmpuint (self->results->len, ==, 20);
  g_assert_cmpuint (doubles_town_get_most_open (self->town), ==, UA_PROBE_MAX_AT_ONCE);
}

static void
test_cancelled (Fixture      *self,
                gconstpointer data)
{
  const char *servers[] = { "wss://example.org/", "sips:example.org", NULL };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  doubles_town_build (self->town, servers[0], DOUBLES_PLACE_SILENT);
  doubles_town_name (self->town, servers[1], servers[0], "SRV");
  run (self, servers, cancellable);
  settle (self);
  g_assert_cmpuint (doubles_town_get_n_open (self->town), ==, 2);
  g_cancellable_cancel (cancellable);
  settle (self);
  g_assert_nonnull (self->answer.result);
  g_assert_false (ua_probe_run_finish (self->probe, self->answer.result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (doubles_town_get_n_open (self->town), ==, 0);
  g_assert_cmpuint (self->results->len, ==, 0);
}

#define add(name, func) \
  g_test_add ("/ua/probe/" name, Fixture, NULL, fixture_set_up, func, fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("learns", test_learns);
  add ("places", test_places);
  add ("patience", test_patience);
  add ("cancelled", test_cancelled);
  return g_test_run ();
}
