/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "phone-finding.h"

#include "ua-probe-result.h"

G_BEGIN_DECLS

/* @domain: of the account, whose secret may be shown to nobody else. */
PhoneFinding *phone_finding_new         (const UaProbeResult *result,
                                         const char          *domain);
/* Below zero: @a is the better choice. */
int           phone_finding_compare     (PhoneFinding        *a,
                                         PhoneFinding        *b);
const GError *phone_finding_get_error   (PhoneFinding        *self); /* NULL: it works */
/* How the wire of a server's URL is called by people; "" for one that is not known. */
const char   *phone_finding_title_of    (const char          *url);

G_END_DECLS
