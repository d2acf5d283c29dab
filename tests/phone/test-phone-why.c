/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Something fails on a line without a wire, its trace is recorded, and the reason is found in the trace alone. */

#include "phone-desk.h"

#include "doubles-description-handler.h"
#include "doubles-wait.h"
#include "media-error.h"
#include "phone-why-private.h"
#include "transport.h"
#include "ua-error.h"
#include "ua-inviter.h"
#include "ua-messager.h"

#define QUESTION "WWW-Authenticate: Digest realm=\"example.org\", nonce=\"n\", algorithm=MD5\n"
#define FOREIGN "WWW-Authenticate: Digest realm=\"else.example\", nonce=\"n\", algorithm=MD5\n"
#define STRANGE "WWW-Authenticate: Digest realm=\"example.org\", nonce=\"n\", algorithm=AKAv2-MAC\n"
#define CONTACT "Contact: <sip:bob@far.example>\n"
#define SDP "Content-Type: application/sdp\n\nv=0\r\n"

/* One who fails: what is asked, and what the server says to it. */
typedef struct
{
  const char      *rule;
  PhoneWhySubject  subject;
  guint            status[2]; /* one after the other; 0: nothing */
  const char      *rest;      /* of them */
  const char      *note;      /* known besides */
  const char      *offer;     /* ours; NULL: any */
} Failure;

#define REG PHONE_WHY_REGISTRATION
#define OUT PHONE_WHY_CALL_OUT
#define IN PHONE_WHY_CALL_IN
#define MSG PHONE_WHY_MESSAGE

