/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* One address has many spellings. People need the shortest that works, and a conversation needs one key for
 * all of them, or a thread falls in two. */

#include "config.h"

#include "phone-address.h"

#include <string.h>

/* What stands for escaped octets that are no UTF-8. */
#define UNREADABLE 0xfffd

static char *
host_and_port (SipUri *uri)
{
  const char *host = sip_uri_get_host (uri);
  const char *open = strchr (host, ':') != NULL ? "[" : "";
  const char *close = *open != '\0' ? "]" : "";

  if (sip_uri_get_port (uri) == 0)
    return g_strconcat (open, host, close, NULL);

  return g_strdup_printf ("%s%s%s:%u", open, host, close, sip_uri_get_port (uri));
}

/* The decoded user, unless reading it again would mean another. */
static char *
user_for_people (SipUri *uri)
{
  g_autofree char *decoded = sip_uri_dup_user_decoded (uri);

  for (const char *at = decoded; at != NULL && *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar character = g_utf8_get_char (at);

      if (character == '@' || character == ':' || character == UNREADABLE || !g_unichar_isgraph (character))
        return g_strdup (sip_uri_get_user (uri));
    }

  return g_steal_pointer (&decoded);
}

/**
 * phone_address_for_people:
 * @uri: an address
 *
 * Writes an address as people do: "bob@example.org", or a number.
 *
 * Returns: (transfer full): the address
 */
char *
phone_address_for_people (SipUri *uri)
{
  g_autofree char *user = NULL;
  g_autofree char *host = NULL;

  g_return_val_if_fail (uri != NULL, NULL);

  switch (sip_uri_get_scheme (uri))
    {
    case SIP_URI_SCHEME_TEL:
      return g_strdup (sip_uri_get_number (uri));
    case SIP_URI_SCHEME_OTHER:
      return sip_uri_to_string (uri);
    case SIP_URI_SCHEME_SIP:
    case SIP_URI_SCHEME_SIPS:
      break;
    }

  user = user_for_people (uri);
  host = host_and_port (uri);
  return g_strconcat (sip_uri_get_scheme (uri) == SIP_URI_SCHEME_SIPS ? "sips:" : "", user != NULL ? user : "",
                      user != NULL ? "@" : "", host, NULL);
}

/**
 * phone_address_to_key:
 * @uri: an address
 *
 * Writes an address so that two spellings of the same one are equal: without parameters, the host in lower
 * case, and sips: as sip:, for it is the same person.
 *
 * Returns: (transfer full): the key, itself an address that can be called
 */
char *
phone_address_to_key (SipUri *uri)
{
  g_autofree char *user = NULL;
  g_autofree char *host = NULL;

  g_return_val_if_fail (uri != NULL, NULL);

  if (sip_uri_get_scheme (uri) != SIP_URI_SCHEME_SIP && sip_uri_get_scheme (uri) != SIP_URI_SCHEME_SIPS)
    return phone_address_for_people (uri);

  user = user_for_people (uri);
  host = host_and_port (uri);
  return g_strconcat (user != NULL ? user : "", user != NULL ? "@" : "", host, NULL);
}
