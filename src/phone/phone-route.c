/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* One sentence is enough while all is well. When it is not, somebody wants to know which server it is, how far away,
 * and whether others could listen; all that is in here, and nothing of it is remembered longer than it is true. */

#include "config.h"

#include "phone-route-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "phone-finding-private.h"

struct _PhoneRoute
{
  GObject parent_instance;

  char *place;
  char *scheme;
  char *local_address;
  char *remote_address;
  char *error_text;
  char *error_action;
  char *tls_version;
  const char *transport_title;
  const char *family;
  const char *reason;
  const char *remark;
  guint round_trip_ms;
};

enum
{
  PROP_PLACE = 1,
  PROP_TRANSPORT_TITLE,
  PROP_SECURE,
  PROP_FAMILY,
  PROP_ROUND_TRIP_MS,
  PROP_REASON,
  PROP_ERROR_TEXT,
  PROP_REMARK,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (PhoneRoute, phone_route, G_TYPE_OBJECT)

static int
get_default_port (const char *scheme)
{
  static const struct
  {
    const char *scheme;
    int         port;
  } ports[] = { { "wss", 443 }, { "ws", 80 }, { "tls", 5061 }, { "tcp", 5060 }, { "udp", 5060 } };

  for (guint n = 0; n < G_N_ELEMENTS (ports); n++)
    if (g_strcmp0 (scheme, ports[n].scheme) == 0)
      return ports[n].port;
  return 0;
}

static void
read_url (PhoneRoute *self,
          const char *url)
{
  g_autoptr (GUri) uri = url != NULL ? g_uri_parse (url, G_URI_FLAGS_NON_DNS, NULL) : NULL;
  g_autofree char *place = NULL;
  const char *host = uri != NULL ? g_uri_get_host (uri) : NULL;

  if (host != NULL)
    {
      gboolean literal = strchr (host, ':') != NULL;
      int port = g_uri_get_port (uri) > 0 ? g_uri_get_port (uri) : get_default_port (g_uri_get_scheme (uri));

      place = literal ? g_strdup_printf ("[%s]:%d", host, port) : g_strdup_printf ("%s:%d", host, port);
    }
  g_set_str (&self->scheme, uri != NULL ? g_uri_get_scheme (uri) : "");
  self->transport_title = phone_finding_title_of (url);
  if (g_set_str (&self->place, place))
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_PLACE]);
}

char *
phone_route_dup_host_of (const char *address)
{
  const char *end;

  if (address == NULL)
    return NULL;
  if (*address == '[')
    return g_strndup (address + 1, strcspn (address + 1, "%]"));

  end = strrchr (address, ':');
  return end != NULL && strchr (address, ':') == end ? g_strndup (address, end - address) : g_strdup (address);
}

static const char *
find_family (const char *address)
{
  g_autofree char *host = phone_route_dup_host_of (address);

  if (host == NULL || !g_hostname_is_ip_address (host))
    return "";
  return strchr (host, ':') != NULL ? "IPv6" : "IPv4";
}

static const char *
find_reason (const PhoneRouteFacts *facts)
{
  if (facts->url == NULL)
    return NULL;
  return facts->dns_reason != NULL ? _ ("Found by the domain’s own directory (DNS).")
                                   : _ ("This server is set in the account.");
}

static const char *
find_remark (PhoneRouteDetour detour)
{
  switch (detour)
    {
    case PHONE_ROUTE_DETOUR_TAKEN:
      return _ ("What was too large for UDP went by TCP.");
    case PHONE_ROUTE_DETOUR_MISSED:
      return _ ("What is too large for UDP may get lost, because this server takes no TCP.");
    case PHONE_ROUTE_DETOUR_NONE:
      return NULL;
    }
  g_return_val_if_reached (NULL);
}

