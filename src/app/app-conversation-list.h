/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "phone.h"

G_BEGIN_DECLS

/* Everybody one has written with, newest first. Properties: phone, search (a text), current (the conversation
 * that is open beside the list). */
#define APP_TYPE_CONVERSATION_LIST (app_conversation_list_get_type ())
G_DECLARE_FINAL_TYPE (AppConversationList, app_conversation_list, APP, CONVERSATION_LIST, AdwBin)

G_END_DECLS
