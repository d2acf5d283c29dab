/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ua-early.h"
#include "ua-inviter-redirect.h"

G_BEGIN_DECLS

/* Inside of UaInviter. ua-inviter.c is the call, ua-inviter-answer.c the 2xx and what follows from it,
 * ua-inviter-early.c the telephones that ring. */
struct _UaInviter
{
  UaSession   parent_instance;
  SipUri     *target;
  UaOptions  *options;
  UaRequest  *request;
  UaInviterRedirect *redirect; /* NULL: never sent on */
  gboolean    offered;  /* our INVITE carries the offer */
  GPtrArray  *early;    /* UaEarly, one for each telephone that rings */
  UaEarly    *first;    /* whose description the call's own handler took; NULL: none yet */
  UaEarly    *winner;   /* who answered; NULL: nobody yet */
  guint       n_forks;
  SipMessage *accepted; /* the 2xx whose ACK is to carry our answer; NULL: none */
};

void     ua_inviter_receive_provisional (UaInviter      *self,
                                         SipMessage     *response);
/* The dialog that @response belongs to or makes; borrowed. */
UaEarly *ua_inviter_take_early          (UaInviter      *self,
                                         SipMessage     *response,
                                         GError        **error);
/* Sees that there is a handler for this telephone, the call's own or a fork of it; FALSE: there is none to be had. */
gboolean ua_inviter_give_handler        (UaInviter      *self,
                                         UaEarly        *early);
/* All go but @kept, and their media with them. */
void     ua_inviter_drop_early          (UaInviter      *self,
                                         UaEarly        *kept);
/* All go; who is called next finds the call as the first did. TRUE when its handler had agreed with one of them. */
gboolean ua_inviter_forget_early        (UaInviter      *self);
gboolean ua_inviter_receive_early       (UaSession      *session,
                                         SipDialog      *dialog,
                                         SipTransaction *server,
                                         SipMessage     *request);
gboolean ua_inviter_offer_early         (UaSession      *session);

/* ua-inviter-answer.c */
/* @response, a 2xx, is the first one: who sent it is the call. */
void     ua_inviter_receive_acceptance  (UaInviter      *self,
                                         SipMessage     *response);
/* The ACK that waits for our answer, if one does; @answer NULL: without any. */
void     ua_inviter_acknowledge_late    (UaInviter      *self,
                                         const char     *answer);
/* The negotiation of who answered has come to rest: the call is up. */
void     ua_inviter_confirm             (UaInviter      *self);

G_END_DECLS
