/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Giving a call away, with all three who are concerned as whole agents on one wire. What each answer of the far end
 * means is in the scenes named transfer. */

#include "ua-transfer.h"

#include "doubles-call.h"
#include "doubles-trio.h"
#include "doubles-wait.h"
#include "ua-error.h"
#include "ua-referral.h"
#include "ua-transfer-private.h"

/* Bob, who does what he is asked to. */
typedef struct
{
  DoublesTrio *trio;
  UaSession   *called; /* what he made of it; NULL: nothing yet */
  gboolean     attended;
} Obliging;

static gboolean
agent_incoming_referral_cb (UaAgent    *agent,
                            UaReferral *referral,
                            Obliging   *self)
{
  UaInviter *inviter = ua_referral_accept (referral, doubles_trio_make_handler (self->trio));

  g_assert_nonnull (inviter);
  self->attended = ua_referral_is_attended (referral);
  self->called = doubles_trio_keep (self->trio, inviter);
  ua_inviter_invite_async (inviter, NULL, NULL, NULL);
  return TRUE;
}

static void
oblige (Obliging    *self,
        DoublesTrio *trio)
{
  self->trio = trio;
  trio->desks[DOUBLES_CAROL]->take_replacing = TRUE;
  g_signal_connect (trio->desks[DOUBLES_BOB]->agent, "incoming-referral", G_CALLBACK (agent_incoming_referral_cb), self);
}

static SipUri *
carol (void)
{
  return sip_uri_parse ("sip:carol@example.org", -1, NULL);
}

static void
expect_end (UaSession    *session,
            UaSessionEnd  end)
{
  g_assert_cmpint (ua_session_get_state (session), ==, UA_SESSION_STATE_TERMINATED);
  g_assert_cmpint (ua_session_get_end (session), ==, end);
}

static void
test_machine (void)
{
  const SipMachine *machine = ua_transfer_get_machine ();
  g_autofree char *wrong = sip_machine_prove (machine, machine->n_states);

  g_assert_cmpstr (wrong, ==, NULL);
  /* It ends in one of two ways, for good. */
  for (guint event = 0; event < machine->n_events; event++)
    {
      g_assert_null (sip_machine_step (machine, UA_TRANSFER_STATE_DONE, event));
      g_assert_null (sip_machine_step (machine, UA_TRANSFER_STATE_FAILED, event));
    }
}

static void
count_progress_cb (UaTransfer *transfer,
                   guint       status,
                   GString    *heard)
{
  g_string_append_printf (heard, "%u ", status);
}

/* RFC 5589 §6.1: three of us. */
static void
test_blind (void)
{
  g_autoptr (DoublesTrio) trio = doubles_trio_new ();
  g_autoptr (GString) heard = g_string_new (NULL);
  g_autoptr (SipUri) target = carol ();
  g_auto (DoublesAnswer) given = { 0 };
  Obliging bob = { 0 };
  UaSession *call = doubles_trio_call (trio, DOUBLES_ALICE, DOUBLES_BOB);
  g_autoptr (UaTransfer) transfer = ua_transfer_new (call, target, NULL);

  oblige (&bob, trio);
  g_signal_connect (transfer, "progress", G_CALLBACK (count_progress_cb), heard);
  ua_transfer_begin_async (transfer, NULL, doubles_answer_cb, &given);
  doubles_trio_advance (trio, 100);
  g_assert_cmpint (ua_transfer_get_state (transfer), ==, UA_TRANSFER_STATE_TRYING);
  ua_invitation_ring (trio->desks[DOUBLES_CAROL]->invitation);
  g_assert_cmpstr (sip_uri_get_user (sip_address_get_uri (ua_invitation_get_referred_by (
                     trio->desks[DOUBLES_CAROL]->invitation))), ==, "alice");
  doubles_trio_advance (trio, 100);
  g_assert_null (given.result);
  g_assert_nonnull (doubles_trio_accept (trio, DOUBLES_CAROL));
  doubles_trio_advance (trio, 100);

  g_assert_true (ua_transfer_begin_finish (transfer, given.result, NULL));
  g_assert_cmpstr (heard->str, ==, "100 180 200 ");
  g_assert_cmpuint (ua_transfer_get_progress (transfer), ==, 200);
  expect_end (call, UA_SESSION_END_LOCAL);
  g_assert_false (bob.attended);
  g_assert_cmpint (ua_session_get_state (bob.called), ==, UA_SESSION_STATE_ESTABLISHED);
}

