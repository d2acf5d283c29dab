/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What a person typed into the account dialog, field by field. */

#include "config.h"

#include "phone-private.h"

#include "transport-factory.h"

#define MAX_SERVERS 16 /* of one account */

static SipUri *
parse_address (const char  *address,
               GError     **error)
{
  g_autoptr (GError) reason = NULL;
  g_autoptr (SipUri) uri = NULL;
  g_autofree char *typed = g_strstrip (g_strdup (address));

  /* Without a host it is nobody's in particular; with slashes it is a page in a browser. */
  if (strchr (typed, '@') == NULL || strstr (typed, "//") != NULL)
    {
      g_set_error (error, PHONE_ERROR, PHONE_ERROR_BAD_ADDRESS, "%s: no user@host", typed);
      return NULL;
    }

  uri = sip_uri_parse_target (typed, NULL, &reason);
  if (uri == NULL || sip_uri_get_user (uri) == NULL || sip_uri_get_scheme (uri) > SIP_URI_SCHEME_SIPS)
    {
      g_set_error (error, PHONE_ERROR, PHONE_ERROR_BAD_ADDRESS, "%s: %s", typed,
                   reason != NULL ? reason->message : "no address of a person");
      return NULL;
    }
  return g_steal_pointer (&uri);
}

/* "sips:example.org" asks DNS where the server is (RFC 3263), so it is written as an address without a user. */
static char *
normalise_lookup (const char  *typed,
                  GError     **error)
{
  g_autoptr (SipUri) uri = sip_uri_parse (typed, -1, error);

  if (uri == NULL)
    return NULL;
  if (sip_uri_get_user (uri) != NULL)
    {
      g_set_error_literal (error, PHONE_ERROR, PHONE_ERROR_BAD_SERVER, "a server has no user");
      return NULL;
    }

  g_autoptr (SipUri) plain =
    sip_uri_new (sip_uri_get_scheme (uri), NULL, sip_uri_get_host (uri), sip_uri_get_port (uri));

  return sip_uri_to_string (plain);
}

static gboolean
is_lookup (const char *typed)
{
  return strstr (typed, "://") == NULL &&
         (g_ascii_strncasecmp (typed, "sip:", 4) == 0 || g_ascii_strncasecmp (typed, "sips:", 5) == 0);
}

/* "wss://a;weight=10": how much it is liked, cut off (CONTRACT J8). */
static gboolean
take_weight (char    *typed,
             guint64 *weight,
             GError **error)
{
  char *mark = strstr (typed, ";weight=");

  *weight = 0;
  if (mark == NULL)
    return TRUE;

  *mark = '\0';
  g_strchomp (typed);
  return g_ascii_string_to_unsigned (mark + strlen (";weight="), 10, 0, G_MAXUINT16, weight, error);
}

static char *
normalise_one (const char  *server,
               GError     **error)
{
  g_autofree char *typed = g_strstrip (g_strdup (server));
  g_autofree char *checked = NULL;
  guint64 weight;

  if (!take_weight (typed, &weight, error))
    return NULL;

  checked = is_lookup (typed) ? normalise_lookup (typed, error) : transport_factory_check (typed, error);
  if (checked == NULL || weight == 0)
    return g_steal_pointer (&checked);

  return g_strdup_printf ("%s;weight=%" G_GUINT64_FORMAT, checked, weight);
}

/* Several servers stand with commas between them (CONTRACT W3). */
static char *
normalise_list (const char  *servers,
                GError     **error)
{
  g_auto (GStrv) typed = g_strsplit (servers, ",", MAX_SERVERS + 1);

  if (g_strv_length (typed) > MAX_SERVERS)
    {
      g_set_error (error, PHONE_ERROR, PHONE_ERROR_BAD_SERVER, "more than %d servers", MAX_SERVERS);
      return NULL;
    }
  for (guint n = 0; typed[n] != NULL; n++)
    {
      char *checked = normalise_one (typed[n], error);

      if (checked == NULL)
        return NULL;
      g_free (typed[n]);
      typed[n] = checked;
    }
  return g_strjoinv (",", typed);
}

char *
phone_normalise_server (const char  *server,
                        const char  *address,
                        GError     **error)
{
  g_autofree char *typed = g_strstrip (g_strdup (server != NULL ? server : ""));
  g_autoptr (GError) reason = NULL;
  g_autoptr (SipUri) uri = NULL;
  char *checked;

  if (*typed == '\0' && address != NULL)
    {
      uri = parse_address (address, error);
      if (uri == NULL)
        return NULL;
      g_set_str (&typed, sip_uri_get_host (uri));
    }

  checked = normalise_list (typed, &reason);
  if (checked == NULL)
    g_set_error (error, PHONE_ERROR, PHONE_ERROR_BAD_SERVER, "%s", reason->message);
  return checked;
}

/**
 * phone_check_address:
 * @address: what a person typed
 * @error: return location for %PHONE_ERROR_BAD_ADDRESS
 *
 * Whether this can be the address of an account.
 *
 * Returns: %TRUE when it can
 */
gboolean
phone_check_address (const char  *address,
                     GError     **error)
{
  g_autoptr (SipUri) uri = NULL;

  g_return_val_if_fail (address != NULL, FALSE);

  uri = parse_address (address, error);
  return uri != NULL;
}

/**
 * phone_check_server:
 * @server: what a person typed; "" stands for the domain of the address
 * @error: return location for %PHONE_ERROR_BAD_SERVER
 *
 * Whether this can be a server.
 *
 * Returns: %TRUE when it can
 */
gboolean
phone_check_server (const char  *server,
                    GError     **error)
{
  g_autofree char *typed = NULL;
  g_autofree char *checked = NULL;

  g_return_val_if_fail (server != NULL, FALSE);

  typed = g_strstrip (g_strdup (server));
  if (*typed == '\0')
    return TRUE;

  checked = phone_normalise_server (typed, NULL, error);
  return checked != NULL;
}
