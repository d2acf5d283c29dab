/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The server half of a call's beginning. Its table is Figure 7 of RFC 3261 with the Accepted state of RFC
 * 6026; Trying is split from Proceeding so that "nothing sent yet" is a state and not a second memory. */

#include "sip-invite-server.h"

struct _SipInviteServer
{
  SipTransaction parent_instance;
};

G_DEFINE_FINAL_TYPE (SipInviteServer, sip_invite_server, SIP_TYPE_TRANSACTION)

enum
{
  SEND = SIP_EFFECT_SEND,
  SEND_TRYING = SIP_EFFECT_SEND_TRYING,
  PASS_UP = SIP_EFFECT_PASS_UP,
  ACKNOWLEDGED = SIP_EFFECT_ACKNOWLEDGED,
  TIMED_OUT = SIP_EFFECT_TIMED_OUT,
  FAILED = SIP_EFFECT_FAILED,
  ARM_100 = SIP_EFFECT_ARM (0),
  ARM_G = SIP_EFFECT_ARM (1),
  ARM_H = SIP_EFFECT_ARM (2),
  ARM_I = SIP_EFFECT_ARM (3),
  ARM_L = SIP_EFFECT_ARM (4),
};

#define LIFETIME_MS SIP_TRANSACTION_LIFETIME_MS

/* RFC 3261 §17.2.1: a 100 "unless it knows that the TU will generate a provisional or final response within
 * 200 ms"; RFC 6026 §7.1: L is 64*T1 over any transport. */
static const SipTransactionTimer timers[] = {
  { SIP_INVITE_SERVER_TIMER_100, 200, 200, SIP_TIMER_ALWAYS },
  { SIP_INVITE_SERVER_TIMER_G, SIP_T1_MS, SIP_T2_MS, SIP_TIMER_RETRANSMIT },
  { SIP_INVITE_SERVER_TIMER_H, LIFETIME_MS, LIFETIME_MS, SIP_TIMER_ALWAYS },
  { SIP_INVITE_SERVER_TIMER_I, SIP_T4_MS, SIP_T4_MS, SIP_TIMER_LINGER },
  { SIP_INVITE_SERVER_TIMER_L, LIFETIME_MS, LIFETIME_MS, SIP_TIMER_ALWAYS },
};

#define STATE(name) SIP_INVITE_SERVER_##name

/* RFC 6026 §7.1: an answer that the port does not take is told and changes nothing, for the INVITE will be
 * repeated and the answer with it. */
static const SipMachineRow rows[] = {
  { STATE (INITIAL),    SIP_INVITE_SERVER_START,           STATE (TRYING),     PASS_UP | ARM_100 },
  { STATE (TRYING),     SIP_INVITE_SERVER_TIMER_100,       STATE (PROCEEDING), SEND_TRYING },
  { STATE (TRYING),     SIP_INVITE_SERVER_1XX,             STATE (PROCEEDING), SEND },
  { STATE (TRYING),     SIP_INVITE_SERVER_2XX,             STATE (ACCEPTED),   SEND | ARM_L },
  { STATE (TRYING),     SIP_INVITE_SERVER_REFUSE,          STATE (COMPLETED),  SEND | ARM_G | ARM_H },
  { STATE (PROCEEDING), SIP_INVITE_SERVER_INVITE,          STATE (PROCEEDING), SEND },
  { STATE (PROCEEDING), SIP_INVITE_SERVER_1XX,             STATE (PROCEEDING), SEND },
  { STATE (PROCEEDING), SIP_INVITE_SERVER_2XX,             STATE (ACCEPTED),   SEND | ARM_L },
  { STATE (PROCEEDING), SIP_INVITE_SERVER_REFUSE,          STATE (COMPLETED),  SEND | ARM_G | ARM_H },
  { STATE (PROCEEDING), SIP_INVITE_SERVER_TRANSPORT_ERROR, STATE (PROCEEDING), FAILED },
  { STATE (COMPLETED),  SIP_INVITE_SERVER_INVITE,          STATE (COMPLETED),  SEND },
  { STATE (COMPLETED),  SIP_INVITE_SERVER_TIMER_G,         STATE (COMPLETED),  SEND | ARM_G },
  { STATE (COMPLETED),  SIP_INVITE_SERVER_TIMER_H,         STATE (TERMINATED), TIMED_OUT },
  { STATE (COMPLETED),  SIP_INVITE_SERVER_TRANSPORT_ERROR, STATE (COMPLETED),  FAILED },
  { STATE (COMPLETED),  SIP_INVITE_SERVER_ACK,             STATE (CONFIRMED),  ACKNOWLEDGED | ARM_I },
  { STATE (CONFIRMED),  SIP_INVITE_SERVER_TIMER_I,         STATE (TERMINATED), 0 },
  { STATE (ACCEPTED),   SIP_INVITE_SERVER_2XX,             STATE (ACCEPTED),   SEND },
  { STATE (ACCEPTED),   SIP_INVITE_SERVER_ACK,             STATE (ACCEPTED),   PASS_UP },
  { STATE (ACCEPTED),   SIP_INVITE_SERVER_TRANSPORT_ERROR, STATE (ACCEPTED),   FAILED },
  { STATE (ACCEPTED),   SIP_INVITE_SERVER_TIMER_L,         STATE (TERMINATED), 0 },
};

static const char *const state_names[] = {
  "Initial", "Trying", "Proceeding", "Completed", "Confirmed", "Accepted", "Terminated",
};

static const char *const event_names[] = {
  "start", "transport error", "INVITE", "ACK", "1xx from TU", "2xx from TU", "300-699 from TU",
  "timer 100", "timer G", "timer H", "timer I", "timer L",
};

static const char *const effect_names[] = {
  SIP_EFFECT_NAMES, "arm 100", "arm G", "arm H", "arm I", "arm L",
};

static const SipMachine machine = {
  "invite server",
  rows, G_N_ELEMENTS (rows),
  G_N_ELEMENTS (state_names), G_N_ELEMENTS (event_names),
  state_names, event_names,
  effect_names, G_N_ELEMENTS (effect_names),
};

static guint
sip_invite_server_classify (SipMessage *message)
{
  guint status = sip_message_get_status (message);
  gboolean is_ack = sip_message_get_method (message) == SIP_METHOD_ACK;

  if (sip_message_is_request (message))
    return is_ack ? SIP_INVITE_SERVER_ACK : SIP_INVITE_SERVER_INVITE;
  if (status < 200)
    return SIP_INVITE_SERVER_1XX;

  return status < 300 ? SIP_INVITE_SERVER_2XX : SIP_INVITE_SERVER_REFUSE;
}

static void
sip_invite_server_class_init (SipInviteServerClass *klass)
{
  SipTransactionClass *transaction_class = SIP_TRANSACTION_CLASS (klass);

  sip_transaction_class_describe (transaction_class, &machine, timers, G_N_ELEMENTS (timers));
  transaction_class->timeout_code = SIP_TRANSACTION_ERROR_NO_ACK;
  transaction_class->classify = sip_invite_server_classify;
}

static void
sip_invite_server_init (SipInviteServer *self)
{
}

/**
 * sip_invite_server_get_machine:
 *
 * Gets the table, to be proven and drawn.
 *
 * Returns: (transfer none): the machine
 */
const SipMachine *
sip_invite_server_get_machine (void)
{
  return &machine;
}
