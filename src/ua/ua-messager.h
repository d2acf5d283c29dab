/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ua-agent.h"

G_BEGIN_DECLS

/* One instant message (RFC 3428; CONTRACT U10). */
void     ua_messager_send_async  (UaAgent              *agent,
                                  SipUri               *target,
                                  const char           *content_type, /* NULL: text/plain */
                                  GBytes               *body,
                                  UaOptions            *options,
                                  GCancellable         *cancellable,
                                  GAsyncReadyCallback   callback,
                                  gpointer              user_data);
/* TRUE: a 2xx came. A final refusal is SIP_STATUS_ERROR. */
gboolean ua_messager_send_finish (UaAgent              *agent,
                                  GAsyncResult         *result,
                                  GError              **error);

G_END_DECLS
