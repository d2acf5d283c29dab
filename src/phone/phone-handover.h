/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* How giving a call away goes. Properties (notify, read-only): text (a sentence; NULL: nobody tried), going-on. */
#define PHONE_TYPE_HANDOVER (phone_handover_get_type ())
G_DECLARE_FINAL_TYPE (PhoneHandover, phone_handover, PHONE, HANDOVER, GObject)

const char *phone_handover_get_text    (PhoneHandover *self);
gboolean    phone_handover_is_going_on (PhoneHandover *self);

G_END_DECLS
