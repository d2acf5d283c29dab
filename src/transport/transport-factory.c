/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A person writes a server as it stands in a letter from the company; a transport wants a URL without doubt.
 * This is where the one becomes the other, or where is said what is wrong with it.
 */

#include "transport-factory.h"

#include "transport-websocket.h"

#define DEFAULT_SCHEME "wss" /* what is not said to be open is closed */

/* What was typed may hold a password or a key, so a complaint names the part that is wrong and no more. */
static gboolean
check_characters (const char  *server,
                  GError     **error)
{
  if (*server == '\0')
    {
      g_set_error_literal (error, TRANSPORT_ERROR, TRANSPORT_ERROR_BAD_URL, "no server is given");
      return FALSE;
    }
  if (!g_utf8_validate (server, -1, NULL))
    {
      g_set_error_literal (error, TRANSPORT_ERROR, TRANSPORT_ERROR_BAD_URL, "the server's address is not UTF-8");
      return FALSE;
    }

  for (const char *c = server; *c != '\0'; c++)
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
check_scheme (GUri    *uri,
              GError **error)
{
  const char *scheme = g_uri_get_scheme (uri);

  if (g_str_equal (scheme, "ws") || g_str_equal (scheme, "wss"))
    return TRUE;

  g_set_error (error, TRANSPORT_ERROR, TRANSPORT_ERROR_BAD_URL,
               "'%s:' is no way to a server that is known here; 'wss:' and 'ws:' are", scheme);
  return FALSE;
}

static gboolean
check_host (GUri    *uri,
            GError **error)
{
  const char *host = g_uri_get_host (uri);

  if (host == NULL || *host == '\0')
    {
      g_set_error_literal (error, TRANSPORT_ERROR, TRANSPORT_ERROR_BAD_URL, "the server's address names no host");
      return FALSE;
    }
  if (g_uri_get_port (uri) == 0)
    {
      g_set_error (error, TRANSPORT_ERROR, TRANSPORT_ERROR_BAD_URL, "'%s' cannot be reached at port 0", host);
      return FALSE;
    }

  return TRUE;
}

/* A default port goes without saying (CONTRACT W6); a fragment means nothing to a server (RFC 6455 §3). */
static char *
write_normal (GUri *uri)
{
  const char *scheme = g_uri_get_scheme (uri);
  const char *path = g_uri_get_path (uri);
  int port = g_uri_get_port (uri);

  if (port == (g_str_equal (scheme, "ws") ? 80 : 443))
    port = -1;

  return g_uri_join (G_URI_FLAGS_ENCODED, scheme, g_uri_get_userinfo (uri), g_uri_get_host (uri), port,
                     *path != '\0' ? path : "/", g_uri_get_query (uri), NULL);
}

/**
 * transport_factory_check:
 * @server: what a person typed or an account keeps
 * @error: return location for %TRANSPORT_ERROR_BAD_URL, which names what is wrong
 *
 * Checks and normalises a server: `example.org` becomes `wss://example.org/`. Port, path and query are kept
 * (CONTRACT W4).
 *
 * Returns: (transfer full) (nullable): the server's URL; %NULL when nobody could mean this
 */
char *
transport_factory_check (const char  *server,
                         GError     **error)
{
  g_return_val_if_fail (server != NULL, NULL);

  g_autofree char *trimmed = g_strstrip (g_strdup (server));
  g_autofree char *text = NULL;
  g_autoptr (GUri) uri = NULL;

  if (!check_characters (trimmed, error))
    return NULL;

  text = strstr (trimmed, "://") != NULL ? g_strdup (trimmed) : g_strconcat (DEFAULT_SCHEME "://", trimmed, NULL);
  uri = g_uri_parse (text, G_URI_FLAGS_ENCODED | G_URI_FLAGS_SCHEME_NORMALIZE, NULL);
  if (uri == NULL)
    {
      g_set_error_literal (error, TRANSPORT_ERROR, TRANSPORT_ERROR_BAD_URL, "this is no address of a server");
      return NULL;
    }
  if (!check_scheme (uri, error) || !check_host (uri, error))
    return NULL;

  return write_normal (uri);
}

/**
 * transport_factory_make:
 * @server_uri: a server as transport_factory_check() gives it, or as a person writes it
 * @clock: the clock
 * @tokens: the source of chance
 * @error: return location for %TRANSPORT_ERROR_BAD_URL
 *
 * Makes the transport that leads to a server; it is not connected yet.
 *
 * Returns: (transfer full) (nullable): a new transport
 */
Transport *
transport_factory_make (const char  *server_uri,
                        SipClock    *clock,
                        SipTokens   *tokens,
                        GError     **error)
{
  g_return_val_if_fail (server_uri != NULL, NULL);
  g_return_val_if_fail (SIP_IS_CLOCK (clock), NULL);
  g_return_val_if_fail (SIP_IS_TOKENS (tokens), NULL);

  g_autofree char *url = transport_factory_check (server_uri, error);
  if (url == NULL)
    return NULL;

  return transport_websocket_new (url, clock, tokens, error);
}