static const Failure failures[] = {
  { "no-such-server", REG, { 0 }, NULL, "line-failed cause=resolve" },
  { "port-closed", REG, { 0 }, NULL, "line-failed cause=refused" },
  { "server-silent", MSG, { 0 }, NULL, "line-failed cause=timeout" },
  { "key-changed", REG, { 0 }, NULL, "line-failed cause=certificate-changed" },
  { "certificate-expired", REG, { 0 }, NULL, "line-failed cause=certificate-expired" },
  { "certificate-of-another", REG, { 0 }, NULL, "line-failed cause=certificate-name" },
  { "certificate-unknown", REG, { 0 }, NULL, "line-failed cause=certificate-unknown" },
  { "not-a-telephone", REG, { 0 }, NULL, "line-failed cause=protocol" },
  { "page-not-there", REG, { 0 }, NULL, "line-failed cause=forbidden" },
  { "line-went-silent", OUT, { 180 }, "", "line-failed cause=keep-alive" },
  { "line-lost", OUT, { 180 }, "", "line-failed cause=lost" },
  { "server-mute", REG, { 0 } },

  { "strange-password-question", REG, { 401 }, STRANGE },
  { "wrong-password", REG, { 401, 401 }, QUESTION },
  { "wrong-password-for-calls", OUT, { 401, 401 }, QUESTION },
  { "wrong-password-for-calls", MSG, { 401, 401 }, QUESTION },
  { "foreign-password-question", OUT, { 401 }, FOREIGN },
  { "account-unknown", REG, { 404 }, "" },
  { "account-blocked", REG, { 403 }, "" },
  { "not-for-telephones", REG, { 405 }, "" },
  { "not-kept", REG, { 200 }, "" },

  { "number-does-not-exist", OUT, { 404 }, "Reason: Q.850;cause=1;text=\"Unallocated\"\n" },
  { "out-of-order", OUT, { 502 }, "Reason: Q.850;cause=27\n" },
  { "number-changed", OUT, { 410 }, "Reason: Q.850;cause=22\n" },
  { "network-full", OUT, { 503 }, "Reason: Q.850;cause=34\n" },
  { "network-barred", OUT, { 403 }, "Reason: Q.850 ;cause=21 ;text=\"x\"\n" },
  { "encryption-not-taken", OUT, { 488 }, "", NULL, "v=0\r\nm=audio 4000 RTP/SAVPF 111\r\n" },
  { "sound-not-taken", OUT, { 488 }, "", NULL, "v=0\r\nm=audio 4000 RTP/AVP 111\r\n" },
  { "sound-not-taken-anywhere", OUT, { 606 }, "" },
  { "anonymous-not-taken", OUT, { 433 }, "" },
  { "no-credit", OUT, { 402 }, "" },
  { "not-allowed", OUT, { 403 }, "" },
  { "incomplete", OUT, { 484 }, "" },
  { "nobody-there", OUT, { 404 }, "" },
  { "nobody-there", MSG, { 404 }, "" },
  { "moved-away", OUT, { 410 }, "" },
  { "not-connected", OUT, { 480 }, "" },
  { "rang-in-vain", OUT, { 180, 408 }, "" },
  { "phone-does-not-answer", OUT, { 408 }, "" },
  { "goes-in-circles", OUT, { 482 }, "" },
  { "sent-on-too-often", OUT, { 483 }, "" },
  { "extension-wanted", OUT, { 421 }, "Require: magic\n" },
  { "no-messages-there", MSG, { 405 }, "" },
  { "no-messages-known", MSG, { 501 }, "" },
  { "cannot-read-it", MSG, { 415 }, "" },
  { "too-large", MSG, { 413 }, "" },
  { "too-large-on-the-way", MSG, { 513 }, "" },
  { "not-there-for-messages", MSG, { 480 }, "" },
  { "messages-not-allowed", MSG, { 403 }, "" },
  { "incomplete", MSG, { 484 }, "" },
  { "no-credit", MSG, { 402 }, "" },
  { "messages-declined", MSG, { 603 }, "" },
  { "message-not-delivered", MSG, { 487 }, "" },
  { "message-too-often", MSG, { 429 }, "" },
  { "server-asks-to-wait", MSG, { 503 }, "Retry-After: 120\n" },
  { "server-overloaded", OUT, { 503 }, "" },
  { "no-way-to-them", OUT, { 502 }, "" },
  { "their-server-silent", OUT, { 504 }, "" },
  { "server-broken", OUT, { 500 }, "" },

  { "no-microphone", OUT, { 0 }, NULL, "sound-failed cause=device" },
  { "sound-not-installed", OUT, { 0 }, NULL, "sound-failed cause=missing" },
  { "not-private", OUT, { 200 }, CONTACT SDP, "sound-failed cause=security" },
  { "no-way-from-them", OUT, { 200 }, CONTACT SDP, "sound-failed cause=connectivity" },
  { "no-way-without-relay", OUT, { 200 }, CONTACT SDP "a=candidate:1 1 UDP 1 192.0.2.1 4000 typ host\r\n",
    "sound-failed cause=connectivity" },
  { "no-way-even-by-relay", OUT, { 200 }, CONTACT SDP "a=candidate:1 1 UDP 1 192.0.2.1 4000 typ relay\r\n",
    "sound-failed cause=connectivity" },
  { "their-address-is-inside", OUT, { 200 }, CONTACT SDP "c=IN IP4 192.168.1.20\r\n",
    "sound-verdict cause=nothing-arrives" },
  { "nothing-arrives", OUT, { 200 }, CONTACT SDP "c=IN IP4 198.51.100.7\r\n", "sound-verdict cause=nothing-arrives" },
  { "not-heard", OUT, { 200 }, CONTACT SDP, "sound-verdict cause=not-heard" },
  { "microphone-silent", OUT, { 200 }, CONTACT SDP, "sound-verdict cause=microphone-silent" },
  { "gone-in-call", OUT, { 200 }, CONTACT SDP, "call-ended cause=expired" },
  { "forgotten", OUT, { 200 }, CONTACT SDP, "call-ended cause=dialog" },

  { NULL, OUT, { 486 }, "" },
  { NULL, OUT, { 603 }, "" },
};

