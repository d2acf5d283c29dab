/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* From an address to its server: where is looked, what is preferred, and who is never believed. */

#include "phone-probe-private.h"

#include "doubles-clock.h"
#include "doubles-town.h"
#include "doubles-wait.h"
#include "phone-finding-private.h"
#include "phone.h"
#include "transport.h"

typedef struct
{
  DoublesClock *clock;
  SipTokens *tokens;
  DoublesTown *town;
  PhoneProbe *probe;
  DoublesAnswer answer;
} Fixture;

static void
fixture_set_up (Fixture      *self,
                gconstpointer data)
{
  g_autoptr (SipAddress) address = sip_address_parse ("<sip:anna@example.org>", -1, NULL);

  self->clock = doubles_clock_new ();
  self->tokens = sip_tokens_new_seeded (1);
  self->town = doubles_town_new (SIP_CLOCK (self->clock), self->tokens);
  self->probe = phone_probe_new (address, SIP_CLOCK (self->clock), self->tokens, TRANSPORT_SOURCE (self->town));
}

/* The answer to what was asked; @ms is how long it may take. */
static void
run (Fixture *self,
     guint    ms)
{
  phone_probe_run_async (self->probe, NULL, doubles_answer_cb, &self->answer);
  for (guint n = 0; n <= ms && self->answer.result == NULL; n += 50)
    {
      for (guint turn = 0; turn < 20; turn++)
        {
          doubles_clock_advance (self->clock, 0);
          doubles_wait_settle ();
        }
      doubles_clock_advance (self->clock, 50);
    }
  g_assert_nonnull (self->answer.result);
}

static void
fixture_tear_down (Fixture      *self,
                   gconstpointer data)
{
  for (guint turn = 0; turn < 20; turn++)
    {
      doubles_clock_advance (self->clock, 0);
      doubles_wait_settle ();
    }
  doubles_answer_clear (&self->answer);
  g_assert_finalize_object (self->probe);
  g_assert_cmpuint (doubles_town_get_n_open (self->town), ==, 0);
  g_assert_finalize_object (self->town);
  g_object_unref (self->tokens);
  g_assert_finalize_object (self->clock);
}

static PhoneFinding *
expect_best (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  PhoneFinding *best = phone_probe_run_finish (self->probe, self->answer.result, &error);

  g_assert_no_error (error);
  g_assert_true (phone_finding_works (best));
  g_assert_true (phone_finding_is_secure (best));
  return best;
}

static void
expect_error (Fixture *self,
              GQuark   domain,
              int      code)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (phone_probe_run_finish (self->probe, self->answer.result, &error));
  g_assert_error (error, domain, code);
}

/* Issue 3 point 4: each of the five wires alone is found in less than three seconds, with the reason. */
static void
test_alone (Fixture      *self,
            gconstpointer data)
{
  const char *uri = data;
  gboolean secure = g_str_has_prefix (uri, "wss:") || g_str_has_prefix (uri, "tls:");
  PhoneFinding *best;

  doubles_town_build (self->town, "wss://example.org/", DOUBLES_PLACE_HANGS);
  doubles_town_build (self->town, uri, DOUBLES_PLACE_ASKS);
  run (self, 3000);
  best = phone_probe_get_best (self->probe);
  g_assert_cmpstr (phone_finding_get_server (best), ==, uri);
  g_assert_cmpstr (phone_finding_get_realm (best), ==, "example.org");
  g_assert_cmpstr (phone_finding_get_reason (best), ==, "Answers at the usual place.");
  g_assert_cmpint (phone_finding_is_secure (best), ==, secure);
  g_assert_null (phone_finding_get_failure (best));
  g_assert_cmpstr (phone_finding_get_title (best), !=, "");
  if (secure)
    g_object_unref (expect_best (self));
  else
    expect_error (self, PHONE_ERROR, PHONE_ERROR_ONLY_PLAIN);
}

