/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Which of this machine's addresses are offered to a peer. libnice would leave loopback out always; here a
 * machine without a network can still call itself, which is what the practice exchange is for, while a
 * machine with one never tells a peer about 127.0.0.1. */

#include "media-interfaces.h"

#include <ifaddrs.h>
#include <net/if.h>
#include <netinet/in.h>

#define MAX_ADDRESSES 16

/* Bridges to containers and virtual machines: a peer outside cannot reach them, each costs a round of
 * checks. */
static gboolean
is_private_bridge (const char *name)
{
  const char *const prefixes[] = { "docker", "veth", "virbr", "vnet", "br-" };

  for (guint i = 0; i < G_N_ELEMENTS (prefixes); i++)
    {
      if (g_str_has_prefix (name, prefixes[i]))
        return TRUE;
    }

  return FALSE;
}

static GInetAddress *
read_address (const struct sockaddr *native)
{
  /* The kernel hands out addresses aligned for their family; the cast goes through void for -Wcast-align. */
  const void *address = native;

  if (native->sa_family == AF_INET)
    return g_inet_address_new_from_bytes (
      (const guint8 *) &((const struct sockaddr_in *) address)->sin_addr, G_SOCKET_FAMILY_IPV4);
  if (native->sa_family == AF_INET6)
    return g_inet_address_new_from_bytes (
      (const guint8 *) &((const struct sockaddr_in6 *) address)->sin6_addr, G_SOCKET_FAMILY_IPV6);

  return NULL;
}

static void
add_address (GStrvBuilder        *ordinary,
             GStrvBuilder        *loopback,
             const struct ifaddrs *interface)
{
  g_autoptr (GInetAddress) address = read_address (interface->ifa_addr);

  /* Link-local IPv6 needs a scope that a candidate cannot carry (RFC 8445 5.1.1.1). */
  if (address == NULL || (g_inet_address_get_family (address) == G_SOCKET_FAMILY_IPV6 &&
                          g_inet_address_get_is_link_local (address)))
    return;

  g_strv_builder_take (g_inet_address_get_is_loopback (address) ? loopback : ordinary,
                       g_inet_address_to_string (address));
}

static void
read_interfaces (GStrvBuilder *ordinary,
                 GStrvBuilder *loopback)
{
  struct ifaddrs *interfaces = NULL;

  if (getifaddrs (&interfaces) != 0)
    return;
  for (const struct ifaddrs *i = interfaces; i != NULL; i = i->ifa_next)
    {
      if (i->ifa_addr != NULL && (i->ifa_flags & IFF_UP) != 0 && !is_private_bridge (i->ifa_name))
        add_address (ordinary, loopback, i);
    }
  freeifaddrs (interfaces);
}

/**
 * media_interfaces_have:
 * @address: an address, as text
 *
 * Whether an interface that is up still has an address (or has it again).
 *
 * Returns: TRUE when packets may come from there
 */
gboolean
media_interfaces_have (const char *address)
{
  g_autoptr (GInetAddress) wanted = NULL;
  struct ifaddrs *interfaces = NULL;
  gboolean found = FALSE;

  g_return_val_if_fail (address != NULL, FALSE);

  wanted = g_inet_address_new_from_string (address);
  if (wanted == NULL || getifaddrs (&interfaces) != 0)
    return FALSE;
  for (const struct ifaddrs *i = interfaces; i != NULL && !found; i = i->ifa_next)
    {
      g_autoptr (GInetAddress) present = NULL;

      if (i->ifa_addr == NULL || (i->ifa_flags & IFF_UP) == 0)
        continue;
      present = read_address (i->ifa_addr);
      found = present != NULL && g_inet_address_equal (present, wanted);
    }
  freeifaddrs (interfaces);

  return found;
}

/**
 * media_interfaces_list:
 * @with_loopback: whether the peer is known to be on this machine
 *
 * Lists the addresses of the interfaces that are up, 16 at most. Loopback stands last, and only if asked
 * for or without company: libnice ties each socket to its interface, so it serves a peer on loopback and
 * nobody else.
 *
 * Returns: (transfer full): the addresses
 */
GStrv
media_interfaces_list (gboolean with_loopback)
{
  g_autoptr (GStrvBuilder) ordinary = g_strv_builder_new ();
  g_autoptr (GStrvBuilder) loopback = g_strv_builder_new ();
  g_autoptr (GStrvBuilder) all = g_strv_builder_new ();
  g_auto (GStrv) addresses = NULL;
  g_auto (GStrv) loopbacks = NULL;
  guint n_addresses;

  read_interfaces (ordinary, loopback);
  addresses = g_strv_builder_end (ordinary);
  loopbacks = g_strv_builder_end (loopback);
  n_addresses = MIN (g_strv_length (addresses), MAX_ADDRESSES);
  for (guint i = 0; i < n_addresses; i++)
    g_strv_builder_add (all, addresses[i]);
  if (n_addresses == 0 || with_loopback)
    g_strv_builder_addv (all, (const char **) loopbacks);

  return g_strv_builder_end (all);
}
