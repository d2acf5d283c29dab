/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What those hear who want to watch us, or tell us unasked. */

#include "ua-notifier.h"

#include "doubles-desk.h"

#include <string.h>

typedef struct
{
  DoublesClock *clock;
  DoublesDesk  *desk;
  UaNotifier   *notifier;
  GString      *heard;
  guint         n_sent;
} Fixture;

static void
notifier_notified_cb (UaNotifier *notifier,
                      const char *event,
                      const char *content_type,
                      GBytes     *body,
                      GString    *heard)
{
  g_string_append_printf (heard, "%s:%s:%.*s ", event, content_type, (int) g_bytes_get_size (body),
                          (const char *) g_bytes_get_data (body, NULL));
}

static Fixture *
fixture_new (void)
{
  Fixture *self = g_new0 (Fixture, 1);

  self->clock = doubles_clock_new ();
  self->desk = doubles_desk_new (self->clock, "alice", NULL);
  self->notifier = ua_notifier_new (self->desk->agent);
  self->heard = g_string_new (NULL);
  g_signal_connect (self->notifier, "notified", G_CALLBACK (notifier_notified_cb), self->heard);
  doubles_desk_open (self->desk);
  return self;
}

static void
fixture_free (Fixture *self)
{
  doubles_desk_advance (self->desk, 40 * 1000);
  g_assert_finalize_object (self->notifier);
  doubles_desk_free (self->desk);
  g_assert_finalize_object (self->clock);
  g_string_free (self->heard, TRUE);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Fixture, fixture_free)

static SipMessage *
say (Fixture    *self,
     const char *method,
     const char *user,
     const char *headers,
     guint       status)
{
  static const char body[] = "Messages-Waiting: yes";
  guint n = ++self->n_sent;
  g_autofree char *text = g_strdup_printf ("%s sip:%s@192.0.2.1:5060;transport=WS SIP/2.0\r\n"
                                           "Via: SIP/2.0/WSS pbx.example;branch=z9hG4bKu%u\r\nMax-Forwards: 70\r\n"
                                           "From: <sip:pbx@pbx.example>;tag=p%u\r\nTo: <sip:alice@example.org>\r\n"
                                           "Call-ID: u%u\r\nCSeq: 1 %s\r\nContact: <sip:pbx@pbx.example>\r\n"
                                           "%sContent-Type: x/y\r\nContent-Length: %zu\r\n\r\n%s",
                                           method, user, n, n, n, method, headers, strlen (body), body);

  doubles_transport_deliver (self->desk->transport, text);
  return doubles_desk_pop_response (self->desk, status);
}

static const char *
our_user (Fixture *self)
{
  return sip_uri_get_user (ua_agent_get_contact (self->desk->agent));
}

/* RFC 6665 §7.2: 489 with what is known; and what is known is not for everybody. */
static void
test_subscribe (void)
{
  g_autoptr (Fixture) self = fixture_new ();
  g_autoptr (SipMessage) unknown = say (self, "SUBSCRIBE", "alice", "Event: moonlight\r\n", 489);
  g_autoptr (SipMessage) none = say (self, "SUBSCRIBE", "alice", "", 489);
  g_autoptr (SipMessage) known = say (self, "SUBSCRIBE", "alice", "Event: dialog\r\n", 403);

  g_assert_true (sip_message_has_token (unknown, SIP_HEADER_ALLOW_EVENTS, "message-summary"));
  g_assert_true (sip_message_has_token (none, SIP_HEADER_ALLOW_EVENTS, "dialog"));
  g_assert_null (sip_message_get_header (known, SIP_HEADER_ALLOW_EVENTS));
}

#define LIGHT "Event: message-summary\r\nSubscription-State: terminated\r\n"

/* Nobody agreed to it. */
static void
test_not_agreed (void)
{
  g_autoptr (Fixture) self = fixture_new ();
  g_autoptr (SipMessage) refused = say (self, "NOTIFY", our_user (self), LIGHT, 481);

  g_assert_cmpstr (self->heard->str, ==, "");
}

/* INTEROP: Asterisk says so unasked, with Subscription-State: terminated, to our contact. */
static void
test_agreed (void)
{
  g_autoptr (Fixture) self = fixture_new ();

  ua_notifier_set_unsolicited (self->notifier, TRUE);
  g_autoptr (SipMessage) taken = say (self, "NOTIFY", our_user (self), LIGHT, 200);
  g_assert_cmpstr (self->heard->str, ==, "message-summary:x/y:Messages-Waiting: yes ");
  g_string_truncate (self->heard, 0);

  /* From who does not know our contact; and of another package. */
  g_autoptr (SipMessage) stranger = say (self, "NOTIFY", "alice", LIGHT, 481);
  g_autoptr (SipMessage) other = say (self, "NOTIFY", our_user (self), "Event: dialog\r\nSubscription-State: active\r\n", 481);
  g_autoptr (SipMessage) nameless = say (self, "NOTIFY", our_user (self), "Subscription-State: active\r\n", 481);
  g_assert_cmpstr (self->heard->str, ==, "");
}

/* It takes nothing that is not its own. */
static void
test_others (void)
{
  g_autoptr (Fixture) self = fixture_new ();
  g_autoptr (SipMessage) other = say (self, "REGISTER", "alice", "", 405);

  g_assert_cmpstr (self->heard->str, ==, "");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/ua/notifier/subscribe", test_subscribe);
  g_test_add_func ("/ua/notifier/not-agreed", test_not_agreed);
  g_test_add_func ("/ua/notifier/agreed", test_agreed);
  g_test_add_func ("/ua/notifier/others", test_others);
  return g_test_run ();
}
