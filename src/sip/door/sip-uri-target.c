/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* People do not type URIs. They type a name, a number as it is printed on a card, or paste whatever they were
 * sent; this turns it into something that can be called (CONTRACT U11). */

#include "sip-uri-private.h"

#include <string.h>

/* U+00A0: how numbers on web pages keep together. */
#define NO_BREAK_SPACE "\302\240"

/* "+44 (20) 7946-0018" → "+442079460018"; NULL when it is no number. */
static char *
strip_number (const char *text)
{
  g_autoptr (GString) number = g_string_new (NULL);
  gboolean digit = FALSE;

  for (const char *c = text; *c != '\0'; c++)
    {
      if (g_ascii_isdigit (*c))
        digit = TRUE;
      if (g_ascii_isdigit (*c) || *c == '*' || *c == '#' || (*c == '+' && number->len == 0))
        g_string_append_c (number, *c);
      else if (g_str_has_prefix (c, NO_BREAK_SPACE))
        c++;
      else if (strchr ("-.() \t/", *c) == NULL)
        return NULL;
    }
  return digit ? g_string_free_and_steal (g_steal_pointer (&number)) : NULL;
}

static SipUri *
from_user (const char  *scheme,
           const char  *user,
           const char  *domain,
           GError     **error)
{
  g_autofree char *number = strip_number (user);
  g_autoptr (GString) text = g_string_new (scheme);

  if (domain == NULL || *domain == '\0')
    {
      g_set_error (error, SIP_URI_ERROR, SIP_URI_ERROR_NO_HOST,
                   "“%s” names no host and there is no domain to add", user);
      return NULL;
    }
  g_string_append_c (text, ':');
  sip_escape_append (text, number != NULL ? number : user, SIP_CHAR_USER);
  g_string_append_c (text, '@');
  g_string_append (text, domain);
  return sip_uri_parse (text->str, (gssize) text->len, error);
}

/* RFC 3261 §19.1.6: the number becomes the user, and user=phone says what it is. */
static SipUri *
from_tel (const char  *text,
          const char  *domain,
          GError     **error)
{
  g_autoptr (SipUri) tel = sip_uri_parse (text, -1, error);
  g_autoptr (SipUri) plain = NULL;

  if (tel == NULL)
    return NULL;
  if (domain == NULL || *domain == '\0')
    return g_steal_pointer (&tel);
  plain = from_user ("sip", sip_uri_get_number (tel), domain, error);
  return plain != NULL ? sip_uri_with_param (plain, "user", "phone") : NULL;
}

static SipUri *
from_address (const char  *address,
              GError     **error)
{
  g_autoptr (GString) text = g_string_new ("sip:");

  sip_host_append (text, address, 0);
  return sip_uri_parse (text->str, (gssize) text->len, error);
}

/* "sip:1000": a person means somebody of the own domain, not a machine called 1000. */
static gboolean
is_name_in_disguise (SipUri     *uri,
                     const char *domain)
{
  return uri->user == NULL && domain != NULL && uri->port == 0 && strpbrk (uri->host, ".:") == NULL
         && strcmp (uri->host, "localhost") != 0 && sip_params_count (&uri->params) == 0;
}

static SipUri *
from_sip (const char  *text,
          const char  *domain,
          GError     **error)
{
  g_autoptr (SipUri) uri = sip_uri_parse (text, -1, error);
  g_autofree char *number = NULL;

  if (uri == NULL)
    return NULL;
  if (is_name_in_disguise (uri, domain))
    return from_user (uri->scheme_name, strchr (text, ':') + 1, domain, error);
  if (uri->user == NULL)
    return g_steal_pointer (&uri);
  number = strip_number (uri->user);
  if (number == NULL || strcmp (number, uri->user) == 0)
    return g_steal_pointer (&uri);
  return sip_uri_with_user (uri, number);
}

/**
 * sip_uri_parse_target:
 * @text: what a person typed or pasted
 * @domain: (nullable): the host[:port] that a bare name or number belongs to
 * @error: (nullable): return location for a #GError
 *
 * Makes a URI of a bare name, a number with separators, user@host, or a whole URI (CONTRACT U11). A number
 * loses its blanks, dots, dashes and brackets; a tel URI becomes a number at @domain with user=phone.
 *
 * Returns: (transfer full) (nullable): the URI, or %NULL with a %SIP_URI_ERROR
 */
SipUri *
sip_uri_parse_target (const char  *text,
                      const char  *domain,
                      GError     **error)
{
  g_autofree char *typed = NULL;
  char *at;

  g_return_val_if_fail (text != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  typed = g_strstrip (g_strdup (text));
  if (*typed == '\0')
    {
      g_set_error_literal (error, SIP_URI_ERROR, SIP_URI_ERROR_MALFORMED, "nothing to call in an empty text");
      return NULL;
    }
  if (g_ascii_strncasecmp (typed, "tel:", 4) == 0)
    return from_tel (typed, domain, error);
  if (g_ascii_strncasecmp (typed, "sip:", 4) == 0 || g_ascii_strncasecmp (typed, "sips:", 5) == 0)
    return from_sip (typed, domain, error);
  if (g_hostname_is_ip_address (typed))
    return from_address (typed, error);
  at = strchr (typed, '@');
  if (at == NULL)
    return from_user ("sip", typed, domain, error);

  /* Typed by hand, so the user may hold blanks and the like; the rest is as in a URI. */
  *at = '\0';
  return from_user ("sip", typed, at + 1, error);
}
