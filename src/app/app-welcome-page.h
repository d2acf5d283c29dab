/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "phone.h"

G_BEGIN_DECLS

/* The first page of a phone without an account. */
#define APP_TYPE_WELCOME_PAGE (app_welcome_page_get_type ())
G_DECLARE_FINAL_TYPE (AppWelcomePage, app_welcome_page, APP, WELCOME_PAGE, AdwBin)


G_END_DECLS
