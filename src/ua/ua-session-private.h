/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ua-session.h"

#include "sip-machine.h"
#include "ua-agent-private.h"
#include "ua-confirmation.h"
#include "ua-negotiation.h"
#include "ua-request.h"
#include "ua-session-change.h"
#include "ua-session-digits.h"
#include "ua-session-end.h"
#include "ua-session-learn.h"
#include "ua-session-move.h"
#include "ua-session-receive.h"
#include "ua-session-timer.h"
#include "ua-session-trickle.h"

G_BEGIN_DECLS

/* Inside of UaSession. ua-session.c is the object, ua-session-machine.c its table, ua-session-end.c all the ways to end,
 * ua-session-receive.c requests inside the dialog, ua-session-hold.c our changes of an established call,
 * ua-session-change.c theirs, ua-session-move.c a line that was lost, ua-session-replace.c a dialog that was lost at the
 * far end, ua-session-takeover.c one that was lost there and comes back, ua-session-timer.c whether anybody is there. */

#define UA_SESSION_PATIENCE_MS 4000 /* how long an ending may look like one */

typedef enum
{
  UA_SESSION_EVENT_BEGIN,   /* we call, or we accept */
  UA_SESSION_EVENT_CONFIRM, /* the ACK was sent or came, and the descriptions agree */
  UA_SESSION_EVENT_LEAVE,   /* it is to end; something must still be said or heard */
  UA_SESSION_EVENT_END,     /* it is over */
  UA_SESSION_N_EVENTS
} UaSessionEvent;

typedef struct
{
  UaAgent              *agent; /* weak */
  SipClock             *clock;
  UaSessionState        state;
  UaSessionEnd          end;   /* what TERMINATED will have been for; fixed by the first LEAVE or END */
  GError               *end_error;
  SipAddress           *remote;
  char                 *call_id;
  SipDialog            *dialog; /* NULL before there is the one */
  UaNegotiation        *negotiation;
  UaDescriptionHandler *handler;
  UaConfirmation       *confirmation;
  UaWaiters            *beginning; /* for ESTABLISHED */
  UaWaiters            *leaving;   /* for TERMINATED */
  guint                 patience_timer;

  /* ua-session-hold.c */
  gboolean              held_by_us;
  gboolean              held_by_them;
  gboolean              hold_wanted;
  gboolean              hold_offered; /* what the offer under way says */
  gboolean              offer_wanted;
  UaWaiters            *holding;
  UaRequest            *change; /* our re-INVITE */
  guint                 retry_timer;
  guint                 n_glares;

  /* ua-session-change.c */
  SipTransaction       *changing; /* their re-INVITE or UPDATE, while it is being answered */
  SipTransaction       *early_change; /* ua-session-early-change.c; their re-INVITE that came before we were up */
  guint                 early_change_timer;

  /* ua-session-move.c */
  gboolean              stranded;    /* the line was lost and the call has not been moved since */
  gboolean              move_wanted; /* the next offer is to make a new path */
  gboolean              moving;      /* the one under way is */
  SipMessage           *unconfirmed; /* our 2xx whose ACK the loss came before */
  SipTransaction       *unanswered;  /* their change that the loss came in between */
  guint                 stranded_timer;
  guint                 deaf_timer;  /* our move has heard nothing but 100 since */
  gint64                stranded_ms; /* since when patience counts */

  /* ua-session-replace.c and ua-session-takeover.c */
  UaRequest            *replacement; /* our INVITE that takes this call's place */
  gboolean              forgotten;   /* the far end has said that it does not know the dialog */
  gboolean              ours;        /* the dialog of now was made by our INVITE, whoever called at first */
  UaSession            *replaced;    /* the call that ends when this one is accepted; NULL: none */
  SipDialog            *successor;   /* theirs, while their INVITE that replaces is being answered */

  /* ua-session-timer.c */
  UaSessionTimer        timer;

  UaSessionDigits      *digits;      /* ua-session-digits.c; NULL before the first */
  UaTrickle            *trickle;     /* ua-session-trickle.c; NULL: they know nothing of it */
  UaSessionFar          far;         /* what the far end said of itself */
} UaSessionPrivate;

UaSessionPrivate *ua_session_get_private (UaSession *self);

/* ua-session-machine.c */
const SipMachine *ua_session_get_machine (void);
gboolean ua_session_step (UaSession *self, UaSessionEvent event);
void ua_session_forget (UaSession *self);

/* ua-session.c, for the two kinds */
void ua_session_begin (UaSession *self, UaAgent *agent, SipAddress *remote, const char *call_id);
void ua_session_set_handler (UaSession *self, UaDescriptionHandler *handler);
void ua_session_follow (UaSession *self, UaDescriptionHandler *handler, UaNegotiation *negotiation);
void ua_session_emit_early_media (UaSession *self);
void ua_session_set_dialog (UaSession *self, SipDialog *dialog);
void ua_session_set_held_by_them (UaSession *self, gboolean held);
void ua_session_set_held_by_us (UaSession *self, gboolean held);
void ua_session_set_remote (UaSession *self, SipAddress *remote);
void ua_session_set_stranded (UaSession *self, gboolean stranded);
void ua_session_emit_ended (UaSession *self);
void ua_session_emit_progress (UaSession *self, guint status);

G_END_DECLS
