/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

#include "sip-header-names.h"

G_BEGIN_DECLS

/* The header fields known by number: enum SipHeader, SIP_HEADER_CALL_ID and so on, made from
 * sip-header-names.in; SIP_HEADER_UNKNOWN is every other. Names ignore case (RFC 3261 §7.3.1). */
SipHeader   sip_header_lookup      (const char *name,
                                    gssize      length); /* full or compact form; -1: NUL-terminated */
const char *sip_header_get_name    (SipHeader   header); /* NULL for UNKNOWN */
const char *sip_header_get_compact (SipHeader   header); /* NULL: none */
gboolean    sip_header_is_list     (SipHeader   header); /* commas separate values */
gboolean    sip_header_is_single   (SipHeader   header); /* may appear only once */

G_END_DECLS
