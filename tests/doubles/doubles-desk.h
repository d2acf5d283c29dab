/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "doubles-clock.h"
#include "doubles-source.h"
#include "doubles-transport.h"
#include "ua-agent.h"
#include "ua-invitation.h"

G_BEGIN_DECLS

/* One person's agent on a line without a wire, with everything that comes in written down. Two desks can be
 * joined: then what one says the other hears. */
typedef struct
{
  DoublesClock     *clock; /* shared with every other desk of the test */
  SipTokens        *tokens;
  UaConnection     *connection;
  DoublesSource    *source;
  UaAgent          *agent;
  UaCredentials    *credentials;
  DoublesTransport *transport;  /* the newest; NULL before the first attempt */
  char             *via_protocol;
  DoublesOpening    opening;    /* of the next attempt */
  gboolean          silent;     /* the far end of a line without a peer answers no OPTIONS; FALSE to begin with */
  guint             n_attempts;
  gboolean          take_calls; /* TRUE to begin with */
  gboolean          take_messages;
  gboolean          take_replacing; /* calls by others that take the place of one of ours; FALSE to begin with */
  UaInvitation     *invitation; /* the newest that was taken */
  GString          *heard;
} DoublesDesk;

/* sip:@name@example.org; @via_protocol NULL: "WSS". */
DoublesDesk *doubles_desk_new          (DoublesClock *clock,
                                        const char   *name,
                                        const char   *via_protocol);
void         doubles_desk_free         (DoublesDesk  *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DoublesDesk, doubles_desk_free)

/* Starts the agent and waits until the line is up. */
void         doubles_desk_open         (DoublesDesk  *self);
/* Now, and on the lines to come: is there nobody to answer an OPTIONS? It is written like everything else then. */
void         doubles_desk_fall_silent  (DoublesDesk  *self,
                                        gboolean      silent);
/* Two open desks: a wire between them. */
void         doubles_desk_join         (DoublesDesk  *self,
                                        DoublesDesk  *other);
/* Everything that can happen now happens; and, for the second, within @ms. */
void         doubles_desk_settle       (DoublesDesk  *self);
void         doubles_desk_advance      (DoublesDesk  *self,
                                        guint         ms);
/* The next message that was sent must be a request of @method, or the response @status. A new reference. */
SipMessage  *doubles_desk_pop_request  (DoublesDesk  *self,
                                        const char   *method);
SipMessage  *doubles_desk_pop_response (DoublesDesk  *self,
                                        guint         status);
void         doubles_desk_expect_silence (DoublesDesk *self);
/* The peer's answer to @request, with further header lines and body ("" or "Name: value\n…\n\nbody"). */
void         doubles_desk_answer       (DoublesDesk  *self,
                                        SipMessage   *request,
                                        guint         status,
                                        const char   *to_tag,
                                        const char   *rest);
/* What came in since the last call: "call", "text hello", "request FOO", with ", " between. */
void         doubles_desk_expect       (DoublesDesk  *self,
                                        const char   *heard);

G_END_DECLS
