/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* GIO knows how browsers look at a certificate, and SIP is stricter: a pattern is no name, the subject is no name,
 * and a name may stand in a URI (RFC 5922 §7). So GIO judges the chain, and who is named is read here. A key that a
 * person trusts stands above all but time: what has expired or was revoked stays refused even then.
 */

#include "transport-judge.h"

#include <gnutls/gnutls.h>
#include <gnutls/x509.h>

#include "transport-ports.h"

#define MAX_NAME 1024 /* octets; no name that could be ours is longer */

struct _TransportJudge
{
  char               *identity; /* as it stands in certificates: A-labels, lower case */
  guint               port;
  gboolean            patterns; /* RFC 9525 §6.3 lets them count, RFC 5922 §7.2 does not */
  GSocketConnectable *server;
  TransportTrust     *trust;
};

/* What the names of a certificate say of ours. */
typedef struct
{
  gboolean any;
  gboolean any_uri;
  gboolean by_uri;
  gboolean by_name;
  gboolean by_address;
  gboolean by_pattern;
} Naming;

typedef struct
{
  GTlsCertificateFlags  flag;
  const char           *words;
} Fault;

static const Fault faults[] = {
  { G_TLS_CERTIFICATE_UNKNOWN_CA,    "it was signed by an unknown authority" },
  { G_TLS_CERTIFICATE_NOT_ACTIVATED, "it is not valid yet" },
  { G_TLS_CERTIFICATE_EXPIRED,       "it has expired" },
  { G_TLS_CERTIFICATE_REVOKED,       "it has been revoked" },
  { G_TLS_CERTIFICATE_INSECURE,      "its algorithm is not secure" },
  { G_TLS_CERTIFICATE_GENERIC_ERROR, "it is not valid" },
};

#define NEVER_TRUSTED (G_TLS_CERTIFICATE_NOT_ACTIVATED | G_TLS_CERTIFICATE_EXPIRED | G_TLS_CERTIFICATE_REVOKED)

static char *
normalise (const char *identity)
{
  g_autofree char *ascii = g_hostname_to_ascii (identity);
  char *name = g_ascii_strdown (ascii != NULL ? ascii : identity, -1);
  gsize length = strlen (name);

  if (length > 1 && name[length - 1] == '.')
    name[length - 1] = '\0';

  return name;
}

/**
 * transport_judge_new:
 * @target: where the connection leads
 * @trust: (nullable): keys that a person accepted
 *
 * Makes a judge of what is shown at @target: its identity is what has to be proved, whatever host DNS named
 * (RFC 5922 §7.1, TRUST 3.7).
 *
 * Returns: (transfer full): a new judge
 */
TransportJudge *
transport_judge_new (TransportTarget *target,
                     TransportTrust  *trust)
{
  g_return_val_if_fail (target != NULL, NULL);

  TransportJudge *self = g_new0 (TransportJudge, 1);

  self->identity = normalise (transport_target_get_identity (target));
  self->port = transport_ports_of (target);
  self->patterns = g_ascii_strncasecmp (transport_target_get_uri (target), "wss:", 4) == 0;
  self->server = g_network_address_new (self->identity, (guint16) self->port);
  g_set_object (&self->trust, trust);

  return self;
}

/**
 * transport_judge_free:
 * @self: (transfer full): a judge
 *
 * Frees it.
 */
void
transport_judge_free (TransportJudge *self)
{
  g_return_if_fail (self != NULL);

  g_free (self->identity);
  g_object_unref (self->server);
  g_clear_object (&self->trust);
  g_free (self);
}

/**
 * transport_judge_get_server:
 * @self: a judge
 *
 * Gets whom TLS is to ask for.
 *
 * Returns: (transfer none): name and port
 */
GSocketConnectable *
transport_judge_get_server (TransportJudge *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->server;
}

/* RFC 5922 §7.1: the scheme must be sip, and whoever has a user part is a person. */
static gboolean
is_domain_uri (const char  *uri,
               const char **host)
{
  if (g_ascii_strncasecmp (uri, "sip:", 4) != 0 || strchr (uri, '@') != NULL)
    return FALSE;

  *host = uri + 4;
  return TRUE;
}