typedef struct
{
  DoublesClock              *clock;
  DoublesDesk               *desk;
  DoublesDescriptionHandler *handler;
  UaRegisterer              *registerer;
  UaInviter                 *inviter;
  DoublesAnswer              answer;
  PhoneCase                 *clues;
  const char                *scheme;
} Fixture;

static void
traced_cb (UaAgent    *agent,
           gboolean    outgoing,
           const char *text,
           Fixture    *self)
{
  phone_case_add (self->clues, outgoing ? PHONE_CLUE_SENT : PHONE_CLUE_CAME, 0, self->scheme, text);
}

static void
fixture_set_up (Fixture       *self,
                gconstpointer  data)
{
  g_autoptr (SipUri) target = sip_uri_parse ("sip:bob@example.org", -1, NULL);

  self->clock = doubles_clock_new ();
  self->desk = doubles_desk_new (self->clock, "alice", NULL);
  self->registerer = ua_registerer_new (self->desk->agent, NULL);
  self->handler = doubles_description_handler_new ();
  self->inviter = ua_inviter_new (self->desk->agent, target, UA_DESCRIPTION_HANDLER (self->handler), NULL);
  self->clues = phone_case_new ();
  self->scheme = "wss";
  doubles_desk_open (self->desk);
  g_signal_connect (self->desk->agent, "traced", G_CALLBACK (traced_cb), self);
}

static void
fixture_tear_down (Fixture       *self,
                   gconstpointer  data)
{
  g_signal_handlers_disconnect_by_data (self->desk->agent, self);
  ua_registerer_terminate (self->registerer);
  if (ua_session_get_state (UA_SESSION (self->inviter)) != UA_SESSION_STATE_INITIAL)
    ua_session_hang_up_async (UA_SESSION (self->inviter), NULL, NULL, NULL);
  doubles_desk_advance (self->desk, 200 * 1000);
  doubles_answer_clear (&self->answer);
  g_assert_finalize_object (self->registerer);
  g_clear_object (&self->inviter);
  g_clear_object (&self->handler);
  doubles_desk_free (self->desk);
  g_assert_finalize_object (self->clock);
  phone_case_free (self->clues);
}

static const char *
begin (Fixture       *self,
       const Failure *failure)
{
  g_autoptr (SipUri) target = sip_uri_parse ("sip:bob@example.org", -1, NULL);
  g_autoptr (GBytes) body = g_bytes_new_static ("hello", 5);

  if (failure->offer != NULL)
    doubles_description_handler_say (self->handler, failure->offer);
  switch (failure->subject)
    {
    case PHONE_WHY_REGISTRATION:
      ua_registerer_register_async (self->registerer, NULL, NULL, NULL, NULL);
      return "REGISTER";
    case PHONE_WHY_MESSAGE:
      ua_messager_send_async (self->desk->agent, target, NULL, body, NULL, NULL, doubles_answer_cb, &self->answer);
      return "MESSAGE";
    case PHONE_WHY_CALL_OUT:
    case PHONE_WHY_CALL_IN:
      ua_inviter_invite_async (self->inviter, NULL, NULL, NULL);
      return "INVITE";
    }
  g_return_val_if_reached (NULL);
}

/* Its ACK is on the line before the next of ours. */
static void
answer (Fixture       *self,
        const Failure *failure,
        const char    *method)
{
  g_autoptr (SipMessage) request = doubles_desk_pop_request (self->desk, method);

  for (guint i = 0; i < G_N_ELEMENTS (failure->status) && failure->status[i] != 0; i++)
    {
      gboolean again = failure->status[i] == 401 && failure->status[1] != 0 && i == 0;

      doubles_desk_answer (self->desk, request, failure->status[i], "b", failure->rest);
      if (!again)
        continue;
      if (g_str_equal (method, "INVITE"))
        sip_message_unref (doubles_desk_pop_request (self->desk, "ACK"));
      g_clear_pointer (&request, sip_message_unref);
      request = doubles_desk_pop_request (self->desk, method);
    }
}

