/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Who is in a conference, from the first word of it to the end of the call. */

#include "phone-desk.h"

#include "doubles-description-handler.h"
#include "phone-roster.h"
#include "ua-inviter.h"

typedef struct
{
  Bench bench;
  UaInviter *inviter;
  PhoneRoster *roster;
} Fixture;

/* A call to a far end with this Contact, answered. */
static void
call_with (Fixture    *fixture,
           const char *contact,
           UaOptions  *options)
{
  g_autoptr (SipUri) target = bench_uri ("sip:talk@example.org");
  g_autoptr (DoublesDescriptionHandler) handler = doubles_description_handler_new ();
  g_autofree char *rest = g_strdup_printf ("Contact: %s\n\nv=0 answer", contact);
  g_autoptr (SipMessage) invite = NULL;
  g_autoptr (SipMessage) ack = NULL;

  fixture->inviter = ua_inviter_new (fixture->bench.desk->agent, target, UA_DESCRIPTION_HANDLER (handler), options);
  fixture->roster = phone_roster_new (UA_SESSION (fixture->inviter));
  ua_inviter_invite_async (fixture->inviter, NULL, NULL, NULL);
  invite = doubles_desk_pop_request (fixture->bench.desk, "INVITE");
  doubles_desk_answer (fixture->bench.desk, invite, 200, "f", rest);
  ack = doubles_desk_pop_request (fixture->bench.desk, "ACK");
}

static void
call (Fixture    *fixture,
      const char *contact)
{
  call_with (fixture, contact, NULL);
}

static void
hang_up (Fixture *fixture)
{
  g_autoptr (SipMessage) bye = NULL;

  ua_session_hang_up_async (UA_SESSION (fixture->inviter), NULL, NULL, NULL);
  bye = doubles_desk_pop_request (fixture->bench.desk, "BYE");
  doubles_desk_answer (fixture->bench.desk, bye, 200, "f", "");
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_assert_finalize_object (fixture->roster);
  doubles_desk_advance (fixture->bench.desk, 40 * 1000);
  g_assert_finalize_object (fixture->inviter);
  bench_tear_down (&fixture->bench, NULL);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  bench_set_up (&fixture->bench, NULL);
}

static void
tell (Fixture    *fixture,
      guint       version,
      const char *kind,
      const char *users)
{
  g_autofree char *body = g_strdup_printf ("<conference-info entity=\"sip:conf@focus.example\" version=\"%u\" state=\"%s\">"
                                           "<users>%s</users></conference-info>",
                                           version, kind, users);

  bench_tell (&fixture->bench, "application/conference-info+xml", body);
}

static char *
list (Fixture *fixture)
{
  GListModel *model = phone_roster_get_model (fixture->roster);
  GString *text = g_string_new (NULL);

  for (guint n = 0; n < g_list_model_get_n_items (model); n++)
    {
      g_autoptr (PhoneParticipant) participant = g_list_model_get_item (model, n);

      g_string_append_printf (text, "%s:%d ", phone_participant_get_name (participant),
                              phone_participant_get_state (participant));
    }
  return g_string_free (text, FALSE);
}

static void
expect (Fixture    *fixture,
        const char *all)
{
  g_autofree char *said = list (fixture);

  g_assert_cmpstr (said, ==, all);
}

#define USER(who, name, state, status) \
  "<user entity=\"sip:" who "@example.org\" state=\"" state "\">" name "<endpoint entity=\"sip:" who "@x\"><status>" status \
  "</status></endpoint></user>"

/* RFC 4575, RFC 4579 §5.1 */
static void
test_conference (Fixture       *fixture,
                 gconstpointer  data)
{
  call (fixture, "<sip:conf@focus.example>;isfocus");
  expect (fixture, "");
  bench_grant (&fixture->bench, "sip:conf@focus.example", "conference");
  tell (fixture, 1, "full",
        USER ("bob", "<display-text>Bob &#x202e;B</display-text>", "full", "connected")
          USER ("carol", "", "full", "on-hold") USER ("dora", "", "full", "alerting")
            USER ("emil", "", "full", "disconnected"));
  expect (fixture, "Bob B:2 carol@example.org:3 dora@example.org:1 ");

  tell (fixture, 2, "partial", USER ("carol", "", "full", "connected") USER ("dora", "", "deleted", ""));
  expect (fixture, "Bob B:2 carol@example.org:2 ");
  bench_tell (&fixture->bench, "application/conference-info+xml", "<users>");
  expect (fixture, "Bob B:2 carol@example.org:2 ");

  /* One was missed. */
  tell (fixture, 5, "partial", USER ("bob", "", "deleted", ""));
  doubles_notifier_hear (&fixture->bench.notifier);
  doubles_notifier_answer (&fixture->bench.notifier, 200, "n", "Expires: 3600\n");
  tell (fixture, 6, "full", USER ("carol", "", "full", "connected"));
  expect (fixture, "carol@example.org:2 ");
  hang_up (fixture);
  expect (fixture, "");
}

/* Nobody is asked who has not said to be a conference; one that will not tell is left in peace. */
static void
test_others (Fixture       *fixture,
             gconstpointer  data)
{
  call (fixture, "<sip:bob@host.example;isfocus>");
  doubles_desk_advance (fixture->bench.desk, 10 * 1000);
  doubles_desk_expect_silence (fixture->bench.desk);
  hang_up (fixture);
}

static void
test_refused (Fixture       *fixture,
              gconstpointer  data)
{
  call (fixture, "<sip:conf@focus.example>;isfocus");
  doubles_notifier_hear (&fixture->bench.notifier);
  doubles_notifier_answer (&fixture->bench.notifier, 489, "n", "");
  doubles_desk_advance (fixture->bench.desk, 20 * 1000);
  doubles_desk_expect_silence (fixture->bench.desk);
  expect (fixture, "");
  hang_up (fixture);
}

/* RFC 3323 §4.1: whoever is called anonymously and says to be a conference does not learn by that who called. */
static void
test_anonymous (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr (UaOptions) options = ua_options_new ();
  SipMessage *subscribe;

  ua_options_set_anonymous (options, TRUE);
  call_with (fixture, "<sip:conf@focus.example>;isfocus", options);
  subscribe = doubles_notifier_hear (&fixture->bench.notifier);
  g_assert_cmpstr (sip_uri_get_host (sip_address_get_uri (sip_message_get_from (subscribe))), ==, "anonymous.invalid");
  g_assert_cmpstr (sip_message_get_header (subscribe, SIP_HEADER_PRIVACY), ==, "id");
  doubles_notifier_answer (&fixture->bench.notifier, 489, "n", "");
  hang_up (fixture);
}

#define add(name, func) g_test_add ("/phone/roster/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("conference", test_conference);
  add ("others", test_others);
  add ("refused", test_refused);
  add ("anonymous", test_anonymous);
  return g_test_run ();
}
