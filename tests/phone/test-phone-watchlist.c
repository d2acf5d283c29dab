/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Many people: by the server's list where there is one, one by one where there is not, and never all at once. */

#include "phone-desk.h"

#include "phone-watching.h"
#include "phone-watchlist.h"

#define LIST "sip:friends@example.org"

typedef struct
{
  Bench bench;
  PhoneWatchlist *watchlist;
  guint n_changed;
} Fixture;

static void
changed_cb (PhoneWatchlist *watchlist,
            Fixture        *fixture)
{
  fixture->n_changed++;
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  bench_set_up (&fixture->bench, NULL);
  fixture->watchlist = phone_watchlist_new (NULL);
  g_signal_connect (fixture->watchlist, "changed", G_CALLBACK (changed_cb), fixture);
  phone_watchlist_attach (fixture->watchlist, fixture->bench.desk->agent, fixture->bench.registerer);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  phone_watchlist_detach (fixture->watchlist, FALSE);
  g_assert_finalize_object (fixture->watchlist);
  bench_tear_down (&fixture->bench, NULL);
}

static PhoneContactState *
watch (Fixture        *fixture,
       const char     *address,
       PhoneWatchKind  kinds)
{
  g_autoptr (SipUri) uri = bench_uri (address);

  return phone_watchlist_add (fixture->watchlist, uri, kinds);
}

/* Two hundred are asked about over as many turns, and one more is one too many. */
static void
test_many (Fixture       *fixture,
           gconstpointer  data)
{
  guint n_asked = 0;

  for (guint n = 0; n < PHONE_WATCH_MAX; n++)
    {
      g_autofree char *address = g_strdup_printf ("sip:u%u@example.org", n);

      g_assert_nonnull (watch (fixture, address, PHONE_WATCH_PRESENCE));
    }
  g_assert_null (watch (fixture, "sip:onemore@example.org", PHONE_WATCH_PRESENCE));
  g_assert_nonnull (watch (fixture, "sip:u7@EXAMPLE.org;a=b", PHONE_WATCH_PRESENCE));
  g_assert_cmpuint (phone_watchlist_get_n (fixture->watchlist), ==, PHONE_WATCH_MAX);

  bench_register (&fixture->bench);
  for (guint second = 0; second < 60 && n_asked < PHONE_WATCH_MAX; second++)
    {
      guint n_now = 0;

      doubles_desk_advance (fixture->bench.desk, 1000);
      for (; doubles_transport_get_n_written (fixture->bench.desk->transport) > 0; n_now++)
        {
          g_autoptr (SipMessage) asked = doubles_desk_pop_request (fixture->bench.desk, "SUBSCRIBE");

          doubles_desk_answer (fixture->bench.desk, asked, 489, "n", "");
        }
      g_assert_cmpuint (n_now, <=, 10);
      n_asked += n_now;
    }
  g_assert_cmpuint (n_asked, ==, PHONE_WATCH_MAX);
}

static void
test_kept (Fixture       *fixture,
           gconstpointer  data)
{
  g_auto (GStrv) none = phone_watchlist_dup_kept (fixture->watchlist, PHONE_WATCH_PRESENCE);
  g_auto (GStrv) people = NULL;
  g_auto (GStrv) lamps = NULL;
  g_autoptr (SipUri) carol = bench_uri ("sip:carol@example.org");

  g_assert_null (none);
  watch (fixture, "sip:bob@example.org", PHONE_WATCH_PRESENCE);
  watch (fixture, "sip:bob@example.org", PHONE_WATCH_LAMP);
  watch (fixture, "sip:bob@example.org", PHONE_WATCH_LAMP);
  watch (fixture, "sip:carol@example.org", PHONE_WATCH_LAMP);
  g_assert_cmpuint (fixture->n_changed, ==, 3);
  people = phone_watchlist_dup_kept (fixture->watchlist, PHONE_WATCH_PRESENCE);
  g_assert_cmpstrv (people, ((const char *const[]) { "sip:bob@example.org", NULL }));
  lamps = phone_watchlist_dup_kept (fixture->watchlist, PHONE_WATCH_LAMP);
  g_assert_cmpstrv (lamps, ((const char *const[]) { "sip:bob@example.org", "sip:carol@example.org", NULL }));

  g_assert_true (phone_watchlist_remove (fixture->watchlist, carol));
  g_assert_false (phone_watchlist_remove (fixture->watchlist, carol));
  g_assert_cmpuint (fixture->n_changed, ==, 4);
}