static void
test_dns (Fixture      *self,
          gconstpointer data)
{
  g_autoptr (PhoneFinding) best = NULL;

  doubles_town_name (self->town, "sips:example.org", "tls://edge.carrier.example:5061", "SRV");
  doubles_town_name (self->town, "sip:example.org", "udp://edge.carrier.example:5060", "SRV");
  doubles_town_build (self->town, "tls://edge.carrier.example:5061", DOUBLES_PLACE_ASKS);
  doubles_town_set_delay (self->town, "tls://edge.carrier.example:5061", 300);
  doubles_town_build (self->town, "udp://edge.carrier.example:5060", DOUBLES_PLACE_ASKS);
  doubles_town_build (self->town, "wss://example.org/ws", DOUBLES_PLACE_ASKS);
  run (self, 1000);
  best = expect_best (self);
  g_assert_cmpstr (phone_finding_get_server (best), ==, "sips:example.org");
  g_assert_cmpstr (phone_finding_get_place (best), ==, "tls://edge.carrier.example:5061");
  g_assert_true (phone_finding_is_by_dns (best));
  g_assert_true (g_str_has_prefix (phone_finding_get_reason (best), "Found by the domain’s own directory"));
  g_assert_cmpstr (phone_probe_get_progress_text (self->probe), ==, "The server was found.");
}

/* What DNS said to a question without security is kept as a question with it, so that no later answer can be less. */
static void
test_no_fall (Fixture      *self,
              gconstpointer data)
{
  g_autoptr (PhoneFinding) best = NULL;

  doubles_town_name (self->town, "sip:example.org", "tls://sip1.example.org:5061", "NAPTR");
  doubles_town_build (self->town, "tls://sip1.example.org:5061", DOUBLES_PLACE_OPEN);
  run (self, 3000);
  best = expect_best (self);
  g_assert_cmpstr (phone_finding_get_server (best), ==, "sips:example.org");
  g_assert_null (phone_finding_get_realm (best));
}

/* TRUST 3.6: a place that answers elsewhere is not the domain's, whoever led there. */
static void
test_hostile (Fixture      *self,
              gconstpointer data)
{
  GListModel *findings = phone_probe_get_findings (self->probe);
  gboolean seen = FALSE;

  doubles_town_name (self->town, "wss://example.org/", "wss://evil.example/", NULL);
  doubles_town_name (self->town, "wss://example.org/ws", "wss://notexample.org/", "SRV");
  doubles_town_build (self->town, "wss://evil.example/", DOUBLES_PLACE_ASKS);
  doubles_town_build (self->town, "wss://notexample.org/", DOUBLES_PLACE_ASKS);
  run (self, 6000);
  expect_error (self, PHONE_ERROR, PHONE_ERROR_NO_SERVER);
  g_assert_null (phone_probe_get_best (self->probe));
  for (guint n = 0; n < g_list_model_get_n_items (findings); n++)
    {
      g_autoptr (PhoneFinding) finding = g_list_model_get_item (findings, n);

      g_assert_false (phone_finding_works (finding));
      seen |= g_error_matches (phone_finding_get_error (finding), PHONE_ERROR, PHONE_ERROR_FOREIGN_SERVER);
    }
  g_assert_true (seen);
  g_assert_null (strstr (doubles_town_get_heard (self->town), "uthorization:"));
}

