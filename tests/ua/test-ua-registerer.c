/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Being reachable, as the registrar and the person see it. */

#include "ua-registerer.h"

#include "doubles-credentials.h"
#include "doubles-desk.h"
#include "doubles-wait.h"
#include "ua-error.h"

#define INSTANCE  "urn:uuid:f81d4fae-7dec-11d0-a765-00a0c91e6bf6"
#define CHALLENGE "WWW-Authenticate: Digest realm=\"example.org\", nonce=\"n1\", algorithm=SHA-256, qop=\"auth\"\n"

typedef struct
{
  DoublesClock  *clock;
  DoublesDesk   *desk;
  UaRegisterer  *registerer;
  DoublesAnswer  answer;
  GString       *heard;
} Fixture;

static void
registerer_registered_cb (UaRegisterer *registerer,
                          GString      *heard)
{
  g_string_append (heard, "registered ");
}

static void
registerer_unregistered_cb (UaRegisterer *registerer,
                            guint         status,
                            const GError *error,
                            GString      *heard)
{
  g_string_append_printf (heard, "unregistered:%u:%s ", status, error != NULL ? "error" : "asked");
}

static void
registerer_failed_cb (UaRegisterer *registerer,
                      guint         status,
                      const GError *error,
                      GString      *heard)
{
  g_assert_nonnull (error);
  g_string_append_printf (heard, "failed:%u ", status);
}

static Fixture *
fixture_new (void)
{
  Fixture *self = g_new0 (Fixture, 1);

  self->clock = doubles_clock_new ();
  self->desk = doubles_desk_new (self->clock, "alice", NULL);
  self->registerer = ua_registerer_new (self->desk->agent, INSTANCE);
  self->heard = g_string_new (NULL);
  g_signal_connect (self->registerer, "registered", G_CALLBACK (registerer_registered_cb), self->heard);
  g_signal_connect (self->registerer, "unregistered", G_CALLBACK (registerer_unregistered_cb), self->heard);
  g_signal_connect (self->registerer, "registration-failed", G_CALLBACK (registerer_failed_cb), self->heard);
  return self;
}

