/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What others are to see of us, as the server gets it. */

#include "ua-publisher.h"

#include "doubles-body.h"
#include "doubles-desk.h"
#include "ua-error.h"

typedef struct
{
  DoublesClock *clock;
  DoublesDesk  *desk;
  UaPublisher  *publisher;
  GString      *heard;
} Fixture;

static void
publisher_published_cb (UaPublisher *publisher,
                        GString     *heard)
{
  g_string_append (heard, "published ");
}

static void
publisher_unpublished_cb (UaPublisher  *publisher,
                          const GError *error,
                          GString      *heard)
{
  g_string_append_printf (heard, "unpublished:%d ", error != NULL ? error->code : 0);
}

static Fixture *
fixture_new (void)
{
  Fixture *self = g_new0 (Fixture, 1);
  g_autoptr (SipUri) target = sip_uri_parse ("sip:alice@example.org", -1, NULL);

  self->clock = doubles_clock_new ();
  self->desk = doubles_desk_new (self->clock, "alice", NULL);
  self->publisher = ua_publisher_new (self->desk->agent, target, "presence", NULL);
  self->heard = g_string_new (NULL);
  g_signal_connect (self->publisher, "published", G_CALLBACK (publisher_published_cb), self->heard);
  g_signal_connect (self->publisher, "unpublished", G_CALLBACK (publisher_unpublished_cb), self->heard);
  return self;
}

static void
fixture_free (Fixture *self)
{
  ua_publisher_terminate (self->publisher);
  doubles_desk_advance (self->desk, 40 * 1000);
  g_assert_finalize_object (self->publisher);
  doubles_desk_free (self->desk);
  g_assert_cmpuint (doubles_clock_get_n_armed (self->clock), ==, 0);
  g_assert_finalize_object (self->clock);
  g_string_free (self->heard, TRUE);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Fixture, fixture_free)

static void
expect_heard (Fixture    *self,
              const char *heard)
{
  g_assert_cmpstr (self->heard->str, ==, heard);
  g_string_truncate (self->heard, 0);
}

static void
publish (Fixture    *self,
         const char *text)
{
  g_autoptr (GBytes) body = doubles_body_new (text);

  if (!ua_agent_is_connected (self->desk->agent))
    doubles_desk_open (self->desk);
  ua_publisher_publish (self->publisher, "application/pidf+xml", body);
}

/* The PUBLISH that must have been sent now: with this tag, body and time, and answered so. */
static void
serve (Fixture    *self,
       const char *if_match,
       const char *text,
       const char *expires,
       guint       status,
       const char *headers)
{
  g_autoptr (SipMessage) request = doubles_desk_pop_request (self->desk, "PUBLISH");
  GBytes *bytes = sip_message_get_body (request);
  g_autofree char *body = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));

  g_assert_cmpstr (sip_message_get_header (request, SIP_HEADER_SIP_IF_MATCH), ==, if_match);
  g_assert_cmpstr (sip_message_get_header (request, SIP_HEADER_EXPIRES), ==, expires);
  g_assert_cmpstr (sip_message_get_header (request, SIP_HEADER_EVENT), ==, "presence");
  g_assert_cmpstr (body, ==, text);
  doubles_desk_answer (self->desk, request, status, "s", headers);
}

/* RFC 3903 §4, in the order of a life: made, renewed, changed, taken back. */
static void
test_life (void)
{
  g_autoptr (Fixture) self = fixture_new ();

  publish (self, "one");
  serve (self, NULL, "one", "3600", 200, "SIP-ETag: a\nExpires: 100\n");
  expect_heard (self, "published ");
  g_assert_cmpint (ua_publisher_get_state (self->publisher), ==, UA_PUBLISHER_STATE_PUBLISHED);
  doubles_desk_advance (self->desk, 89 * 1000);
  doubles_desk_expect_silence (self->desk);
  doubles_desk_advance (self->desk, 1000);
  serve (self, "a", "", "3600", 200, "SIP-ETag: b\nExpires: 100\n");
  publish (self, "two");
  serve (self, "b", "two", "3600", 200, "SIP-ETag: c\nExpires: 3600\n");
  expect_heard (self, "published published ");
  ua_publisher_remove (self->publisher);
  serve (self, "c", "", "0", 200, "SIP-ETag: d\nExpires: 0\n");
  expect_heard (self, "unpublished:0 ");
  g_assert_cmpint (ua_publisher_get_state (self->publisher), ==, UA_PUBLISHER_STATE_UNPUBLISHED);
  doubles_desk_advance (self->desk, 7200 * 1000);
  doubles_desk_expect_silence (self->desk);
}

