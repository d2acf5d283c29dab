/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* One person, by what they say and by what their telephone does. */

#include "phone-desk.h"

#include "phone-watched.h"

#define PIDF "application/pidf+xml"
#define DIALOGS "application/dialog-info+xml"
#define BOB "sip:bob@example.org"

typedef struct
{
  Bench bench;
  PhoneWatched *watched;
  PhoneContactState *contact;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr (SipUri) plain = bench_uri (BOB);

  bench_set_up (&fixture->bench, NULL);
  fixture->watched = phone_watched_new (NULL, plain);
  fixture->contact = phone_watched_get_contact (fixture->watched);
  g_assert_cmpstr (phone_contact_state_get_address (fixture->contact), ==, "bob@example.org");
  g_assert_cmpstr (phone_contact_state_get_name (fixture->contact), ==, "bob@example.org");
  phone_watched_attach (fixture->watched, fixture->bench.desk->agent, fixture->bench.registerer);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_assert_finalize_object (fixture->watched);
  bench_tear_down (&fixture->bench, NULL);
}

static void
expect (Fixture            *fixture,
        PhonePresenceState  state,
        const char         *text,
        const char         *note)
{
  g_assert_cmpint (phone_contact_state_get_state (fixture->contact), ==, state);
  g_assert_cmpstr (phone_contact_state_get_text (fixture->contact), ==, text);
  g_assert_cmpstr (phone_contact_state_get_note (fixture->contact), ==, note);
}

static void
say_presence (Fixture    *fixture,
              const char *basic,
              const char *activity,
              const char *note)
{
  g_autofree char *body =
    g_strdup_printf ("<presence xmlns=\"urn:ietf:params:xml:ns:pidf\" entity=\"" BOB "\"><tuple id=\"t\"><status><basic>%s"
                     "</basic></status></tuple><person><activities><%s/></activities><note>%s</note></person></presence>",
                     basic, activity, note);

  bench_tell (&fixture->bench, PIDF, body);
}

static void
test_presence (Fixture       *fixture,
               gconstpointer  data)
{
  static const struct
  {
    const char *basic;
    const char *activity;
    PhonePresenceState state;
    const char *text;
  } rows[] = {
    { "open", "unknown", PHONE_PRESENCE_STATE_AVAILABLE, "Available" },
    { "open", "away", PHONE_PRESENCE_STATE_AWAY, "Away" },
    { "open", "lunch", PHONE_PRESENCE_STATE_AWAY, "Away" },
    { "open", "meeting", PHONE_PRESENCE_STATE_BUSY, "Busy" },
    { "open", "on-the-phone", PHONE_PRESENCE_STATE_ON_THE_PHONE, "On the phone" },
    { "closed", "busy", PHONE_PRESENCE_STATE_OFFLINE, "Offline" },
    { "?", "unknown", PHONE_PRESENCE_STATE_UNKNOWN, "Unknown" },
  };

  phone_watched_set_kinds (fixture->watched, PHONE_WATCH_PRESENCE);
  bench_register (&fixture->bench);
  bench_grant (&fixture->bench, BOB, "presence");
  for (guint n = 0; n < G_N_ELEMENTS (rows); n++)
    {
      say_presence (fixture, rows[n].basic, rows[n].activity, "by the &#x202e; sea");
      expect (fixture, rows[n].state, rows[n].text, "by the sea");
    }

  /* Nobody published anything; and a body that cannot be read. */
  say_presence (fixture, "open", "unknown", "x");
  bench_tell (&fixture->bench, PIDF, "<presence>");
  bench_tell (&fixture->bench, "text/plain", "away");
  expect (fixture, PHONE_PRESENCE_STATE_AVAILABLE, "Available", "x");
  doubles_notifier_notify (&fixture->bench.notifier, "n", "pending;expires=3600", "", 200);
  expect (fixture, PHONE_PRESENCE_STATE_UNKNOWN, "Unknown", NULL);
  doubles_notifier_notify (&fixture->bench.notifier, "n", "active;expires=3600", "", 200);
  expect (fixture, PHONE_PRESENCE_STATE_OFFLINE, "Offline", NULL);
  bench_lose_line (&fixture->bench);
  expect (fixture, PHONE_PRESENCE_STATE_UNKNOWN, "Unknown", NULL);
}

