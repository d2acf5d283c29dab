/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Who hears a NOTIFY that belongs to no call. */

#include "ua-agent-events.h"

#include "doubles-desk.h"
#include "doubles-message.h"
#include "ua-agent-answer.h"

typedef struct
{
  UaAgent *agent;
  guint    n_heard;
} Ear;

static void
ear_notify_cb (SipTransaction *server,
               SipMessage     *request,
               gpointer        user_data)
{
  Ear *ear = user_data;

  ear->n_heard++;
  ua_agent_answer (ear->agent, server, SIP_STATUS_OK);
}

static SipMessage *
make_subscribe (const char *method,
                const char *event)
{
  g_autofree char *text = g_strdup_printf ("%s sip:bob@example.org SIP/2.0\nVia: SIP/2.0/WSS h;branch=z9hG4bK1\n"
                                           "From: <sip:alice@example.org>;tag=Us\nTo: <sip:bob@example.org>\n"
                                           "Call-ID: c\nCSeq: 1 %s\n%s\n",
                                           method, method, event);

  return doubles_message_parse (text);
}

static void
notify (DoublesDesk *desk,
        const char  *call_id,
        const char  *tag,
        const char  *event,
        guint        status)
{
  static guint n;
  g_autofree char *text = g_strdup_printf ("NOTIFY sip:alice@h SIP/2.0\r\nVia: SIP/2.0/WSS h;branch=z9hG4bKe%u\r\n"
                                           "From: <sip:bob@example.org>;tag=t%u\r\nTo: <sip:alice@example.org>;tag=%s\r\n"
                                           "Call-ID: %s\r\nCSeq: %u NOTIFY\r\nContact: <sip:n@h>\r\n%s"
                                           "Subscription-State: active\r\nContent-Length: 0\r\n\r\n",
                                           n, n, tag, call_id, n + 1, event);

  n++;
  doubles_transport_deliver (desk->transport, text);
  g_autoptr (SipMessage) response = doubles_desk_pop_response (desk, status);
}

/* RFC 6665 §4.4.1: by Call-ID, our tag and Event; and 481 for all others. */
static void
test_watch (void)
{
  g_autoptr (DoublesClock) clock = doubles_clock_new ();
  g_autoptr (DoublesDesk) desk = doubles_desk_new (clock, "alice", NULL);
  g_autoptr (SipMessage) subscribe = make_subscribe ("SUBSCRIBE", "Event: dialog;id=1\n");
  g_autoptr (SipMessage) refer = make_subscribe ("REFER", "");
  Ear ear = { desk->agent, 0 };
  Ear other = { desk->agent, 0 };

  doubles_desk_open (desk);
  notify (desk, "c", "us", "Event: dialog;id=1\r\n", 481);
  ua_agent_watch_notify (desk->agent, subscribe, ear_notify_cb, &ear);
  ua_agent_watch_notify (desk->agent, refer, ear_notify_cb, &other);
  notify (desk, "c", "us", "Event: dialog;id=1\r\n", 200);
  notify (desk, "c", "US", "Event: dialog;id=1\r\n", 200);
  notify (desk, "C", "us", "Event: dialog;id=1\r\n", 481);
  notify (desk, "c", "them", "Event: dialog;id=1\r\n", 481);
  notify (desk, "c", "us", "Event: dialog\r\n", 481);
  notify (desk, "c", "us", "Event: refer\r\n", 200);
  notify (desk, "c", "us", "", 489);
  g_assert_cmpuint (ear.n_heard, ==, 2);
  g_assert_cmpuint (other.n_heard, ==, 1);

  ua_agent_unwatch_notify (desk->agent, &ear);
  ua_agent_unwatch_notify (desk->agent, &ear);
  notify (desk, "c", "us", "Event: dialog;id=1\r\n", 481);
  notify (desk, "c", "us", "Event: refer\r\n", 200);
  doubles_desk_advance (desk, 40 * 1000);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/ua/agent-events/watch", test_watch);
  return g_test_run ();
}
