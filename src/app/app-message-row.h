/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "phone.h"

G_BEGIN_DECLS

/* One message as a bubble. Property: message. */
#define APP_TYPE_MESSAGE_ROW (app_message_row_get_type ())
G_DECLARE_FINAL_TYPE (AppMessageRow, app_message_row, APP, MESSAGE_ROW, AdwBin)


G_END_DECLS
