/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A person who is asked to trust a server must see what it showed, long after the connection that brought it has
 * been refused; so it is a value of its own.
 */

#include "transport-certificate.h"

G_DEFINE_BOXED_TYPE (TransportCertificate, transport_certificate, transport_certificate_ref,
                     transport_certificate_unref)

/**
 * transport_certificate_new:
 *
 * Makes a value without content, for who fills it before anybody else sees it.
 *
 * Returns: (transfer full): a new value
 */
TransportCertificate *
transport_certificate_new (void)
{
  return g_atomic_rc_box_new0 (TransportCertificate);
}

/**
 * transport_certificate_ref:
 * @self: a certificate
 *
 * Takes a reference; any thread may.
 *
 * Returns: (transfer full): @self
 */
TransportCertificate *
transport_certificate_ref (TransportCertificate *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_atomic_rc_box_acquire (self);
}

static void
certificate_clear (gpointer data)
{
  TransportCertificate *self = data;

  g_free (self->identity);
  g_free (self->key);
  g_free (self->trusted_key);
  g_free (self->subject);
  g_free (self->issuer);
  g_clear_pointer (&self->not_before, g_date_time_unref);
  g_clear_pointer (&self->not_after, g_date_time_unref);
  g_strfreev (self->words);
}

/**
 * transport_certificate_unref:
 * @self: (transfer full): a certificate
 *
 * Drops a reference; the last one frees it.
 */
void
transport_certificate_unref (TransportCertificate *self)
{
  g_return_if_fail (self != NULL);

  g_atomic_rc_box_release_full (self, certificate_clear);
}

/**
 * transport_certificate_is_changed:
 * @self: a certificate
 *
 * Tells whether a person trusts a key there and this is another one.
 *
 * Returns: %TRUE when the two differ; %FALSE too when no key is trusted
 */
gboolean
transport_certificate_is_changed (const TransportCertificate *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->trusted_key != NULL && !g_str_equal (self->trusted_key, self->key);
}
