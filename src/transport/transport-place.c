/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A person writes a server as it stands in a letter from the company: a name, a URL, a SIP URI. This is where it is
 * taken apart, or where is said what is wrong with it; nobody behind this file reads such a text a second time.
 */

#include "transport-place.h"

#include "transport-host.h"
#include "transport.h"

#define MAX_TEXT 2048 /* octets; the longest URL that anybody means */

#define N_URL_WAYS TRANSPORT_WAY_SIPS /* those before it are written with "://" */

static gboolean
refuse (GError    **error,
        const char *why)
{
  g_set_error_literal (error, TRANSPORT_ERROR, TRANSPORT_ERROR_BAD_URL, why);
  return FALSE;
}

/* What was typed may hold a password or a key, so a complaint names the part that is wrong and no more. */
static gboolean
check_characters (const char  *text,
                  GError     **error)
{
  if (*text == '\0')
    return refuse (error, "no server is given");
  if (strlen (text) > MAX_TEXT)
    return refuse (error, "the server's address is too long");
  if (!g_utf8_validate (text, -1, NULL))
    return refuse (error, "the server's address is not UTF-8");

  for (const char *c = text; *c != '\0'; c++)
    {
      if (!g_ascii_isspace (*c) && !g_ascii_iscntrl (*c) && strchr ("\"<>\\^`{|}", *c) == NULL)
        continue;

      g_set_error (error, TRANSPORT_ERROR, TRANSPORT_ERROR_BAD_URL, "no server's address has %s in it",
                   g_ascii_isgraph (*c) ? (char[]) { '\'', *c, '\'', '\0' } : "a blank");
      return FALSE;
    }

  return TRUE;
}

static gboolean
take_host (TransportPlace  *self,
           const char      *host,
           GError         **error)
{
  if (host == NULL || *host == '\0')
    return refuse (error, "the server's address names no host");

  self->host = transport_host_normalise (host);
  if (self->host == NULL)
    return refuse (error, "what stands where the server's host should is neither a host's name nor an address");

  return TRUE;
}

static gboolean
take_scheme (TransportPlace  *self,
             const char      *scheme,
             GError         **error)
{
  for (guint way = 0; way < N_URL_WAYS; way++)
    {
      if (!g_str_equal (scheme, transport_way_get_scheme (way)))
        continue;

      self->way = way;
      return TRUE;
    }

  g_set_error (error, TRANSPORT_ERROR, TRANSPORT_ERROR_BAD_URL,
               "'%s:' is no way to a server that is known here; 'wss:', 'tls:', 'ws:', 'tcp:' and 'udp:' are", scheme);
  return FALSE;
}

/* A fragment means nothing to a server (RFC 6455 §3) and is dropped. */
static void
take_websocket (TransportPlace *self,
                GUri           *uri)
{
  const char *path = g_uri_get_path (uri);

  self->user_info = g_strdup (g_uri_get_userinfo (uri));
  self->path = g_strdup (*path != '\0' ? path : "/");
  self->query = g_strdup (g_uri_get_query (uri));
}

/* A stream or a datagram has no place for more than a host and a port: what is written there was meant otherwise. */
static gboolean
check_bare (TransportPlace  *self,
            GUri            *uri,
            GError         **error)
{
  const char *path = g_uri_get_path (uri);
  const char *wrong = NULL;

  if (g_uri_get_userinfo (uri) != NULL)
    wrong = "user";
  else if (*path != '\0' && !g_str_equal (path, "/"))
    wrong = "path";
  else if (g_uri_get_query (uri) != NULL)
    wrong = "query";
  else if (g_uri_get_fragment (uri) != NULL)
    wrong = "fragment";
  if (wrong == NULL)
    return TRUE;

  g_set_error (error, TRANSPORT_ERROR, TRANSPORT_ERROR_BAD_URL, "a server at '%s:' has no %s",
               transport_way_get_scheme (self->way), wrong);
  return FALSE;
}

