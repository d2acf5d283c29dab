/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "phone.h"

G_BEGIN_DECLS

/* What is done to a call and, where it is in a conversation of several, to all of them together. */

/* The conversation @call takes part in; NULL: it is a call like others (transfer none). */
PhoneConference *app_conference_of        (Phone     *phone,
                                           PhoneCall *call);
gboolean         app_conference_is_muted  (Phone     *phone,
                                           PhoneCall *call);
void             app_conference_set_muted (Phone     *phone,
                                           PhoneCall *call,
                                           gboolean   muted);
void             app_conference_hang_up   (Phone     *phone,
                                           PhoneCall *call);

G_END_DECLS
