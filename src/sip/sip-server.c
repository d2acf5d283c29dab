/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The server half of every exchange but a call's beginning. Its table is Figure 8 of RFC 3261 as corrected by
 * RFC 4320: the only provisional answer is a 100, sent late and by the machine itself, and an answer that
 * comes too late is not given at all. */

#include "sip-server.h"

struct _SipServer
{
  SipTransaction parent_instance;
};

G_DEFINE_FINAL_TYPE (SipServer, sip_server, SIP_TYPE_TRANSACTION)

enum
{
  SEND = SIP_EFFECT_SEND,
  SEND_TRYING = SIP_EFFECT_SEND_TRYING,
  PASS_UP = SIP_EFFECT_PASS_UP,
  TIMED_OUT = SIP_EFFECT_TIMED_OUT,
  FAILED = SIP_EFFECT_FAILED,
  ARM_100 = SIP_EFFECT_ARM (0),
  ARM_EXPIRY = SIP_EFFECT_ARM (1),
  ARM_J = SIP_EFFECT_ARM (2),
};

/* RFC 4320 §4.1: a 100 must come "after the amount of time it takes a client transaction's Timer E to be
 * reset to T2", and over UDP not before: T1 + 2*T1 + 4*T1. */
#define TRYING_MS (7 * SIP_T1_MS)

#define LIFETIME_MS SIP_TRANSACTION_LIFETIME_MS

static const SipTransactionTimer timers[] = {
  { SIP_SERVER_TIMER_100, TRYING_MS, TRYING_MS, SIP_TIMER_ALWAYS },
  { SIP_SERVER_TIMER_EXPIRY, LIFETIME_MS, LIFETIME_MS, SIP_TIMER_ALWAYS },
  { SIP_SERVER_TIMER_J, LIFETIME_MS, LIFETIME_MS, SIP_TIMER_LINGER },
};

#define STATE(name) SIP_SERVER_##name

static const SipMachineRow rows[] = {
  { STATE (INITIAL),    SIP_SERVER_START,           STATE (TRYING),     PASS_UP | ARM_100 | ARM_EXPIRY },
  { STATE (TRYING),     SIP_SERVER_TIMER_100,       STATE (PROCEEDING), SEND_TRYING },
  { STATE (TRYING),     SIP_SERVER_FINAL,           STATE (COMPLETED),  SEND | ARM_J },
  { STATE (TRYING),     SIP_SERVER_TIMER_EXPIRY,    STATE (TERMINATED), TIMED_OUT },
  { STATE (PROCEEDING), SIP_SERVER_REQUEST,         STATE (PROCEEDING), SEND },
  { STATE (PROCEEDING), SIP_SERVER_FINAL,           STATE (COMPLETED),  SEND | ARM_J },
  { STATE (PROCEEDING), SIP_SERVER_TIMER_EXPIRY,    STATE (TERMINATED), TIMED_OUT },
  { STATE (PROCEEDING), SIP_SERVER_TRANSPORT_ERROR, STATE (TERMINATED), FAILED },
  { STATE (COMPLETED),  SIP_SERVER_REQUEST,         STATE (COMPLETED),  SEND },
  { STATE (COMPLETED),  SIP_SERVER_TIMER_J,         STATE (TERMINATED), 0 },
  { STATE (COMPLETED),  SIP_SERVER_TRANSPORT_ERROR, STATE (TERMINATED), FAILED },
};

static const char *const state_names[] = {
  "Initial", "Trying", "Proceeding", "Completed", "Terminated",
};

static const char *const event_names[] = {
  "start", "transport error", "request", "200-699 from TU", "timer 100", "expiry", "timer J",
};

static const char *const effect_names[] = {
  SIP_EFFECT_NAMES, "arm 100", "arm expiry", "arm J",
};

static const SipMachine machine = {
  "server",
  rows, G_N_ELEMENTS (rows),
  G_N_ELEMENTS (state_names), G_N_ELEMENTS (event_names),
  state_names, event_names,
  effect_names, G_N_ELEMENTS (effect_names),
};

static guint
sip_server_classify (SipMessage *message)
{
  guint status = sip_message_get_status (message);

  if (sip_message_is_request (message))
    return SIP_SERVER_REQUEST;

  /* RFC 4320 §4.2: an element "MUST NOT send a response with Status-Code of 408 to a non-INVITE request". */
  if (status < 200 || status == SIP_STATUS_REQUEST_TIMEOUT)
    return SIP_EVENT_NONE;

  return SIP_SERVER_FINAL;
}

static void
sip_server_class_init (SipServerClass *klass)
{
  SipTransactionClass *transaction_class = SIP_TRANSACTION_CLASS (klass);

  sip_transaction_class_describe (transaction_class, &machine, timers, G_N_ELEMENTS (timers));
  transaction_class->classify = sip_server_classify;
}

static void
sip_server_init (SipServer *self)
{
}

/**
 * sip_server_get_machine:
 *
 * Gets the table, to be proven and drawn.
 *
 * Returns: (transfer none): the machine
 */
const SipMachine *
sip_server_get_machine (void)
{
  return &machine;
}
