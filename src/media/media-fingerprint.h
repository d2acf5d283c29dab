/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Whether a certificate is the one a description promised (RFC 8122 5). */
gboolean media_fingerprint_matches (const char *certificate_pem,
                                    const char *hash,
                                    const char *fingerprint);
/* The sha-256 one, as a description has it. */
char    *media_fingerprint_new     (const char *certificate_pem);

G_END_DECLS
