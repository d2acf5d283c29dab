/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "phone-account.h"

#include "phone-account-events-private.h"
#include "phone-account-kinds.h"
#include "phone-line-ways.h"
#include "phone-media-terms-private.h"
#include "phone-policy-private.h"
#include "phone-terms-private.h"

#include "sip-address.h"
#include "sip-clock.h"
#include "sip-tokens.h"
#include "store-accounts.h"
#include "transport-trust.h"
#include "ua-agent.h"
#include "ua-credentials.h"
#include "ua-registerer.h"

G_BEGIN_DECLS

/* Inside of PhoneAccount: phone-account.c is the object, phone-account-line.c its way to the server,
 * phone-account-network.c what network and sleep do to that way, phone-account-trust.c whom it believes, phone-account-secret.c
 * its password, phone-account-status.c what is said about it, phone-account-events.c what it is told beside calls. Signals for the room, returning TRUE when taken:
 *   incoming-session (UaInvitation *)
 *   incoming-referral (UaReferral *)
 *   incoming-message (SipAddress *from, GBytes *body)           plain text
 *   incoming-note (SipAddress *from, const char *content_type, GBytes *body)   anything else that comes as a message
 * and traced (gboolean outgoing, const char *text), noted (const char *text: what no message tells), trusted (): the record
 * is to be written down. */

struct _PhoneAccount
{
  GObject parent_instance;

  PhoneAccountKind kind;
  char *id;
  SipUri *aor;
  char *address; /* for people */
  char *display_name;
  const char *country; /* constant; NULL: nobody said */
  char *server;
  char *password; /* NULL: not known */
  char *realm;    /* the server's own name for itself, learnt from its first challenge; NULL: not yet */
  gboolean enabled;

  SipClock *clock;
  SipTokens *tokens;
  guint register_expires; /* seconds; 0: the default */
  PhoneLine line;
  gboolean wanted; /* to be online again once a closing line is gone */
  UaConnection *connection;
  UaAgent *agent;
  UaRegisterer *registerer;
  GPtrArray *closing; /* GTask: waiting for PHONE_LINE_NONE */
  gboolean refuse_type; /* the message just offered is no plain text */

  const PhoneLineWays *ways;
  PhoneRecovery recovery;
  char *trusted_key; /* "name:port=sha256:…"; NULL: none */
  const GError *noted; /* the failure that stands in the trace; only compared */
  PhoneCertificate *offered; /* at the last failure; NULL: it was another one */

  PhonePolicy *policy;
  PhoneMediaTerms *media_terms;
  PhoneTerms terms;
  PhoneAccountEvents events;
  PhoneRoute *route;
  PhoneAccountState shown_state; /* what was notified last */
  guint shown_attempt;
  char *status_text;
  guint countdown; /* GSource id, while waiting */
  guint settle; /* the same, until it is known for how long */
};

/* @record's address and server must have been checked; @password may be NULL. */
PhoneAccount *phone_account_new            (PhoneAccountKind      kind,
                                            const StoreAccount   *record,
                                            const char           *password,
                                            SipClock             *clock,
                                            SipTokens            *tokens);
StoreAccount *phone_account_dup_record     (PhoneAccount         *self);
gboolean      phone_account_is_kept        (PhoneAccount         *self);
void          phone_account_set_expires    (PhoneAccount         *self,
                                            guint                 seconds);
void          phone_account_set_password   (PhoneAccount         *self,
                                            const char           *password);
/* Takes effect with a new line, which is made at once if there is one. */
void          phone_account_set_details    (PhoneAccount         *self,
                                            const char           *server,
                                            const char           *display_name);
SipUri       *phone_account_get_aor        (PhoneAccount         *self);
UaAgent      *phone_account_get_agent      (PhoneAccount         *self); /* NULL: offline */
SipClock     *phone_account_get_clock      (PhoneAccount         *self);
/* What a person typed, as a target of this account. */
SipUri       *phone_account_parse_target   (PhoneAccount         *self,
                                            const char           *text,
                                            GError              **error);
void          phone_account_set_recovery   (PhoneAccount         *self,
                                            PhoneRecovery         recovery);
/* The network changed: do not wait for the next attempt. */
void          phone_account_try_now        (PhoneAccount         *self);
/* The same, for an account that is online: is it still? */
void          phone_account_check_line     (PhoneAccount         *self);
/* These are the machine's addresses; @moved: they were others before. */
void          phone_account_follow_addresses (PhoneAccount       *self,
                                            const char *const    *addresses,
                                            gboolean              moved);
/* Whatever line there is, the far end has forgotten it. */
void          phone_account_wake           (PhoneAccount         *self);

G_END_DECLS