static gboolean
take_url (TransportPlace  *self,
          const char      *text,
          GError         **error)
{
  g_autoptr (GUri) uri = g_uri_parse (text, G_URI_FLAGS_ENCODED | G_URI_FLAGS_SCHEME_NORMALIZE, NULL);

  if (uri == NULL)
    return refuse (error, "this is no address of a server");
  if (!take_scheme (self, g_uri_get_scheme (uri), error) || !take_host (self, g_uri_get_host (uri), error))
    return FALSE;
  if (g_uri_get_port (uri) == 0)
    {
      g_set_error (error, TRANSPORT_ERROR, TRANSPORT_ERROR_BAD_URL, "'%s' cannot be reached at port 0", self->host);
      return FALSE;
    }

  self->port = (guint) MAX (g_uri_get_port (uri), 0);
  if (transport_way_is_websocket (self->way))
    take_websocket (self, uri);
  else if (!check_bare (self, uri, error))
    return FALSE;

  return TRUE;
}

/* Where the address ends and a port begins, only brackets tell (RFC 3986 §3.2.2). */
static gboolean
check_brackets (const char  *text,
                GError     **error)
{
  if (strchr (text, ':') == NULL || !transport_host_is_ip (text))
    return TRUE;

  return refuse (error, "an IPv6 address stands in brackets, as in [2001:db8::1]");
}

/* What is not said to be open is closed: a name alone, with whatever port, is never spoken to in plain. */
static gboolean
take_bare (TransportPlace  *self,
           const char      *text,
           GError         **error)
{
  g_autofree char *url = g_strconcat ("wss://", text, NULL);

  if (!check_brackets (text, error) || !take_url (self, url, error))
    return FALSE;

  /* Nothing but SIP over TLS has its home at 5061 (RFC 3261 §19.1.2); who writes a path means a WebSocket. */
  if (self->port == transport_way_get_port (TRANSPORT_WAY_TLS) && self->user_info == NULL &&
      strpbrk (text, "/?#") == NULL)
    {
      self->way = TRANSPORT_WAY_TLS;
      g_clear_pointer (&self->path, g_free);
    }

  return TRUE;
}

/* "host", "host:port", "[address]", "[address]:port" */
static gboolean
take_host_port (TransportPlace  *self,
                const char      *text,
                GError         **error)
{
  gboolean bracketed = *text == '[';
  const char *end = bracketed ? strchr (text, ']') : text + strcspn (text, ":");
  g_autofree char *host = NULL;
  guint64 port = 0;

  if (end == NULL)
    return refuse (error, "the bracket around the server's address does not close");
  host = g_strndup (text + bracketed, (gsize) (end - text) - bracketed);
  if (bracketed && !(strchr (host, ':') != NULL && transport_host_is_ip (host)))
    return refuse (error, "what stands in brackets is no IPv6 address");
  if (!take_host (self, host, error))
    return FALSE;

  end += bracketed;
  if (*end == '\0')
    return TRUE;
  if (*end != ':' || !g_ascii_string_to_unsigned (end + 1, 10, 1, G_MAXUINT16, &port, NULL))
    return refuse (error, "the server's port is no number from 1 to 65535");
  self->port = (guint) port;
  return TRUE;
}

/* ";transport=" (RFC 3261 §19.1.1). "lr" is what a route has, and says nothing here. */
static gboolean
read_params (const char  *params,
             char       **transport,
             GError     **error)
{
  g_auto (GStrv) list = g_strsplit (params, ";", -1);

  for (char **param = list; *param != NULL; param++)
    {
      if (g_ascii_strcasecmp (*param, "lr") == 0)
        continue;
      if (g_ascii_strncasecmp (*param, "transport=", 10) != 0)
        return refuse (error, "a server's SIP address has no parameter but 'transport'");
      if (*transport != NULL)
        return refuse (error, "the server's SIP address names its transport twice");

      *transport = g_ascii_strdown (*param + 10, -1);
    }

  return TRUE;
}

/* sips: is a promise: what goes there is encrypted, whatever the parameter says (RFC 3261 §19.1). */
static gboolean
take_transport (TransportPlace  *self,
                const char      *transport,
                GError         **error)
{
  gboolean secure = self->way == TRANSPORT_WAY_SIPS;

  for (guint way = 0; way < N_URL_WAYS; way++)
    {
      if (!g_str_equal (transport, transport_way_get_scheme (way)))
        continue;
      if (secure && way == TRANSPORT_WAY_UDP)
        return refuse (error, "'sips:' is encrypted, and 'udp' is not");

      self->way = way;
      if (secure && !transport_way_is_secure (way))
        self->way = way == TRANSPORT_WAY_WS ? TRANSPORT_WAY_WSS : TRANSPORT_WAY_TLS;
      if (transport_way_is_websocket (self->way))
        self->path = g_strdup ("/");
      return TRUE;
    }

  return refuse (error, "the server's transport is none of 'tls', 'tcp', 'udp', 'ws' and 'wss'");
}

