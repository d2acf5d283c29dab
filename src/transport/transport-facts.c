/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A person who asks why a call fails, and the layer that decides when to try again, want to know how a line was
 * made and not only that it is up. The kinds of transport note it here, and it is forgotten when the next line is
 * opened, not when this one ends: then it is wanted most.
 */

#include "transport-private.h"

#include "transport-ports.h"

#define MAX_RETRY_AFTER_S 3600 /* TRUST section 3 */
#define UNSAID_RETRY_S    5    /* the least that is drawn for a server which gave no number */
#define UNSAID_SPREAD_S   6

void
transport_forget (Transport *self)
{
  TransportPrivate *priv = transport_get_private (self);

  g_clear_pointer (&priv->certificate, transport_certificate_unref);
  g_free (priv->notes.remote_address);
  g_free (priv->notes.local_address);
  priv->notes = (TransportNotes) { .family = G_SOCKET_FAMILY_INVALID };
}

void
transport_note_addresses (Transport *self,
                          GSocket   *socket)
{
  TransportNotes *notes = &transport_get_private (self)->notes;
  g_autoptr (GSocketAddress) local = g_socket_get_local_address (socket, NULL);
  g_autoptr (GSocketAddress) remote = g_socket_get_remote_address (socket, NULL);

  g_free (notes->local_address);
  g_free (notes->remote_address);
  notes->local_address = transport_ports_write (local);
  notes->remote_address = transport_ports_write (remote);
  notes->family = g_socket_get_family (socket);
}

void
transport_note_tls (Transport      *self,
                    GTlsConnection *connection)
{
  GTlsProtocolVersion spoken = g_tls_connection_get_protocol_version (connection);
  const char *version = spoken == G_TLS_PROTOCOL_VERSION_TLS_1_3 ? "TLS 1.3" : "TLS 1.2";

  transport_get_private (self)->notes.tls_version = version;
}

void
transport_note_certificate (Transport            *self,
                            TransportCertificate *certificate)
{
  TransportPrivate *priv = transport_get_private (self);

  g_clear_pointer (&priv->certificate, transport_certificate_unref);
  priv->certificate = transport_certificate_ref (certificate);
}

void
transport_note_retry_after (Transport *self,
                            guint      seconds)
{
  TransportPrivate *priv = transport_get_private (self);

  if (seconds == 0)
    seconds = UNSAID_RETRY_S + sip_tokens_next_below (priv->tokens, UNSAID_SPREAD_S);

  priv->notes.retry_after_s = MIN (seconds, MAX_RETRY_AFTER_S);
}

void
transport_note_detour (Transport *self,
                       gboolean   taken)
{
  TransportPrivate *priv = transport_get_private (self);

  priv->notes.took_detour |= taken;
  priv->notes.missed_detour |= !taken;
}

void
transport_set_sent_by (Transport  *self,
                       const char *sent_by)
{
  g_set_str (&transport_get_private (self)->sent_by, sent_by);
}

void
transport_wonder (Transport *self)
{
  g_autoptr (GBytes) ping = g_bytes_new_static (TRANSPORT_PING, strlen (TRANSPORT_PING));
  g_autoptr (GError) error = NULL;

  if (!transport_is_connected (self))
    return;

  transport_keep_alive_wonder (transport_get_private (self)->keep_alive);
  if (!TRANSPORT_TRANSPORT_GET_CLASS (self)->write (self, ping, &error))
    g_debug ("asking %s whether it answers keep-alives: %s", transport_get_url (self), error->message);
}

/**
 * transport_get_certificate:
 * @self: a transport
 *
 * Gets what the server showed in the attempt under way or the last one, so that a person can look at it while
 * connected and after it was refused.
 *
 * Returns: (transfer none) (nullable): the certificate; %NULL when none was shown, and for plain wires
 */
const TransportCertificate *
transport_get_certificate (Transport *self)
{
  g_return_val_if_fail (TRANSPORT_IS_TRANSPORT (self), NULL);

  return transport_get_private (self)->certificate;
}

/**
 * transport_get_retry_after_s:
 * @self: a transport
 *
 * Gets how long a server wants to be left alone that said %TRANSPORT_ERROR_BUSY (TRUST F2).
 *
 * Returns: seconds, 1 to 3600; zero when it said nothing of the kind
 */
guint
transport_get_retry_after_s (Transport *self)
{
  g_return_val_if_fail (TRANSPORT_IS_TRANSPORT (self), 0);

  return transport_get_private (self)->notes.retry_after_s;
}

/**
 * transport_answers_keep_alives:
 * @self: a transport
 *
 * Tells whether the far end has answered a CRLF CRLF over this connection. Who has done so once owes an answer to
 * the next one (RFC 5626 §4.4.1); who has not may not know them.
 *
 * Returns: %TRUE when it has
 */
gboolean
transport_answers_keep_alives (Transport *self)
{
  g_return_val_if_fail (TRANSPORT_IS_TRANSPORT (self), FALSE);

  return transport_keep_alive_get_round_trip_ms (transport_get_private (self)->keep_alive) >= 0;
}

/**
 * transport_describe:
 * @self: a transport
 * @facts: (out caller-allocates): what is known; its texts hold until the main loop turns
 *
 * Says how the line was made, for people. What it says of a line that is down was true of it.
 */
void
transport_describe (Transport      *self,
                    TransportFacts *facts)
{
  g_return_if_fail (TRANSPORT_IS_TRANSPORT (self));
  g_return_if_fail (facts != NULL);

  TransportPrivate *priv = transport_get_private (self);

  *facts = (TransportFacts) {
    .protocol = priv->via_protocol,
    .remote_address = priv->notes.remote_address,
    .local_address = priv->notes.local_address,
    .family = priv->notes.family,
    .tls_version = priv->notes.tls_version,
    .round_trip_ms = transport_keep_alive_get_round_trip_ms (priv->keep_alive),
    .answers_keep_alives = transport_answers_keep_alives (self),
    .took_detour = priv->notes.took_detour,
    .missed_detour = priv->notes.missed_detour,
  };
}
