/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* An immutable sip:, sips: or tel: URI (RFC 3261 §19.1, RFC 3966). A parsed sip URI always has a host. */
typedef struct _SipUri SipUri;

#define SIP_TYPE_URI (sip_uri_get_type ())
GType       sip_uri_get_type        (void) G_GNUC_CONST;

typedef enum
{
  SIP_URI_SCHEME_SIP,
  SIP_URI_SCHEME_SIPS,
  SIP_URI_SCHEME_TEL,
  SIP_URI_SCHEME_OTHER,
} SipUriScheme;

#define SIP_URI_ERROR (sip_uri_error_quark ())
GQuark      sip_uri_error_quark     (void);

typedef enum
{
  SIP_URI_ERROR_MALFORMED,
  SIP_URI_ERROR_NO_HOST,
  SIP_URI_ERROR_TOO_LONG,
} SipUriError;

/* Length -1: NUL-terminated. User text is kept escaped; the decoded form is a copy. */
SipUri     *sip_uri_parse           (const char    *text,
                                     gssize         length,
                                     GError       **error);
SipUri     *sip_uri_new             (SipUriScheme   scheme,
                                     const char    *user,
                                     const char    *host,
                                     guint          port);
/* What a person types: bare name, number with separators, or URI; a bare name gets @domain (CONTRACT U11). */
SipUri     *sip_uri_parse_target    (const char    *text,
                                     const char    *domain,
                                     GError       **error);
SipUri     *sip_uri_ref             (SipUri        *self);
void        sip_uri_unref           (SipUri        *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SipUri, sip_uri_unref)

SipUriScheme sip_uri_get_scheme     (SipUri        *self);
const char *sip_uri_get_scheme_name (SipUri        *self);
const char *sip_uri_get_user        (SipUri        *self);
char       *sip_uri_dup_user_decoded (SipUri       *self);
const char *sip_uri_get_host        (SipUri        *self); /* lower case; IPv6 without brackets */
guint       sip_uri_get_port        (SipUri        *self); /* 0: none written */
const char *sip_uri_get_number      (SipUri        *self); /* tel: only */
gboolean    sip_uri_has_param       (SipUri        *self,
                                     const char    *name);
const char *sip_uri_get_param       (SipUri        *self,
                                     const char    *name); /* "" for a valueless parameter */
const char *sip_uri_get_headers     (SipUri        *self); /* after '?', kept opaque */

SipUri     *sip_uri_with_param      (SipUri        *self,
                                     const char    *name,
                                     const char    *value);
SipUri     *sip_uri_with_user       (SipUri        *self,
                                     const char    *user);
/* Scheme, user, host and port alone: an address of record. */
SipUri     *sip_uri_to_aor          (SipUri        *self);

gboolean    sip_uri_equal           (SipUri        *a,
                                     SipUri        *b); /* RFC 3261 §19.1.4, RFC 3966 §4 */
char       *sip_uri_to_string       (SipUri        *self);

G_END_DECLS
