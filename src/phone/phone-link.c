/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: a link is written by whoever made the page, and a person reads no more of it than they are shown. So only
 * what can be shown is kept: an address or a number. Where the request would really go (maddr), what it would be (method) and
 * what would be said in it (headers, RFC 3261 §19.1.5) is not for a link to decide. */

#include "config.h"

#include "phone-link.h"

#include <string.h>

#include "phone-address.h"
#include "phone.h"

#define LINK_MAX    1024
#define NUMBER_MAX  32
#define HEADERS_MAX 16
#define BODY_MAX    2000

/* Separators a number is written with (RFC 3966 §3). */
#define SEPARATORS "-.()"

static gboolean
refuse (GError     **error,
        const char  *reason)
{
  g_set_error (error, PHONE_ERROR, PHONE_ERROR_BAD_TARGET, "link: %s", reason);
  return FALSE;
}

/* A link is printable ASCII; anything else is escaped, or no link. */
static gboolean
check_letters (const char  *text,
               GError     **error)
{
  gsize length = strlen (text);

  if (length > LINK_MAX)
    return refuse (error, "longer than anybody's address");
  for (gsize n = 0; n < length; n++)
    {
      if (!g_ascii_isgraph (text[n]) || strchr ("<>\"{}|\\^`", text[n]) != NULL)
        return refuse (error, "letters that no address has");
    }
  return TRUE;
}

/* Codes with a star or a hash switch things at an exchange: forwarding, for one. They are typed, not clicked. */
static gboolean
check_user (SipUri  *uri,
            GError **error)
{
  g_autofree char *user = sip_uri_dup_user_decoded (uri);

  for (const char *at = user; at != NULL && *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar letter = g_utf8_get_char (at);

      if (letter == 0xfffd || !g_unichar_isgraph (letter))
        return refuse (error, "a name that cannot be shown");
      if (letter < 0x80 && strchr ("%@:/<>\"\\", (char) letter) != NULL)
        return refuse (error, "a name that looks like more than one");
      if (letter == '*' || letter == '#')
        return refuse (error, "a code for an exchange");
    }
  return TRUE;
}

static gboolean
check_method (SipUri    *uri,
              gboolean  *writes,
              GError   **error)
{
  const char *method = sip_uri_get_param (uri, "method");

  *writes = method != NULL && g_str_equal (method, "MESSAGE");
  if (method == NULL || *writes || g_str_equal (method, "INVITE"))
    return TRUE;
  return refuse (error, "neither a call nor a message");
}

/* Of its parameters those remain that say how a host is reached, none that say where. */
static SipUri *
keep_sip (SipUri *uri)
{
  static const char *const transports[] = { "udp", "tcp", "tls", "ws", "wss", NULL };
  g_autoptr (SipUri) plain = sip_uri_to_aor (uri);
  const char *transport = sip_uri_get_param (uri, "transport");
  g_autofree char *lower = transport != NULL ? g_ascii_strdown (transport, -1) : NULL;

  if (lower == NULL || !g_strv_contains (transports, lower))
    return g_steal_pointer (&plain);
  return sip_uri_with_param (plain, "transport", lower);
}

/* Digits alone, with a plus before them where the number is whole (RFC 3966 §3). */
static char *
read_number (SipUri  *uri,
             GError **error)
{
  const char *written = sip_uri_get_number (uri);
  g_autoptr (GString) number = g_string_new (NULL);

  for (const char *at = written; at != NULL && *at != '\0'; at++)
    {
      if (g_ascii_isdigit (*at) || (*at == '+' && at == written))
        g_string_append_c (number, *at);
      else if (strchr (SEPARATORS, *at) == NULL)
        {
          refuse (error, "not a number one can call");
          return NULL;
        }
    }
  if (number->len > NUMBER_MAX || number->len == 0 || g_str_equal (number->str, "+"))
    {
      refuse (error, "a number of no length that numbers have");
      return NULL;
    }
  return g_strdup (number->str);
}

/* The one header that is kept: what is to be written, which a person reads before they send it. */
static char *
read_body (const char *headers)
{
  g_auto (GStrv) pairs = g_strsplit (headers != NULL ? headers : "", "&", HEADERS_MAX + 1);

  for (gsize n = 0; pairs[n] != NULL && n < HEADERS_MAX; n++)
    {
      g_autofree char *body = NULL;

      if (g_ascii_strncasecmp (pairs[n], "body=", 5) != 0)
        continue;
      body = g_uri_unescape_string (pairs[n] + 5, NULL);
      if (body == NULL || !g_utf8_validate (body, -1, NULL) || g_utf8_strlen (body, -1) > BODY_MAX)
        return NULL;
      for (char *at = body; *at != '\0'; at++)
        *at = g_ascii_iscntrl (*at) ? ' ' : *at;
      return g_strdup (g_strstrip (body));
    }
  return NULL;
}

static PhoneLink *
make_tel (SipUri  *uri,
          GError **error)
{
  g_autofree char *number = read_number (uri, error);
  g_autoptr (PhoneLink) self = NULL;

  if (number == NULL)
    return NULL;
  self = g_new0 (PhoneLink, 1);
  self->target = g_strconcat ("tel:", number, NULL);
  self->address = g_steal_pointer (&number);
  return g_steal_pointer (&self);
}

static PhoneLink *
make_sip (SipUri  *uri,
          GError **error)
{
  g_autoptr (SipUri) kept = NULL;
  g_autoptr (SipUri) plain = NULL;
  g_autoptr (PhoneLink) self = NULL;
  gboolean writes = FALSE;

  if (!check_user (uri, error) || !check_method (uri, &writes, error))
    return NULL;
  kept = keep_sip (uri);
  plain = sip_uri_to_aor (uri);
  self = g_new0 (PhoneLink, 1);
  self->target = sip_uri_to_string (kept);
  self->address = phone_address_for_people (plain);
  self->writes = writes;
  self->body = writes ? read_body (sip_uri_get_headers (uri)) : NULL;
  return g_steal_pointer (&self);
}

/**
 * phone_link_parse:
 * @text: what stands in a link, from anywhere
 * @error: return location: %PHONE_ERROR_BAD_TARGET, with why
 *
 * Reads a sip:, sips: or tel: link (RFC 3261 §19.1, RFC 3966) more strictly than what a person types.
 *
 * Returns: (transfer full) (nullable): whom it means
 */
PhoneLink *
phone_link_parse (const char  *text,
                  GError     **error)
{
  g_autoptr (SipUri) uri = NULL;
  const char *rest;

  g_return_val_if_fail (text != NULL, NULL);

  if (!check_letters (text, error))
    return NULL;
  rest = strchr (text, ':');
  uri = rest != NULL && rest[1] != '/' ? sip_uri_parse (text, -1, NULL) : NULL;
  if (uri == NULL || sip_uri_get_scheme (uri) == SIP_URI_SCHEME_OTHER)
    {
      refuse (error, "not an address");
      return NULL;
    }
  return sip_uri_get_scheme (uri) == SIP_URI_SCHEME_TEL ? make_tel (uri, error) : make_sip (uri, error);
}

/**
 * phone_link_free:
 * @self: (transfer full): a link
 */
void
phone_link_free (PhoneLink *self)
{
  g_free (self->target);
  g_free (self->address);
  g_free (self->body);
  g_free (self);
}
