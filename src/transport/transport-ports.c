/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Every kind of wire has a port that goes without saying, and every place that needs the number must find the same.
 */

#include "transport-ports.h"

#include "transport-way.h"
#include "transport.h"

/**
 * transport_ports_of:
 * @target: a target
 *
 * Finds the port of a target: what its URI says, or what its scheme means.
 *
 * Returns: the port; zero when the scheme is not known
 */
guint
transport_ports_of (const TransportTarget *target)
{
  g_return_val_if_fail (target != NULL, 0);

  g_autoptr (GUri) uri = g_uri_parse (transport_target_get_uri (target), G_URI_FLAGS_ENCODED, NULL);

  if (uri == NULL)
    return 0;
  if (g_uri_get_port (uri) > 0)
    return (guint) g_uri_get_port (uri);

  for (guint way = 0; way < TRANSPORT_WAY_SIPS; way++)
    {
      if (g_ascii_strcasecmp (transport_way_get_scheme (way), g_uri_get_scheme (uri)) == 0)
        return transport_way_get_port (way);
    }

  return 0;
}

/**
 * transport_ports_connectable:
 * @target: a target with a host
 *
 * Says where to connect to. A host's name is looked up anew at each use, and all its addresses are tried.
 *
 * Returns: (transfer full): an address or a name, and the port
 */
GSocketConnectable *
transport_ports_connectable (const TransportTarget *target)
{
  g_return_val_if_fail (target != NULL, NULL);

  g_autoptr (GUri) uri = g_uri_parse (transport_target_get_uri (target), G_URI_FLAGS_ENCODED, NULL);
  const char *host = transport_target_get_address (target);
  GSocketAddress *address = NULL;

  if (host == NULL)
    host = uri != NULL && g_uri_get_host (uri) != NULL ? g_uri_get_host (uri) : "";
  address = g_inet_socket_address_new_from_string (host, transport_ports_of (target));
  if (address != NULL)
    return G_SOCKET_CONNECTABLE (address);

  return g_network_address_new (host, (guint16) transport_ports_of (target));
}

/**
 * transport_ports_check:
 * @target: a target
 * @schemes: (array zero-terminated=1): those that fit
 * @error: return location for %TRANSPORT_ERROR_BAD_URL
 *
 * Checks that a target is a URI with a host that the caller can reach.
 *
 * Returns: (transfer full) (nullable): its scheme, in lower case
 */
char *
transport_ports_check (const TransportTarget  *target,
                       const char *const      *schemes,
                       GError                **error)
{
  g_return_val_if_fail (target != NULL, NULL);
  g_return_val_if_fail (schemes != NULL, NULL);

  g_autoptr (GUri) uri = g_uri_parse (transport_target_get_uri (target), G_URI_FLAGS_ENCODED, NULL);
  g_autofree char *scheme = uri != NULL ? g_ascii_strdown (g_uri_get_scheme (uri), -1) : NULL;

  if (scheme == NULL || !g_strv_contains (schemes, scheme))
    {
      g_autofree char *wanted = g_strjoinv (": or ", (char **) schemes);

      g_set_error (error, TRANSPORT_ERROR, TRANSPORT_ERROR_BAD_URL, "the server's URL does not begin with %s:", wanted);
      return NULL;
    }
  if (g_uri_get_host (uri) == NULL || *g_uri_get_host (uri) == '\0' || g_uri_get_port (uri) == 0)
    {
      g_set_error (error, TRANSPORT_ERROR, TRANSPORT_ERROR_BAD_URL, "the server's %s: URL names no host to connect to",
                   scheme);
      return NULL;
    }

  return g_steal_pointer (&scheme);
}

/**
 * transport_ports_show:
 * @target: a target that transport_ports_check() found good
 *
 * Writes where it is, for people and logs: user information, path and query are left out (CONTRACT J3).
 *
 * Returns: (transfer full): a URL
 */
char *
transport_ports_show (const TransportTarget *target)
{
  g_return_val_if_fail (target != NULL, NULL);

  g_autoptr (GUri) uri = g_uri_parse (transport_target_get_uri (target), G_URI_FLAGS_ENCODED, NULL);

  g_return_val_if_fail (uri != NULL, NULL);

  return g_uri_join (G_URI_FLAGS_ENCODED, g_uri_get_scheme (uri), NULL, g_uri_get_host (uri), g_uri_get_port (uri), "",
                     NULL, NULL);
}

/**
 * transport_ports_write:
 * @address: (nullable): an address of a socket
 *
 * Writes an address as it stands in Via (RFC 3261 §20.42) and as a person reads it.
 *
 * Returns: (transfer full) (nullable): address and port; %NULL when it is no internet address
 */
char *
transport_ports_write (GSocketAddress *address)
{
  if (!G_IS_INET_SOCKET_ADDRESS (address))
    return NULL;

  GInetSocketAddress *inet = G_INET_SOCKET_ADDRESS (address);
  g_autofree char *host = g_inet_address_to_string (g_inet_socket_address_get_address (inet));
  gboolean bracketed = g_socket_address_get_family (address) == G_SOCKET_FAMILY_IPV6;

  return g_strdup_printf ("%s%s%s:%u", bracketed ? "[" : "", host, bracketed ? "]" : "",
                          g_inet_socket_address_get_port (inet));
}
