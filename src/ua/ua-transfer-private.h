/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ua-transfer.h"

#include "sip-machine.h"
#include "sip-transaction.h"
#include "ua-request.h"
#include "ua-subscription.h"

G_BEGIN_DECLS

/* Inside of UaTransfer. ua-transfer.c is the object, ua-transfer-machine.c its table, ua-transfer-request.c what is asked
 * and what is answered to that, ua-transfer-news.c what is told afterwards. */

#define UA_TRANSFER_FIRST_NEWS_MS (32 * 1000)  /* 64*T1: who agreed has told nothing at all (RFC 6665 §4.1.2.4) */
#define UA_TRANSFER_SILENCE_S     180          /* between two reports that do not say how long they hold */
#define UA_TRANSFER_LONGEST_S     3600
#define UA_TRANSFER_OTHER_MS      5000         /* for the target to hang up the call that was taken over */

typedef enum
{
  UA_TRANSFER_EVENT_BEGIN,
  UA_TRANSFER_EVENT_AGREE, /* the far end is going to call */
  UA_TRANSFER_EVENT_REACH, /* it got through, or we are as sure of that as we shall be */
  UA_TRANSFER_EVENT_FAIL,
  UA_TRANSFER_N_EVENTS
} UaTransferEvent;

struct _UaTransfer
{
  GObject              parent_instance;
  UaAgent             *agent; /* weak */
  SipClock            *clock;
  UaSession           *call;
  UaSession           *other;  /* NULL: blind */
  SipUri              *target; /* NULL: the far end of @other */
  SipDialog           *dialog; /* in which it was asked; outlives the call (RFC 5057) */
  gboolean             quiet;
  UaTransferState      state;
  guint                progress;
  GError              *error;
  UaWaiters           *waiters;
  UaRequest           *refer;
  guint                other_timer;

  /* ua-transfer-news.c */
  gboolean             watching;
  gboolean             told; /* there was news */
  guint                news_timer;
  UaSubscription      *subscription; /* NULL: nothing to renew */
  UaSubscriptionTerms  terms;
};

/* ua-transfer.c */
void ua_transfer_fail (UaTransfer *self, const GError *error);
void ua_transfer_reach (UaTransfer *self);
void ua_transfer_set_progress (UaTransfer *self, guint status);
/* The agent goes. */
void ua_transfer_abandon (UaTransfer *self);
/* Performs the effects of a step. */
void ua_transfer_leave (UaTransfer *self);
void ua_transfer_disappoint (UaTransfer *self);
/* They have each other. */
void ua_transfer_release_other (UaTransfer *self);
/* Lets go of it when there is nothing more to do. */
void ua_transfer_settle (UaTransfer *self);

/* ua-transfer-machine.c */
const SipMachine *ua_transfer_get_machine (void);
gboolean ua_transfer_step (UaTransfer *self, UaTransferEvent event);

/* ua-transfer-request.c */
/* The far end has hung up by itself. */
gboolean ua_transfer_was_left (UaTransfer *self);
void ua_transfer_ask (UaTransfer *self);

/* ua-transfer-news.c */
void ua_transfer_await_news (UaTransfer *self);
/* The REFER was agreed to: now they are due. */
void ua_transfer_expect_news (UaTransfer *self);
/* They change nothing any more, but whoever sends them is heard out for a while. */
void ua_transfer_linger (UaTransfer *self);
void ua_transfer_close_news (UaTransfer *self);

G_END_DECLS
