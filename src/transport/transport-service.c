/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* RFC 3263 on one page: which names are asked for when a person names a domain. RFC 3263 would let a domain's plain
 * services come first; this phone never prefers them, and for sips: it does not even look (TRUST 3.7).
 */

#include "transport-service.h"

#include "transport-host.h"
#include "transport-naptr.h"

/* RFC 3263 §4.1: the secure ones first. A WebSocket has no SRV records of its own (RFC 7118). */
static const struct
{
  TransportWay way;
  const char  *prefix;
} book[] = {
  { TRANSPORT_WAY_TLS, "_sips._tcp" },
  { TRANSPORT_WAY_TCP, "_sip._tcp" },
  { TRANSPORT_WAY_UDP, "_sip._udp" },
};

/**
 * transport_service_free:
 * @self: (transfer full): a service
 *
 * Frees it.
 */
void
transport_service_free (TransportService *self)
{
  g_return_if_fail (self != NULL);

  g_free (self->name);
  g_free (self->named_by);
  g_free (self);
}

static gboolean
is_open (const TransportPlace *place)
{
  return place->way == TRANSPORT_WAY_SIP || place->way == TRANSPORT_WAY_SIPS;
}

static gboolean
allows (const TransportPlace *place,
        TransportWay          way)
{
  if (!is_open (place))
    return way == place->way;

  return place->way == TRANSPORT_WAY_SIP || transport_way_is_secure (way);
}

static TransportService *
service_new (TransportWay  way,
             gboolean      is_service,
             char         *name,
             char         *named_by)
{
  TransportService *self = g_new0 (TransportService, 1);

  self->way = way;
  self->is_service = is_service;
  self->name = name;
  self->named_by = named_by;
  return self;
}

static void
add_by_naptr (GPtrArray            *services,
              const TransportPlace *place,
              GPtrArray            *naptr)
{
  for (guint i = 0; naptr != NULL && i < naptr->len; i++)
    {
      TransportNaptr *record = g_ptr_array_index (naptr, i);

      if (allows (place, record->way))
        g_ptr_array_add (services, service_new (record->way, record->is_service, g_strdup (record->name),
                                                g_strdup_printf ("NAPTR of %s, order %u, preference %u", place->host,
                                                                 record->order, record->preference)));
    }
}

static void
add_by_the_book (GPtrArray            *services,
                 const TransportPlace *place)
{
  for (gsize i = 0; i < G_N_ELEMENTS (book); i++)
    {
      g_autofree char *name = g_strconcat (book[i].prefix, ".", place->host, NULL);

      /* A domain of nearly 253 octets has no room for a service. */
      if (allows (place, book[i].way) && transport_host_is_name (name))
        g_ptr_array_add (services, service_new (book[i].way, TRUE, g_steal_pointer (&name), NULL));
    }
}

/**
 * transport_service_is_asked:
 * @place: what a person named
 *
 * Tells whether DNS has a say in how a place is reached: a port, an address and a WebSocket say it themselves
 * (RFC 3263 §4.2).
 *
 * Returns: %TRUE when it has
 */
gboolean
transport_service_is_asked (const TransportPlace *place)
{
  g_return_val_if_fail (place != NULL, FALSE);

  return !transport_way_is_websocket (place->way) && place->port == 0 && !transport_host_is_ip (place->host);
}

/**
 * transport_service_list:
 * @place: what a person named
 * @naptr: (nullable) (element-type TransportNaptr): what its domain recommends
 *
 * Lists the names under which DNS may know servers of a place.
 *
 * Returns: (transfer full) (element-type TransportService): the services, the best first
 */
GPtrArray *
transport_service_list (const TransportPlace *place,
                        GPtrArray            *naptr)
{
  g_return_val_if_fail (place != NULL, NULL);

  GPtrArray *services = g_ptr_array_new_with_free_func ((GDestroyNotify) transport_service_free);

  if (!transport_service_is_asked (place))
    return services;

  if (is_open (place))
    add_by_naptr (services, place, naptr);
  if (services->len == 0)
    add_by_the_book (services, place);

  return services;
}

/**
 * transport_service_list_ways:
 * @place: what a person named
 *
 * Lists the ways to try at the host itself when DNS knows no services, the secure ones first.
 *
 * Returns: (transfer full) (element-type TransportWay): the ways
 */
GArray *
transport_service_list_ways (const TransportPlace *place)
{
  g_return_val_if_fail (place != NULL, NULL);

  GArray *ways = g_array_new (FALSE, FALSE, sizeof (TransportWay));

  if (!is_open (place))
    g_array_append_val (ways, place->way);
  for (gsize i = 0; i < G_N_ELEMENTS (book) && is_open (place); i++)
    if (allows (place, book[i].way))
      g_array_append_val (ways, book[i].way);

  return ways;
}
