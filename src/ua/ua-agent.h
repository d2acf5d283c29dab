/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sip-address.h"
#include "ua-connection.h"
#include "ua-credentials.h"
#include "ua-options.h"

G_BEGIN_DECLS

typedef struct _SipMessage     SipMessage;
typedef struct _SipTransaction SipTransaction;
typedef struct _UaInvitation   UaInvitation;

/* Owns one line: port, transactions, dialogs; hands out what comes in (CONTRACT U1–U5). Signals, each
 * returning TRUE when somebody takes it (nobody: the RFC's refusal):
 *   incoming-session (UaInvitation *)                   480 when not taken
 *   incoming-referral (UaReferral *)                    603 when not taken (U24)
 *   incoming-message (SipAddress *from, const char *content_type, GBytes *body)   taken: 200 (U23); else the next
 *   incoming-request (SipTransaction *, SipMessage *)   any other request outside a dialog, and a MESSAGE that
 *                                                       nobody took; not taken: 405/501
 * and
 *   traced (gboolean outgoing, const char *text)        every message, secrets blotted out (A.6 item 7)
 * Properties: address (SipAddress, our From; NULL: anonymous), contact (SipUri), connection, user-agent, credentials, clock. */
#define UA_TYPE_AGENT (ua_agent_get_type ())
G_DECLARE_FINAL_TYPE (UaAgent, ua_agent, UA, AGENT, GObject)

/* @address: name-addr of the account; NULL: anonymous, which can call and write but not register (U2).
 * @credentials may be NULL; held weakly. */
UaAgent      *ua_agent_new             (SipAddress           *address,
                                        UaConnection         *connection,
                                        UaCredentials        *credentials,
                                        SipClock             *clock,
                                        SipTokens            *tokens);
void          ua_agent_set_user_agent  (UaAgent              *self,
                                        const char           *user_agent);
void          ua_agent_allow_method    (UaAgent              *self,
                                        const char           *method);
void          ua_agent_accept_type     (UaAgent              *self,
                                        const char           *type);
SipAddress   *ua_agent_get_address     (UaAgent              *self);
/* WebSocket: sip:xyz@random.invalid;transport=ws (RFC 7118 §5); other wires: our end of the line. */
SipUri       *ua_agent_get_contact     (UaAgent              *self);
UaConnection *ua_agent_get_connection  (UaAgent              *self);
SipClock     *ua_agent_get_clock       (UaAgent              *self);
SipTokens    *ua_agent_get_tokens      (UaAgent              *self);
gboolean      ua_agent_is_connected    (UaAgent              *self); /* U9 */
gboolean      ua_agent_is_anonymous    (UaAgent              *self); /* it has no address of its own (U2) */
guint         ua_agent_get_n_sessions  (UaAgent              *self);

/* Is the line still good? Asks now; without an answer within three seconds it is dropped as lost, and made again. */
void          ua_agent_check_line      (UaAgent              *self);
gint64        ua_agent_get_round_trip_ms (UaAgent            *self); /* on this line; -1: none measured */
/* The address changed under a line that works: calls are moved as if it had been lost. */
void          ua_agent_move_calls      (UaAgent              *self);
/* How long calls outlive their line; 30 s by default. */
void          ua_agent_set_patience_ms (UaAgent              *self,
                                        guint                 patience_ms);

/* RFC 4028: what calls ask for, and the shortest that is borne; 1800 and 90 s by default. @expires_s 0: off. */
void          ua_agent_set_session_timer (UaAgent            *self,
                                        guint                 expires_s,
                                        guint                 min_se_s);
/* What incoming calls are answered with (RFC 3262). SUPPORTED by default: reliably when the caller requires it, and
 * whenever a provisional answer carries a description and the caller can. REQUIRED: a caller who cannot hears 421. */
void          ua_agent_set_rel100      (UaAgent              *self,
                                        UaRel100              rel100);

void          ua_agent_start           (UaAgent              *self); /* U4: and restores what a stop ended */
/* Unregisters, ends sessions, subscriptions and publications, disconnects; what was wanted is remembered (U5). */
void          ua_agent_stop_async      (UaAgent              *self,
                                        GCancellable         *cancellable,
                                        GAsyncReadyCallback   callback,
                                        gpointer              user_data);
gboolean      ua_agent_stop_finish     (UaAgent              *self,
                                        GAsyncResult         *result,
                                        GError              **error);
/* Whether P-Asserted-Identity of our own server is believed (RFC 3325 §5). By default where the line is secure or on
 * loopback. */
void          ua_agent_set_trust_identity (UaAgent           *self,
                                           gboolean           trust);
gboolean      ua_agent_trusts_identity (UaAgent              *self);
/* Any method, once, outside a dialog, challenges answered (U15); a body needs a content type. */
void          ua_agent_request_async   (UaAgent              *self,
                                        const char           *method,
                                        SipUri               *target,
                                        UaOptions            *options,
                                        const char           *content_type,
                                        GBytes               *body,
                                        GCancellable         *cancellable,
                                        GAsyncReadyCallback   callback,
                                        gpointer              user_data);
SipMessage   *ua_agent_request_finish  (UaAgent              *self,
                                        GAsyncResult         *result,
                                        GError              **error);
/* Answers what incoming-request handed out: status, and headers by "Name: value" lines, NULL-terminated. */
gboolean      ua_agent_respond         (UaAgent              *self,
                                        SipTransaction       *server,
                                        guint                 status,
                                        const char           *reason,
                                        const char *const    *headers);

G_END_DECLS
