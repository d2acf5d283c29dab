/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "phone-account.h"
#include "store-database.h"

G_BEGIN_DECLS

/* Private to the room: what the telephones of one address take beside plain text (WISHES D10). Until it is known, they
 * take nothing. */
#define PHONE_TYPE_PEER (phone_peer_get_type ())
G_DECLARE_FINAL_TYPE (PhonePeer, phone_peer, PHONE, PEER, GObject)

PhonePeer *phone_peer_new            (StoreDatabase *database,
                                      const char    *account_id,
                                      const char    *key);
/* Looks it up, and asks where nothing is known any more; once at a time. */
void       phone_peer_ask            (PhonePeer     *self,
                                      PhoneAccount  *account);
gboolean   phone_peer_takes_receipts (PhonePeer     *self);
gboolean   phone_peer_takes_typing   (PhonePeer     *self);
/* @accept: an Accept header of theirs; NULL: they named nothing. */
void       phone_peer_learn          (PhonePeer     *self,
                                      PhoneAccount  *account,
                                      const char    *accept);
/* What they send, they take. */
void       phone_peer_saw            (PhonePeer     *self,
                                      PhoneAccount  *account,
                                      gboolean       receipts);
/* They refused it. */
void       phone_peer_refuse         (PhonePeer     *self,
                                      PhoneAccount  *account);

G_END_DECLS
