/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* SRV leads to a host, but it is the domain that a person trusts; the two travel together here, so that no
 * transport can confuse them.
 */

#include "transport-target.h"

#include <gio/gio.h>

struct _TransportTarget
{
  char *uri;
  char *identity;
  char *address;
  char *reason;
};

G_DEFINE_BOXED_TYPE (TransportTarget, transport_target, transport_target_ref, transport_target_unref)

static char *
dup_host (const char *uri)
{
  g_autoptr (GUri) parsed = g_uri_parse (uri, G_URI_FLAGS_ENCODED, NULL);

  return g_strdup (parsed != NULL && g_uri_get_host (parsed) != NULL ? g_uri_get_host (parsed) : "");
}

/**
 * transport_target_new:
 * @uri: scheme, host and port, normalised
 * @identity: (nullable): the name that its certificate must prove (RFC 5922 §7.1); %NULL: the host of @uri
 * @reason: (nullable): how it was found; %NULL: a person named it
 *
 * Makes a place where a server can be reached.
 *
 * Returns: (transfer full): the target
 */
TransportTarget *
transport_target_new (const char *uri,
                      const char *identity,
                      const char *reason)
{
  g_return_val_if_fail (uri != NULL, NULL);

  TransportTarget *self = g_atomic_rc_box_new0 (TransportTarget);

  self->uri = g_strdup (uri);
  self->identity = identity != NULL ? g_strdup (identity) : dup_host (uri);
  self->reason = g_strdup (reason);
  return self;
}

/**
 * transport_target_at:
 * @self: a target
 * @address: (nullable): a literal IP address; %NULL: the host's name is to be looked up
 *
 * Pins a target to an address. Who has to answer there stays the same.
 *
 * Returns: (transfer full): the target at that address
 */
TransportTarget *
transport_target_at (const TransportTarget *self,
                     const char            *address)
{
  g_return_val_if_fail (self != NULL, NULL);

  TransportTarget *at = transport_target_new (self->uri, self->identity, self->reason);

  at->address = g_strdup (address);
  return at;
}

TransportTarget *
transport_target_ref (TransportTarget *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
transport_target_clear (gpointer data)
{
  TransportTarget *self = data;

  g_free (self->uri);
  g_free (self->identity);
  g_free (self->address);
  g_free (self->reason);
}

void
transport_target_unref (TransportTarget *self)
{
  g_atomic_rc_box_release_full (self, transport_target_clear);
}

/**
 * transport_target_get_uri:
 * @self: a target
 *
 * Gets scheme, host and port.
 *
 * Returns: (transfer none): the URI
 */
const char *
transport_target_get_uri (const TransportTarget *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->uri;
}

/**
 * transport_target_get_identity:
 * @self: a target
 *
 * Gets the name that a certificate there must prove.
 *
 * Returns: (transfer none): a domain
 */
const char *
transport_target_get_identity (const TransportTarget *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->identity;
}

/**
 * transport_target_get_address:
 * @self: a target
 *
 * Gets the address it is pinned to.
 *
 * Returns: (transfer none) (nullable): a literal IP address; %NULL: the host's name is to be looked up
 */
const char *
transport_target_get_address (const TransportTarget *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->address;
}

/**
 * transport_target_get_reason:
 * @self: a target
 *
 * Gets how it was found, for diagnostics.
 *
 * Returns: (transfer none) (nullable): words; %NULL: a person named it
 */
const char *
transport_target_get_reason (const TransportTarget *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->reason;
}

/**
 * transport_target_is_secure:
 * @self: a target
 *
 * Tells whether what goes there is encrypted.
 *
 * Returns: %TRUE for `wss:` and `tls:`
 */
gboolean
transport_target_is_secure (const TransportTarget *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return g_str_has_prefix (self->uri, "wss:") || g_str_has_prefix (self->uri, "tls:");
}

/**
 * transport_target_equal:
 * @self: a target
 * @other: another
 *
 * Tells whether two targets are the same place with the same identity; how they were found does not matter.
 *
 * Returns: %TRUE when they are
 */
gboolean
transport_target_equal (const TransportTarget *self,
                        const TransportTarget *other)
{
  g_return_val_if_fail (self != NULL && other != NULL, FALSE);

  return g_str_equal (self->uri, other->uri) && g_str_equal (self->identity, other->identity) &&
         g_strcmp0 (self->address, other->address) == 0;
}