static void
fixture_free (Fixture *self)
{
  ua_registerer_terminate (self->registerer);
  doubles_answer_clear (&self->answer);
  doubles_desk_settle (self->desk);
  g_assert_finalize_object (self->registerer);
  doubles_desk_free (self->desk);
  /* Nothing left behind that would still call back. */
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
ask (Fixture *self)
{
  doubles_answer_clear (&self->answer);
  ua_registerer_register_async (self->registerer, NULL, NULL, doubles_answer_cb, &self->answer);
}

/* The REGISTER that must have been sent now is granted @expires seconds. */
static SipMessage *
grant (Fixture *self,
       guint    expires)
{
  SipMessage *request = doubles_desk_pop_request (self->desk, "REGISTER");
  g_autofree char *contact = g_strdup_printf ("Contact: %s;expires=%u\n",
                                              sip_message_get_header (request, SIP_HEADER_CONTACT), expires);

  doubles_desk_answer (self->desk, request, 200, "r", contact);
  return request;
}

static void
refuse (Fixture    *self,
        guint       status,
        const char *headers)
{
  g_autoptr (SipMessage) request = doubles_desk_pop_request (self->desk, "REGISTER");

  doubles_desk_answer (self->desk, request, status, "r", headers);
}

static void
expect_failure (Fixture *self,
                GQuark   domain,
                int      code)
{
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (self->answer.result);
  g_assert_false (ua_registerer_register_finish (self->registerer, self->answer.result, &error));
  g_assert_error (error, domain, code);
}

static guint32
get_cseq (SipMessage *request)
{
  guint32 number = 0;

  g_assert_true (sip_message_get_cseq (request, &number, NULL));
  return number;
}

static void
expect_shape (SipMessage *request)
{
  g_autofree char *target = sip_uri_to_string (sip_message_get_request_uri (request));
  SipAddress *contact = sip_message_get_address (request, SIP_HEADER_CONTACT, 0);
  guint32 expires = 0;

  g_assert_cmpstr (target, ==, "sip:example.org");
  g_assert_cmpstr (sip_address_get_param (contact, "+sip.instance"), ==, "<" INSTANCE ">");
  g_assert_cmpstr (sip_uri_get_param (sip_address_get_uri (contact), "transport"), ==, "ws");
  g_assert_true (g_str_has_suffix (sip_uri_get_host (sip_address_get_uri (contact)), ".invalid"));
  g_assert_true (sip_message_get_number (request, SIP_HEADER_EXPIRES, &expires));
  g_assert_cmpuint (expires, ==, 600);
}

static void
test_register (void)
{
  g_autoptr (Fixture) self = fixture_new ();
  g_autoptr (GError) error = NULL;

  doubles_desk_open (self->desk);
  ask (self);
  g_assert_true (ua_registerer_is_busy (self->registerer));
  g_autoptr (SipMessage) first = doubles_desk_pop_request (self->desk, "REGISTER");
  expect_shape (first);
  doubles_desk_answer (self->desk, first, 401, "r", CHALLENGE);

  g_autoptr (SipMessage) second = grant (self, 300);
  g_assert_cmpstr (sip_message_get_call_id (first), ==, sip_message_get_call_id (second));
  g_assert_cmpuint (get_cseq (second), ==, get_cseq (first) + 1);
  g_assert_nonnull (sip_message_get_header (second, SIP_HEADER_AUTHORIZATION));

  g_assert_true (ua_registerer_register_finish (self->registerer, self->answer.result, &error));
  g_assert_cmpint (ua_registerer_get_state (self->registerer), ==, UA_REGISTERER_STATE_REGISTERED);
  g_assert_cmpuint (ua_registerer_get_granted (self->registerer), ==, 300);
  expect_heard (self, "registered "); /* U19 */
}

/* U26: renewed well before the end, with the same Call-ID and a higher number. */
static void
test_refresh (void)
{
  g_autoptr (Fixture) self = fixture_new ();

  doubles_desk_open (self->desk);
  ask (self);
  g_autoptr (SipMessage) first = grant (self, 60);
  doubles_desk_advance (self->desk, 53 * 1000);
  doubles_desk_expect_silence (self->desk);
  doubles_desk_advance (self->desk, 1000);
  g_autoptr (SipMessage) second = grant (self, 60);
  g_assert_cmpstr (sip_message_get_call_id (first), ==, sip_message_get_call_id (second));
  g_assert_cmpuint (get_cseq (second), ==, get_cseq (first) + 1);
  expect_heard (self, "registered registered ");

  /* A refresh that fails ends the registration (U20), and is tried again. */
  doubles_desk_advance (self->desk, 54 * 1000);
  refuse (self, 500, "");
  expect_heard (self, "unregistered:500:error ");
  g_assert_cmpuint (ua_registerer_get_granted (self->registerer), ==, 0);
  doubles_desk_advance (self->desk, 2400);
  g_autoptr (SipMessage) third = grant (self, 60);
  expect_heard (self, "registered ");
}

static void
test_wrong_password (void)
{
  g_autoptr (Fixture) self = fixture_new ();

  doubles_desk_open (self->desk);
  ask (self);
  refuse (self, 401, CHALLENGE);
  refuse (self, 401, CHALLENGE);
  expect_failure (self, UA_ERROR, UA_ERROR_AUTHENTICATION);
  expect_heard (self, "failed:0 "); /* U21 */
  doubles_desk_advance (self->desk, 600 * 1000);
  doubles_desk_expect_silence (self->desk); /* F6: 401 twice is final */
}

static void
test_forbidden (void)
{
  g_autoptr (Fixture) self = fixture_new ();

  doubles_desk_open (self->desk);
  ask (self);
  refuse (self, 403, "");
  expect_failure (self, SIP_STATUS_ERROR, 403);
  expect_heard (self, "failed:403 ");
  doubles_desk_advance (self->desk, 3600 * 1000);
  doubles_desk_expect_silence (self->desk);
}

static void
test_retry_after (void)
{
  g_autoptr (Fixture) self = fixture_new ();

  doubles_desk_open (self->desk);
  ask (self);
  refuse (self, 503, "Retry-After: 30\n");
  expect_failure (self, SIP_STATUS_ERROR, 503);
  doubles_desk_advance (self->desk, 29 * 1000);
  doubles_desk_expect_silence (self->desk);
  doubles_desk_advance (self->desk, 7 * 1000);
  g_autoptr (SipMessage) request = grant (self, 600);
  expect_heard (self, "failed:503 registered ");
}

/* T13: with the line goes the registration, at once; with the line it comes back. */
static void
test_line_lost (void)
{
  g_autoptr (Fixture) self = fixture_new ();

  doubles_desk_open (self->desk);
  ask (self);
  g_autoptr (SipMessage) first = grant (self, 600);
  expect_heard (self, "registered ");
  doubles_transport_break (self->desk->transport, 1006);
  expect_heard (self, "unregistered:0:error ");
  g_assert_error ((GError *) ua_registerer_get_last_error (self->registerer), UA_ERROR, UA_ERROR_CONNECTION);

  doubles_desk_advance (self->desk, 2000);
  g_assert_true (ua_agent_is_connected (self->desk->agent));
  g_autoptr (SipMessage) second = grant (self, 600);
  expect_heard (self, "registered ");
  /* The same contact, so that the binding before is replaced. */
  g_assert_cmpstr (sip_message_get_header (first, SIP_HEADER_CONTACT), ==,
                   sip_message_get_header (second, SIP_HEADER_CONTACT));
}

static void
test_asked_before_line (void)
{
  g_autoptr (Fixture) self = fixture_new ();

  ask (self);
  g_assert_null (self->answer.result);
  doubles_desk_open (self->desk);
  g_autoptr (SipMessage) request = grant (self, 600);
  g_assert_true (ua_registerer_register_finish (self->registerer, self->answer.result, NULL));
}

static void
test_no_line (void)
{
  g_autoptr (Fixture) self = fixture_new ();

  self->desk->opening = DOUBLES_OPENING_FAILS;
  ask (self);
  ua_agent_start (self->desk->agent);
  doubles_desk_settle (self->desk);
  expect_failure (self, UA_ERROR, UA_ERROR_CONNECTION);
}

static void
unregister (Fixture       *self,
            gboolean       all,
            DoublesAnswer *answer)
{
  ua_registerer_unregister_async (self->registerer, all, NULL, NULL, doubles_answer_cb, answer);
}

static void
test_unregister (void)
{
  g_autoptr (Fixture) self = fixture_new ();
  g_auto (DoublesAnswer) answer = { 0 };
  guint32 expires = 1;

  doubles_desk_open (self->desk);
  ask (self);
  g_autoptr (SipMessage) first = grant (self, 600);
  unregister (self, FALSE, &answer);
  g_autoptr (SipMessage) second = doubles_desk_pop_request (self->desk, "REGISTER");
  g_assert_true (sip_message_get_number (second, SIP_HEADER_EXPIRES, &expires));
  g_assert_cmpuint (expires, ==, 0);
  doubles_desk_answer (self->desk, second, 200, "r", "");
  g_assert_true (ua_registerer_unregister_finish (self->registerer, answer.result, NULL));
  expect_heard (self, "registered unregistered:200:asked "); /* U20 */
  doubles_desk_advance (self->desk, 3600 * 1000);
  doubles_desk_expect_silence (self->desk);
}

/* U7: every device of the account. */
static void
test_unregister_all (void)
{
  g_autoptr (Fixture) self = fixture_new ();
  g_auto (DoublesAnswer) answer = { 0 };

  doubles_desk_open (self->desk);
  unregister (self, TRUE, &answer);
  g_autoptr (SipMessage) request = doubles_desk_pop_request (self->desk, "REGISTER");
  g_assert_cmpstr (sip_message_get_header (request, SIP_HEADER_CONTACT), ==, "*");
  doubles_desk_answer (self->desk, request, 403, "r", "");
  g_autoptr (GError) error = NULL;
  g_assert_false (ua_registerer_unregister_finish (self->registerer, answer.result, &error));
  g_assert_error (error, SIP_STATUS_ERROR, 403);
}

/* Asked to go while still coming: the registrar hears both, in order. */
static void
test_change_of_mind (void)
{
  g_autoptr (Fixture) self = fixture_new ();
  g_auto (DoublesAnswer) answer = { 0 };

  doubles_desk_open (self->desk);
  ask (self);
  unregister (self, FALSE, &answer);
  g_autoptr (SipMessage) first = grant (self, 600);
  refuse (self, 200, "");
  g_assert_true (ua_registerer_unregister_finish (self->registerer, answer.result, NULL));
  g_assert_cmpint (ua_registerer_get_state (self->registerer), ==, UA_REGISTERER_STATE_UNREGISTERED);
}

/* Losing patience ends the waiting and nothing else. */
static void
test_cancel (void)
{
  g_autoptr (Fixture) self = fixture_new ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_auto (DoublesAnswer) answer = { 0 };
  g_autoptr (GError) error = NULL;

  doubles_desk_open (self->desk);
  ua_registerer_register_async (self->registerer, NULL, cancellable, doubles_answer_cb, &answer);
  g_cancellable_cancel (cancellable);
  doubles_desk_settle (self->desk);
  g_assert_false (ua_registerer_register_finish (self->registerer, answer.result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_autoptr (SipMessage) request = grant (self, 600);
  expect_heard (self, "registered ");

  doubles_answer_clear (&answer);
  ua_registerer_unregister_async (self->registerer, FALSE, NULL, cancellable, doubles_answer_cb, &answer);
  doubles_desk_settle (self->desk);
  g_assert_false (ua_registerer_unregister_finish (self->registerer, answer.result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  refuse (self, 200, "");
  expect_heard (self, "unregistered:200:asked ");
}

static void
test_timeout (void)
{
  g_autoptr (Fixture) self = fixture_new ();

  doubles_desk_open (self->desk);
  ask (self);
  doubles_desk_advance (self->desk, 32 * 1000);
  expect_failure (self, UA_ERROR, UA_ERROR_REQUEST_TIMEOUT);
  expect_heard (self, "failed:0 ");
}

static void
test_terminated (void)
{
  g_autoptr (Fixture) self = fixture_new ();

  doubles_desk_open (self->desk);
  ask (self);
  ua_registerer_terminate (self->registerer);
  doubles_desk_settle (self->desk);
  expect_failure (self, UA_ERROR, UA_ERROR_STOPPED);
  ask (self);
  doubles_desk_settle (self->desk);
  expect_failure (self, UA_ERROR, UA_ERROR_STOPPED);
}

static void
test_properties (void)
{
  g_autoptr (Fixture) self = fixture_new ();
  g_autoptr (GError) error = NULL;
  UaRegistererState state;
  gboolean busy;
  guint32 expires = 0;

  ua_registerer_set_expires (self->registerer, 120);
  doubles_desk_open (self->desk);
  ask (self);
  g_object_get (self->registerer, "state", &state, "busy", &busy, "last-error", &error, NULL);
  g_assert_cmpint (state, ==, UA_REGISTERER_STATE_INITIAL);
  g_assert_true (busy);
  g_assert_no_error (error);
  g_autoptr (SipMessage) request = grant (self, 120);
  g_assert_true (sip_message_get_number (request, SIP_HEADER_EXPIRES, &expires));
  g_assert_cmpuint (expires, ==, 120);
}

/* A 200 that grants no time is no registration. */
static void
test_nothing_granted (void)
{
  g_autoptr (Fixture) self = fixture_new ();

  doubles_desk_open (self->desk);
  ask (self);
  g_autoptr (SipMessage) request = grant (self, 0);
  expect_failure (self, SIP_STATUS_ERROR, 500);
}

static void
test_unregister_without_line (void)
{
  g_autoptr (Fixture) self = fixture_new ();
  g_auto (DoublesAnswer) first = { 0 };
  g_auto (DoublesAnswer) second = { 0 };
  g_autoptr (GError) error = NULL;

  unregister (self, FALSE, &first);
  g_assert_false (ua_registerer_unregister_finish (self->registerer, doubles_answer_wait (&first), &error));
  g_assert_error (error, UA_ERROR, UA_ERROR_CONNECTION);
  g_clear_error (&error);

  doubles_desk_open (self->desk);
  unregister (self, FALSE, &second);
  doubles_transport_break (self->desk->transport, 1006);
  doubles_desk_settle (self->desk);
  g_assert_false (ua_registerer_unregister_finish (self->registerer, second.result, &error));
  g_assert_error (error, UA_ERROR, UA_ERROR_CONNECTION);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/ua/registerer/register", test_register);
  g_test_add_func ("/ua/registerer/refresh", test_refresh);
  g_test_add_func ("/ua/registerer/wrong-password", test_wrong_password);
  g_test_add_func ("/ua/registerer/forbidden", test_forbidden);
  g_test_add_func ("/ua/registerer/retry-after", test_retry_after);
  g_test_add_func ("/ua/registerer/line-lost", test_line_lost);
  g_test_add_func ("/ua/registerer/asked-before-line", test_asked_before_line);
  g_test_add_func ("/ua/registerer/no-line", test_no_line);
  g_test_add_func ("/ua/registerer/unregister", test_unregister);
  g_test_add_func ("/ua/registerer/unregister-all", test_unregister_all);
  g_test_add_func ("/ua/registerer/change-of-mind", test_change_of_mind);
  g_test_add_func ("/ua/registerer/cancel", test_cancel);
  g_test_add_func ("/ua/registerer/timeout", test_timeout);
  g_test_add_func ("/ua/registerer/terminated", test_terminated);
  g_test_add_func ("/ua/registerer/properties", test_properties);
  g_test_add_func ("/ua/registerer/nothing-granted", test_nothing_granted);
  g_test_add_func ("/ua/registerer/unregister-without-line", test_unregister_without_line);

  return g_test_run ();
}