/* RFC 5589 §7.1, RFC 3891 §3: Carol's call with Alice becomes one with Bob. */
static void
test_attended (void)
{
  g_autoptr (DoublesTrio) trio = doubles_trio_new ();
  g_auto (DoublesAnswer) given = { 0 };
  Obliging bob = { 0 };
  UaSession *call = doubles_trio_call (trio, DOUBLES_ALICE, DOUBLES_BOB);
  UaSession *other = doubles_trio_call (trio, DOUBLES_ALICE, DOUBLES_CAROL);
  g_autoptr (UaTransfer) transfer = ua_transfer_new (call, NULL, other);
  UaSession *replaced = UA_SESSION (trio->desks[DOUBLES_CAROL]->invitation);

  oblige (&bob, trio);
  ua_transfer_begin_async (transfer, NULL, doubles_answer_cb, &given);
  doubles_trio_advance (trio, 100);
  g_assert_true (bob.attended);
  g_assert_true (ua_invitation_get_replaced (trio->desks[DOUBLES_CAROL]->invitation) == replaced);
  g_assert_nonnull (doubles_trio_accept (trio, DOUBLES_CAROL));
  doubles_trio_advance (trio, 100);

  g_assert_true (ua_transfer_begin_finish (transfer, given.result, NULL));
  expect_end (call, UA_SESSION_END_LOCAL);
  expect_end (other, UA_SESSION_END_REMOTE);
  expect_end (replaced, UA_SESSION_END_REPLACED);
  g_assert_null (ua_invitation_get_replaced (trio->desks[DOUBLES_CAROL]->invitation));
  g_assert_cmpint (ua_session_get_state (bob.called), ==, UA_SESSION_STATE_ESTABLISHED);
  g_assert_cmpuint (ua_agent_get_n_sessions (trio->desks[DOUBLES_ALICE]->agent), ==, 0);
}

/* The call comes back when Carol does not want Bob. */
static void
test_refused (void)
{
  g_autoptr (DoublesTrio) trio = doubles_trio_new ();
  g_autoptr (SipUri) target = carol ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) shown = NULL;
  g_auto (DoublesAnswer) given = { 0 };
  Obliging bob = { 0 };
  UaSession *call = doubles_trio_call (trio, DOUBLES_ALICE, DOUBLES_BOB);
  g_autoptr (UaTransfer) transfer = ua_transfer_new (call, target, NULL);

  oblige (&bob, trio);
  ua_transfer_begin_async (transfer, NULL, doubles_answer_cb, &given);
  doubles_trio_advance (trio, 100);
  ua_invitation_reject (trio->desks[DOUBLES_CAROL]->invitation, SIP_STATUS_BUSY_HERE, NULL);
  g_string_truncate (trio->desks[DOUBLES_CAROL]->heard, 0);
  doubles_trio_advance (trio, 100);

  g_assert_false (ua_transfer_begin_finish (transfer, given.result, &error));
  g_assert_error (error, SIP_STATUS_ERROR, SIP_STATUS_BUSY_HERE);
  g_object_get (transfer, "error", &shown, NULL);
  g_assert_error (shown, SIP_STATUS_ERROR, SIP_STATUS_BUSY_HERE);
  g_assert_cmpint (ua_transfer_get_state (transfer), ==, UA_TRANSFER_STATE_FAILED);
  g_assert_cmpint (ua_session_get_state (call), ==, UA_SESSION_STATE_ESTABLISHED);
}

/* CONTRACT U24: nobody asked Bob. */
static void
test_not_taken (void)
{
  g_autoptr (DoublesTrio) trio = doubles_trio_new ();
  g_autoptr (SipUri) target = carol ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) twice = NULL;
  g_auto (DoublesAnswer) given = { 0 };
  g_auto (DoublesAnswer) again = { 0 };
  UaSession *call = doubles_trio_call (trio, DOUBLES_ALICE, DOUBLES_BOB);
  g_autoptr (UaTransfer) transfer = ua_transfer_new (call, target, NULL);

  ua_transfer_begin_async (transfer, NULL, doubles_answer_cb, &given);
  ua_transfer_begin_async (transfer, NULL, doubles_answer_cb, &again);
  doubles_trio_advance (trio, 100);
  g_assert_false (ua_transfer_begin_finish (transfer, given.result, &error));
  g_assert_error (error, SIP_STATUS_ERROR, SIP_STATUS_DECLINE);
  g_assert_false (ua_transfer_begin_finish (transfer, again.result, &twice));
  g_assert_error (twice, UA_ERROR, UA_ERROR_WRONG_STATE);
  g_assert_cmpint (ua_session_get_state (call), ==, UA_SESSION_STATE_ESTABLISHED);
}

