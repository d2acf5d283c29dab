/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sip-address.h"
#include "sip-tokens.h"
#include "transport-source.h"
#include "ua-probe-result.h"

G_BEGIN_DECLS

/* Looks which of several servers answers for an address, without credentials: nothing that is sent opens an
 * account. Signal:
 *   result (UaProbeResult *)   one server was looked at; as they come */
#define UA_TYPE_PROBE (ua_probe_get_type ())
G_DECLARE_FINAL_TYPE (UaProbe, ua_probe, UA, PROBE, GObject)

#define UA_PROBE_MAX_AT_ONCE 8
#define UA_PROBE_PATIENCE_MS 6000 /* for all of them together */

UaProbe *ua_probe_new        (SipAddress           *address,
                              SipClock             *clock,
                              SipTokens            *tokens,
                              TransportSource      *source);
/* Once a probe. Cancelling ends all of it at once. */
void     ua_probe_run_async  (UaProbe              *self,
                              const char *const    *servers,
                              GCancellable         *cancellable,
                              GAsyncReadyCallback   callback,
                              gpointer              user_data);
gboolean ua_probe_run_finish (UaProbe              *self,
                              GAsyncResult         *result,
                              GError              **error);

G_END_DECLS
