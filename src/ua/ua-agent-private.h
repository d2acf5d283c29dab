/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ua-agent.h"

#include "sip-digest.h"
#include "sip-transactions.h"
#include "ua-agent-answer.h"
#include "ua-agent-calls.h"
#include "ua-agent-life.h"
#include "ua-agent-receive.h"
#include "ua-agent-refuse.h"
#include "ua-agent-registration.h"
#include "ua-agent-request.h"
#include "ua-agent-vigil.h"
#include "ua-dialogs.h"
#include "ua-registerer.h"
#include "ua-session.h"
#include "ua-tap.h"
#include "ua-vigil.h"
#include "ua-waiters.h"

G_BEGIN_DECLS

/* Inside of UaAgent, and what the verbs of the room may ask of it. ua-agent.c is the object, ua-agent-life.c
 * start and stop, ua-agent-line.c the port, ua-agent-vigil.c whether it is alive, ua-agent-calls.c what lives on it and
 * outlives it, ua-agent-registration.c what the registrar taught us, ua-agent-receive.c what comes in,
 * ua-agent-replaces.c a call that takes the place of another, ua-agent-answer.c what is said to it, ua-agent-refuse.c
 * what is said to it when it may not be, ua-agent-request.c what goes out. */

#define UA_AGENT_MAX_INCOMING     4    /* calls that wait for an answer; the next hears 486 (TRUST 3) */
#define UA_AGENT_MAX_SESSIONS     16   /* calls in all; the next hears 503 */
#define UA_AGENT_STOP_PATIENCE_MS 4000 /* for the BYEs of ua_agent_stop_async() */

typedef enum
{
  UA_AGENT_STATE_RESTING,
  UA_AGENT_STATE_RUNNING,
  UA_AGENT_STATE_ENDING,  /* sessions are being ended */
  UA_AGENT_STATE_CLOSING, /* the line is being closed */
} UaAgentState;

struct _UaAgent
{
  GObject          parent_instance;
  SipAddress      *address;
  UaConnection    *connection;
  UaCredentials   *credentials; /* weak */
  SipClock        *clock;
  SipTokens       *tokens;
  char            *user_agent;
  char           **methods;     /* NULL: those of ua_agent_abilities */
  char           **types;       /* the same of what bodies are taken */

  UaAgentState     state;
  SipTransactions *transactions;
  SipDigest       *digest;
  char            *realm;       /* where our credentials were last asked for */
  UaTap           *tap;         /* the port, while online */
  Transport       *transport;   /* whose messages we hear, while online */
  UaVigil         *vigil;
  gboolean         answers_options; /* the far end has done so before, on whatever line */
  char            *contact_token; /* the user part of every Contact of this agent's life */
  SipUri          *contact;
  gboolean         outbound;    /* the registrar keeps to our flow (RFC 5626) */
  UaAgentLessons   lessons;     /* while registered */
  gboolean         anonymous;   /* the account has no address (CONTRACT U2) */
  int              trust;       /* whether asserted identities are believed; -1: as the line is */
  UaRegisterer    *registerer;  /* NULL: registrations are their owner's */
  UaDialogs       *dialogs;
  GPtrArray       *sessions;
  GPtrArray       *requests;
  GPtrArray       *owed;        /* UaAgentDebt: BYEs that could not be sent */
  guint            patience_ms;
  guint            session_expires_s; /* 0: calls ask for no refresh (RFC 4028) */
  guint            session_min_se_s;
  UaRel100         rel100;      /* of calls that come in */
  guint            return_timer;
  UaWaiters       *stopping;
  guint            stop_timer;
};

/* ua-agent.c */
SipTransactions   *ua_agent_get_transactions   (UaAgent            *self);
UaDialogs         *ua_agent_get_dialogs        (UaAgent            *self);
gboolean           ua_agent_is_traced          (UaAgent            *self);
void               ua_agent_emit_traced        (UaAgent            *self,
                                                gboolean            outgoing,
                                                const char         *text);
gboolean           ua_agent_offer_session      (UaAgent            *self,
                                                UaInvitation       *invitation);
gboolean           ua_agent_offer_message      (UaAgent            *self,
                                                SipMessage         *request);
gboolean           ua_agent_offer_request      (UaAgent            *self,
                                                SipTransaction     *server,
                                                SipMessage         *request);

/* ua-agent-line.c */
void               ua_agent_follow_connection  (UaAgent            *self);
void               ua_agent_drop_port          (UaAgent            *self);
void               ua_agent_trace              (UaAgent            *self,
                                                gboolean            outgoing,
                                                GBytes             *bytes,
                                                SipMessage         *message); /* NULL: not parsed yet */

/* ua-agent-life.c, beside ua-agent-life.h */
void               ua_agent_close_when_quiet   (UaAgent            *self);

G_END_DECLS
