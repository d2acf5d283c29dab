/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Who runs a telephone exchange at home has a certificate of their own making. A person may trust its key, once
 * and by name; everything else stays refused.
 */

#include "transport-trust.h"

struct _TransportTrust
{
  GObject parent_instance;

  GHashTable *keys; /* "identity:port" → key */
};

G_DEFINE_FINAL_TYPE (TransportTrust, transport_trust, G_TYPE_OBJECT)

static char *
make_name (const char *identity,
           guint       port)
{
  g_autofree char *folded = g_ascii_strdown (identity, -1);

  return g_strdup_printf ("%s:%u", folded, port);
}

static void
transport_trust_finalize (GObject *object)
{
  g_hash_table_unref (TRANSPORT_TRUST (object)->keys);

  G_OBJECT_CLASS (transport_trust_parent_class)->finalize (object);
}

static void
transport_trust_class_init (TransportTrustClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = transport_trust_finalize;
}

static void
transport_trust_init (TransportTrust *self)
{
  self->keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

/**
 * transport_trust_new:
 *
 * Makes a list of trusted keys that is empty.
 *
 * Returns: (transfer full): the list
 */
TransportTrust *
transport_trust_new (void)
{
  return g_object_new (TRANSPORT_TYPE_TRUST, NULL);
}

/**
 * transport_trust_set:
 * @self: the list
 * @identity: the name of a server
 * @port: its port
 * @key: (nullable): the digest of its public key; %NULL: forget it
 *
 * Trusts one key for one name and port, and no other key there.
 */
void
transport_trust_set (TransportTrust *self,
                     const char     *identity,
                     guint           port,
                     const char     *key)
{
  g_return_if_fail (TRANSPORT_IS_TRUST (self));
  g_return_if_fail (identity != NULL);

  g_autofree char *name = make_name (identity, port);

  if (key != NULL)
    g_hash_table_replace (self->keys, g_steal_pointer (&name), g_strdup (key));
  else
    g_hash_table_remove (self->keys, name);
}

/**
 * transport_trust_get:
 * @self: the list
 * @identity: the name of a server
 * @port: its port
 *
 * Looks up the key a person trusts there.
 *
 * Returns: (transfer none) (nullable): the digest of the key; %NULL: none
 */
const char *
transport_trust_get (TransportTrust *self,
                     const char     *identity,
                     guint           port)
{
  g_return_val_if_fail (TRANSPORT_IS_TRUST (self), NULL);
  g_return_val_if_fail (identity != NULL, NULL);

  g_autofree char *name = make_name (identity, port);

  return g_hash_table_lookup (self->keys, name);
}
