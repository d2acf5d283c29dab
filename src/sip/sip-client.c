/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The client half of every exchange but a call's beginning: asked once, answered once, soon. Its table is
 * Figure 6 of RFC 3261. */

#include "sip-client.h"

struct _SipClient
{
  SipTransaction parent_instance;
};

G_DEFINE_FINAL_TYPE (SipClient, sip_client, SIP_TYPE_TRANSACTION)

enum
{
  SEND = SIP_EFFECT_SEND,
  PASS_UP = SIP_EFFECT_PASS_UP,
  TIMED_OUT = SIP_EFFECT_TIMED_OUT,
  FAILED = SIP_EFFECT_FAILED,
  ARM_E = SIP_EFFECT_ARM (0),
  ARM_E_SLOW = SIP_EFFECT_ARM (1), /* RFC 3261 §17.1.2.2, in Proceeding: "with a value of T2" */
  ARM_F = SIP_EFFECT_ARM (2),
  ARM_K = SIP_EFFECT_ARM (3),
};

static const SipTransactionTimer timers[] = {
  { SIP_CLIENT_TIMER_E, SIP_T1_MS, SIP_T2_MS, SIP_TIMER_RETRANSMIT },
  { SIP_CLIENT_TIMER_E, SIP_T2_MS, SIP_T2_MS, SIP_TIMER_RETRANSMIT },
  { SIP_CLIENT_TIMER_F, SIP_TRANSACTION_LIFETIME_MS, SIP_TRANSACTION_LIFETIME_MS, SIP_TIMER_ALWAYS },
  { SIP_CLIENT_TIMER_K, SIP_T4_MS, SIP_T4_MS, SIP_TIMER_LINGER },
};

#define STATE(name) SIP_CLIENT_##name

static const SipMachineRow rows[] = {
  { STATE (INITIAL),    SIP_CLIENT_START,           STATE (TRYING),     SEND | ARM_E | ARM_F },
  { STATE (TRYING),     SIP_CLIENT_TIMER_E,         STATE (TRYING),     SEND | ARM_E },
  { STATE (TRYING),     SIP_CLIENT_TIMER_F,         STATE (TERMINATED), TIMED_OUT },
  { STATE (TRYING),     SIP_CLIENT_TRANSPORT_ERROR, STATE (TERMINATED), FAILED },
  { STATE (TRYING),     SIP_CLIENT_1XX,             STATE (PROCEEDING), PASS_UP },
  { STATE (TRYING),     SIP_CLIENT_FINAL,           STATE (COMPLETED),  PASS_UP | ARM_K },
  { STATE (PROCEEDING), SIP_CLIENT_TIMER_E,         STATE (PROCEEDING), SEND | ARM_E_SLOW },
  { STATE (PROCEEDING), SIP_CLIENT_TIMER_F,         STATE (TERMINATED), TIMED_OUT },
  { STATE (PROCEEDING), SIP_CLIENT_TRANSPORT_ERROR, STATE (TERMINATED), FAILED },
  { STATE (PROCEEDING), SIP_CLIENT_1XX,             STATE (PROCEEDING), PASS_UP },
  { STATE (PROCEEDING), SIP_CLIENT_FINAL,           STATE (COMPLETED),  PASS_UP | ARM_K },
  { STATE (COMPLETED),  SIP_CLIENT_TIMER_K,         STATE (TERMINATED), 0 },
};

static const char *const state_names[] = {
  "Initial", "Trying", "Proceeding", "Completed", "Terminated",
};

static const char *const event_names[] = {
  "start", "transport error", "1xx", "200-699", "timer E", "timer F", "timer K",
};

static const char *const effect_names[] = {
  SIP_EFFECT_NAMES, "arm E", "arm E at T2", "arm F", "arm K",
};

static const SipMachine machine = {
  "client",
  rows, G_N_ELEMENTS (rows),
  G_N_ELEMENTS (state_names), G_N_ELEMENTS (event_names),
  state_names, event_names,
  effect_names, G_N_ELEMENTS (effect_names),
};

static guint
sip_client_classify (SipMessage *message)
{
  guint status = sip_message_get_status (message);

  if (status < 100)
    return SIP_EVENT_NONE;

  return status < 200 ? SIP_CLIENT_1XX : SIP_CLIENT_FINAL;
}

static void
sip_client_class_init (SipClientClass *klass)
{
  SipTransactionClass *transaction_class = SIP_TRANSACTION_CLASS (klass);

  sip_transaction_class_describe (transaction_class, &machine, timers, G_N_ELEMENTS (timers));
  transaction_class->is_client = TRUE;
  transaction_class->classify = sip_client_classify;
}

static void
sip_client_init (SipClient *self)
{
}

/**
 * sip_client_get_machine:
 *
 * Gets the table, to be proven and drawn.
 *
 * Returns: (transfer none): the machine
 */
const SipMachine *
sip_client_get_machine (void)
{
  return &machine;
}
