/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <libsoup/soup.h>

#include "transport.h"

G_BEGIN_DECLS

/* What libsoup, GIO and TLS report, in the words and codes of TRANSPORT_ERROR. */

/* IANA's registry of close codes; younger than RFC 6455. */
#define TRANSPORT_CLOSE_SERVICE_RESTART 1012
#define TRANSPORT_CLOSE_TRY_AGAIN_LATER 1013

/* Why @url could not be opened. @status: of the HTTP answer, 0 when there was none. */
GError *transport_failure_of_opening     (const char                 *url,
                                          const GError               *error,
                                          guint                       status);
/* Why what was shown is not accepted; NULL: nothing was shown. */
GError *transport_failure_of_certificate (const char                 *url,
                                          const TransportCertificate *certificate);
/* Why an open WebSocket broke. */
GError *transport_failure_of_socket      (const char                 *url,
                                          const GError               *error);
/* What the far end said when it closed; @reason nullable. */
GError *transport_failure_of_close       (const char                 *url,
                                          guint                       code,
                                          const char                 *reason);

G_END_DECLS
