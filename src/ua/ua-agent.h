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
 * Properties: address (SipAddress, our From), contact (SipUri), connection, user-agent, credentials, clock. */
#define UA_TYPE_AGENT (ua_agent_get_type ())
G_DECLARE_FINAL_TYPE (UaAgent, ua_agent, UA, AGENT, GObject)

/* @address: name-addr of the account. @credentials may be NULL; held weakly. */
UaAgent      *ua_agent_new             (SipAddress           *address,
                                        UaConnection         *connection,
                                        UaCredentials        *credentials,
                                        SipClock             *clock,
                                        SipTokens            *tokens);
void          ua_agent_set_user_agent  (UaAgent              *self,
                                        const char           *user_agent);
void          ua_agent_allow_method    (UaAgent              *self,
                                        const char           *method);
SipAddress   *ua_agent_get_address     (UaAgent              *self);
/* WebSocket: sip:xyz@random.invalid;transport=ws (RFC 7118 §5); other wires: our end of the line. */
SipUri       *ua_agent_get_contact     (UaAgent              *self);
UaConnection *ua_agent_get_connection  (UaAgent              *self);
SipClock     *ua_agent_get_clock       (UaAgent              *self);
SipTokens    *ua_agent_get_tokens      (UaAgent              *self);
gboolean      ua_agent_is_connected    (UaAgent              *self); /* U9 */
guint         ua_agent_get_n_sessions  (UaAgent              *self);

/* Is the line still good? Asks now; without an answer within three seconds it is dropped as lost, and made again. */
void          ua_agent_check_line      (UaAgent              *self);
gint64        ua_agent_get_round_trip_ms (UaAgent            *self); /* on this line; -1: none measured */
/* The address changed under a line that works: calls are moved as if it had been lost. */
void          ua_agent_move_calls      (UaAgent              *self);
/* How long calls outlive their line; 30 s by default. */
void          ua_agent_set_patience_ms (UaAgent              *self,
                                        guint                 patience_ms);

void          ua_agent_start           (UaAgent              *self); /* U4 */
/* Ends sessions, then registrations are their owner's, then disconnects (U5). */
void          ua_agent_stop_async      (UaAgent              *self,
                                        GCancellable         *cancellable,
                                        GAsyncReadyCallback   callback,
                                        gpointer              user_data);
gboolean      ua_agent_stop_finish     (UaAgent              *self,
                                        GAsyncResult         *result,
                                        GError              **error);
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
