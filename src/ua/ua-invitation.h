/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ua-caller.h"
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
/* What they offer, as they wrote it; NULL: nothing yet, or not in our language (transfer full). */
char     *ua_invitation_dup_offer    (UaInvitation         *self);
/* Who calls; read from the INVITE. */
UaCaller *ua_invitation_get_caller   (UaInvitation         *self);
/* 302: called there instead, if the caller wishes. FALSE when answered before, or sent on too often already. */
gboolean ua_invitation_redirect      (UaInvitation         *self,
                                      SipUri               *target,
                                      GError              **error);
/* The same, and why: what Diversion will say of us (RFC 5806 §9). ua_invitation_redirect(): deflection. */
gboolean ua_invitation_redirect_for  (UaInvitation         *self,
                                      SipUri               *target,
                                      UaDiversionReason     reason,
                                      GError              **error);
/* 180; sent once by whoever takes the call. */
void     ua_invitation_ring          (UaInvitation         *self);
/* 183 with an early answer, or an early offer when the caller made none; reliable when the caller can. @handler is
 * opened now, before the call is accepted, so a person must have asked for that (TRUST 3.5); accepting goes on with it.
 * Ends when the early description is agreed. */
void     ua_invitation_progress_async  (UaInvitation         *self,
                                        UaDescriptionHandler *handler,
                                        GCancellable         *cancellable,
                                        GAsyncReadyCallback   callback,
                                        gpointer              user_data);
gboolean ua_invitation_progress_finish (UaInvitation         *self,
                                        GAsyncResult         *result,
                                        GError              **error);
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
