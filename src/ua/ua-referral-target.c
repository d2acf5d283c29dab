/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* An address in a REFER can carry whole header fields of the call it asks for. A stranger who could write those could
 * speak in our name, so they are read one by one, and only the name of a call to replace is kept.
 */

#include "ua-referral-target.h"

#include <string.h>

#define MAX_FIELDS 16

/**
 * ua_referral_strip_uri:
 * @uri: a URI
 *
 * Leaves out what may stand in an address and not in a call to it (RFC 3261 §19.1.5).
 *
 * Returns: (transfer full): the plain URI
 */
SipUri *
ua_referral_strip_uri (SipUri *uri)
{
  g_return_val_if_fail (uri != NULL, NULL);

  gboolean is_sip = sip_uri_get_scheme (uri) <= SIP_URI_SCHEME_SIPS;
  g_autoptr (SipUri) plain = is_sip ? sip_uri_with_param (uri, "method", NULL) : sip_uri_ref (uri);
  const char *headers = sip_uri_get_headers (plain);

  if (headers == NULL)
    return g_steal_pointer (&plain);

  g_autofree char *text = sip_uri_to_string (plain);
  SipUri *bare = sip_uri_parse (text, (gssize) (strlen (text) - strlen (headers) - strlen ("?")), NULL);

  return bare != NULL ? bare : g_steal_pointer (&plain);
}

static gboolean
is_field (const char *field,
          const char *name)
{
  gsize length = strlen (name);

  return g_ascii_strncasecmp (field, name, length) == 0 && field[length] == '=';
}

/* The value behind "name="; NULL: it is another field, or no text. */
static char *
dup_field (const char *field,
           const char *name)
{
  return is_field (field, name) ? g_uri_unescape_string (field + strlen (name) + 1, NULL) : NULL;
}

/* FALSE: the one field that is not ignored cannot be read. */
static gboolean
read_field (UaReferralTarget *self,
            const char       *field)
{
  g_autofree char *replaces = dup_field (field, "Replaces");
  g_autofree char *require = dup_field (field, "Require");

  if (g_strcmp0 (require, "replaces") == 0)
    self->required = TRUE;
  if (!is_field (field, "Replaces"))
    return TRUE;
  if (replaces == NULL || self->replaces != NULL)
    return FALSE;
  self->replaces = ua_replaces_parse (replaces);
  return self->replaces != NULL;
}

static gboolean
read_fields (UaReferralTarget *self,
             const char       *headers)
{
  g_auto (GStrv) fields = g_strsplit (headers, "&", MAX_FIELDS + 1);

  if (g_strv_length (fields) > MAX_FIELDS)
    return FALSE;
  for (guint i = 0; fields[i] != NULL; i++)
    {
      if (!read_field (self, fields[i]))
        return FALSE;
    }
  return TRUE;
}

/**
 * ua_referral_target_read:
 * @self: (out caller-allocates): to be cleared by ua_referral_target_clear(), whatever is returned
 * @refer_to: (nullable): the value of Refer-To
 *
 * Reads whom somebody wants us to call.
 *
 * Returns: 0; or the status to refuse with
 */
guint
ua_referral_target_read (UaReferralTarget *self,
                         SipAddress       *refer_to)
{
  g_return_val_if_fail (self != NULL, SIP_STATUS_BAD_REQUEST);

  SipUri *uri = refer_to != NULL ? sip_address_get_uri (refer_to) : NULL;
  const char *method;

  *self = (UaReferralTarget) { NULL, NULL, FALSE };
  if (uri == NULL)
    return SIP_STATUS_BAD_REQUEST;
  if (sip_uri_get_scheme (uri) != SIP_URI_SCHEME_SIP && sip_uri_get_scheme (uri) != SIP_URI_SCHEME_SIPS)
    return SIP_STATUS_UNSUPPORTED_URI_SCHEME;

  method = sip_uri_get_param (uri, "method");
  if (method != NULL && !g_str_equal (method, "INVITE"))
    return SIP_STATUS_DECLINE;
  if (sip_uri_get_headers (uri) != NULL && !read_fields (self, sip_uri_get_headers (uri)))
    return SIP_STATUS_BAD_REQUEST;
  self->uri = ua_referral_strip_uri (uri);
  return 0;
}

/**
 * ua_referral_is_quiet:
 * @message: a REFER, or an answer to one
 *
 * Tells whether no reports are asked for, or granted: "Refer-Sub: false", and nothing else (RFC 4488 §4).
 *
 * Returns: %TRUE when nothing is to be told
 */
gboolean
ua_referral_is_quiet (SipMessage *message)
{
  g_return_val_if_fail (message != NULL, FALSE);

  g_autofree char *value = g_strdup (sip_message_get_header (message, SIP_HEADER_REFER_SUB));

  return value != NULL && g_ascii_strcasecmp (g_strstrip (g_strdelimit (value, ";", '\0')), "false") == 0;
}

/**
 * ua_referral_target_clear:
 * @self: what was read
 *
 * Frees what is in it.
 */
void
ua_referral_target_clear (UaReferralTarget *self)
{
  g_return_if_fail (self != NULL);

  g_clear_pointer (&self->uri, sip_uri_unref);
  g_clear_pointer (&self->replaces, ua_replaces_free);
}
