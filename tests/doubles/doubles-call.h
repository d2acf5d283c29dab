/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "doubles-description-handler.h"
#include "doubles-desk.h"
#include "doubles-wait.h"
#include "ua-inviter.h"

G_BEGIN_DECLS

/* Alice calls Bob: two desks on one wire, a call that is not sent yet, and sound for both. */
typedef struct
{
  DoublesDesk               *alice;
  DoublesDesk               *bob;
  UaInviter                 *inviter;
  UaInvitation              *invitation;
  DoublesDescriptionHandler *alice_handler;
  DoublesDescriptionHandler *bob_handler;
  DoublesAnswer              invited;
  DoublesAnswer              accepted;
} DoublesCall;

DoublesCall *doubles_call_new          (const char     *via_protocol);
/* With something else said in the INVITE. */
DoublesCall *doubles_call_new_with     (const char     *via_protocol,
                                        UaOptions      *options);
/* Ends what is left of the call, and then nothing of it may be left. */
void         doubles_call_free         (DoublesCall    *call);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DoublesCall, doubles_call_free)

UaSession   *doubles_call_alice        (DoublesCall    *call);
UaSession   *doubles_call_bob          (DoublesCall    *call);
/* The INVITE is sent and Bob has it. */
void         doubles_call_begin        (DoublesCall    *call);
/* And he accepts, and both talk. */
void         doubles_call_establish    (DoublesCall    *call);
void         doubles_call_expect_state (UaSession      *session,
                                        UaSessionState  state);
/* TERMINATED, in this way. */
void         doubles_call_expect_end   (UaSession      *session,
                                        UaSessionEnd    end);

G_END_DECLS
