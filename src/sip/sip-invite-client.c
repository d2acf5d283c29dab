/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The client half of a call's beginning. Its table is Figure 5 of RFC 3261 with the Accepted state of RFC
 * 6026, which keeps a late 2xx of a fork from being nobody's business. */

#include "sip-invite-client.h"

#include "sip-invite-requests.h"

struct _SipInviteClient
{
  SipTransaction parent_instance;
};

G_DEFINE_FINAL_TYPE (SipInviteClient, sip_invite_client, SIP_TYPE_TRANSACTION)

enum
{
  SEND = SIP_EFFECT_SEND,
  SEND_ACK = SIP_EFFECT_SEND_ACK,
  PASS_UP = SIP_EFFECT_PASS_UP,
  TIMED_OUT = SIP_EFFECT_TIMED_OUT,
  FAILED = SIP_EFFECT_FAILED,
  ARM_A = SIP_EFFECT_ARM (0),
  ARM_B = SIP_EFFECT_ARM (1),
  ARM_D = SIP_EFFECT_ARM (2),
  ARM_M = SIP_EFFECT_ARM (3),
  ARM_GRACE = SIP_EFFECT_ARM (4),
};

#define LIFETIME_MS SIP_TRANSACTION_LIFETIME_MS

/* RFC 3261 Table 4: D is more than 32 s; RFC 6026 §7.2: M is 64*T1 over any transport; RFC 3261 §9.1: a
 * cancelled INVITE that hears nothing for 64*T1 is over. */
static const SipTransactionTimer timers[] = {
  { SIP_INVITE_CLIENT_TIMER_A, SIP_T1_MS, LIFETIME_MS, SIP_TIMER_RETRANSMIT },
  { SIP_INVITE_CLIENT_TIMER_B, LIFETIME_MS, LIFETIME_MS, SIP_TIMER_ALWAYS },
  { SIP_INVITE_CLIENT_TIMER_D, LIFETIME_MS, LIFETIME_MS, SIP_TIMER_LINGER },
  { SIP_INVITE_CLIENT_TIMER_M, LIFETIME_MS, LIFETIME_MS, SIP_TIMER_ALWAYS },
  { SIP_INVITE_CLIENT_TIMER_GRACE, LIFETIME_MS, LIFETIME_MS, SIP_TIMER_ALWAYS },
};

#define STATE(name) SIP_INVITE_CLIENT_##name

/* An ACK that did not leave is not `failed`: the user has had the final answer and can do nothing about
 * it. */
static const SipMachineRow rows[] = {
  { STATE (INITIAL),    SIP_INVITE_CLIENT_START,           STATE (CALLING),    SEND | ARM_A | ARM_B },
  { STATE (CALLING),    SIP_INVITE_CLIENT_TIMER_A,         STATE (CALLING),    SEND | ARM_A },
  { STATE (CALLING),    SIP_INVITE_CLIENT_TIMER_B,         STATE (TERMINATED), TIMED_OUT },
  { STATE (CALLING),    SIP_INVITE_CLIENT_TRANSPORT_ERROR, STATE (TERMINATED), FAILED },
  { STATE (CALLING),    SIP_INVITE_CLIENT_1XX,             STATE (PROCEEDING), PASS_UP },
  { STATE (CALLING),    SIP_INVITE_CLIENT_2XX,             STATE (ACCEPTED),   PASS_UP | ARM_M },
  { STATE (CALLING),    SIP_INVITE_CLIENT_REFUSED,         STATE (COMPLETED),  SEND_ACK | PASS_UP | ARM_D },
  { STATE (PROCEEDING), SIP_INVITE_CLIENT_1XX,             STATE (PROCEEDING), PASS_UP },
  { STATE (PROCEEDING), SIP_INVITE_CLIENT_2XX,             STATE (ACCEPTED),   PASS_UP | ARM_M },
  { STATE (PROCEEDING), SIP_INVITE_CLIENT_REFUSED,         STATE (COMPLETED),  SEND_ACK | PASS_UP | ARM_D },
  { STATE (PROCEEDING), SIP_INVITE_CLIENT_CANCELLED,       STATE (PROCEEDING), ARM_GRACE },
  { STATE (PROCEEDING), SIP_INVITE_CLIENT_TIMER_GRACE,     STATE (TERMINATED), TIMED_OUT },
  { STATE (PROCEEDING), SIP_INVITE_CLIENT_TRANSPORT_ERROR, STATE (TERMINATED), FAILED },
  { STATE (COMPLETED),  SIP_INVITE_CLIENT_REFUSED,         STATE (COMPLETED),  SEND_ACK },
  { STATE (COMPLETED),  SIP_INVITE_CLIENT_TIMER_D,         STATE (TERMINATED), 0 },
  { STATE (COMPLETED),  SIP_INVITE_CLIENT_TRANSPORT_ERROR, STATE (TERMINATED), 0 },
  { STATE (ACCEPTED),   SIP_INVITE_CLIENT_2XX,             STATE (ACCEPTED),   PASS_UP },
  { STATE (ACCEPTED),   SIP_INVITE_CLIENT_TIMER_M,         STATE (TERMINATED), 0 },
};

static const char *const state_names[] = {
  "Initial", "Calling", "Proceeding", "Completed", "Accepted", "Terminated",
};

static const char *const event_names[] = {
  "start", "transport error", "1xx", "2xx", "300-699", "cancelled",
  "timer A", "timer B", "timer D", "timer M", "grace",
};

static const char *const effect_names[] = {
  SIP_EFFECT_NAMES, "arm A", "arm B", "arm D", "arm M", "arm grace",
};

static const SipMachine machine = {
  "invite client",
  rows, G_N_ELEMENTS (rows),
  G_N_ELEMENTS (state_names), G_N_ELEMENTS (event_names),
  state_names, event_names,
  effect_names, G_N_ELEMENTS (effect_names),
};

static guint
sip_invite_client_classify (SipMessage *message)
{
  guint status = sip_message_get_status (message);

  if (status < 100)
    return SIP_EVENT_NONE;
  if (status < 200)
    return SIP_INVITE_CLIENT_1XX;

  return status < 300 ? SIP_INVITE_CLIENT_2XX : SIP_INVITE_CLIENT_REFUSED;
}

static SipMessage *
sip_invite_client_make_ack (SipTransaction *transaction,
                            SipMessage     *response)
{
  return sip_invite_make_ack (sip_transaction_get_request (transaction), response);
}

static void
sip_invite_client_class_init (SipInviteClientClass *klass)
{
  SipTransactionClass *transaction_class = SIP_TRANSACTION_CLASS (klass);

  sip_transaction_class_describe (transaction_class, &machine, timers, G_N_ELEMENTS (timers));
  transaction_class->is_client = TRUE;
  transaction_class->classify = sip_invite_client_classify;
  transaction_class->make_ack = sip_invite_client_make_ack;
}

static void
sip_invite_client_init (SipInviteClient *self)
{
}

/**
 * sip_invite_client_get_machine:
 *
 * Gets the table, to be proven and drawn.
 *
 * Returns: (transfer none): the machine
 */
const SipMachine *
sip_invite_client_get_machine (void)
{
  return &machine;
}
