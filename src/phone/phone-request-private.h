/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "phone-request.h"

G_BEGIN_DECLS

/* Private to the room. @decide is called once, with %TRUE for yes; not at all when nobody waits any more. */
typedef void (*PhoneRequestFunc) (gboolean accepted, gpointer user_data);

PhoneRequest *phone_request_new    (PhoneRequestKind  kind,
                                    const char       *text);
void          phone_request_set_decide (PhoneRequest *self,
                                    PhoneRequestFunc  decide,
                                    gpointer          user_data,
                                    GDestroyNotify    destroy);
/* Nobody waits for it any more. */
void          phone_request_close  (PhoneRequest     *self);

G_END_DECLS
