/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Servers send one on to others of their house; a password may go along as far as their names show one owner, and no further. */

#include "config.h"

#include "dav-server.h"

#include <libsoup/soup.h>

/**
 * dav_server_is_family:
 * @one: a host
 * @other: another one
 *
 * Whether both are of one owner: "contacts.example.org" and "p7.example.org" are; "example.co.uk" and "evil.co.uk" are not.
 *
 * Returns: %TRUE when the password of the one may be shown to the other
 */
gboolean
dav_server_is_family (const char *one,
                      const char *other)
{
  const char *base;
  const char *other_base;

  g_return_val_if_fail (one != NULL, FALSE);
  g_return_val_if_fail (other != NULL, FALSE);

  base = soup_tld_get_base_domain (one, NULL);
  other_base = soup_tld_get_base_domain (other, NULL);
  return g_ascii_strcasecmp (one, other) == 0
         || (base != NULL && other_base != NULL && g_ascii_strcasecmp (base, other_base) == 0);
}

/**
 * dav_server_parse_url:
 * @base: (nullable): what @text may be relative to
 * @text: an address, of a person or of a server
 *
 * Reads an address, without the name and the password that may stand before its host: who asks is known, and an address is
 * shown, told and kept where no password belongs.
 *
 * Returns: (transfer full) (nullable): the address; %NULL: it is none
 */
GUri *
dav_server_parse_url (GUri       *base,
                      const char *text)
{
  g_autoptr (GUri) url = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  url = base != NULL ? g_uri_parse_relative (base, text, SOUP_HTTP_URI_FLAGS, NULL)
                     : g_uri_parse (text, SOUP_HTTP_URI_FLAGS, NULL);
  return url == NULL ? NULL
                     : g_uri_build (g_uri_get_flags (url), g_uri_get_scheme (url), NULL, g_uri_get_host (url),
                                    g_uri_get_port (url), g_uri_get_path (url), g_uri_get_query (url), NULL);
}
