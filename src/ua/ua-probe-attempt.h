/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sip-address.h"
#include "sip-tokens.h"
#include "transport-source.h"
#include "ua-probe-result.h"

G_BEGIN_DECLS

/* What every attempt of one probe shares; borrowed by them. */
typedef struct
{
  SipAddress      *address;
  SipClock        *clock;
  SipTokens       *tokens;
  TransportSource *source;
} UaProbeTools;

/* Internal: one server looked at, place by place as DNS ranks them, until one answers. Signal:
 *   done (UaProbeResult *)   once, from the main loop */
#define UA_TYPE_PROBE_ATTEMPT (ua_probe_attempt_get_type ())
G_DECLARE_FINAL_TYPE (UaProbeAttempt, ua_probe_attempt, UA, PROBE_ATTEMPT, GObject)

UaProbeAttempt *ua_probe_attempt_new   (const UaProbeTools *tools,
                                        const char         *server);
void            ua_probe_attempt_start (UaProbeAttempt     *self);
/* It has had time enough; done is emitted before this returns. Means nothing afterwards. */
void            ua_probe_attempt_cut   (UaProbeAttempt     *self);
/* Nobody wants to know any more; done is not emitted. */
void            ua_probe_attempt_drop  (UaProbeAttempt     *self);
gint64          ua_probe_attempt_get_began_ms (UaProbeAttempt *self);

G_END_DECLS