#define RLMI(version, full, resources) \
  "--b\r\nContent-Type: application/rlmi+xml\r\nContent-ID: <l@x>\r\n\r\n<list uri=\"" LIST "\" version=\"" version \
  "\" fullState=\"" full "\">" resources "</list>\r\n"
#define RESOURCE(who, cid) \
  "<resource uri=\"sip:" who "@example.org\"><name>Dear " who "</name><instance id=\"1\" state=\"active\" cid=\"" cid \
  "\"/></resource>"
#define PART(cid, basic) \
  "--b\r\nContent-Type: application/pidf+xml\r\nContent-ID: <" cid ">\r\n\r\n<presence><tuple id=\"t\"><status><basic>" basic \
  "</basic></status></tuple></presence>\r\n"
#define MULTI "multipart/related;type=\"application/rlmi+xml\";boundary=b"

static void
open_list (Fixture *fixture)
{
  g_autoptr (SipUri) list = bench_uri (LIST);

  phone_watchlist_set_list (fixture->watchlist, list);
  bench_register (&fixture->bench);
}

/* RFC 4662: one subscription tells of all whom the list names, and only the others are asked about alone. */
static void
test_list (Fixture       *fixture,
           gconstpointer  data)
{
  PhoneContactState *bob = watch (fixture, "sip:bob@example.org", PHONE_WATCH_PRESENCE);
  PhoneContactState *dora;

  watch (fixture, "sip:carol@example.org", PHONE_WATCH_PRESENCE);
  open_list (fixture);
  bench_grant (&fixture->bench, LIST, "presence");
  g_assert_true (sip_message_has_token (fixture->bench.notifier.subscribe, SIP_HEADER_SUPPORTED, "eventlist"));
  doubles_desk_advance (fixture->bench.desk, 5000);
  doubles_desk_expect_silence (fixture->bench.desk);

  bench_tell (&fixture->bench, MULTI,
              RLMI ("1", "true", RESOURCE ("bob", "1@x") RESOURCE ("dora", "2@x")) PART ("1@x", "open")
                PART ("2@x", "closed") "--b--\r\n");
  g_assert_cmpint (phone_contact_state_get_state (bob), ==, PHONE_PRESENCE_STATE_AVAILABLE);
  g_assert_cmpstr (phone_contact_state_get_name (bob), ==, "Dear bob");
  g_assert_cmpuint (phone_watchlist_get_n (fixture->watchlist), ==, 3);
  dora = phone_watchlist_get (fixture->watchlist, 2);
  g_assert_cmpstr (phone_contact_state_get_address (dora), ==, "dora@example.org");
  g_assert_cmpint (phone_contact_state_get_state (dora), ==, PHONE_PRESENCE_STATE_OFFLINE);

  /* A change; and a list that names somebody no more takes nobody away whom a person wished to see. */
  bench_tell (&fixture->bench, MULTI,
              RLMI ("2", "false", RESOURCE ("dora", "2@x")) PART ("2@x", "open") "--b--\r\n");
  g_assert_cmpint (phone_contact_state_get_state (dora), ==, PHONE_PRESENCE_STATE_AVAILABLE);
  bench_tell (&fixture->bench, MULTI, RLMI ("3", "true", "") "--b--\r\n");
  g_assert_cmpuint (phone_watchlist_get_n (fixture->watchlist), ==, 2);
  doubles_desk_advance (fixture->bench.desk, 5000);
  while (doubles_transport_get_n_written (fixture->bench.desk->transport) > 0)
    {
      g_autoptr (SipMessage) asked = doubles_desk_pop_request (fixture->bench.desk, "SUBSCRIBE");

      doubles_desk_answer (fixture->bench.desk, asked, 489, "n", "");
    }
}

/* A server that keeps no list is asked about each. */
static void
test_no_list (Fixture       *fixture,
              gconstpointer  data)
{
  watch (fixture, "sip:bob@example.org", PHONE_WATCH_PRESENCE);
  open_list (fixture);
  doubles_notifier_hear (&fixture->bench.notifier);
  doubles_notifier_answer (&fixture->bench.notifier, 404, "n", "");
  doubles_desk_advance (fixture->bench.desk, 1000);
  bench_grant (&fixture->bench, "sip:bob@example.org", "presence");
}

#define add(name, func) g_test_add ("/phone/watchlist/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("many", test_many);
  add ("kept", test_kept);
  add ("list", test_list);
  add ("no-list", test_no_list);
  return g_test_run ();
}
