/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "phone-join.h"

G_BEGIN_DECLS

/* With whom a conversation is joined, or which address leaves it. Signal: done (PhoneJoin *, const char *words): it is so, and
 * what to say of it. Property: phone. */
#define APP_TYPE_JOIN_DIALOG (app_join_dialog_get_type ())
G_DECLARE_FINAL_TYPE (AppJoinDialog, app_join_dialog, APP, JOIN_DIALOG, AdwDialog)

AppJoinDialog *app_join_dialog_new       (Phone             *phone,
                                          PhoneConversation *conversation);
AppJoinDialog *app_join_dialog_new_split (Phone             *phone,
                                          PhoneConversation *conversation);

G_END_DECLS
