/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "phone.h"

G_BEGIN_DECLS

/* Where an address is entered and called. Property: phone. */
#define APP_TYPE_DIAL_PAGE (app_dial_page_get_type ())
G_DECLARE_FINAL_TYPE (AppDialPage, app_dial_page, APP, DIAL_PAGE, AdwBin)

void app_dial_page_set_text  (AppDialPage *self,
                              const char  *text);
void app_dial_page_focus     (AppDialPage *self);
/* What is typed around the page, too, goes into its field. */
void app_dial_page_take_keys (AppDialPage *self,
                              GtkWidget   *around);

G_END_DECLS
