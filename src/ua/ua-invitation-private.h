/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sip-message-builder.h"
#include "sip-transaction.h"
#include "ua-early.h"
#include "ua-invitation.h"
#include "ua-reliable.h"
#include "ua-waiters.h"

G_BEGIN_DECLS

#define UA_INVITATION_NO_ANSWER_MS 60000 /* CONTRACT U26 */

/* For the agent: a session out of an INVITE; NULL and an error when it makes no dialog. */
UaInvitation *ua_invitation_new (UaAgent         *agent,
                                 SipTransaction  *server,
                                 GError         **error);
SipMessage        *ua_invitation_get_request    (UaInvitation      *self); /* the INVITE; transfer none */
SipMessageBuilder *ua_invitation_begin_response (UaInvitation      *self,
                                                 guint              status);
/* A final answer, and the end of the call. */
void               ua_invitation_refuse_with    (UaInvitation      *self,
                                                 SipMessageBuilder *builder);

/* Inside of UaInvitation. ua-invitation.c is the call, its ACK and its refusals, ua-invitation-accept.c its answer,
 * ua-invitation-early.c what is said before it, ua-invitation-prack.c what confirms that. */
struct _UaInvitation
{
  UaSession       parent_instance;
  SipTransaction *server;
  UaCaller       *caller;
  gboolean        answered;       /* a final answer was given */
  gboolean        rung;
  guint           no_answer_timer;
  GError         *objection;      /* why their offer cannot be used; NULL: it can */

  /* ua-invitation-early.c */
  UaReliable     *reliable;          /* NULL: nothing was sent reliably */
  UaEarly        *early;             /* NULL: nothing was described */
  char           *early_description; /* ours; NULL: not written yet */
  gboolean        early_sent;        /* the description is on its way, or there */
  gboolean        early_reliable;
  SipTransaction *pracking;          /* their PRACK, while the offer in it is answered */
  UaWaiters      *progressing;       /* for the early description to be agreed */
};

void     ua_invitation_refuse             (UaInvitation         *self,
                                           guint                 status,
                                           const GError         *error);
void     ua_invitation_refuse_description (UaInvitation         *self,
                                           const GError         *error);
/* Nobody is waited for any longer. */
void     ua_invitation_disarm             (UaInvitation         *self);

/* ua-invitation-accept.c */
/* The 2xx; @description NULL: agreed on before. */
void     ua_invitation_confirm            (UaInvitation         *self,
                                           const char           *description);

/* ua-invitation-early.c */
void     ua_invitation_say_ringing        (UaInvitation         *self);
/* Neither accepted on the wire nor over. */
gboolean ua_invitation_is_open            (UaInvitation         *self);
/* What was described early is agreed; and what is written is sent, if it may be. */
void     ua_invitation_agree_early        (UaInvitation         *self);
void     ua_invitation_send_early         (UaInvitation         *self);
gboolean ua_invitation_is_early           (UaInvitation         *self);
void     ua_invitation_accept_early       (UaInvitation         *self,
                                           UaDescriptionHandler *handler);
/* A 2xx was sent: nothing is repeated. A refusal was: what is asked in the dialog is refused, too. It is over. */
void     ua_invitation_rest_early         (UaInvitation         *self);
void     ua_invitation_stop_early         (UaInvitation         *self);
void     ua_invitation_clear_early        (UaInvitation         *self);
gboolean ua_invitation_receive_early      (UaSession            *session,
                                           SipDialog            *dialog,
                                           SipTransaction       *server,
                                           SipMessage           *request);
gboolean ua_invitation_offer_early        (UaSession            *session);

/* ua-invitation-prack.c */
void     ua_invitation_receive_prack      (UaInvitation         *self,
                                           SipTransaction       *server,
                                           SipMessage           *prack);

G_END_DECLS