static void
test_failure (Fixture       *self,
              gconstpointer  data)
{
  const Failure *failure = data;
  g_autoptr (PhoneWhy) why = NULL;

  answer (self, failure, begin (self, failure));
  if (failure->note != NULL)
    phone_case_add (self->clues, PHONE_CLUE_NOTED, 0, "", failure->note);
  why = phone_why_new (self->clues, failure->subject);
  g_assert_cmpstr (why != NULL ? phone_why_get_rule (why) : NULL, ==, failure->rule);
  g_assert_true (why == NULL || g_str_has_suffix (phone_why_get_sentence (why), "."));
}

/* Asked again and again over UDP, and nothing ever comes. */
static void
test_nothing_comes_back (Fixture       *self,
                         gconstpointer  data)
{
  g_autoptr (PhoneWhy) why = NULL;
  static const char lost[] = "REGISTER sip:example.org SIP/2.0\r\nVia: SIP/2.0/UDP 192.0.2.1;branch=z9hG4bK1\r\n\r\n";

  for (guint i = 0; i < 5; i++)
    phone_case_add (self->clues, PHONE_CLUE_SENT, i, "udp", lost);
  why = phone_why_new (self->clues, PHONE_WHY_REGISTRATION);
  g_assert_cmpstr (phone_why_get_rule (why), ==, "nothing-comes-back");
  g_assert_cmpint (phone_why_get_help (why), ==, PHONE_HELP_LINE_TEST);
}

static void
test_too_large_for_udp (Fixture       *self,
                        gconstpointer  data)
{
  g_autoptr (PhoneWhy) why = NULL;
  g_autofree char *fill = g_strnfill (1400, 'a');
  g_autofree char *large = g_strconcat ("INVITE sip:bob@example.org SIP/2.0\r\nVia: x\r\n\r\n", fill, NULL);

  for (guint i = 0; i < 5; i++)
    phone_case_add (self->clues, PHONE_CLUE_SENT, i, "udp", large);
  why = phone_why_new (self->clues, PHONE_WHY_CALL_OUT);
  g_assert_cmpstr (phone_why_get_rule (why), ==, "too-large-for-udp");
}

/* A router put its own address into our Via, and the answer brings it back to us. */
static void
test_router_rewrites (Fixture       *self,
                      gconstpointer  data)
{
  static const char sent[] = "00:00:01.000000 >>> udp alice@example.org\n"
                             "REGISTER sip:example.org SIP/2.0\r\nVia: SIP/2.0/UDP 192.168.1.2:5060;branch=z9hG4bK7;rport\r\n"
                             "CSeq: 1 REGISTER\r\n\r\n"
                             "00:00:01.100000 <<< udp alice@example.org\n"
                             "SIP/2.0 400 Bad Request\r\nv: SIP/2.0/UDP 203.0.113.9:61002;branch=z9hG4bK7;rport=1\r\n"
                             "CSeq: 1\r\n  REGISTER\r\n\r\n";
  g_autoptr (PhoneWhy) why = phone_why_new_for_text (sent, PHONE_WHY_REGISTRATION);

  g_assert_nonnull (why);
  g_assert_cmpstr (phone_why_get_rule (why), ==, "router-rewrites");
}

/* Who called never got to know that we answered. */
static void
test_answer_lost (Fixture       *self,
                  gconstpointer  data)
{
  g_autoptr (PhoneWhy) why = NULL;

  phone_case_add (self->clues, PHONE_CLUE_NOTED, 0, "", "call-ended cause=no-ack");
  why = phone_why_new (self->clues, PHONE_WHY_CALL_IN);
  g_assert_cmpstr (phone_why_get_rule (why), ==, "answer-lost");
}

