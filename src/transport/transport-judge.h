/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "transport-certificate.h"
#include "transport-target.h"
#include "transport-trust.h"

G_BEGIN_DECLS

/* Decides whether what a server showed proves that it is the one which was asked for (RFC 5922, RFC 9525). */
typedef struct _TransportJudge TransportJudge;

/* @trust: keys that a person accepted; NULL: none. */
TransportJudge       *transport_judge_new         (TransportTarget      *target,
                                                   TransportTrust       *trust);
void                  transport_judge_free        (TransportJudge       *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TransportJudge, transport_judge_free)

/* The name to ask for (SNI) and the port. */
GSocketConnectable   *transport_judge_get_server  (TransportJudge       *self);
/* @faults: what GIO found, of the chain above all. */
TransportCertificate *transport_judge_certificate (TransportJudge       *self,
                                                   GTlsCertificate      *shown,
                                                   GTlsCertificateFlags  faults);
/* The same after a handshake; NULL: nothing was shown. What TLS is spoken counts too. */
TransportCertificate *transport_judge_connection  (TransportJudge       *self,
                                                   GTlsConnection       *connection);

G_END_DECLS
