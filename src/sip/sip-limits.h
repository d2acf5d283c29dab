/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* What the far end may make us hold. A peer that needs more is answered with an error, not with memory. */
#define SIP_MAX_DATAGRAM    (64 * 1024)  /* octets of a datagram: what its transport reads at once */
#define SIP_MAX_STREAM      (256 * 1024) /* octets of a message on a stream or a WebSocket */
#define SIP_MAX_HEADER_LINE (16 * 1024)  /* octets of one header field, folds included */
#define SIP_MAX_HEADERS     256          /* header fields */
#define SIP_MAX_VIA         64           /* Via values, however they are spread over fields */
#define SIP_MAX_ROUTE       64           /* Route and Record-Route values, each */
#define SIP_MAX_CONTACT     128          /* Contact values */
#define SIP_MAX_VALUES      1024         /* values of any other list */
#define SIP_MAX_URI         2048         /* octets of one URI */
#define SIP_MAX_PARAMS      64           /* parameters of one value or URI */
#define SIP_MAX_TRANSACTIONS 1024        /* transactions alive, ours and theirs each */
#define SIP_MAX_AUTH_TRIES   2           /* answers to challenges of one request */
