/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "phone.h"

#include "store-database.h"

G_BEGIN_DECLS

/* Private to the room: sees to it that whoever one knows is called so, in calls, past calls and conversations. */
#define PHONE_TYPE_NAMES (phone_names_get_type ())
G_DECLARE_FINAL_TYPE (PhoneNames, phone_names, PHONE, NAMES, GObject)

/* @lists: of PhoneCall, PhoneHistoryEntry or PhoneConversation; NULL-terminated. */
PhoneNames  *phone_names_new        (PhonePeople  *people,
                                     GListModel   *accounts,
                                     GListModel  **lists);
PhonePeople *phone_names_get_people (PhoneNames   *self);

G_END_DECLS
