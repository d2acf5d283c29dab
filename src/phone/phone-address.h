/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sip-uri.h"

G_BEGIN_DECLS

/* Private to the room. "bob@example.org": what people write down; reading it as a target gives the URI back. */
char *phone_address_for_people (SipUri *uri);
/* One key for all ways to write one address of record: host in lower case, no parameters (WISHES 29). */
char *phone_address_to_key     (SipUri *uri);

G_END_DECLS
