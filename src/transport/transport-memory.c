/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A name server that is down takes no telephone exchange with it: the exchange is where it was an hour ago. Who has to
 * answer there, and prove it, stays the domain that a person named.
 */

#include "transport-memory.h"

#include "transport-host.h"

#include <gio/gio.h>

typedef struct
{
  char            *server;
  GPtrArray       *targets; /* of TransportTarget: what DNS said last */
  TransportTarget *good;    /* one that was reached, at its address; NULL: none yet */
} Entry;

struct _TransportMemory
{
  GPtrArray *entries; /* of Entry, the latest last */
};

static void
entry_free (gpointer data)
{
  Entry *entry = data;

  g_free (entry->server);
  g_clear_pointer (&entry->targets, g_ptr_array_unref);
  g_clear_pointer (&entry->good, transport_target_unref);
  g_free (entry);
}

static gboolean
is_of_server (gconstpointer entry,
              gconstpointer server)
{
  return g_str_equal (((const Entry *) entry)->server, server);
}

/**
 * transport_memory_new:
 *
 * Makes an empty memory.
 *
 * Returns: (transfer full): the memory
 */
TransportMemory *
transport_memory_new (void)
{
  TransportMemory *self = g_new0 (TransportMemory, 1);

  self->entries = g_ptr_array_new_with_free_func (entry_free);
  return self;
}

/**
 * transport_memory_free:
 * @self: (transfer full): the memory
 *
 * Forgets everything.
 */
void
transport_memory_free (TransportMemory *self)
{
  g_return_if_fail (self != NULL);

  g_ptr_array_unref (self->entries);
  g_free (self);
}

/**
 * transport_memory_found:
 * @self: the memory
 * @server: a server in its normal form
 * @targets: (element-type TransportTarget): what was found for it
 *
 * Notes what a server's name leads to, so that a target that is reached can be told to be this server's.
 */
void
transport_memory_found (TransportMemory *self,
                        const char      *server,
                        GPtrArray       *targets)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (server != NULL && targets != NULL);

  Entry *entry;
  guint index;

  if (g_ptr_array_find_with_equal_func (self->entries, server, is_of_server, &index))
    entry = g_ptr_array_steal_index (self->entries, index);
  else
    {
      entry = g_new0 (Entry, 1);
      entry->server = g_strdup (server);
    }

  g_clear_pointer (&entry->targets, g_ptr_array_unref);
  entry->targets = g_ptr_array_copy (targets, (GCopyFunc) (GCallback) transport_target_ref, NULL);
  g_ptr_array_set_free_func (entry->targets, (GDestroyNotify) transport_target_unref);
  g_ptr_array_add (self->entries, entry);
  if (self->entries->len > TRANSPORT_MEMORY_MAX_SERVERS)
    g_ptr_array_remove_index (self->entries, 0);
}

/* "192.0.2.1:5061" → "192.0.2.1", "[2001:db8::1]:5061" → "2001:db8::1"; NULL: neither. */
static char *
dup_ip (const char *address)
{
  g_autoptr (GSocketConnectable) parsed = g_network_address_parse (address, 1, NULL);
  const char *ip = parsed != NULL ? g_network_address_get_hostname (G_NETWORK_ADDRESS (parsed)) : "";

  return transport_host_is_ip (ip) ? g_strdup (ip) : NULL;
}

/* The same wherever it was: a target that was recalled is pinned, the one that DNS named is not. */
static gboolean
is_same_place (gconstpointer a,
               gconstpointer b)
{
  g_autoptr (TransportTarget) one = transport_target_at (a, NULL);
  g_autoptr (TransportTarget) other = transport_target_at (b, NULL);

  return transport_target_equal (one, other);
}

/**
 * transport_memory_reached:
 * @self: the memory
 * @target: a target that was found
 * @address: where it answered: address and port
 *
 * Remembers where a server was reached last.
 */
void
transport_memory_reached (TransportMemory *self,
                          TransportTarget *target,
                          const char      *address)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (target != NULL && address != NULL);

  g_autofree char *ip = dup_ip (address);
  g_autoptr (TransportTarget) named = NULL;

  if (ip == NULL)
    return;

  named = transport_target_new (transport_target_get_uri (target), transport_target_get_identity (target),
                                "remembered");
  for (guint i = 0; i < self->entries->len; i++)
    {
      Entry *entry = g_ptr_array_index (self->entries, i);

      if (!g_ptr_array_find_with_equal_func (entry->targets, target, is_same_place, NULL))
        continue;

      g_clear_pointer (&entry->good, transport_target_unref);
      entry->good = transport_target_at (named, ip);
    }
}

/**
 * transport_memory_recall:
 * @self: the memory
 * @server: a server in its normal form
 *
 * Recalls where a server was reached last.
 *
 * Returns: (transfer full) (nullable): the target, pinned to its address; %NULL when it never was
 */
TransportTarget *
transport_memory_recall (TransportMemory *self,
                         const char      *server)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (server != NULL, NULL);

  guint index;

  if (!g_ptr_array_find_with_equal_func (self->entries, server, is_of_server, &index))
    return NULL;

  Entry *entry = g_ptr_array_index (self->entries, index);

  return entry->good != NULL ? transport_target_ref (entry->good) : NULL;
}
