/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A connection fails in a dozen libraries' words. The layers above decide by a handful of codes whether to try
 * again, to ask for another server or to warn, and a person deserves to hear what is wrong with a certificate.
 */

#include "transport-failure.h"

typedef struct
{
  GTlsCertificateFlags flag;
  const char          *words;
} CertificateFault;

static const CertificateFault certificate_faults[] = {
  { G_TLS_CERTIFICATE_UNKNOWN_CA,    "it was signed by an unknown authority" },
  { G_TLS_CERTIFICATE_BAD_IDENTITY,  "it was made for another host name" },
  { G_TLS_CERTIFICATE_NOT_ACTIVATED, "it is not valid yet" },
  { G_TLS_CERTIFICATE_EXPIRED,       "it has expired" },
  { G_TLS_CERTIFICATE_REVOKED,       "it has been revoked" },
  { G_TLS_CERTIFICATE_INSECURE,      "its algorithm is not secure" },
  { G_TLS_CERTIFICATE_GENERIC_ERROR, "it is not valid" },
};

static char *
describe_certificate (GTlsCertificateFlags certificate)
{
  g_autoptr (GStrvBuilder) faults = g_strv_builder_new ();
  g_auto (GStrv) words = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (certificate_faults); i++)
    {
      if (certificate & certificate_faults[i].flag)
        g_strv_builder_add (faults, certificate_faults[i].words);
    }

  words = g_strv_builder_end (faults);

  return g_strjoinv (", ", words);
}

static GError *
certificate_error (const char           *url,
                   const GError         *error,
                   GTlsCertificateFlags  certificate)
{
  g_autofree char *words = NULL;

  if (certificate == G_TLS_CERTIFICATE_NO_FLAGS)
    return g_error_new (TRANSPORT_ERROR, TRANSPORT_ERROR_CERTIFICATE, "no secure connection to %s: %s", url,
                        error->message);

  words = describe_certificate (certificate);

  return g_error_new (TRANSPORT_ERROR, TRANSPORT_ERROR_CERTIFICATE, "the certificate of %s cannot be trusted: %s", url,
                      words);
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

  return g_error_new (TRANSPORT_ERROR, TRANSPORT_ERROR_REFUSED, "%s refused the handshake: %u %s", url, status,
                      soup_status_get_phrase (status));
}

/**
 * transport_failure_of_opening:
 * @url: where the connection was to lead, without secrets
 * @error: what libsoup reported
 * @status: the status of the HTTP answer; zero when there was none
 * @certificate: what was wrong with the certificate, if anything was
 *
 * Says why a connection could not be opened.
 *
 * Returns: (transfer full): a `TRANSPORT_ERROR`
 */
GError *
transport_failure_of_opening (const char           *url,
                              const GError         *error,
                              guint                 status,
                              GTlsCertificateFlags  certificate)
{
  g_return_val_if_fail (url != NULL, NULL);
  g_return_val_if_fail (error != NULL, NULL);

  if (certificate != G_TLS_CERTIFICATE_NO_FLAGS || error->domain == G_TLS_ERROR)
    return certificate_error (url, error, certificate);
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
    return g_error_new (TRANSPORT_ERROR, TRANSPORT_ERROR_LOST, "%s closed the connection (%u)", url, code);

  return g_error_new (TRANSPORT_ERROR, TRANSPORT_ERROR_LOST, "%s closed the connection (%u: %s)", url, code, reason);
}
