/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "sip-clock.h"

G_BEGIN_DECLS

/* A datagram socket that is connected to the first of a host's addresses where nobody says that nobody is there. */
void     transport_probe_async  (GSocketConnectable   *to,
                                 SipClock             *clock,
                                 GCancellable         *cancellable,
                                 GAsyncReadyCallback   callback,
                                 gpointer              user_data);
GSocket *transport_probe_finish (GAsyncResult         *result,
                                 GError              **error);

G_END_DECLS
