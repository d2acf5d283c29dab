/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A URI is the one word that travels through every room, so it is a value: read once, never changed, shared
 * by reference. What was escaped stays escaped until somebody asks for a copy to show. */

#include "sip-uri-private.h"

#include "sip-address.h"

G_DEFINE_BOXED_TYPE (SipUri, sip_uri, sip_uri_ref, sip_uri_unref)
G_DEFINE_QUARK (sip-uri-error-quark, sip_uri_error)

/**
 * sip_uri_ref:
 * @self: a URI
 *
 * Takes a reference; any thread may.
 *
 * Returns: (transfer full): @self
 */
SipUri *
sip_uri_ref (SipUri *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  if (self->owner != NULL)
    sip_address_ref (self->owner);
  else
    g_atomic_ref_count_inc (&self->refs);
  return self;
}

/**
 * sip_uri_unref:
 * @self: (transfer full): a URI
 *
 * Drops a reference; the last one frees it.
 */
void
sip_uri_unref (SipUri *self)
{
  g_return_if_fail (self != NULL);

  if (self->owner != NULL)
    sip_address_unref (self->owner);
  else if (g_atomic_ref_count_dec (&self->refs))
    {
      sip_pack_clear (&self->pack);
      g_free (self);
    }
}

/**
 * sip_uri_get_scheme:
 * @self: a URI
 *
 * Returns: which kind of URI it is
 */
SipUriScheme
sip_uri_get_scheme (SipUri *self)
{
  g_return_val_if_fail (self != NULL, SIP_URI_SCHEME_OTHER);

  return self->scheme;
}

/**
 * sip_uri_get_scheme_name:
 * @self: a URI
 *
 * Returns: (not nullable): the scheme in lower case, without its colon
 */
const char *
sip_uri_get_scheme_name (SipUri *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->scheme_name;
}

/**
 * sip_uri_get_user:
 * @self: a URI
 *
 * Returns: (nullable): the user with its escapes as written; %NULL where there is none
 */
const char *
sip_uri_get_user (SipUri *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->user;
}

/**
 * sip_uri_dup_user_decoded:
 * @self: a URI
 *
 * The user for people to read: escapes taken out, always valid UTF-8, an escaped NUL shown as U+2400. Never
 * parse it again (RFC 4475 §3.1.1.3).
 *
 * Returns: (transfer full) (nullable): the text; %NULL where there is no user
 */
char *
sip_uri_dup_user_decoded (SipUri *self)
{
  g_autoptr (GString) decoded = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  if (self->user == NULL)
    return NULL;
  decoded = g_string_new (NULL);
  for (const char *c = self->user; *c != '\0'; c++)
    {
      if (*c == '%')
        {
          g_string_append_c (decoded, sip_escape_decode (c));
          c += 2;
        }
      else
        g_string_append_c (decoded, *c);
    }
  return sip_slice_dup_text ((SipSlice) { decoded->str, decoded->len });
}

/**
 * sip_uri_get_host:
 * @self: a URI
 *
 * Returns: (nullable): the host in lower case, IPv6 without brackets; never %NULL for sip and sips
 */
const char *
sip_uri_get_host (SipUri *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->host;
}

/**
 * sip_uri_get_port:
 * @self: a URI
 *
 * Returns: the port, or 0 where none is written
 */
guint
sip_uri_get_port (SipUri *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->port;
}

/**
 * sip_uri_get_number:
 * @self: a URI
 *
 * Returns: (nullable): the number of a tel URI without visual separators; %NULL for the other schemes
 */
const char *
sip_uri_get_number (SipUri *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->number;
}

/**
 * sip_uri_has_param:
 * @self: a URI
 * @name: a parameter's name, in any case
 *
 * Returns: %TRUE if the URI has that parameter, with or without a value
 */
gboolean
sip_uri_has_param (SipUri     *self,
                   const char *name)
{
  return sip_uri_get_param (self, name) != NULL;
}

/**
 * sip_uri_get_param:
 * @self: a URI
 * @name: a parameter's name, in any case
 *
 * The value of a URI parameter. Escapes of letters, digits and the marks that need none are taken out; all
 * others stay, so that no delimiter and no NUL can appear by decoding.
 *
 * Returns: (nullable): the value; "" for a parameter without one; %NULL where it is absent
 */
const char *
sip_uri_get_param (SipUri     *self,
                   const char *name)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (name != NULL, NULL);

  return sip_params_get (&self->params, name);
}