static void
test_anonymous_not_allowed (Fixture       *self,
                            gconstpointer  data)
{
  static const char trace[] = "10:00:00.000001 >>> wss a@example.org\n"
                              "INVITE sip:b@example.org SIP/2.0\nf: \"Anonymous\" <sip:anonymous@anonymous.invalid>;tag=1\n"
                              "CSeq: 1 INVITE\n\n"
                              "10:00:00.000002 <<< wss a@example.org\nSIP/2.0 403 Forbidden\nCSeq: 1 INVITE\n\n";
  g_autoptr (PhoneWhy) why = phone_why_new_for_text (trace, PHONE_WHY_CALL_OUT);

  g_assert_cmpstr (phone_why_get_rule (why), ==, "anonymous-not-allowed");
  g_assert_cmpint (phone_why_get_help (why), ==, PHONE_HELP_EDIT_POLICY);
}

/* What is no trace, or only begins as one, has no reason and breaks nothing. */
static void
test_no_trace (void)
{
  static const char *const texts[] = { "", "\n\n", "hello", "12:00:00.000000 >>> wss", "99:99:99.000000 ??? udp a\nx\n",
                                       "12:00:00.000000 <<< udp a\nSIP/2.0", "12:00:00.000000 <<< udp a\n:\n:\n",
                                       "12:00:00.000000 *** udp a\ncause= =x\n" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_assert_null (phone_why_new_for_text (texts[i], PHONE_WHY_CALL_IN));
}

/* What errors leave behind as notes is what the rules look for. */
static void
test_notes (void)
{
  g_autoptr (GError) refused = g_error_new_literal (TRANSPORT_ERROR, TRANSPORT_ERROR_REFUSED, "no");
  g_autoptr (GError) deaf = g_error_new_literal (MEDIA_ERROR, MEDIA_ERROR_CONNECTIVITY, "no");
  g_autoptr (GError) lost = g_error_new_literal (UA_ERROR, UA_ERROR_NO_ACK, "no");
  g_autoptr (GError) busy = g_error_new_literal (UA_ERROR, UA_ERROR_CANCELED, "no");

  g_assert_cmpstr (phone_why_note (refused), ==, "line-failed cause=refused");
  g_assert_cmpstr (phone_why_note (deaf), ==, "sound-failed cause=connectivity");
  g_assert_cmpstr (phone_why_note (lost), ==, "call-ended cause=no-ack");
  g_assert_null (phone_why_note (busy));
  g_assert_null (phone_why_note (NULL));
  g_assert_cmpstr (phone_why_note_certificate (G_TLS_CERTIFICATE_EXPIRED, TRUE), ==,
                   "line-failed cause=certificate-changed");
  g_assert_cmpstr (phone_why_note_certificate (G_TLS_CERTIFICATE_BAD_IDENTITY | G_TLS_CERTIFICATE_EXPIRED, FALSE), ==,
                   "line-failed cause=certificate-expired");
  g_assert_cmpstr (phone_why_note_certificate (G_TLS_CERTIFICATE_UNKNOWN_CA, FALSE), ==,
                   "line-failed cause=certificate-unknown");
}

static void
add (const char *path,
     void      (*test) (Fixture       *self,
                        gconstpointer  data))
{
  g_test_add (path, Fixture, NULL, fixture_set_up, test, fixture_tear_down);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (failures); i++)
    {
      g_autofree char *path = g_strdup_printf ("/phone/why/%u-%s", i,
                                               failures[i].rule != NULL ? failures[i].rule : "nothing-to-add");

      g_test_add (path, Fixture, &failures[i], fixture_set_up, test_failure, fixture_tear_down);
    }
  add ("/phone/why/nothing-comes-back", test_nothing_comes_back);
  add ("/phone/why/too-large-for-udp", test_too_large_for_udp);
  add ("/phone/why/router-rewrites", test_router_rewrites);
  add ("/phone/why/answer-lost", test_answer_lost);
  add ("/phone/why/anonymous-not-allowed", test_anonymous_not_allowed);
  g_test_add_func ("/phone/why/no-trace", test_no_trace);
  g_test_add_func ("/phone/why/notes", test_notes);

  return g_test_run ();
}
