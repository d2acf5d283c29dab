/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "phone.h"

G_BEGIN_DECLS

/* The page of the preferences about messages. Property: phone, set once. */
#define APP_TYPE_MESSAGES_PAGE (app_messages_page_get_type ())
G_DECLARE_FINAL_TYPE (AppMessagesPage, app_messages_page, APP, MESSAGES_PAGE, AdwPreferencesPage)

G_END_DECLS
