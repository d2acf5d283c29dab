/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ua-options.h"
#include "ua-session.h"

G_BEGIN_DECLS

/* Where a conference can be asked who is in it; NULL: the far end has not said to be one (RFC 4579 §3, RFC 3840). */
SipUri *ua_session_get_focus    (UaSession   *self);
/* As whom to ask there: as whoever we are in the call. Transfer full. */
UaOptions *ua_session_make_options (UaSession *self);

/* The room's own: an INVITE of theirs or a 2xx to ours, whose Contact says it. */
void    ua_session_note_contact (UaSession   *self,
                                 SipMessage  *message);

G_END_DECLS
