/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ua-session.h"

G_BEGIN_DECLS

/* Digits go along the sound where telephone-event was agreed on (RFC 4733), otherwise by INFO, one after the other
 * (RFC 6086 appendix; application/dtmf-relay), in the order they were typed. What they send by INFO comes out as
 * the session's signal digit. Signal digits-failed (const GError *): the far end refused an INFO, and what was still
 * to be sent is dropped.
 * 0-9 * # A-D; ',' or 'p' a pause of two seconds. 'w' and ';' wait for a person in other telephones: refused here, the
 * person sends the rest as it is time. Refused while either side keeps the other on hold; while the line is lost,
 * digits go along the sound at once, and by INFO as soon as the call has moved. */
gboolean       ua_session_send_digits        (UaSession            *self,
                                              const char           *digits,
                                              GError              **error);

G_END_DECLS
