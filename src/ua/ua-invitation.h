/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ua-session.h"

G_BEGIN_DECLS

/* Being called (RFC 3261 §13.3). No description handler exists before accept (TRUST 3.5). */
#define UA_TYPE_INVITATION (ua_invitation_get_type ())
G_DECLARE_FINAL_TYPE (UaInvitation, ua_invitation, UA, INVITATION, UaSession)

/* Which address of ours was called. */
SipUri  *ua_invitation_get_request_uri (UaInvitation        *self);
/* The call of ours that this one is to take the place of (RFC 3891), which ends when it is accepted; NULL: none, or it is
 * over. Somebody else than its far end may ask for that: it is for a person to decide. */
UaSession  *ua_invitation_get_replaced    (UaInvitation *self);
/* Who sent the caller to us, by the caller's word (RFC 3892); NULL: not told. */
SipAddress *ua_invitation_get_referred_by (UaInvitation *self);
/* 180; sent once by whoever takes the call. */
void     ua_invitation_ring          (UaInvitation         *self);
/* Ends when the ACK came: only then established. */
void     ua_invitation_accept_async  (UaInvitation         *self,
                                      UaDescriptionHandler *handler,
                                      GCancellable         *cancellable,
                                      GAsyncReadyCallback   callback,
                                      gpointer              user_data);
gboolean ua_invitation_accept_finish (UaInvitation         *self,
                                      GAsyncResult         *result,
                                      GError              **error);
/* @status: 480, 486, 603… */
gboolean ua_invitation_reject        (UaInvitation         *self,
                                      guint                 status,
                                      GError              **error);

G_END_DECLS