void
phone_route_set (PhoneRoute            *self,
                 const PhoneRouteFacts *facts)
{
  GObject *object = G_OBJECT (self);
  g_autofree char *scheme = g_strdup (self->scheme);
  const char *family = find_family (facts->remote_address);
  const char *reason = find_reason (facts);
  const char *remark = find_remark (facts->detour);

  g_object_freeze_notify (object);
  read_url (self, facts->url);
  if (g_strcmp0 (scheme, self->scheme) != 0)
    {
      g_object_notify_by_pspec (object, props[PROP_TRANSPORT_TITLE]);
      g_object_notify_by_pspec (object, props[PROP_SECURE]);
    }
  if (family != self->family)
    g_object_notify_by_pspec (object, props[PROP_FAMILY]);
  if (g_strcmp0 (reason, self->reason) != 0)
    g_object_notify_by_pspec (object, props[PROP_REASON]);
  if (g_strcmp0 (remark, self->remark) != 0)
    g_object_notify_by_pspec (object, props[PROP_REMARK]);
  if (facts->round_trip_ms != self->round_trip_ms)
    g_object_notify_by_pspec (object, props[PROP_ROUND_TRIP_MS]);
  if (g_set_str (&self->error_text, facts->error_text))
    g_object_notify_by_pspec (object, props[PROP_ERROR_TEXT]);
  self->family = family;
  self->reason = reason;
  self->remark = remark;
  self->round_trip_ms = facts->round_trip_ms;
  g_set_str (&self->error_action, facts->error_action);
  g_set_str (&self->tls_version, facts->tls_version);
  g_set_str (&self->local_address, facts->local_address);
  g_set_str (&self->remote_address, facts->remote_address);
  g_object_thaw_notify (object);
}

