/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A connection fails in a dozen libraries' words. The layers above decide by a handful of codes whether to try
 * again, to ask for another server or to warn, and a person deserves to hear what is wrong with a certificate.
 */

#include "transport-failure.h"

/**
 * transport_failure_of_certificate:
 * @url: where the connection was to lead, without secrets
 * @certificate: (nullable): what was shown; %NULL: nothing
 *
 * Says why a certificate was refused.
 *
 * Returns: (transfer full): %TRANSPORT_ERROR_CERTIFICATE
 */
GError *
transport_failure_of_certificate (const char                 *url,
                                  const TransportCertificate *certificate)
{
  g_return_val_if_fail (url != NULL, NULL);

  g_autofree char *words = certificate != NULL ? g_strjoinv (", ", certificate->words) : g_strdup ("none was shown");

  return g_error_new (TRANSPORT_ERROR, TRANSPORT_ERROR_CERTIFICATE, "the certificate of %s cannot be trusted: %s", url,
                      words);
}

/* TRUST F2: what a server says for good, what it says for now, and the rest. */
static TransportError
code_of_status (guint status)
{
  if (status == SOUP_STATUS_UNAUTHORIZED || status == SOUP_STATUS_FORBIDDEN)
    return TRANSPORT_ERROR_FORBIDDEN;
  if (status == SOUP_STATUS_SERVICE_UNAVAILABLE)
    return TRANSPORT_ERROR_BUSY;

  return TRANSPORT_ERROR_REFUSED;
}

/* The younger codes of IANA's list have no name in libsoup. */
static TransportError
code_of_close (guint code)
{
  switch (code)
    {
    case SOUP_WEBSOCKET_CLOSE_POLICY_VIOLATION:
      return TRANSPORT_ERROR_FORBIDDEN;
    case TRANSPORT_CLOSE_SERVICE_RESTART:
    case TRANSPORT_CLOSE_TRY_AGAIN_LATER:
      return TRANSPORT_ERROR_BUSY;
    default:
      return TRANSPORT_ERROR_LOST;
    }
}

/* RFC 6455 §4.1: any status but 101 is an ordinary HTTP answer; 101 without the rest is no WebSocket. */
static GError *
handshake_error (const char   *url,
                 const GError *error,
                 guint         status)
{
  if (status == 0 || status == SOUP_STATUS_SWITCHING_PROTOCOLS)
    return g_error_new (TRANSPORT_ERROR, TRANSPORT_ERROR_PROTOCOL, "%s does not speak the WebSocket protocol: %s", url,
                        error->message);

  return g_error_new (TRANSPORT_ERROR, code_of_status (status), "%s refused the handshake: %u %s", url, status,
                      soup_status_get_phrase (status));
}

/**
 * transport_failure_of_opening:
 * @url: where the connection was to lead, without secrets
 * @error: what libsoup or GIO reported
 * @status: the status of the HTTP answer; zero when there was none
 *
 * Says why a connection could not be opened.
 *
 * Returns: (transfer full): a `TRANSPORT_ERROR`
 */
GError *
transport_failure_of_opening (const char   *url,
                              const GError *error,
                              guint         status)
{
  g_return_val_if_fail (url != NULL, NULL);
  g_return_val_if_fail (error != NULL, NULL);

  if (error->domain == G_TLS_ERROR && error->code != G_TLS_ERROR_EOF)
    return g_error_new (TRANSPORT_ERROR, TRANSPORT_ERROR_CERTIFICATE, "no secure connection to %s: %s", url,
                        error->message);
  if (error->domain == SOUP_WEBSOCKET_ERROR)
    return handshake_error (url, error, status);
  if (error->domain == G_RESOLVER_ERROR)
    return g_error_new (TRANSPORT_ERROR, TRANSPORT_ERROR_RESOLVE, "the host of %s is not known: %s", url,
                        error->message);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT))
    return g_error_new (TRANSPORT_ERROR, TRANSPORT_ERROR_TIMEOUT, "no answer from %s", url);

  return g_error_new (TRANSPORT_ERROR, TRANSPORT_ERROR_REFUSED, "no connection to %s: %s", url, error->message);
}

/**
 * transport_failure_of_socket:
 * @url: where the connection leads, without secrets
 * @error: what libsoup reported
 *
 * Says why a WebSocket broke that was open.
 *
 * Returns: (transfer full): a `TRANSPORT_ERROR`
 */
GError *
transport_failure_of_socket (const char   *url,
                             const GError *error)
{
  g_return_val_if_fail (url != NULL, NULL);
  g_return_val_if_fail (error != NULL, NULL);

  /* libsoup has no code of its own for an overdue pong and borrows this one, for nothing else. */
  if (g_error_matches (error, SOUP_WEBSOCKET_ERROR, SOUP_WEBSOCKET_CLOSE_POLICY_VIOLATION))
    return g_error_new (TRANSPORT_ERROR, TRANSPORT_ERROR_KEEP_ALIVE, "%s did not answer a ping in time", url);
  if (g_error_matches (error, SOUP_WEBSOCKET_ERROR, SOUP_WEBSOCKET_CLOSE_TOO_BIG))
    return g_error_new (TRANSPORT_ERROR, TRANSPORT_ERROR_TOO_LARGE, "%s sent a message that is too large", url);

  return g_error_new (TRANSPORT_ERROR, TRANSPORT_ERROR_LOST, "the connection to %s broke: %s", url, error->message);
}

/**
 * transport_failure_of_close:
 * @url: where the connection led, without secrets
 * @code: the close code (RFC 6455 §7.4)
 * @reason: (nullable): what the far end gave as its reason
 *
 * Says that the far end closed a connection which was still wanted.
 *
 * Returns: (transfer full): a `TRANSPORT_ERROR`
 */
GError *
transport_failure_of_close (const char *url,
                            guint       code,
                            const char *reason)
{
  g_return_val_if_fail (url != NULL, NULL);

  if (code == SOUP_WEBSOCKET_CLOSE_ABNORMAL)
    return g_error_new (TRANSPORT_ERROR, TRANSPORT_ERROR_LOST, "the connection to %s broke (%u)", url, code);
  if (reason == NULL || *reason == '\0')
    return g_error_new (TRANSPORT_ERROR, code_of_close (code), "%s closed the connection (%u)", url, code);

  return g_error_new (TRANSPORT_ERROR, code_of_close (code), "%s closed the connection (%u: %s)", url, code, reason);
}
