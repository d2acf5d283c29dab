/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "phone-account.h"

G_BEGIN_DECLS

/* How the sound of an account's calls travels: encryption, codecs, relays. Every change counts at once. */
#define APP_TYPE_MEDIA_PAGE (app_media_page_get_type ())
G_DECLARE_FINAL_TYPE (AppMediaPage, app_media_page, APP, MEDIA_PAGE, AdwNavigationPage)

/* Shows it in the #AdwNavigationView around @from. */
void app_media_page_push (GtkWidget    *from,
                          PhoneAccount *account);

G_END_DECLS
