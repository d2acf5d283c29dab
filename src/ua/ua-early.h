/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sip-transactions.h"
#include "ua-negotiation.h"
#include "ua-request.h"
#include "ua-trickle.h"

G_BEGIN_DECLS

/* Internal: one dialog of a call before its answer, of which a call of ours has as many as telephones ring. It knows how
 * far the first offer and answer are in it, and makes and takes further ones by UPDATE (RFC 3311). Signals:
 *   settled ()                a description took effect in it
 *   gave-up ()                an UPDATE of ours came to nothing; what it was for is handed over
 *   failed (const GError *)   nothing more will come of it */
#define UA_TYPE_EARLY (ua_early_get_type ())
G_DECLARE_FINAL_TYPE (UaEarly, ua_early, UA, EARLY, GObject)

typedef enum
{
  UA_EARLY_ANSWER_NONE,    /* the first offer is not made, or not answered */
  UA_EARLY_ANSWER_PREVIEW, /* answered in a provisional response that may be lost (RFC 6337 §3.1.1) */
  UA_EARLY_ANSWER_FIRM,    /* answered for good: either side may offer anew */
} UaEarlyAnswer;

struct _UaEarly
{
  GObject               parent_instance;
  UaAgent              *agent; /* weak; NULL: it is over */
  SipDialog            *dialog;
  gboolean              ours;  /* our INVITE made it */
  gboolean              offered; /* and carried an offer */
  UaEarlyAnswer         answer;
  UaDescriptionHandler *handler; /* NULL: none yet, or none to be had */
  UaNegotiation        *negotiation;
  gboolean              agreed; /* its own negotiation has come to an agreement */
  gboolean              held;  /* by what they described last */
  UaTrickle            *trickle; /* of a call of ours; NULL: they know nothing of it */

  /* ua-early-update.c */
  gboolean              can_update; /* they said so in Allow */
  gboolean              offer_wanted;
  UaRequest            *update;     /* ours; NULL: none */
  SipTransaction       *updating;   /* theirs, while it is being answered */
  guint                 retry_timer;
  guint                 n_glares;

  /* ua-early-prack.c */
  gboolean              has_rseq;
  guint32               rseq;       /* of the last reliable response that came in order */
  SipMessage           *unacknowledged; /* the one whose offer is answered, or whose PRACK brings ours */
  gboolean              prack_refused;  /* an offer in a PRACK was: there is none any more */
};

UaEarly  *ua_early_new            (UaAgent              *agent,
                                   SipDialog            *dialog,
                                   gboolean              ours);
void      ua_early_set_handler    (UaEarly              *self,
                                   UaDescriptionHandler *handler,
                                   UaNegotiation        *negotiation);
/* What they can do, from any message of theirs. */
void      ua_early_learn          (UaEarly              *self,
                                   SipMessage           *message);
/* A description took effect: say so. */
void      ua_early_settle         (UaEarly              *self);
void      ua_early_give_up        (UaEarly              *self);
void      ua_early_fail           (UaEarly              *self,
                                   const GError         *error);
/* Nothing more is said or told; what they asked is refused. Media is not touched but for an offer under way. */
void      ua_early_stop           (UaEarly              *self);

/* ua-early-update.c */
/* Offers by UPDATE if an offer is wanted and may be made now. */
void      ua_early_pursue         (UaEarly              *self);
/* TRUE when an offer is still wanted; it is the caller's to make from now on. */
gboolean  ua_early_hand_over      (UaEarly              *self);
void      ua_early_receive_update (UaEarly              *self,
                                   SipTransaction       *server,
                                   SipMessage           *request);
void      ua_early_drop_update    (UaEarly              *self);

/* ua-early-prack.c: is this reliable response the next one, so that it may be processed (RFC 3262 §4)? */
gboolean  ua_early_is_next        (UaEarly              *self,
                                   SipMessage           *response);
/* PRACK; @answer to the offer in @response, or NULL. */
void      ua_early_acknowledge    (UaEarly              *self,
                                   SipMessage           *response,
                                   const char           *answer);
/* If an offer of ours is wanted, and UPDATE is not for it, the PRACK brings it; FALSE: it does not. */
gboolean  ua_early_offer_in_prack (UaEarly              *self,
                                   SipMessage           *response);
/* Their offer in a reliable response: it is answered in its PRACK, then settled. */
void      ua_early_answer_offer   (UaEarly              *self,
                                   SipMessage           *response,
                                   const char           *offer);

G_END_DECLS
