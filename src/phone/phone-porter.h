/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "phone-blocked-private.h"
#include "phone-conversation-private.h"

G_BEGIN_DECLS

/* Private to the room: who is let in, who has to ask first, and who is turned away. */
#define PHONE_TYPE_PORTER (phone_porter_get_type ())
G_DECLARE_FINAL_TYPE (PhonePorter, phone_porter, PHONE, PORTER, GObject)

/* @conversations: a list of PhoneConversation, followed. */
PhonePorter  *phone_porter_new          (StoreDatabase     *database,
                                         GListModel        *conversations);
void          phone_porter_load         (PhonePorter       *self);
/* @calls: a list of PhoneCall, followed: whom one calls is no stranger. */
void          phone_porter_follow_calls (PhonePorter       *self,
                                         GListModel        *calls);
PhoneBlocked *phone_porter_get_blocked  (PhonePorter       *self);
/* A message is the first of a conversation; it has to ask when nobody here knows who wrote it. */
void          phone_porter_meet         (PhonePorter       *self,
                                         PhoneConversation *conversation);

G_END_DECLS