/* RFC 3263 §4.1 would go to a port without a transport by UDP; here nothing is in plain that nobody asked for. */
static gboolean
guess_transport (TransportPlace  *self,
                 GError         **error)
{
  if (self->port == 0)
    return TRUE;
  if (self->way == TRANSPORT_WAY_SIP && self->port != transport_way_get_port (TRANSPORT_WAY_TLS))
    return refuse (error, "'sip:' with a port needs ';transport=', one of 'tls', 'tcp', 'udp', 'ws' and 'wss'");

  self->way = TRANSPORT_WAY_TLS;
  return TRUE;
}

static gboolean
take_sip (TransportPlace  *self,
          const char      *text,
          GError         **error)
{
  g_autofree char *transport = NULL;
  g_autofree char *host = g_strndup (text, strcspn (text, ";"));
  const char *params = text + strlen (host);

  if (strchr (text, '@') != NULL)
    return refuse (error, "a server's SIP address has no user in it");
  if (strpbrk (text, "?/#") != NULL)
    return refuse (error, "a server's SIP address has a host, a port and a transport, and nothing else");
  if (!check_brackets (host, error) || !take_host_port (self, host, error))
    return FALSE;
  if (*params == ';' && !read_params (params + 1, &transport, error))
    return FALSE;

  return transport != NULL ? take_transport (self, transport, error) : guess_transport (self, error);
}

/* "://" may also stand in a query. */
static gboolean
has_scheme (const char *text)
{
  return g_str_has_prefix (text + strcspn (text, ":/?#"), "://");
}

static gboolean
take_text (TransportPlace  *self,
           const char      *text,
           GError         **error)
{
  if (!check_characters (text, error))
    return FALSE;
  for (guint way = TRANSPORT_WAY_SIPS; way <= TRANSPORT_WAY_SIP; way++)
    {
      gsize length = strlen (transport_way_get_scheme (way));

      if (g_ascii_strncasecmp (text, transport_way_get_scheme (way), length) != 0 || text[length] != ':')
        continue;

      self->way = way;
      return take_sip (self, text + length + 1, error);
    }

  return has_scheme (text) ? take_url (self, text, error) : take_bare (self, text, error);
}

/**
 * transport_place_parse:
 * @text: what a person typed or an account keeps
 * @error: return location for %TRANSPORT_ERROR_BAD_URL, which names the part that is wrong and repeats no secret
 *
 * Takes apart what a person calls a server.
 *
 * Returns: (transfer full) (nullable): its parts; %NULL when nobody could mean this
 */
TransportPlace *
transport_place_parse (const char  *text,
                       GError     **error)
{
  g_return_val_if_fail (text != NULL, NULL);

  g_autofree char *trimmed = g_strstrip (g_strdup (text));
  g_autoptr (TransportPlace) self = g_new0 (TransportPlace, 1);

  return take_text (self, trimmed, error) ? g_steal_pointer (&self) : NULL;
}

/**
 * transport_place_free:
 * @self: (transfer full): the parts of a server's address
 *
 * Frees them.
 */
void
transport_place_free (TransportPlace *self)
{
  g_return_if_fail (self != NULL);

  g_free (self->host);
  g_free (self->user_info);
  g_free (self->path);
  g_free (self->query);
  g_free (self);
}

/**
 * transport_place_to_string:
 * @self: the parts of a server's address
 *
 * Writes the normal form; a default port goes without saying (CONTRACT W6).
 *
 * Returns: (transfer full): a text that transport_place_parse() reads
 */
char *
transport_place_to_string (const TransportPlace *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  int port = self->port == 0 || self->port == transport_way_get_port (self->way) ? -1 : (int) self->port;
  gboolean bracketed = strchr (self->host, ':') != NULL;

  if (self->way >= N_URL_WAYS)
    return g_strdup_printf ("%s:%s%s%s", transport_way_get_scheme (self->way), bracketed ? "[" : "", self->host,
                            bracketed ? "]" : "");

  return g_uri_join (G_URI_FLAGS_ENCODED, transport_way_get_scheme (self->way), self->user_info, self->host, port,
                     self->path != NULL ? self->path : "", self->query, NULL);
}
