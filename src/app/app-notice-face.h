/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "phone.h"
#include "phone-people.h"

G_BEGIN_DECLS

typedef void (*AppNoticeSend) (GNotification *notification,
                               GObject       *owner);

/* The picture of whoever has an address, for a notification; NULL: none, or it is not loaded yet. */
GIcon *app_notice_face_find (PhonePeople   *people,
                             const char    *address);
/* Has @send called with @notification: at once, and once more should the picture come while @owner lives. */
void   app_notice_face_send (GNotification *notification,
                             PhonePeople   *people,
                             const char    *address,
                             AppNoticeSend  send,
                             GObject       *owner);

G_END_DECLS
