/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sip-params.h"
#include "sip-uri.h"

G_BEGIN_DECLS

/* Every text lies in the pack; of a URI inside an address, in the address's. */
struct _SipUri
{
  gatomicrefcount refs;
  gpointer        owner;       /* the address that this is a part of; NULL: none */
  SipPack         pack;
  SipUriScheme    scheme;
  guint           port;        /* 0: none written */
  const char     *scheme_name; /* lower case */
  const char     *user;        /* as written, with escapes; NULL: none */
  const char     *password;    /* the same */
  const char     *host;        /* lower case, IPv6 without brackets; NULL for tel and other */
  const char     *number;      /* tel: digits without visual separators */
  const char     *rest;        /* tel: the number as written; other: all after the scheme */
  const char     *headers;     /* after '?'; NULL: none */
  SipParams       params;
};

/* Reads a URI of the octets from the cursor to @end into a struct that is all zero; what was wrong, or NULL. */
const char *sip_uri_read   (SipUri     *self,
                            SipReading *from,
                            const char *end);
/* A URI of what this program wrote itself: there is no limit to its length. */
SipUri     *sip_uri_of_own (GString    *text);

/* As a Request-URI: without the headers part (RFC 3261 §19.1.1). */
void      sip_uri_append_for_request (SipUri  *self,
                                      GString *to);

/* Host names and addresses as Via and URI both write them. Lower case, IPv6 without brackets; NULL: no
 * host. */
const char *sip_host_read (SipReading *from);
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