/* Ranked: works, then secure, then DNS, then speed; and a plain one only when a person says yes. */
static void
test_rank (Fixture      *self,
           gconstpointer data)
{
  GListModel *findings = phone_probe_get_findings (self->probe);
  g_autoptr (PhoneFinding) first = NULL;
  g_autoptr (PhoneFinding) second = NULL;
  g_autoptr (PhoneFinding) third = NULL;

  doubles_town_name (self->town, "sip:example.org", "udp://example.org:5060", "SRV");
  doubles_town_build (self->town, "udp://example.org:5060", DOUBLES_PLACE_ASKS);
  doubles_town_build (self->town, "tcp://example.org:5060", DOUBLES_PLACE_ASKS);
  doubles_town_set_delay (self->town, "tcp://example.org:5060", 200);
  doubles_town_build (self->town, "ws://example.org/", DOUBLES_PLACE_ASKS);
  doubles_town_build (self->town, "wss://example.org/", DOUBLES_PLACE_BUSY);
  run (self, 6000);
  expect_error (self, PHONE_ERROR, PHONE_ERROR_ONLY_PLAIN);
  first = g_list_model_get_item (findings, 0);
  second = g_list_model_get_item (findings, 1);
  third = g_list_model_get_item (findings, 2);
  g_assert_cmpstr (phone_finding_get_server (first), ==, "sip:example.org");
  g_assert_cmpstr (phone_finding_get_server (second), ==, "ws://example.org/");
  g_assert_cmpstr (phone_finding_get_server (third), ==, "tcp://example.org:5060");
  g_assert_true (phone_finding_works (third));
}

/* Nothing works, and the one reason that a person can do something about is the one that is told. */
static void
test_untrusted (Fixture      *self,
                gconstpointer data)
{
  GListModel *findings = phone_probe_get_findings (self->probe);
  g_autoptr (PhoneFinding) first = NULL;

  doubles_town_build (self->town, "tls://example.org:5061", DOUBLES_PLACE_LIES);
  run (self, 6000);
  expect_error (self, TRANSPORT_ERROR, TRANSPORT_ERROR_CERTIFICATE);
  first = g_list_model_get_item (findings, 0);
  g_assert_true (phone_finding_is_untrusted (first));
  g_assert_nonnull (phone_finding_get_failure (first));
}

/* Who has changed their mind before it began does not wait. */
static void
test_cancelled (Fixture      *self,
                gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();

  g_cancellable_cancel (cancellable);
  doubles_town_build (self->town, "wss://example.org/", DOUBLES_PLACE_HANGS);
  phone_probe_run_async (self->probe, cancellable, doubles_answer_cb, &self->answer);
  for (guint turn = 0; turn < 20 && self->answer.result == NULL; turn++)
    {
      doubles_clock_advance (self->clock, 0);
      doubles_wait_settle ();
    }
  g_assert_nonnull (self->answer.result);
  expect_error (self, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_places (void)
{
  g_auto (GStrv) name = phone_probe_list_servers ("example.org", 0);
  g_auto (GStrv) literal = phone_probe_list_servers ("2001:db8::1", 0);
  g_auto (GStrv) port = phone_probe_list_servers ("pbx.lan", 5070);

  g_assert_cmpstr (name[0], ==, "sips:example.org");
  g_assert_cmpstr (name[1], ==, "sip:example.org");
  g_assert_true (g_strv_contains ((const char *const *) name, "wss://sip.example.org:8089/ws"));
  g_assert_true (g_strv_contains ((const char *const *) name, "tls://sip.example.org:5061"));
  g_assert_cmpstr (literal[0], ==, "wss://[2001:db8::1]/");
  g_assert_true (g_strv_contains ((const char *const *) literal, "udp://[2001:db8::1]:5060"));
  g_assert_cmpstr (port[0], ==, "wss://pbx.lan:5070/");
  g_assert_true (g_strv_contains ((const char *const *) port, "udp://pbx.lan:5070"));
}

#define add(name, func, data) \
  g_test_add ("/phone/probe/" name, Fixture, data, fixture_set_up, func, fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/phone/probe/places", test_places);
  add ("alone/wss", test_alone, "wss://example.org:8443/");
  add ("alone/tls", test_alone, "tls://example.org:5061");
  add ("alone/tcp", test_alone, "tcp://example.org:5060");
  add ("alone/udp", test_alone, "udp://example.org:5060");
  add ("alone/ws", test_alone, "ws://example.org:8080/");
  add ("dns", test_dns, NULL);
  add ("no-fall", test_no_fall, NULL);
  add ("hostile", test_hostile, NULL);
  add ("rank", test_rank, NULL);
  add ("untrusted", test_untrusted, NULL);
  add ("cancelled", test_cancelled, NULL);
  return g_test_run ();
}