static void
phone_route_get_property (GObject    *object,
                          guint       prop_id,
                          GValue     *value,
                          GParamSpec *pspec)
{
  PhoneRoute *self = PHONE_ROUTE (object);

  switch (prop_id)
    {
    case PROP_PLACE:
      g_value_set_string (value, self->place);
      break;
    case PROP_TRANSPORT_TITLE:
      g_value_set_string (value, self->transport_title);
      break;
    case PROP_SECURE:
      g_value_set_boolean (value, phone_route_is_secure (self));
      break;
    case PROP_FAMILY:
      g_value_set_string (value, self->family);
      break;
    case PROP_ROUND_TRIP_MS:
      g_value_set_uint (value, self->round_trip_ms);
      break;
    case PROP_REASON:
      g_value_set_string (value, self->reason);
      break;
    case PROP_ERROR_TEXT:
      g_value_set_string (value, self->error_text);
      break;
    case PROP_REMARK:
      g_value_set_string (value, self->remark);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
phone_route_finalize (GObject *object)
{
  PhoneRoute *self = PHONE_ROUTE (object);

  g_free (self->place);
  g_free (self->scheme);
  g_free (self->tls_version);
  g_free (self->local_address);
  g_free (self->remote_address);
  g_free (self->error_text);
  g_free (self->error_action);

  G_OBJECT_CLASS (phone_route_parent_class)->finalize (object);
}

static void
phone_route_class_init (PhoneRouteClass *klass)
{
  const GParamFlags readable = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = phone_route_finalize;
  object_class->get_property = phone_route_get_property;

  props[PROP_PLACE] = g_param_spec_string ("place", NULL, NULL, NULL, readable);
  props[PROP_TRANSPORT_TITLE] = g_param_spec_string ("transport-title", NULL, NULL, NULL, readable);
  props[PROP_SECURE] = g_param_spec_boolean ("secure", NULL, NULL, FALSE, readable);
  props[PROP_FAMILY] = g_param_spec_string ("family", NULL, NULL, NULL, readable);
  props[PROP_ROUND_TRIP_MS] = g_param_spec_uint ("round-trip-ms", NULL, NULL, 0, G_MAXUINT, 0, readable);
  props[PROP_REASON] = g_param_spec_string ("reason", NULL, NULL, NULL, readable);
  props[PROP_ERROR_TEXT] = g_param_spec_string ("error-text", NULL, NULL, NULL, readable);
  props[PROP_REMARK] = g_param_spec_string ("remark", NULL, NULL, NULL, readable);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
phone_route_init (PhoneRoute *self)
{
  self->scheme = g_strdup ("");
  self->transport_title = "";
  self->family = "";
}

PhoneRoute *
phone_route_new (void)
{
  return g_object_new (PHONE_TYPE_ROUTE, NULL);
}

/**
 * phone_route_get_place:
 * @self: a route
 *
 * Which server is in use.
 *
 * Returns: (transfer none) (nullable): host and port; %NULL: none
 */
const char *
phone_route_get_place (PhoneRoute *self)
{
  g_return_val_if_fail (PHONE_IS_ROUTE (self), NULL);

  return self->place;
}

/**
 * phone_route_get_transport_title:
 * @self: a route
 *
 * Which kind of connection it is.
 *
 * Returns: (transfer none): a few words; "" while there is none
 */
const char *
phone_route_get_transport_title (PhoneRoute *self)
{
  g_return_val_if_fail (PHONE_IS_ROUTE (self), NULL);

  return self->transport_title;
}

/**
 * phone_route_get_family:
 * @self: a route
 *
 * Over which kind of address it goes.
 *
 * Returns: (transfer none): "IPv4" or "IPv6"; "": not known
 */
const char *
phone_route_get_family (PhoneRoute *self)
{
  g_return_val_if_fail (PHONE_IS_ROUTE (self), NULL);

  return self->family;
}

/**
 * phone_route_get_round_trip_ms:
 * @self: a route
 *
 * How long the last proof of life took.
 *
 * Returns: milliseconds; 0: there was none yet
 */
guint
phone_route_get_round_trip_ms (PhoneRoute *self)
{
  g_return_val_if_fail (PHONE_IS_ROUTE (self), 0);

  return self->round_trip_ms;
}

/**
 * phone_route_get_reason:
 * @self: a route
 *
 * Why it is this server.
 *
 * Returns: (transfer none) (nullable): a sentence; %NULL: there is no line
 */
const char *
phone_route_get_reason (PhoneRoute *self)
{
  g_return_val_if_fail (PHONE_IS_ROUTE (self), NULL);

  return self->reason;
}

/**
 * phone_route_get_remark:
 * @self: a route
 *
 * What else is worth knowing about this way.
 *
 * Returns: (transfer none) (nullable): a sentence; %NULL: nothing
 */
const char *
phone_route_get_remark (PhoneRoute *self)
{
  g_return_val_if_fail (PHONE_IS_ROUTE (self), NULL);

  return self->remark;
}

/**
 * phone_route_get_error_text:
 * @self: a route
 *
 * What went wrong last.
 *
 * Returns: (transfer none) (nullable): a sentence; %NULL: all is well
 */
const char *
phone_route_get_error_text (PhoneRoute *self)
{
  g_return_val_if_fail (PHONE_IS_ROUTE (self), NULL);

  return self->error_text;
}

/**
 * phone_route_get_error_action:
 * @self: a route
 *
 * What can be done about it.
 *
 * Returns: (transfer none) (nullable): a label for a button; %NULL: nothing useful
 */
const char *
phone_route_get_error_action (PhoneRoute *self)
{
  g_return_val_if_fail (PHONE_IS_ROUTE (self), NULL);

  return self->error_action;
}

/**
 * phone_route_get_local_address:
 * @self: a route
 *
 * From where the line goes.
 *
 * Returns: (transfer none) (nullable): address and port; %NULL: not known
 */
const char *
phone_route_get_local_address (PhoneRoute *self)
{
  g_return_val_if_fail (PHONE_IS_ROUTE (self), NULL);

  return self->local_address;
}

/**
 * phone_route_get_remote_address:
 * @self: a route
 *
 * To where the line goes.
 *
 * Returns: (transfer none) (nullable): address and port; %NULL: not known
 */
const char *
phone_route_get_remote_address (PhoneRoute *self)
{
  g_return_val_if_fail (PHONE_IS_ROUTE (self), NULL);

  return self->remote_address;
}

/**
 * phone_route_get_scheme:
 * @self: a route
 *
 * The kind of connection, as URLs write it.
 *
 * Returns: (transfer none): "wss", "tls"…; "": there is no line
 */
const char *
phone_route_get_scheme (PhoneRoute *self)
{
  g_return_val_if_fail (PHONE_IS_ROUTE (self), NULL);

  return self->scheme;
}

/**
 * phone_route_get_tls_version:
 * @self: a route
 *
 * How the line is encrypted.
 *
 * Returns: (transfer none) (nullable): "TLS 1.3"; %NULL: not at all, or not known
 */
const char *
phone_route_get_tls_version (PhoneRoute *self)
{
  g_return_val_if_fail (PHONE_IS_ROUTE (self), NULL);

  return self->tls_version;
}

/**
 * phone_route_is_secure:
 * @self: a route
 *
 * Whether nobody on the way can listen.
 *
 * Returns: %TRUE when the line is encrypted
 */
gboolean
phone_route_is_secure (PhoneRoute *self)
{
  g_return_val_if_fail (PHONE_IS_ROUTE (self), FALSE);

  return g_str_equal (self->scheme, "wss") || g_str_equal (self->scheme, "tls");
}
