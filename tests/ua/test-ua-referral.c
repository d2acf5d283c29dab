/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Being sent to somebody: what a person is shown, and what is left when nobody cares any more. What is said about it is
 * in the scenes named referred. */

#include "ua-referral.h"

#include "doubles-trio.h"
#include "doubles-wait.h"
#include "ua-error.h"
#include "ua-referral-private.h"
#include "ua-transfer.h"

static gboolean
agent_incoming_referral_cb (UaAgent     *agent,
                            UaReferral  *referral,
                            UaReferral **taken)
{
  g_set_object (taken, referral);
  return TRUE;
}

/* Alice gives Bob to Carol; he has not decided yet. */
static UaReferral *
refer_bob (DoublesTrio *trio,
           UaTransfer **transfer)
{
  g_autoptr (SipUri) target = sip_uri_parse ("sip:carol@example.org", -1, NULL);
  UaSession *call = doubles_trio_call (trio, DOUBLES_ALICE, DOUBLES_BOB);
  UaReferral *taken = NULL;

  g_signal_connect (trio->desks[DOUBLES_BOB]->agent, "incoming-referral", G_CALLBACK (agent_incoming_referral_cb),
                    &taken);
  *transfer = ua_transfer_new (call, target, NULL);
  ua_transfer_begin_async (*transfer, NULL, NULL, NULL);
  doubles_trio_advance (trio, 10);
  g_signal_handlers_disconnect_by_data (trio->desks[DOUBLES_BOB]->agent, &taken);
  g_assert_nonnull (taken);
  return taken;
}

static void
test_machine (void)
{
  g_autofree char *wrong = sip_machine_prove (ua_referral_get_machine (), UA_REFERRAL_STATE_OVER);

  g_assert_cmpstr (wrong, ==, NULL);
}

/* CONTRACT U24, RFC 3892: what a person needs to decide. */
static void
test_properties (void)
{
  g_autoptr (DoublesTrio) trio = doubles_trio_new ();
  g_autoptr (UaTransfer) transfer = NULL;
  g_autoptr (UaReferral) referral = refer_bob (trio, &transfer);
  g_autoptr (UaSession) session = NULL;
  g_autoptr (SipUri) target = NULL;
  g_autoptr (SipAddress) by = NULL;
  gboolean attended = TRUE;

  g_object_get (referral, "target", &target, "referred-by", &by, "session", &session, "attended", &attended, NULL);
  g_assert_cmpstr (sip_uri_get_user (target), ==, "carol");
  g_assert_true (ua_referral_get_target (referral) == target);
  g_assert_cmpstr (sip_uri_get_user (sip_address_get_uri (by)), ==, "alice");
  g_assert_true (ua_referral_get_referred_by (referral) == by);
  g_assert_cmpstr (sip_uri_get_user (sip_address_get_uri (ua_referral_get_from (referral))), ==, "alice");
  g_assert_true (session == UA_SESSION (trio->desks[DOUBLES_BOB]->invitation));
  g_assert_true (ua_referral_get_session (referral) == session);
  g_assert_false (attended);
  g_assert_true (ua_referral_is_waiting (referral));
}

static void
count_cb (UaReferral *referral,
          guint      *n_ended)
{
  (*n_ended)++;
}

/* A decision is made once; what comes after it does nothing. */
static void
test_decided_once (void)
{
  g_autoptr (DoublesTrio) trio = doubles_trio_new ();
  g_autoptr (UaTransfer) transfer = NULL;
  g_autoptr (UaReferral) referral = refer_bob (trio, &transfer);
  guint n_ended = 0;

  g_signal_connect (referral, "ended", G_CALLBACK (count_cb), &n_ended);
  ua_referral_reject (referral, SIP_STATUS_DECLINE);
  ua_referral_reject (referral, SIP_STATUS_DECLINE);
  g_assert_null (ua_referral_accept (referral, doubles_trio_make_handler (trio)));
  g_assert_false (ua_referral_is_waiting (referral));
  g_assert_cmpuint (n_ended, ==, 1);
  doubles_trio_advance (trio, 10);
  g_assert_error (ua_transfer_get_error (transfer), SIP_STATUS_ERROR, SIP_STATUS_DECLINE);
}

