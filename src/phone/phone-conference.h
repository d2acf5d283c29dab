/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "phone-call.h"

G_BEGIN_DECLS

/* Several calls that are one conversation: everybody hears everybody. A call that ends leaves by itself; when only one is
 * left it is an ordinary call again. A GListModel of PhoneCall. Properties (notify): muted (read-write), n-items. */
#define PHONE_TYPE_CONFERENCE (phone_conference_get_type ())
G_DECLARE_FINAL_TYPE (PhoneConference, phone_conference, PHONE, CONFERENCE, GObject)

gboolean phone_conference_is_muted  (PhoneConference *self);
void     phone_conference_set_muted (PhoneConference *self,
                                     gboolean         muted);
gboolean phone_conference_has       (PhoneConference *self,
                                     PhoneCall       *call);
/* Keeps all of them waiting, or takes all back; they do not hear each other meanwhile. */
void     phone_conference_set_hold  (PhoneConference *self,
                                     gboolean         hold);

G_END_DECLS
