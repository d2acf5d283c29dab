/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "transport-target.h"
#include "transport.h"

G_BEGIN_DECLS

/* Contract: where a server can be reached (RFC 3263), and a transport that leads there. */
#define TRANSPORT_TYPE_SOURCE (transport_source_get_type ())
G_DECLARE_INTERFACE (TransportSource, transport_source, TRANSPORT, SOURCE, GObject)

struct _TransportSourceInterface
{
  GTypeInterface g_iface;

  void       (*find_async)  (TransportSource *self, const char *server, GCancellable *cancellable,
                             GAsyncReadyCallback callback, gpointer user_data);
  GPtrArray *(*find_finish) (TransportSource *self, GAsyncResult *result, GError **error);
  Transport *(*make)        (TransportSource *self, TransportTarget *target, GError **error);
  void       (*praise)      (TransportSource *self, TransportTarget *target, Transport *transport); /* optional */
};

/* Asks anew each time, never blocks, and ends within seconds whatever DNS does. */
void       transport_source_find_async  (TransportSource      *self,
                                         const char           *server,
                                         GCancellable         *cancellable,
                                         GAsyncReadyCallback   callback,
                                         gpointer              user_data);
/* TransportTarget, best first, at least one (transfer full). */
GPtrArray *transport_source_find_finish (TransportSource      *self,
                                         GAsyncResult         *result,
                                         GError              **error);
/* A transport that has not been connected yet. */
Transport *transport_source_make        (TransportSource      *self,
                                         TransportTarget      *target,
                                         GError              **error);
/* @target was reached by @transport, which is connected: good to know when DNS fails. */
void       transport_source_praise      (TransportSource      *self,
                                         TransportTarget      *target,
                                         Transport            *transport);

G_END_DECLS
