/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "phone.h"

G_BEGIN_DECLS

/* A conversation in the sidebar. Property: conversation. */
#define APP_TYPE_CONVERSATION_ROW (app_conversation_row_get_type ())
G_DECLARE_FINAL_TYPE (AppConversationRow, app_conversation_row, APP, CONVERSATION_ROW, AdwBin)


G_END_DECLS
