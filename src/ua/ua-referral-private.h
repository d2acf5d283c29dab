/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ua-referral.h"

#include "sip-dialog.h"
#include "sip-machine.h"
#include "sip-transaction.h"
#include "ua-referral-target.h"
#include "ua-request.h"

G_BEGIN_DECLS

/* Inside of UaReferral. ua-referral.c is the object, ua-referral-call.c what is done when it is taken,
 * ua-referral-machine.c its table, ua-referral-news.c what we tell, ua-referral-target.c whom we are to call. */

#define UA_REFERRAL_ANSWER_MS  20000 /* well before 64*T1, when a REFER has failed (RFC 3515 §2.4.2) */
#define UA_REFERRAL_DECIDE_MS  40000 /* and then, for a person who is still thinking (CONTRACT U26: a minute in all) */
#define UA_REFERRAL_EXPIRES_S  180   /* how long we tell unasked: about as long as telephones ring */
#define UA_REFERRAL_LONGEST_S  3600

typedef enum
{
  UA_REFERRAL_STATE_WAITING,   /* not answered; a person is asked */
  UA_REFERRAL_STATE_HESITATING, /* answered with 202; the person is still asked */
  UA_REFERRAL_STATE_CALLING,   /* taken: we tell how it goes */
  UA_REFERRAL_STATE_OVER,
} UaReferralState;

typedef enum
{
  UA_REFERRAL_EVENT_HESITATE,
  UA_REFERRAL_EVENT_ACCEPT,
  UA_REFERRAL_EVENT_END,
  UA_REFERRAL_N_EVENTS
} UaReferralEvent;

struct _UaReferral
{
  GObject           parent_instance;
  UaAgent          *agent;   /* weak */
  SipClock         *clock;
  UaSession        *session; /* NULL: in no call */
  SipTransaction   *server;
  SipDialog        *dialog;  /* of the call, or made by the REFER; outlives the call (RFC 5057) */
  UaReferralTarget  target;
  SipAddress       *referred_by; /* NULL: not told */
  SipAddress       *from;
  UaReferralState   state;
  gboolean          settled; /* it was said that it is over */
  gboolean          anonymous; /* the call that comes of it does not say whose it is */
  UaInviter        *inviter; /* its owner's or, once it was sent, the agent's */
  guint             timer;   /* of the state: the answer, the decision, the end of the subscription */

  /* ua-referral-news.c */
  char             *event;   /* "refer", or with an id when it is not the first of its dialog */
  guint32           cseq;
  guint             status;  /* what is to be told */
  const char       *reason;  /* why nothing follows it; NULL: more will */
  gboolean          wanted;  /* it was not told yet */
  UaRequest        *notify;  /* under way */
  gint64            until_ms;
};

/* For the agent. @dialog NULL: a new one; NULL when the REFER can make none. @target is taken over. */
UaReferral *ua_referral_new (UaAgent *agent, UaSession *session, SipDialog *dialog, SipTransaction *server,
                             UaReferralTarget *target);
/* It is nobody's: nothing more is said about it. */
void ua_referral_abandon (UaReferral *self);
/* FALSE: too late. @quiet: they asked for no reports, and get none (RFC 4488). */
gboolean ua_referral_answer (UaReferral *self, guint status, gboolean quiet);
/* Lets go of it when all was told. */
void ua_referral_settle (UaReferral *self);

/* ua-referral-call.c */
void ua_referral_drop_inviter (UaReferral *self);

/* ua-referral-machine.c */
const SipMachine *ua_referral_get_machine (void);
gboolean ua_referral_step (UaReferral *self, UaReferralEvent event);

/* ua-referral-news.c */
void ua_referral_begin_news (UaReferral *self, SipMessage *refer);
void ua_referral_subscribe_for (UaReferral *self, guint seconds);
/* @reason NULL: there is more to come. */
void ua_referral_tell (UaReferral *self, guint status, const char *reason);
void ua_referral_stop_news (UaReferral *self);
/* What became of the call as a status. */
guint ua_referral_translate (const GError *error);
gboolean ua_referral_take_subscribe (UaReferral *self, SipTransaction *server, SipMessage *request);

G_END_DECLS