/* RFC 9525 §6.3: a pattern is a whole first label, and stands for one label. */
static gboolean
matches_pattern (const char *pattern,
                 const char *name)
{
  const char *rest = strchr (name, '.');

  return g_str_has_prefix (pattern, "*.") && rest != NULL && rest != name && strchr (pattern + 2, '.') != NULL &&
         g_ascii_strcasecmp (pattern + 1, rest) == 0;
}

static void
read_name (TransportJudge *self,
           guint           type,
           const char     *value,
           gsize           size,
           Naming         *naming)
{
  g_autoptr (GInetAddress) address = g_inet_address_new_from_string (self->identity);
  const char *host = NULL;

  naming->any = TRUE;
  if (type == GNUTLS_SAN_IPADDRESS)
    naming->by_address |= address != NULL && g_inet_address_get_native_size (address) == size &&
                          memcmp (g_inet_address_to_bytes (address), value, size) == 0;
  if (memchr (value, '\0', size) != NULL)
    return;

  if (type == GNUTLS_SAN_DNSNAME)
    {
      naming->by_name |= address == NULL && g_ascii_strcasecmp (value, self->identity) == 0;
      naming->by_pattern |= address == NULL && matches_pattern (value, self->identity);
    }
  if (type == GNUTLS_SAN_URI && is_domain_uri (value, &host))
    {
      gsize length = strcspn (host, ":;?");

      naming->any_uri = TRUE;
      naming->by_uri |= length == strlen (self->identity) && g_ascii_strncasecmp (host, self->identity, length) == 0;
    }
}

static Naming
read_names (TransportJudge    *self,
            gnutls_x509_crt_t  leaf)
{
  Naming naming = { 0 };
  char value[MAX_NAME + 1];

  for (guint i = 0; ; i++)
    {
      gsize size = MAX_NAME;
      int type = gnutls_x509_crt_get_subject_alt_name (leaf, i, value, &size, NULL);

      if (type == GNUTLS_E_SHORT_MEMORY_BUFFER)
        continue;
      if (type < 0)
        return naming;

      value[size] = '\0';
      read_name (self, (guint) type, value, size, &naming);
    }
}

/* NULL: it names whom it should. */
static const char *
find_fault_of_naming (TransportJudge *self,
                      const Naming   *naming)
{
  if (self->patterns && (naming->by_name || naming->by_pattern || naming->by_address))
    return NULL;
  /* RFC 5922 §7.1: a host name speaks for a SIP domain only where no SIP URI does. */
  if (!self->patterns && (naming->by_uri || naming->by_address || (naming->by_name && !naming->any_uri)))
    return NULL;

  if (!naming->any)
    return "it names its host in the subject at best, which does not count";
  if (naming->by_pattern)
    return "it names its host by a wildcard, which does not count";

  return "it was made for another host name";
}

static char *
dup_key (gnutls_x509_crt_t leaf)
{
  guint8 digest[32];
  gsize size = sizeof digest;
  GString *key = NULL;

  if (gnutls_x509_crt_get_key_id (leaf, GNUTLS_KEYID_USE_SHA256, digest, &size) < 0)
    return g_strdup ("");

  key = g_string_new ("sha256:");
  for (gsize i = 0; i < size; i++)
    g_string_append_printf (key, "%02x", digest[i]);

  return g_string_free (key, FALSE);
}

/* One leaf, from GIO's hands into those of GnuTLS; NULL: it cannot be read. */
static gnutls_x509_crt_t
import (GTlsCertificate *shown)
{
  g_autoptr (GByteArray) der = NULL;
  gnutls_x509_crt_t leaf = NULL;

  g_object_get (shown, "certificate", &der, NULL);
  if (der == NULL || gnutls_x509_crt_init (&leaf) < 0)
    return NULL;

  gnutls_datum_t datum = { der->data, der->len };
  if (gnutls_x509_crt_import (leaf, &datum, GNUTLS_X509_FMT_DER) >= 0)
    return leaf;

  gnutls_x509_crt_deinit (leaf);
  return NULL;
}

/* GIO need not name every fault it finds, and one that outlives trust must not be missed. */
static GTlsCertificateFlags
find_faults_of_time (const TransportCertificate *certificate)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  GTlsCertificateFlags found = G_TLS_CERTIFICATE_NO_FLAGS;

  if (certificate->not_before != NULL && g_date_time_compare (now, certificate->not_before) < 0)
    found |= G_TLS_CERTIFICATE_NOT_ACTIVATED;
  if (certificate->not_after != NULL && g_date_time_compare (now, certificate->not_after) > 0)
    found |= G_TLS_CERTIFICATE_EXPIRED;

  return found;
}