/* §4.1: 412 says that the server forgot: everything again, once. */
static void
test_forgotten (void)
{
  g_autoptr (Fixture) self = fixture_new ();

  publish (self, "one");
  serve (self, NULL, "one", "3600", 200, "SIP-ETag: a\nExpires: 100\n");
  doubles_desk_advance (self->desk, 90 * 1000);
  serve (self, "a", "", "3600", 412, "");
  serve (self, NULL, "one", "3600", 200, "SIP-ETag: b\nExpires: 100\n");
  expect_heard (self, "published published ");
  doubles_desk_advance (self->desk, 90 * 1000);
  serve (self, "b", "", "3600", 412, "");
  serve (self, NULL, "one", "3600", 412, "");
  expect_heard (self, "unpublished:412 ");
  doubles_desk_advance (self->desk, 3000);
  serve (self, NULL, "one", "3600", 200, "SIP-ETag: c\nExpires: 100\n");
  expect_heard (self, "published ");
}

static void
test_too_brief (void)
{
  g_autoptr (Fixture) self = fixture_new ();

  ua_publisher_set_expires (self->publisher, 60);
  publish (self, "one");
  serve (self, NULL, "one", "60", 423, "Min-Expires: 120\n");
  serve (self, NULL, "one", "120", 423, "Min-Expires: 240\n");
  expect_heard (self, "unpublished:423 ");
  g_assert_error ((GError *) ua_publisher_get_last_error (self->publisher), SIP_STATUS_ERROR, 423);
}

static void
test_refused (void)
{
  g_autoptr (Fixture) self = fixture_new ();

  publish (self, "one");
  serve (self, NULL, "one", "3600", 489, "");
  expect_heard (self, "unpublished:489 ");
  doubles_desk_advance (self->desk, 600 * 1000);
  doubles_desk_expect_silence (self->desk);

  publish (self, "two");
  serve (self, NULL, "two", "3600", 503, "Retry-After: 30\n");
  expect_heard (self, "unpublished:503 ");
  doubles_desk_advance (self->desk, 29 * 1000);
  doubles_desk_expect_silence (self->desk);
  /* A change does not make a server have time that asked for some. */
  publish (self, "three");
  doubles_desk_expect_silence (self->desk);
  doubles_desk_advance (self->desk, 7 * 1000);
  serve (self, NULL, "three", "3600", 200, "SIP-ETag: a\nExpires: 100\n");
}

/* While one is on its way, what was said last is what counts. */
static void
test_last_wish (void)
{
  g_autoptr (Fixture) self = fixture_new ();

  publish (self, "one");
  publish (self, "two");
  publish (self, "three");
  serve (self, NULL, "one", "3600", 200, "SIP-ETag: a\nExpires: 100\n");
  serve (self, "a", "three", "3600", 423, "Min-Expires: 7200\n");
  ua_publisher_remove (self->publisher);
  serve (self, "a", "three", "7200", 200, "SIP-ETag: b\nExpires: 7200\n");
  serve (self, "b", "", "0", 503, "");
  expect_heard (self, "published published unpublished:0 ");
  doubles_desk_expect_silence (self->desk);
}

/* T13: with the line goes what others can be trusted to see; with it, it is said again, in the place of the old. */
static void
test_line_lost (void)
{
  g_autoptr (Fixture) self = fixture_new ();

  publish (self, "one");
  serve (self, NULL, "one", "3600", 200, "SIP-ETag: a\nExpires: 100\n");
  doubles_transport_break (self->desk->transport, 1006);
  expect_heard (self, "published unpublished:1 ");
  doubles_desk_advance (self->desk, 3000);
  serve (self, "a", "one", "3600", 412, "");
  serve (self, NULL, "one", "3600", 200, "SIP-ETag: b\nExpires: 100\n");
  expect_heard (self, "published ");
  doubles_transport_break (self->desk->transport, 1006);
  ua_publisher_remove (self->publisher);
  expect_heard (self, "unpublished:1 unpublished:0 ");
  doubles_desk_advance (self->desk, 3000);
  doubles_desk_expect_silence (self->desk);
}

static void
test_registered_first (void)
{
  g_autoptr (Fixture) self = fixture_new ();
  UaRegisterer *registerer = ua_registerer_new (self->desk->agent, NULL);

  ua_publisher_set_registerer (self->publisher, registerer);
  publish (self, "one");
  doubles_desk_expect_silence (self->desk);
  ua_registerer_register_async (registerer, NULL, NULL, NULL, NULL);
  g_autoptr (SipMessage) request = doubles_desk_pop_request (self->desk, "REGISTER");
  doubles_desk_answer (self->desk, request, 200, "r", "Expires: 600\n");
  serve (self, NULL, "one", "3600", 200, "SIP-ETag: a\n");
  expect_heard (self, "published ");
  ua_registerer_terminate (registerer);
  doubles_desk_settle (self->desk);
  g_object_unref (registerer);
}