/* What cannot be called is not asked for. */
static void
test_strange_target (void)
{
  g_autoptr (DoublesTrio) trio = doubles_trio_new ();
  g_autoptr (SipUri) target = sip_uri_parse ("mailto:carol@example.org", -1, NULL);
  g_autoptr (GError) error = NULL;
  g_auto (DoublesAnswer) given = { 0 };
  UaSession *call = doubles_trio_call (trio, DOUBLES_ALICE, DOUBLES_BOB);
  g_autoptr (UaTransfer) transfer = ua_transfer_new (call, target, NULL);

  ua_transfer_begin_async (transfer, NULL, doubles_answer_cb, &given);
  g_assert_false (ua_transfer_begin_finish (transfer, doubles_answer_wait (&given), &error));
  g_assert_error (error, UA_ERROR, UA_ERROR_INVALID_TARGET);
}

/* Who stops waiting stops nothing. */
static void
test_cancelled (void)
{
  g_autoptr (DoublesTrio) trio = doubles_trio_new ();
  g_autoptr (SipUri) target = carol ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_auto (DoublesAnswer) given = { 0 };
  Obliging bob = { 0 };
  UaSession *call = doubles_trio_call (trio, DOUBLES_ALICE, DOUBLES_BOB);
  g_autoptr (UaTransfer) transfer = ua_transfer_new (call, target, NULL);

  oblige (&bob, trio);
  ua_transfer_begin_async (transfer, cancellable, doubles_answer_cb, &given);
  g_cancellable_cancel (cancellable);
  doubles_trio_advance (trio, 100);
  g_assert_false (ua_transfer_begin_finish (transfer, given.result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_nonnull (doubles_trio_accept (trio, DOUBLES_CAROL));
  doubles_trio_advance (trio, 100);
  g_assert_cmpint (ua_transfer_get_state (transfer), ==, UA_TRANSFER_STATE_DONE);
  expect_end (call, UA_SESSION_END_LOCAL);
}

typedef struct
{
  UaTransfer      *transfer;
  UaTransferState  when;
} Drop;

static void
drop_within_cb (UaTransfer *transfer,
                GParamSpec *pspec,
                Drop       *drop)
{
  if (ua_transfer_get_state (transfer) == drop->when)
    g_clear_object (&drop->transfer);
}

/* TRUST 3.4: the last one who holds it lets it go in the middle of each of its changes; it goes on all the same. */
static void
test_dropped_within (void)
{
  for (UaTransferState when = UA_TRANSFER_STATE_ASKING; when <= UA_TRANSFER_STATE_DONE; when++)
    {
      g_autoptr (DoublesTrio) trio = doubles_trio_new ();
      g_autoptr (SipUri) target = carol ();
      Obliging bob = { 0 };
      UaSession *call = doubles_trio_call (trio, DOUBLES_ALICE, DOUBLES_BOB);
      Drop drop = { ua_transfer_new (call, target, NULL), when };

      oblige (&bob, trio);
      g_signal_connect (drop.transfer, "notify::state", G_CALLBACK (drop_within_cb), &drop);
      ua_transfer_begin_async (drop.transfer, NULL, NULL, NULL);
      doubles_trio_advance (trio, 100);
      g_assert_nonnull (doubles_trio_accept (trio, DOUBLES_CAROL));
      doubles_trio_advance (trio, 100);
      g_assert_null (drop.transfer);
      expect_end (call, UA_SESSION_END_LOCAL);
    }
}

typedef enum
{
  MISHAP_ALICE_HANGS_UP,
  MISHAP_ALICE_HANGS_UP_OTHER,
  MISHAP_BOB_HANGS_UP,
  MISHAP_CAROL_HANGS_UP,
  MISHAP_ALICE_LOSES_LINE,
  MISHAP_BOB_LOSES_LINE,
  MISHAP_CAROL_LOSES_LINE,
  MISHAP_ALICE_STOPS,
  N_MISHAPS
} Mishap;

static void
hang_up_all (DoublesTrio     *trio,
             DoublesTrioName  who)
{
  for (guint i = 0; i < trio->sessions->len; i++)
    {
      UaSession *session = g_ptr_array_index (trio->sessions, i);

      if (ua_session_get_agent (session) == trio->desks[who]->agent)
        ua_session_hang_up_async (session, NULL, NULL, NULL);
    }
}

static void
strike (DoublesTrio *trio,
        UaSession   *other,
        Mishap       mishap)
{
  if (mishap == MISHAP_ALICE_HANGS_UP)
    hang_up_all (trio, DOUBLES_ALICE);
  else if (mishap == MISHAP_ALICE_HANGS_UP_OTHER)
    ua_session_hang_up_async (other, NULL, NULL, NULL);
  else if (mishap == MISHAP_BOB_HANGS_UP)
    hang_up_all (trio, DOUBLES_BOB);
  else if (mishap == MISHAP_CAROL_HANGS_UP)
    hang_up_all (trio, DOUBLES_CAROL);
  else if (mishap == MISHAP_ALICE_STOPS)
    ua_agent_stop_async (trio->desks[DOUBLES_ALICE]->agent, NULL, NULL, NULL);
  else
    doubles_transport_break (trio->desks[mishap - MISHAP_ALICE_LOSES_LINE]->transport, 1006);
}

/* TRUST 3.4: an attended transfer struck by each mishap before each step of it. Whatever becomes of it, all three know in
 * the end, and nothing is left (doubles_trio_free() sees to that). */
static void
test_mishaps (void)
{
  for (Mishap mishap = 0; mishap < N_MISHAPS; mishap++)
    for (guint when = 0; when < 4; when++)
      {
        g_autoptr (DoublesTrio) trio = doubles_trio_new ();
        Obliging bob = { 0 };
        UaSession *call = doubles_trio_call (trio, DOUBLES_ALICE, DOUBLES_BOB);
        UaSession *other = doubles_trio_call (trio, DOUBLES_ALICE, DOUBLES_CAROL);
        g_autoptr (UaTransfer) transfer = ua_transfer_new (call, NULL, other);

        oblige (&bob, trio);
        for (guint step = 0; step < 4; step++)
          {
            if (step == when)
              strike (trio, other, mishap);
            if (step == 0)
              ua_transfer_begin_async (transfer, NULL, NULL, NULL);
            if (step == 2)
              doubles_trio_accept (trio, DOUBLES_CAROL);
            doubles_trio_advance (trio, step < 2 ? 0 : 50);
          }
        doubles_trio_advance (trio, 10 * 1000);
        if (trio->desks[DOUBLES_CAROL]->invitation != NULL)
          doubles_trio_keep (trio, g_object_ref (trio->desks[DOUBLES_CAROL]->invitation));
        doubles_trio_advance (trio, 240 * 1000);
        g_assert_cmpint (ua_transfer_get_state (transfer), >=, UA_TRANSFER_STATE_DONE);
        for (guint i = 0; i < DOUBLES_N_TRIO; i++)
          g_string_truncate (trio->desks[i]->heard, 0);
      }
}

/* The agent goes in the middle of it, while somebody still holds it. */
static void
test_agent_goes (void)
{
  g_autoptr (DoublesCall) call = doubles_call_new (NULL);
  g_autoptr (SipUri) target = carol ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) none = NULL;
  g_auto (DoublesAnswer) given = { 0 };
  g_auto (DoublesAnswer) later = { 0 };

  doubles_call_establish (call);
  doubles_transport_set_delay (call->bob->transport, 100);

  g_autoptr (UaTransfer) transfer = ua_transfer_new (doubles_call_alice (call), target, NULL);
  g_autoptr (UaTransfer) late = ua_transfer_new (doubles_call_alice (call), target, NULL);

  ua_transfer_begin_async (transfer, NULL, doubles_answer_cb, &given);
  doubles_desk_free (call->alice);
  call->alice = doubles_desk_new (call->bob->clock, "alice", NULL);
  g_assert_false (ua_transfer_begin_finish (transfer, doubles_answer_wait (&given), &error));
  g_assert_error (error, UA_ERROR, UA_ERROR_STOPPED);
  ua_transfer_begin_async (late, NULL, doubles_answer_cb, &later);
  g_assert_false (ua_transfer_begin_finish (late, doubles_answer_wait (&later), &none));
  g_assert_error (none, UA_ERROR, UA_ERROR_WRONG_STATE);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/ua/transfer/machine", test_machine);
  g_test_add_func ("/ua/transfer/blind", test_blind);
  g_test_add_func ("/ua/transfer/attended", test_attended);
  g_test_add_func ("/ua/transfer/refused", test_refused);
  g_test_add_func ("/ua/transfer/not-taken", test_not_taken);
  g_test_add_func ("/ua/transfer/strange-target", test_strange_target);
  g_test_add_func ("/ua/transfer/cancelled", test_cancelled);
  g_test_add_func ("/ua/transfer/dropped-within", test_dropped_within);
  g_test_add_func ("/ua/transfer/mishaps", test_mishaps);
  g_test_add_func ("/ua/transfer/agent-goes", test_agent_goes);

  return g_test_run ();
}
