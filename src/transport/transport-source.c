/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Who keeps a line up must not know DNS or the kinds of transport; this is all it sees of them.
 */

#include "transport-source.h"

G_DEFINE_INTERFACE (TransportSource, transport_source, G_TYPE_OBJECT)

static void
transport_source_default_init (TransportSourceInterface *iface)
{
}

/**
 * transport_source_find_async:
 * @self: the source
 * @server: what a person named: a URL, or a domain alone
 * @cancellable: (nullable): stops the search
 * @callback: called with the result
 * @user_data: for @callback
 *
 * Finds the places where a server can be reached (RFC 3263 §4).
 */
void
transport_source_find_async (TransportSource     *self,
                             const char          *server,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  g_return_if_fail (TRANSPORT_IS_SOURCE (self));
  g_return_if_fail (server != NULL);

  TRANSPORT_SOURCE_GET_IFACE (self)->find_async (self, server, cancellable, callback, user_data);
}

/**
 * transport_source_find_finish:
 * @self: the source
 * @result: the result
 * @error: return location for a %TRANSPORT_ERROR: %TRANSPORT_ERROR_RESOLVE, %TRANSPORT_ERROR_BAD_URL
 *
 * Ends transport_source_find_async().
 *
 * Returns: (transfer full) (element-type TransportTarget) (nullable): at least one place, the best first
 */
GPtrArray *
transport_source_find_finish (TransportSource  *self,
                              GAsyncResult     *result,
                              GError          **error)
{
  g_return_val_if_fail (TRANSPORT_IS_SOURCE (self), NULL);

  return TRANSPORT_SOURCE_GET_IFACE (self)->find_finish (self, result, error);
}

/**
 * transport_source_make:
 * @self: the source
 * @target: one of the places that were found
 * @error: return location for %TRANSPORT_ERROR_BAD_URL
 *
 * Makes the transport that leads to a place; it is not connected yet.
 *
 * Returns: (transfer full) (nullable): a new transport
 */
Transport *
transport_source_make (TransportSource  *self,
                       TransportTarget  *target,
                       GError          **error)
{
  g_return_val_if_fail (TRANSPORT_IS_SOURCE (self), NULL);
  g_return_val_if_fail (target != NULL, NULL);

  return TRANSPORT_SOURCE_GET_IFACE (self)->make (self, target, error);
}

/**
 * transport_source_praise:
 * @self: the source
 * @target: a place
 * @transport: a transport made for it, which is connected
 *
 * Says that a place was reached, so that it can be found again should DNS fail.
 */
void
transport_source_praise (TransportSource *self,
                         TransportTarget *target,
                         Transport       *transport)
{
  g_return_if_fail (TRANSPORT_IS_SOURCE (self));
  g_return_if_fail (target != NULL && TRANSPORT_IS_TRANSPORT (transport));

  TransportSourceInterface *iface = TRANSPORT_SOURCE_GET_IFACE (self);

  if (iface->praise != NULL)
    iface->praise (self, target, transport);
}
