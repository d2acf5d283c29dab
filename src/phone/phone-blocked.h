/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Of whom nothing is wanted, by any account: a GListModel of PhoneBlockedAddress, the newest first. Signal:
 *   changed ()        phone_blocked_has() may give another answer from now on */
#define PHONE_TYPE_BLOCKED (phone_blocked_get_type ())
G_DECLARE_FINAL_TYPE (PhoneBlocked, phone_blocked, PHONE, BLOCKED, GObject)

/* One of them. Properties: address; calls and messages (notify), turned away since. */
#define PHONE_TYPE_BLOCKED_ADDRESS (phone_blocked_address_get_type ())
G_DECLARE_FINAL_TYPE (PhoneBlockedAddress, phone_blocked_address, PHONE, BLOCKED_ADDRESS, GObject)

/* Those of a phone. */
typedef struct _Phone Phone;
PhoneBlocked *phone_get_blocked                  (Phone               *phone);

const char   *phone_blocked_address_get_address  (PhoneBlockedAddress *self);
guint         phone_blocked_address_get_calls    (PhoneBlockedAddress *self);
guint         phone_blocked_address_get_messages (PhoneBlockedAddress *self);

/* However the address is written; a number at any server, with its country or without. */
gboolean      phone_blocked_has                  (PhoneBlocked        *self,
                                                  const char          *address);
/* FALSE: that is no address; TRUE as well when it was blocked already. */
gboolean      phone_blocked_add                  (PhoneBlocked        *self,
                                                  const char          *address);
void          phone_blocked_remove               (PhoneBlocked        *self,
                                                  const char          *address);

G_END_DECLS