static void
say_dialogs (Fixture    *fixture,
             guint       version,
             const char *kind,
             const char *dialogs)
{
  g_autofree char *body =
    g_strdup_printf ("<dialog-info xmlns=\"urn:ietf:params:xml:ns:dialog-info\" version=\"%u\" state=\"%s\" entity=\"" BOB
                     "\">%s</dialog-info>",
                     version, kind, dialogs);

  bench_tell (&fixture->bench, DIALOGS, body);
}

#define CALL(id, direction, state, rest)   "<dialog id=\"" id "\" call-id=\"c" id "\" local-tag=\"l" id "\" remote-tag=\"r" id "\" direction=\"" direction "\">"   "<state>" state "</state>" rest "</dialog>"
#define FROM_CAROL "<remote><identity>sip:carol@example.org</identity></remote><local><target uri=\"sip:b@192.0.2.9\"/></local>"
#define HELD "<local><target uri=\"sip:b@x\"><param pname=\"+sip.rendering\" pval=\"no\"/></target></local>"

static PhoneLamp *
open_lamp (Fixture *fixture)
{
  phone_watched_set_kinds (fixture->watched, PHONE_WATCH_LAMP);
  bench_register (&fixture->bench);
  doubles_desk_advance (fixture->bench.desk, 200);
  bench_grant (&fixture->bench, BOB, "dialog");
  return phone_contact_state_get_lamp (fixture->contact);
}

static void
expect_lamp (Fixture       *fixture,
             PhoneLampState state,
             const char    *with)
{
  PhoneLamp *lamp = phone_contact_state_get_lamp (fixture->contact);

  g_assert_cmpint (phone_lamp_get_state (lamp), ==, state);
  g_assert_cmpstr (phone_lamp_get_with (lamp), ==, with);
}

/* RFC 4235: the life of a call as a lamp shows it, and what a pick-up must name (RFC 3891 §3). */
static void
test_lamp (Fixture       *fixture,
           gconstpointer  data)
{
  PhoneLamp *lamp = open_lamp (fixture);
  const char *call_id, *local_tag, *remote_tag;

  expect_lamp (fixture, PHONE_LAMP_STATE_UNKNOWN, NULL);
  say_dialogs (fixture, 0, "full", "");
  expect_lamp (fixture, PHONE_LAMP_STATE_IDLE, NULL);
  expect (fixture, PHONE_PRESENCE_STATE_AVAILABLE, "Available", NULL);

  say_dialogs (fixture, 1, "partial", CALL ("1", "recipient", "early", FROM_CAROL));
  expect_lamp (fixture, PHONE_LAMP_STATE_RINGING, "carol@example.org");
  expect (fixture, PHONE_PRESENCE_STATE_ON_THE_PHONE, "Ringing: carol@example.org", NULL);
  g_assert_true (phone_contact_state_can_pick_up (fixture->contact));
  g_assert_true (phone_lamp_get_replaces (lamp, &call_id, &local_tag, &remote_tag));
  g_assert_cmpstr (call_id, ==, "c1");
  g_assert_cmpstr (local_tag, ==, "l1");
  g_assert_cmpstr (remote_tag, ==, "r1");
  g_assert_cmpstr (phone_lamp_get_target (lamp), ==, "sip:b@192.0.2.9");
  g_assert_cmpstr (phone_lamp_get_caller (lamp), ==, "sip:carol@example.org");

  say_dialogs (fixture, 2, "partial", CALL ("1", "recipient", "confirmed", FROM_CAROL));
  expect_lamp (fixture, PHONE_LAMP_STATE_TALKING, "carol@example.org");
  g_assert_false (phone_lamp_get_replaces (lamp, &call_id, &local_tag, &remote_tag));
  say_dialogs (fixture, 3, "partial", CALL ("1", "recipient", "confirmed", HELD));
  expect_lamp (fixture, PHONE_LAMP_STATE_HELD, NULL);
  say_dialogs (fixture, 4, "partial", CALL ("2", "recipient", "early", ""));
  expect_lamp (fixture, PHONE_LAMP_STATE_RINGING, NULL);
  expect (fixture, PHONE_PRESENCE_STATE_ON_THE_PHONE, "Ringing", NULL);
  say_dialogs (fixture, 5, "full", CALL ("3", "initiator", "early", ""));
  expect_lamp (fixture, PHONE_LAMP_STATE_CALLING, NULL);
  g_assert_false (phone_lamp_can_pick_up (lamp));
  say_dialogs (fixture, 6, "partial", CALL ("3", "initiator", "terminated", ""));
  expect_lamp (fixture, PHONE_LAMP_STATE_IDLE, NULL);
}

