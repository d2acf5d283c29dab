/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What a person typed into the account dialog, field by field. */

#include "config.h"

#include "phone-private.h"

#include "transport-factory.h"

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

  checked = transport_factory_check (typed, &reason);
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