static GStrv
describe (const TransportCertificate *certificate,
          const char                 *naming)
{
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();

  if (transport_certificate_is_changed (certificate) && certificate->faults != 0)
    g_strv_builder_add (words, "its key is not the one that was trusted");
  if (naming != NULL)
    g_strv_builder_add (words, naming);
  for (gsize i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      if (certificate->faults & faults[i].flag)
        g_strv_builder_add (words, faults[i].words);
    }

  return g_strv_builder_end (words);
}

/**
 * transport_judge_certificate:
 * @self: a judge
 * @shown: the leaf that a server showed
 * @faults_of_chain: what GIO found; what it thinks of the name does not count here
 *
 * Judges a certificate. It is accepted without a fault; or when its key is the one that a person trusts for that
 * name and port, unless it has expired, is not valid yet or was revoked (TRUST 3.7, F13).
 *
 * Returns: (transfer full): the certificate and the verdict
 */
TransportCertificate *
transport_judge_certificate (TransportJudge       *self,
                             GTlsCertificate      *shown,
                             GTlsCertificateFlags  faults_of_chain)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (G_IS_TLS_CERTIFICATE (shown), NULL);

  TransportCertificate *certificate = transport_certificate_new ();
  gnutls_x509_crt_t leaf = import (shown);
  Naming naming = { 0 };

  if (leaf != NULL)
    naming = read_names (self, leaf);
  certificate->identity = g_strdup (self->identity);
  certificate->port = self->port;
  certificate->key = leaf != NULL ? dup_key (leaf) : g_strdup ("");
  if (self->trust != NULL)
    certificate->trusted_key = g_strdup (transport_trust_get (self->trust, self->identity, self->port));
  certificate->subject = g_tls_certificate_get_subject_name (shown);
  certificate->issuer = g_tls_certificate_get_issuer_name (shown);
  certificate->not_before = g_tls_certificate_get_not_valid_before (shown);
  certificate->not_after = g_tls_certificate_get_not_valid_after (shown);
  g_clear_pointer (&leaf, gnutls_x509_crt_deinit);

  const char *misnamed = find_fault_of_naming (self, &naming);
  certificate->faults = (faults_of_chain & ~G_TLS_CERTIFICATE_BAD_IDENTITY) | find_faults_of_time (certificate) |
                        (misnamed != NULL ? G_TLS_CERTIFICATE_BAD_IDENTITY : 0);
  certificate->words = describe (certificate, misnamed);
  certificate->accepted = certificate->faults == 0 ||
                          (*certificate->key != '\0' && g_strcmp0 (certificate->trusted_key, certificate->key) == 0 &&
                           (certificate->faults & NEVER_TRUSTED) == 0);

  return certificate;
}

static void
add_words (TransportCertificate *certificate,
           const char           *words)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  g_strv_builder_addv (builder, (const char **) certificate->words);
  g_strv_builder_add (builder, words);
  g_strfreev (certificate->words);
  certificate->words = g_strv_builder_end (builder);
}

/**
 * transport_judge_connection:
 * @self: a judge
 * @connection: TLS after its handshake
 *
 * Judges a connection before anything is said over it. GIO asks about a certificate only where it found a fault,
 * so what it likes is judged here. RFC 8996: a version of TLS before 1.2 protects nobody, and no trust makes it
 * better; GIO speaks them all where the system has no rule against it.
 *
 * Returns: (transfer full) (nullable): the certificate and the verdict; %NULL when none was shown
 */
TransportCertificate *
transport_judge_connection (TransportJudge *self,
                            GTlsConnection *connection)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (G_IS_TLS_CONNECTION (connection), NULL);

  GTlsCertificate *shown = g_tls_connection_get_peer_certificate (connection);
  TransportCertificate *certificate = NULL;

  if (shown == NULL)
    return NULL;

  certificate = transport_judge_certificate (self, shown, g_tls_connection_get_peer_certificate_errors (connection));
  if (g_tls_connection_get_protocol_version (connection) < G_TLS_PROTOCOL_VERSION_TLS_1_2)
    {
      certificate->faults |= G_TLS_CERTIFICATE_INSECURE;
      certificate->accepted = FALSE;
      add_words (certificate, "it came over a version of TLS that is too old");
    }

  return certificate;
}
