/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Asks DNS for NAPTR records, which GResolver cannot. A subclass may answer otherwise. */
#define TRANSPORT_TYPE_NAPTR_QUERY (transport_naptr_query_get_type ())
G_DECLARE_DERIVABLE_TYPE (TransportNaptrQuery, transport_naptr_query, TRANSPORT, NAPTR_QUERY, GObject)

struct _TransportNaptrQueryClass
{
  GObjectClass parent_class;

  void       (*ask_async)  (TransportNaptrQuery *self, const char *domain, GCancellable *cancellable,
                            GAsyncReadyCallback callback, gpointer user_data);
  GPtrArray *(*ask_finish) (TransportNaptrQuery *self, GAsyncResult *result, GError **error);
};

/* @server: an IPv4 name server; NULL: those of the system. */
TransportNaptrQuery *transport_naptr_query_new        (GInetSocketAddress   *server);

void                 transport_naptr_query_ask_async  (TransportNaptrQuery  *self,
                                                       const char           *domain,
                                                       GCancellable         *cancellable,
                                                       GAsyncReadyCallback   callback,
                                                       gpointer              user_data);
/* TransportNaptr, the best first; empty: there are none. NULL: DNS fails (TRANSPORT_ERROR_RESOLVE). */
GPtrArray           *transport_naptr_query_ask_finish (TransportNaptrQuery  *self,
                                                       GAsyncResult         *result,
                                                       GError              **error);

G_END_DECLS
