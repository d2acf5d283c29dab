/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sip-transaction-private.h"

G_BEGIN_DECLS

/* Their request that is no INVITE (RFC 3261 §17.2.2, Figure 8, as corrected by RFC 4320 §4). */
#define SIP_TYPE_SERVER (sip_server_get_type ())
G_DECLARE_FINAL_TYPE (SipServer, sip_server, SIP, SERVER, SipTransaction)

typedef enum
{
  SIP_SERVER_INITIAL,    /* Nobody has seen it, no timer. START leaves to TRYING. */
  SIP_SERVER_TRYING,     /* The user has it, nothing sent; repetitions are swallowed. The 100 timer leaves to
                          * PROCEEDING, an answer to COMPLETED, and expiry, when they have given up, ends
                          * it. */
  SIP_SERVER_PROCEEDING, /* Our 100 is out; repetitions get it again. Expiry runs. An answer leaves; so do
                          * expiry and a port that does not take the 100. */
  SIP_SERVER_COMPLETED,  /* Answered; repetitions get the answer again. J runs and leaves; so does a port that
                          * does not take the answer. */
  SIP_SERVER_TERMINATED, /* Over; nothing leaves. */
} SipServerState;

typedef enum
{
  SIP_SERVER_START = SIP_EVENT_START,
  SIP_SERVER_TRANSPORT_ERROR = SIP_EVENT_TRANSPORT_ERROR,
  SIP_SERVER_REQUEST, /* again */
  SIP_SERVER_FINAL,   /* from the user; never a 408 */
  SIP_SERVER_TIMER_100,
  SIP_SERVER_TIMER_EXPIRY,
  SIP_SERVER_TIMER_J,
} SipServerEvent;

const SipMachine *sip_server_get_machine (void);

G_END_DECLS
