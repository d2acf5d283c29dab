/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What was found out about one server, as somebody sees it who has to choose. Here is also decided whose server it
 * is: a password is for the account's domain, and what answers elsewhere is not it (TRUST 3.6). */

#include "config.h"

#include "phone-finding-private.h"

#include <glib/gi18n-lib.h>

#include "phone-words.h"
#include "phone.h"
#include "sip-status.h"
#include "transport.h"

struct _PhoneFinding
{
  GObject parent_instance;

  char *server;
  char *place;
  const char *title;
  const char *reason;
  char *realm;
  char *failure;
  GError *error;
  gboolean secure;
  gboolean by_dns;
  guint elapsed_ms;
};

enum
{
  PROP_SERVER = 1,
  PROP_TITLE,
  PROP_SECURE,
  PROP_WORKS,
  PROP_REASON,
  PROP_REALM,
  PROP_FAILURE,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (PhoneFinding, phone_finding, G_TYPE_OBJECT)

const char *
phone_finding_title_of (const char *url)
{
  static const struct
  {
    const char *scheme;
    const char *title;
  } titles[] = {
    { "wss:", N_("Secure WebSocket") }, { "ws:", N_("WebSocket, Not Encrypted") },
    { "tls:", N_("TLS") },              { "tcp:", N_("TCP, Not Encrypted") },
    { "udp:", N_("UDP, Not Encrypted") },
  };

  for (guint n = 0; url != NULL && n < G_N_ELEMENTS (titles); n++)
    if (g_str_has_prefix (url, titles[n].scheme))
      return _ (titles[n].title);
  return "";
}

/* "sips:" and "sip:" ask DNS; a name that DNS gives for the account's own domain belongs to it. */
static gboolean
asks_dns (const char *server)
{
  return g_str_has_prefix (server, "sip:") || g_str_has_prefix (server, "sips:");
}

static gboolean
is_own_host (const char *host,
             const char *domain)
{
  gsize host_length = strlen (host);
  gsize length = strlen (domain);

  if (g_ascii_strcasecmp (host, domain) == 0)
    return TRUE;
  return host_length > length && host[host_length - length - 1] == '.' && !g_hostname_is_ip_address (domain) &&
         g_ascii_strcasecmp (host + host_length - length, domain) == 0;
}

static gboolean
is_own (const UaProbeResult *result,
        const char          *domain)
{
  g_autoptr (GUri) uri = g_uri_parse (result->uri, G_URI_FLAGS_NON_DNS, NULL);

  if (uri == NULL || g_uri_get_host (uri) == NULL)
    return FALSE;
  if (is_own_host (g_uri_get_host (uri), domain))
    return TRUE;

  /* Whatever DNS named, over TLS it is the domain that the certificate had to prove (RFC 5922 §7.1). */
  return asks_dns (result->server) && result->reason != NULL &&
         (!result->secure || (result->identity != NULL && is_own_host (result->identity, domain)));
}

/* An answer means a telephone server that keeps this address, or wants to know who asks. */
static gboolean
is_registrar (guint status)
{
  return (status >= 200 && status < 300) || status == SIP_STATUS_UNAUTHORIZED ||
         status == SIP_STATUS_PROXY_AUTHENTICATION_REQUIRED || status == 423;
}

static GError *
find_fault (const UaProbeResult *result,
            const char          *domain)
{
  if (result->error != NULL)
    return g_error_copy (result->error);
  if (!is_own (result, domain))
    return g_error_new (PHONE_ERROR, PHONE_ERROR_FOREIGN_SERVER, "%s is not of %s", result->uri, domain);
  if (!is_registrar (result->status))
    return g_error_new (SIP_STATUS_ERROR, (int) result->status, "%s answered %u", result->uri, result->status);
  return NULL;
}

/* What is kept for later must not be able to lead to less than was found (TRUST 3.7): a look-up that may end at a
 * secure place or at another is written as the one that ends at a secure place alone. */
static char *
write_server (const UaProbeResult *result)
{
  if (result->secure && g_str_has_prefix (result->server, "sip:"))
    return g_strconcat ("sips:", result->server + strlen ("sip:"), NULL);
  return g_strdup (result->server);
}

static void
phone_finding_get_property (GObject    *object,
                            guint       prop_id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  PhoneFinding *self = PHONE_FINDING (object);

  switch (prop_id)
    {
    case PROP_SERVER:
      g_value_set_string (value, self->server);
      break;
    case PROP_TITLE:
      g_value_set_string (value, self->title);
      break;
    case PROP_SECURE:
      g_value_set_boolean (value, self->secure);
      break;
    case PROP_WORKS:
      g_value_set_boolean (value, phone_finding_works (self));
      break;
    case PROP_REASON:
      g_value_set_string (value, self->reason);
      break;
    case PROP_REALM:
      g_value_set_string (value, self->realm);
      break;
    case PROP_FAILURE:
      g_value_set_string (value, self->failure);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
phone_finding_finalize (GObject *object)
{
  PhoneFinding *self = PHONE_FINDING (object);

  g_free (self->server);
  g_free (self->place);
  g_free (self->realm);
  g_free (self->failure);
  g_clear_error (&self->error);

  G_OBJECT_CLASS (phone_finding_parent_class)->finalize (object);
}

static void
phone_finding_class_init (PhoneFindingClass *klass)
{
  const GParamFlags readable = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = phone_finding_finalize;
  object_class->get_property = phone_finding_get_property;

  props[PROP_SERVER] = g_param_spec_string ("server", NULL, NULL, NULL, readable);
  props[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, readable);
  props[PROP_SECURE] = g_param_spec_boolean ("secure", NULL, NULL, FALSE, readable);
  props[PROP_WORKS] = g_param_spec_boolean ("works", NULL, NULL, FALSE, readable);
  props[PROP_REASON] = g_param_spec_string ("reason", NULL, NULL, NULL, readable);
  props[PROP_REALM] = g_param_spec_string ("realm", NULL, NULL, NULL, readable);
  props[PROP_FAILURE] = g_param_spec_string ("failure", NULL, NULL, NULL, readable);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
phone_finding_init (PhoneFinding *self)
{
}

PhoneFinding *
phone_finding_new (const UaProbeResult *result,
                   const char          *domain)
{
  PhoneFinding *self = g_object_new (PHONE_TYPE_FINDING, NULL);

  self->server = write_server (result);
  self->place = g_strdup (result->uri);
  self->title = phone_finding_title_of (result->uri != NULL ? result->uri : result->server);
  self->secure = result->secure;
  self->by_dns = asks_dns (result->server) && result->reason != NULL;
  self->reason = self->by_dns ? _ ("Found by the domain’s own directory (DNS).") : _ ("Answers at the usual place.");
  self->realm = g_strdup (result->realms[0]);
  self->error = find_fault (result, domain);
  self->failure = self->error != NULL ? phone_words_for_error (self->error) : NULL;
  self->elapsed_ms = result->elapsed_ms;
  return self;
}

static int
rank_bool (gboolean a,
           gboolean b)
{
  return (b ? 1 : 0) - (a ? 1 : 0);
}

int
phone_finding_compare (PhoneFinding *a,
                       PhoneFinding *b)
{
  int order = rank_bool (phone_finding_works (a), phone_finding_works (b));

  if (order == 0)
    order = rank_bool (phone_finding_is_untrusted (a), phone_finding_is_untrusted (b));
  if (order == 0)
    order = rank_bool (a->secure, b->secure);
  if (order == 0)
    order = rank_bool (a->by_dns, b->by_dns);
  return order != 0 ? order : (int) a->elapsed_ms - (int) b->elapsed_ms;
}

const GError *
phone_finding_get_error (PhoneFinding *self)
{
  return self->error;
}

/**
 * phone_finding_get_server:
 * @self: a finding
 *
 * What an account keeps that uses this server.
 *
 * Returns: (transfer none): the server
 */
const char *
phone_finding_get_server (PhoneFinding *self)
{
  g_return_val_if_fail (PHONE_IS_FINDING (self), NULL);

  return self->server;
}

/**
 * phone_finding_get_place:
 * @self: a finding
 *
 * Where the server was seen.
 *
 * Returns: (transfer none) (nullable): a URL; %NULL: there is no such place
 */
const char *
phone_finding_get_place (PhoneFinding *self)
{
  g_return_val_if_fail (PHONE_IS_FINDING (self), NULL);

  return self->place;
}

/**
 * phone_finding_get_title:
 * @self: a finding
 *
 * Which kind of connection it is.
 *
 * Returns: (transfer none): a few words; "" while that is not known
 */
const char *
phone_finding_get_title (PhoneFinding *self)
{
  g_return_val_if_fail (PHONE_IS_FINDING (self), NULL);

  return self->title;
}

/**
 * phone_finding_is_secure:
 * @self: a finding
 *
 * Whether nobody on the way can listen.
 *
 * Returns: %TRUE when it is encrypted
 */
gboolean
phone_finding_is_secure (PhoneFinding *self)
{
  g_return_val_if_fail (PHONE_IS_FINDING (self), FALSE);

  return self->secure;
}

/**
 * phone_finding_works:
 * @self: a finding
 *
 * Whether a telephone server of this domain answered.
 *
 * Returns: %TRUE when it did
 */
gboolean
phone_finding_works (PhoneFinding *self)
{
  g_return_val_if_fail (PHONE_IS_FINDING (self), FALSE);

  return self->error == NULL;
}

/**
 * phone_finding_is_by_dns:
 * @self: a finding
 *
 * Whether the domain itself names this server.
 *
 * Returns: %TRUE when it does; %FALSE when it was guessed
 */
gboolean
phone_finding_is_by_dns (PhoneFinding *self)
{
  g_return_val_if_fail (PHONE_IS_FINDING (self), FALSE);

  return self->by_dns;
}

/**
 * phone_finding_get_reason:
 * @self: a finding
 *
 * Why it was looked at.
 *
 * Returns: (transfer none): a sentence
 */
const char *
phone_finding_get_reason (PhoneFinding *self)
{
  g_return_val_if_fail (PHONE_IS_FINDING (self), NULL);

  return self->reason;
}

/**
 * phone_finding_get_realm:
 * @self: a finding
 *
 * For what the server wants a password.
 *
 * Returns: (transfer none) (nullable): its own name for that; %NULL: it wants none
 */
const char *
phone_finding_get_realm (PhoneFinding *self)
{
  g_return_val_if_fail (PHONE_IS_FINDING (self), NULL);

  return self->realm;
}

/**
 * phone_finding_get_failure:
 * @self: a finding
 *
 * Why it cannot be used.
 *
 * Returns: (transfer none) (nullable): a sentence; %NULL: it works
 */
const char *
phone_finding_get_failure (PhoneFinding *self)
{
  g_return_val_if_fail (PHONE_IS_FINDING (self), NULL);

  return self->failure;
}

/**
 * phone_finding_is_untrusted:
 * @self: a finding
 *
 * Whether it failed because its certificate did.
 *
 * Returns: %TRUE when a person could decide to trust it
 */
gboolean
phone_finding_is_untrusted (PhoneFinding *self)
{
  g_return_val_if_fail (PHONE_IS_FINDING (self), FALSE);

  return g_error_matches (self->error, TRANSPORT_ERROR, TRANSPORT_ERROR_CERTIFICATE);
}

/**
 * phone_finding_get_milliseconds:
 * @self: a finding
 *
 * How long the server took.
 *
 * Returns: milliseconds
 */
guint
phone_finding_get_milliseconds (PhoneFinding *self)
{
  g_return_val_if_fail (PHONE_IS_FINDING (self), 0);

  return self->elapsed_ms;
}
