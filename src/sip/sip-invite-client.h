/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sip-transaction-private.h"

G_BEGIN_DECLS

/* Our INVITE (RFC 3261 §17.1.1, Figure 5, as corrected by RFC 6026 §7.2). */
#define SIP_TYPE_INVITE_CLIENT (sip_invite_client_get_type ())
G_DECLARE_FINAL_TYPE (SipInviteClient, sip_invite_client, SIP, INVITE_CLIENT, SipTransaction)

typedef enum
{
  SIP_INVITE_CLIENT_INITIAL,    /* Nothing sent, no timer. START leaves to CALLING. */
  SIP_INVITE_CLIENT_CALLING,    /* Sent, nothing heard. A repeats the INVITE over UDP, doubling; B ends it.
                                 * Any response leaves; so do B and a port that fails, to TERMINATED. */
  SIP_INVITE_CLIENT_PROCEEDING, /* They have it. No timer: a phone may ring for minutes. Once cancelled, the
                                 * grace timer runs. A final response leaves; so do grace and a lost port. */
  SIP_INVITE_CLIENT_COMPLETED,  /* Refused and acknowledged; each repetition is acknowledged again. D runs and
                                 * leaves to TERMINATED, and so does an ACK that the port did not take. */
  SIP_INVITE_CLIENT_ACCEPTED,   /* A 2xx came: the user acknowledges it, and every further 2xx of a fork is
                                 * passed up too. M runs and leaves to TERMINATED. */
  SIP_INVITE_CLIENT_TERMINATED, /* Over; nothing leaves. */
} SipInviteClientState;

typedef enum
{
  SIP_INVITE_CLIENT_START = SIP_EVENT_START,
  SIP_INVITE_CLIENT_TRANSPORT_ERROR = SIP_EVENT_TRANSPORT_ERROR,
  SIP_INVITE_CLIENT_1XX,
  SIP_INVITE_CLIENT_2XX,
  SIP_INVITE_CLIENT_REFUSED,   /* 300 to 699 */
  SIP_INVITE_CLIENT_CANCELLED, /* our CANCEL has been sent */
  SIP_INVITE_CLIENT_TIMER_A,
  SIP_INVITE_CLIENT_TIMER_B,
  SIP_INVITE_CLIENT_TIMER_D,
  SIP_INVITE_CLIENT_TIMER_M,
  SIP_INVITE_CLIENT_TIMER_GRACE,
} SipInviteClientEvent;

const SipMachine *sip_invite_client_get_machine (void);

G_END_DECLS
