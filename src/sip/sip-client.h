/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sip-transaction-private.h"

G_BEGIN_DECLS

/* Our request that is no INVITE (RFC 3261 §17.1.2, Figure 6). */
#define SIP_TYPE_CLIENT (sip_client_get_type ())
G_DECLARE_FINAL_TYPE (SipClient, sip_client, SIP, CLIENT, SipTransaction)

typedef enum
{
  SIP_CLIENT_INITIAL,    /* Nothing sent, no timer. START leaves to TRYING. */
  SIP_CLIENT_TRYING,     /* Sent, nothing heard. E repeats it over UDP, doubling up to T2; F ends it. Any
                          * response leaves; so do F and a port that fails, to TERMINATED. */
  SIP_CLIENT_PROCEEDING, /* They have it, but their answer may be lost: E goes on every T2, F goes on. A final
                          * response leaves; so do F and a port that fails. */
  SIP_CLIENT_COMPLETED,  /* Answered; repetitions are swallowed. K runs and leaves to TERMINATED. */
  SIP_CLIENT_TERMINATED, /* Over; nothing leaves. */
} SipClientState;

typedef enum
{
  SIP_CLIENT_START = SIP_EVENT_START,
  SIP_CLIENT_TRANSPORT_ERROR = SIP_EVENT_TRANSPORT_ERROR,
  SIP_CLIENT_1XX,
  SIP_CLIENT_FINAL, /* 200 to 699 */
  SIP_CLIENT_TIMER_E,
  SIP_CLIENT_TIMER_F,
  SIP_CLIENT_TIMER_K,
} SipClientEvent;

const SipMachine *sip_client_get_machine (void);

G_END_DECLS
