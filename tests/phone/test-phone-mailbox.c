/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The voicemail light: asked for, told unasked where that was agreed, and out with the line. */

#include "phone-desk.h"

#include "phone-mailbox.h"

#define SUMMARY "application/simple-message-summary"

typedef struct
{
  Bench bench;
  PhoneMailbox *mailbox;
  guint n_notified;
} Fixture;

static void
notify_cb (PhoneVoicemail *voicemail,
           GParamSpec     *pspec,
           Fixture        *fixture)
{
  fixture->n_notified++;
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr (SipUri) alice = bench_uri ("sip:alice@example.org");

  bench_set_up (&fixture->bench, NULL);
  fixture->mailbox = phone_mailbox_new (alice);
  g_signal_connect (phone_mailbox_get_voicemail (fixture->mailbox), "notify", G_CALLBACK (notify_cb), fixture);
  phone_mailbox_attach (fixture->mailbox, fixture->bench.desk->agent, fixture->bench.registerer);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_assert_finalize_object (fixture->mailbox);
  bench_tear_down (&fixture->bench, NULL);
}

static void
expect (Fixture    *fixture,
        gboolean    waiting,
        guint       n_new,
        guint       n_old,
        const char *address)
{
  PhoneVoicemail *voicemail = phone_mailbox_get_voicemail (fixture->mailbox);

  g_assert_cmpint (phone_voicemail_is_waiting (voicemail), ==, waiting);
  g_assert_cmpuint (phone_voicemail_get_n_new (voicemail), ==, n_new);
  g_assert_cmpuint (phone_voicemail_get_n_old (voicemail), ==, n_old);
  g_assert_cmpstr (phone_voicemail_get_address (voicemail), ==, address);
}

static void
test_light (Fixture       *fixture,
            gconstpointer  data)
{
  expect (fixture, FALSE, 0, 0, NULL);
  bench_register (&fixture->bench);
  bench_grant (&fixture->bench, "sip:alice@example.org", "message-summary");
  bench_tell (&fixture->bench, SUMMARY,
              "Messages-Waiting: yes\r\nMessage-Account: sip:*97@pbx.example\r\nVoice-Message: 2/8 (0/2)\r\n");
  expect (fixture, TRUE, 2, 8, "*97@pbx.example");

  /* What cannot be read changes nothing, nor does another type. */
  fixture->n_notified = 0;
  bench_tell (&fixture->bench, SUMMARY, "Voice-Message: 9/9\r\n");
  bench_tell (&fixture->bench, "text/plain", "Messages-Waiting: no\r\n");
  g_assert_cmpuint (fixture->n_notified, ==, 0);
  expect (fixture, TRUE, 2, 8, "*97@pbx.example");

  bench_tell (&fixture->bench, SUMMARY, "Messages-Waiting: no\r\nMessage-Account: \x01::\r\nVoice-Message: 0/10\r\n");
  expect (fixture, FALSE, 0, 10, NULL);
  bench_lose_line (&fixture->bench);
  expect (fixture, FALSE, 0, 0, NULL);
}

/* The same as Asterisk does it: right after the registration, to our contact, in no dialog. */
static void
say_unasked (Fixture *fixture,
             guint    status)
{
  static const char body[] = "Messages-Waiting: yes\r\nVoice-Message: 1/0\r\n";
  static guint n_said;
  const char *user = sip_uri_get_user (ua_agent_get_contact (fixture->bench.desk->agent));
  g_autoptr (SipMessage) response = NULL;
  g_autofree char *text = NULL;

  n_said++;
  text = g_strdup_printf ("NOTIFY sip:%s@192.0.2.1:5060;transport=WS SIP/2.0\r\n"
                          "Via: SIP/2.0/WSS pbx.example;branch=z9hG4bKu%u\r\nMax-Forwards: 70\r\n"
                          "From: <sip:pbx@pbx.example>;tag=p%u\r\nTo: <sip:alice@example.org>\r\nCall-ID: u%u\r\n"
                          "CSeq: 1 NOTIFY\r\nContact: <sip:pbx@pbx.example>\r\nEvent: message-summary\r\n"
                          "Subscription-State: terminated\r\nContent-Type: " SUMMARY "\r\nContent-Length: %zu\r\n\r\n%s",
                          user, n_said, n_said, n_said, strlen (body), body);
  doubles_transport_deliver (fixture->bench.desk->transport, text);
  response = doubles_desk_pop_response (fixture->bench.desk, status);
}

/* INTEROP: Asterisk. */
/* U26 */
static void
test_unasked (Fixture       *fixture,
              gconstpointer  data)
{
  bench_register (&fixture->bench);
  doubles_notifier_hear (&fixture->bench.notifier);
  say_unasked (fixture, 481);
  expect (fixture, FALSE, 0, 0, NULL);

  phone_mailbox_set_unasked (fixture->mailbox, TRUE);
  say_unasked (fixture, 200);
  expect (fixture, TRUE, 1, 0, NULL);

  /* That it may not be asked does not make untrue what was said; that the line is gone does. */
  doubles_notifier_answer (&fixture->bench.notifier, 404, "n", "");
  expect (fixture, TRUE, 1, 0, NULL);
  bench_lose_line (&fixture->bench);
  expect (fixture, FALSE, 0, 0, NULL);
}

/* RFC 6665 §7.2: whoever wants to watch us hears that it is the package, not the method, that we do not serve. */
static void
test_watch_us (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr (SipMessage) response = NULL;

  doubles_transport_deliver (fixture->bench.desk->transport,
                             "SUBSCRIBE sip:alice@example.org SIP/2.0\r\nVia: SIP/2.0/WSS x.example;branch=z9hG4bKs\r\n"
                             "Max-Forwards: 70\r\nFrom: <sip:x@x.example>;tag=x\r\nTo: <sip:alice@example.org>\r\n"
                             "Call-ID: s\r\nCSeq: 1 SUBSCRIBE\r\nContact: <sip:x@x.example>\r\nEvent: moonlight\r\n"
                             "Content-Length: 0\r\n\r\n");
  response = doubles_desk_pop_response (fixture->bench.desk, 489);
  g_assert_nonnull (sip_message_get_header (response, SIP_HEADER_ALLOW_EVENTS));
}

#define add(name, func) g_test_add ("/phone/mailbox/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("light", test_light);
  add ("unasked", test_unasked);
  add ("watch-us", test_watch_us);
  return g_test_run ();
}