/**
 * sip_uri_get_headers:
 * @self: a URI
 *
 * What follows '?'. It is kept opaque and nothing in this room acts on it (RFC 3261 §19.1.5).
 *
 * Returns: (nullable): the text with its escapes; %NULL where there is none
 */
const char *
sip_uri_get_headers (SipUri *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->headers;
}

/* All that names the account or the number: what stands before the parameters. */
static void
append_account (SipUri     *self,
                GString    *to,
                const char *user,
                const char *password)
{
  g_string_append (to, self->scheme_name);
  g_string_append_c (to, ':');
  if (self->rest != NULL)
    g_string_append (to, self->rest);
  if (user != NULL)
    g_string_append (to, user);
  if (password != NULL)
    {
      g_string_append_c (to, ':');
      g_string_append (to, password);
    }
  if (user != NULL)
    g_string_append_c (to, '@');
  if (self->host != NULL)
    sip_host_append (to, self->host, self->port);
}

static void
append_headers (SipUri  *self,
                GString *to)
{
  if (self->headers == NULL)
    return;
  g_string_append_c (to, '?');
  g_string_append (to, self->headers);
}

/**
 * sip_uri_with_param:
 * @self: a URI of scheme sip, sips or tel
 * @name: a parameter's name
 * @value: (nullable): its value, "" for none; %NULL takes the parameter away
 *
 * The same URI with one parameter more, changed or less. What may not stand in a parameter is escaped.
 *
 * Returns: (transfer full): another URI
 */
SipUri *
sip_uri_with_param (SipUri     *self,
                    const char *name,
                    const char *value)
{
  g_autoptr (GString) text = NULL;

  g_return_val_if_fail (self != NULL && self->scheme != SIP_URI_SCHEME_OTHER, NULL);
  g_return_val_if_fail (name != NULL && *name != '\0', NULL);

  text = g_string_new (NULL);
  append_account (self, text, self->user, self->password);
  sip_params_append_uri_with (&self->params, text, name, value);
  append_headers (self, text);
  return sip_uri_of_own (text);
}

/**
 * sip_uri_with_user:
 * @self: a sip or sips URI
 * @user: (nullable): another user, escaped where it must be; %NULL for none
 *
 * The same URI for another user. A password goes with the user it belonged to.
 *
 * Returns: (transfer full): another URI
 */
SipUri *
sip_uri_with_user (SipUri     *self,
                   const char *user)
{
  g_autoptr (GString) escaped = g_string_new (NULL);
  g_autoptr (GString) text = NULL;

  g_return_val_if_fail (self != NULL && self->host != NULL, NULL);

  text = g_string_new (NULL);
  if (user != NULL)
    sip_escape_append (escaped, user, SIP_CHAR_USER);
  append_account (self, text, escaped->len > 0 ? escaped->str : NULL, NULL);
  sip_params_append_to (&self->params, text);
  append_headers (self, text);
  return sip_uri_of_own (text);
}

/**
 * sip_uri_to_aor:
 * @self: a URI
 *
 * Scheme, user, host and port alone: an address of record. A tel URI keeps its number and phone-context, and
 * a URI of another scheme is its own.
 *
 * Returns: (transfer full): another URI, or @self again
 */
SipUri *
sip_uri_to_aor (SipUri *self)
{
  g_autoptr (GString) text = NULL;
  const char *context;

  g_return_val_if_fail (self != NULL, NULL);

  text = g_string_new (NULL);
  context = sip_uri_get_param (self, "phone-context");
  append_account (self, text, self->user, NULL);
  if (self->scheme == SIP_URI_SCHEME_TEL && context != NULL)
    sip_params_append_uri_with (&(SipParams) { NULL }, text, "phone-context", context);
  return sip_uri_of_own (text);
}

void
sip_uri_append_for_request (SipUri  *self,
                            GString *to)
{
  append_account (self, to, self->user, self->password);
  sip_params_append_to (&self->params, to);
}

/**
 * sip_uri_to_string:
 * @self: a URI
 *
 * Writes the URI as it goes on the wire; reading that gives an equal URI.
 *
 * Returns: (transfer full): the text
 */
char *
sip_uri_to_string (SipUri *self)
{
  GString *text;

  g_return_val_if_fail (self != NULL, NULL);

  text = g_string_new (NULL);
  sip_uri_append_for_request (self, text);
  append_headers (self, text);
  return g_string_free_and_steal (text);
}