/* The call is the person's; let go before it was sent, it will never be. */
static void
test_call_dropped (void)
{
  g_autoptr (DoublesTrio) trio = doubles_trio_new ();
  g_autoptr (UaTransfer) transfer = NULL;
  g_autoptr (UaReferral) referral = refer_bob (trio, &transfer);
  UaInviter *inviter = ua_referral_accept (referral, doubles_trio_make_handler (trio));

  g_assert_cmpstr (ua_session_get_call_id (UA_SESSION (inviter)), !=, NULL);
  g_object_unref (inviter);
  doubles_trio_advance (trio, 10);
  g_assert_error (ua_transfer_get_error (transfer), SIP_STATUS_ERROR, SIP_STATUS_REQUEST_TERMINATED);
}

static void
drop_within_cb (UaReferral  *referral,
                UaReferral **held)
{
  g_clear_object (held);
}

/* TRUST 3.4: let go in the middle of its own last news. */
static void
test_dropped_within (void)
{
  g_autoptr (DoublesTrio) trio = doubles_trio_new ();
  g_autoptr (UaTransfer) transfer = NULL;
  UaReferral *referral = refer_bob (trio, &transfer);

  g_signal_connect (referral, "ended", G_CALLBACK (drop_within_cb), &referral);
  ua_referral_reject (referral, SIP_STATUS_DECLINE);
  g_assert_null (referral);
}

/* The agent goes while somebody still holds it. */
static void
test_agent_goes (void)
{
  g_autoptr (DoublesClock) clock = doubles_clock_new ();
  DoublesDesk *bob = doubles_desk_new (clock, "bob", NULL);
  UaReferral *taken = NULL;
  g_autoptr (DoublesDescriptionHandler) handler = doubles_description_handler_new ();

  g_signal_connect (bob->agent, "incoming-referral", G_CALLBACK (agent_incoming_referral_cb), &taken);
  doubles_desk_open (bob);
  doubles_transport_deliver (bob->transport,
                             "REFER sip:bob@example.org SIP/2.0\r\nVia: SIP/2.0/WSS x;branch=z9hG4bK1\r\n"
                             "Max-Forwards: 70\r\nFrom: <sip:alice@example.org>;tag=a\r\nTo: <sip:bob@example.org>\r\n"
                             "Call-ID: c\r\nCSeq: 1 REFER\r\nContact: <sip:alice@x>\r\n"
                             "Refer-To: <sip:carol@example.org>\r\nContent-Length: 0\r\n\r\n");
  doubles_desk_settle (bob);
  g_assert_nonnull (taken);
  doubles_desk_advance (bob, 40 * 1000);
  doubles_desk_free (bob);
  g_assert_false (ua_referral_is_waiting (taken));
  g_assert_null (ua_referral_accept (taken, UA_DESCRIPTION_HANDLER (handler)));
  g_assert_finalize_object (taken);
  g_assert_cmpuint (doubles_clock_get_n_armed (clock), ==, 0);
}

/* RFC 3515 §2.4.5: what is told of a call that did not come about. */
static void
test_translate (void)
{
  static const struct
  {
    UaError code;
    guint   status;
  } rows[] = {
    { UA_ERROR_CONNECTION, 503 },   { UA_ERROR_REQUEST_TIMEOUT, 408 }, { UA_ERROR_AUTHENTICATION, 403 },
    { UA_ERROR_CANCELED, 487 },     { UA_ERROR_MEDIA, 488 },           { UA_ERROR_INVALID_TARGET, 404 },
    { UA_ERROR_WRONG_STATE, 500 },  { UA_ERROR_NO_ANSWER, 480 },       { UA_ERROR_STOPPED, 500 },
  };
  g_autoptr (GError) busy = sip_status_error_new (486, NULL);
  g_autoptr (GError) strange = g_error_new_literal (SIP_STATUS_ERROR, 42, "no status");

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = g_error_new_literal (UA_ERROR, (int) rows[i].code, "why");

      g_assert_cmpuint (ua_referral_translate (error), ==, rows[i].status);
    }
  g_assert_cmpuint (ua_referral_translate (busy), ==, 486);
  g_assert_cmpuint (ua_referral_translate (strange), ==, 500);
  g_assert_cmpuint (ua_referral_translate (NULL), ==, 487);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/ua/referral/machine", test_machine);
  g_test_add_func ("/ua/referral/properties", test_properties);
  g_test_add_func ("/ua/referral/decided-once", test_decided_once);
  g_test_add_func ("/ua/referral/call-dropped", test_call_dropped);
  g_test_add_func ("/ua/referral/dropped-within", test_dropped_within);
  g_test_add_func ("/ua/referral/agent-goes", test_agent_goes);
  g_test_add_func ("/ua/referral/translate", test_translate);
  return g_test_run ();
}
