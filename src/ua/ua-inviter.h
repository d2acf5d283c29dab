/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ua-session.h"

G_BEGIN_DECLS

/* Calling (RFC 3261 §13.2; CONTRACT U13, U14). Signal:
 *   redirected (GPtrArray *)   of SipAddress, best first: they can be reached there (3xx). TRUE to decide, then or later,
 *                              by ua_inviter_follow() or by hanging up; nobody takes it: the 3xx ends the call */
#define UA_TYPE_INVITER (ua_inviter_get_type ())
G_DECLARE_FINAL_TYPE (UaInviter, ua_inviter, UA, INVITER, UaSession)

UaInviter *ua_inviter_new           (UaAgent              *agent,
                                     SipUri               *target,
                                     UaDescriptionHandler *handler,
                                     UaOptions            *options);
/* Ends when the call is established, or is not. */
void       ua_inviter_invite_async  (UaInviter            *self,
                                     GCancellable         *cancellable,
                                     GAsyncReadyCallback   callback,
                                     gpointer              user_data);
gboolean   ua_inviter_invite_finish (UaInviter            *self,
                                     GAsyncResult         *result,
                                     GError              **error);
/* Calls there instead, in the same call; one of the contacts that were told. */
gboolean   ua_inviter_follow        (UaInviter            *self,
                                     SipUri               *target,
                                     GError              **error);

G_END_DECLS
