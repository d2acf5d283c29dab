/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sip-transaction-private.h"

G_BEGIN_DECLS

/* Their INVITE (RFC 3261 §17.2.1, Figure 7, as corrected by RFC 6026 §7.1). */
#define SIP_TYPE_INVITE_SERVER (sip_invite_server_get_type ())
G_DECLARE_FINAL_TYPE (SipInviteServer, sip_invite_server, SIP, INVITE_SERVER, SipTransaction)

typedef enum
{
  SIP_INVITE_SERVER_INITIAL,    /* Nobody has seen it, no timer. START leaves to TRYING. */
  SIP_INVITE_SERVER_TRYING,     /* The user has it, nothing sent yet; repetitions are swallowed. The 100 timer
                                 * leaves to PROCEEDING with our own 100; so does any answer of the user. */
  SIP_INVITE_SERVER_PROCEEDING, /* They know that we have it; repetitions get the newest answer. No timer: the
                                 * user may let it ring. Only a final answer of the user leaves. */
  SIP_INVITE_SERVER_COMPLETED,  /* Refused. G repeats that over UDP, doubling up to T2; H ends the wait. ACK
                                 * leaves to CONFIRMED, H to TERMINATED. */
  SIP_INVITE_SERVER_CONFIRMED,  /* Refused and acknowledged; repeated ACKs are swallowed. I runs and leaves
                                 * to TERMINATED. */
  SIP_INVITE_SERVER_ACCEPTED,   /* Answered with a 2xx, which the user repeats until its ACK, which passes up;
                                 * repeated INVITEs are swallowed. L runs and leaves to TERMINATED. */
  SIP_INVITE_SERVER_TERMINATED, /* Over; nothing leaves. */
} SipInviteServerState;

typedef enum
{
  SIP_INVITE_SERVER_START = SIP_EVENT_START,
  SIP_INVITE_SERVER_TRANSPORT_ERROR = SIP_EVENT_TRANSPORT_ERROR,
  SIP_INVITE_SERVER_INVITE, /* again */
  SIP_INVITE_SERVER_ACK,
  SIP_INVITE_SERVER_1XX,    /* from the user, as are the two below */
  SIP_INVITE_SERVER_2XX,
  SIP_INVITE_SERVER_REFUSE, /* 300 to 699 */
  SIP_INVITE_SERVER_TIMER_100,
  SIP_INVITE_SERVER_TIMER_G,
  SIP_INVITE_SERVER_TIMER_H,
  SIP_INVITE_SERVER_TIMER_I,
  SIP_INVITE_SERVER_TIMER_L,
} SipInviteServerEvent;

const SipMachine *sip_invite_server_get_machine (void);

G_END_DECLS