/* RFC 4235 §4.3: a change that was missed is asked for; what comes late or cannot be read is dropped. */
static void
test_missed (Fixture       *fixture,
             gconstpointer  data)
{
  open_lamp (fixture);
  say_dialogs (fixture, 7, "full", CALL ("1", "recipient", "confirmed", ""));
  say_dialogs (fixture, 6, "partial", CALL ("1", "recipient", "terminated", ""));
  bench_tell (&fixture->bench, DIALOGS, "<dialog-info version='8' state='partial'");
  expect_lamp (fixture, PHONE_LAMP_STATE_TALKING, NULL);
  doubles_desk_advance (fixture->bench.desk, 30 * 1000);
  doubles_desk_expect_silence (fixture->bench.desk);

  say_dialogs (fixture, 9, "partial", CALL ("1", "recipient", "terminated", ""));
  expect_lamp (fixture, PHONE_LAMP_STATE_TALKING, NULL);
  doubles_notifier_hear (&fixture->bench.notifier);
  doubles_notifier_answer (&fixture->bench.notifier, 200, "n", "Expires: 3600\n");
  say_dialogs (fixture, 10, "full", "");
  expect_lamp (fixture, PHONE_LAMP_STATE_IDLE, NULL);

  /* After the line a new notifier counts from the beginning. */
  bench_lose_line (&fixture->bench);
  expect_lamp (fixture, PHONE_LAMP_STATE_UNKNOWN, NULL);
  bench_regain_line (&fixture->bench);
  doubles_desk_advance (fixture->bench.desk, 200);
  bench_grant (&fixture->bench, BOB, "dialog");
  say_dialogs (fixture, 1, "full", CALL ("4", "recipient", "confirmed", ""));
  expect_lamp (fixture, PHONE_LAMP_STATE_TALKING, NULL);
}

/* Both ways at once: a telephone in use counts more than what its owner says, and each can go by itself. */
static void
test_both (Fixture       *fixture,
           gconstpointer  data)
{
  open_lamp (fixture);
  say_dialogs (fixture, 0, "full", "");
  phone_watched_set_kinds (fixture->watched, PHONE_WATCH_PRESENCE | PHONE_WATCH_LAMP);
  bench_grant (&fixture->bench, BOB, "presence");
  say_presence (fixture, "open", "busy", "");
  expect (fixture, PHONE_PRESENCE_STATE_BUSY, "Busy", NULL);

  phone_watched_set_kinds (fixture->watched, PHONE_WATCH_PRESENCE);
  g_assert_cmpstr (sip_message_get_header (doubles_notifier_hear (&fixture->bench.notifier), SIP_HEADER_EVENT), ==,
                   "dialog");
  g_assert_null (phone_contact_state_get_lamp (fixture->contact));
  expect (fixture, PHONE_PRESENCE_STATE_BUSY, "Busy", NULL);
}

#define add(name, func) g_test_add ("/phone/watched/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("presence", test_presence);
  add ("lamp", test_lamp);
  add ("missed", test_missed);
  add ("both", test_both);
  return g_test_run ();
}
