/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "phone-probe.h"

#include "sip-address.h"
#include "sip-tokens.h"
#include "transport-source.h"

G_BEGIN_DECLS

PhoneProbe   *phone_probe_new        (SipAddress           *address,
                                      SipClock             *clock,
                                      SipTokens            *tokens,
                                      TransportSource      *source);
/* Once a probe. */
void          phone_probe_run_async  (PhoneProbe           *self,
                                      GCancellable         *cancellable,
                                      GAsyncReadyCallback   callback,
                                      gpointer              user_data);
PhoneFinding *phone_probe_run_finish (PhoneProbe           *self,
                                      GAsyncResult         *result,
                                      GError              **error);
/* Where to look for a domain, the likeliest first; @port 0: none was given. */
char        **phone_probe_list_servers (const char         *host,
                                      guint                 port);

G_END_DECLS