/* Nobody answers; nobody may answer; and nothing was ever there. */
static void
test_remove (void)
{
  g_autoptr (Fixture) self = fixture_new ();

  ua_publisher_remove (self->publisher);
  expect_heard (self, "");
  publish (self, "one");
  serve (self, NULL, "one", "3600", 200, "SIP-ETag: a\nExpires: 3600\n");
  ua_publisher_remove (self->publisher);
  g_autoptr (SipMessage) request = doubles_desk_pop_request (self->desk, "PUBLISH");
  doubles_desk_advance (self->desk, 33 * 1000);
  expect_heard (self, "published unpublished:0 ");
}

static void
terminate_cb (UaPublisher *publisher)
{
  ua_publisher_terminate (publisher);
}

/* Terminated from within each of its own signals. */
static void
test_from_signals (void)
{
  static const char *const names[] = { "published", "unpublished", "notify::state", "notify::last-error" };
  static const guint statuses[] = { 200, 403, 503, 412 };

  for (guint i = 0; i < G_N_ELEMENTS (names) * G_N_ELEMENTS (statuses); i++)
    {
      g_autoptr (Fixture) self = fixture_new ();

      publish (self, "one");
      g_signal_connect (self->publisher, names[i % 4], G_CALLBACK (terminate_cb), NULL);
      serve (self, NULL, "one", "3600", statuses[i / 4], "SIP-ETag: a\n");
      ua_publisher_remove (self->publisher);
      doubles_desk_advance (self->desk, 40 * 1000);
      while (doubles_transport_get_n_written (self->desk->transport) > 0)
        {
          g_autoptr (SipMessage) rest = doubles_desk_pop_request (self->desk, "PUBLISH");
        }
      g_signal_handlers_disconnect_by_func (self->publisher, terminate_cb, NULL);
    }
}

/* ---- every state with everything that can happen in it, generated ---- */

static void
happen (Fixture *self,
        guint    event)
{
  static const guint statuses[] = { 200, 401, 403, 412, 423, 500, 503 };
  static const guint seconds[] = { 3, 33, 300 };
  g_autoptr (GBytes) more = doubles_body_new ("more");

  if (event < G_N_ELEMENTS (statuses))
    {
      g_autoptr (SipMessage) request =
        self->desk->transport != NULL ? doubles_transport_pop_message (self->desk->transport) : NULL;

      if (request != NULL)
        doubles_desk_answer (self->desk, request, statuses[event], "s", "SIP-ETag: a\nExpires: 60\nMin-Expires: 7200\n");
      return;
    }
  event -= G_N_ELEMENTS (statuses);
  if (event < G_N_ELEMENTS (seconds))
    doubles_desk_advance (self->desk, seconds[event] * 1000);
  else if (event == 3)
    ua_publisher_publish (self->publisher, "application/pidf+xml", more);
  else if (event == 4)
    ua_publisher_remove (self->publisher);
  else if (event == 5)
    doubles_transport_break (self->desk->transport, 1006);
  else
    ua_publisher_terminate (self->publisher);
  doubles_desk_settle (self->desk);
}

#define N_EVENTS 14
#define N_STEPS  2

/* Must show 4: any two things, one after the other, from the first PUBLISH on. */
static void
test_everything (void)
{
  for (guint i = 0; i < N_EVENTS * N_EVENTS; i++)
    {
      g_autoptr (Fixture) self = fixture_new ();

      publish (self, "one");
      doubles_desk_settle (self->desk);
      for (guint step = 0, left = i; step < N_STEPS; step++, left /= N_EVENTS)
        happen (self, left % N_EVENTS);
      ua_publisher_terminate (self->publisher);
      for (SipMessage *rest; (rest = doubles_transport_pop_message (self->desk->transport)) != NULL;)
        sip_message_unref (rest);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/ua/publisher/life", test_life);
  g_test_add_func ("/ua/publisher/forgotten", test_forgotten);
  g_test_add_func ("/ua/publisher/too-brief", test_too_brief);
  g_test_add_func ("/ua/publisher/refused", test_refused);
  g_test_add_func ("/ua/publisher/last-wish", test_last_wish);
  g_test_add_func ("/ua/publisher/line-lost", test_line_lost);
  g_test_add_func ("/ua/publisher/registered-first", test_registered_first);
  g_test_add_func ("/ua/publisher/remove", test_remove);
  g_test_add_func ("/ua/publisher/from-signals", test_from_signals);
  g_test_add_func ("/ua/publisher/everything", test_everything);
  return g_test_run ();
}
