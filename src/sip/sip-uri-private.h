/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sip-params.h"
#include "sip-uri.h"

G_BEGIN_DECLS

struct _SipUri
{
  SipUriScheme  scheme;
  char         *scheme_name; /* lower case */
  char         *user;        /* as written, with escapes; NULL: none */
  char         *password;    /* the same */
  char         *host;        /* lower case, IPv6 without brackets; NULL for tel and other */
  guint         port;        /* 0: none written */
  char         *number;      /* tel: digits without visual separators */
  char         *rest;        /* tel: the number as written; other: all after the scheme */
  SipParams     params;
  char         *headers;     /* after '?'; NULL: none */
};

/* An empty URI for the reader to fill. */
SipUri   *sip_uri_alloc   (SipUriScheme  scheme,
                           const char   *scheme_name);

/* As a Request-URI: without the headers part (RFC 3261 §19.1.1). */
void      sip_uri_append_for_request (SipUri  *self,
                                      GString *to);

/* Host names and addresses as Via and URI both write them. Lower case, IPv6 without brackets; NULL: no
 * host. */
char     *sip_host_read   (SipCursor  *from);
/* ":port" if it stands there, in a Via perhaps with white space around the colon; FALSE when it is no
 * port. */
gboolean  sip_port_read   (SipCursor  *from,
                           gboolean    spaced,
                           guint      *port);
void      sip_host_append (GString    *to,
                           const char *host,
                           guint       port);
/* Two spellings of one host (RFC 5954 §4.2: IPv6 is compared as an address). */
gboolean  sip_host_equal  (const char *a,
                           const char *b);

G_END_DECLS
