/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "app-dial-page.h"
#include "phone.h"

G_BEGIN_DECLS

/* Who one talked to and wrote with, and whether one can be reached. Properties: phone, current,
 * collapsed, crowded, section. */
#define APP_TYPE_SIDEBAR (app_sidebar_get_type ())
G_DECLARE_FINAL_TYPE (AppSidebar, app_sidebar, APP, SIDEBAR, AdwNavigationPage)

void         app_sidebar_start_search  (AppSidebar        *self);
/* "people", "calls", "messages" or "keypad". */
const char  *app_sidebar_get_section   (AppSidebar        *self);
void         app_sidebar_show_section  (AppSidebar        *self,
                                        const char        *section);
void         app_sidebar_focus_section (AppSidebar        *self);
AppDialPage *app_sidebar_get_dial_page (AppSidebar        *self);
void         app_sidebar_show_calls    (AppSidebar        *self);
void         app_sidebar_show_people   (AppSidebar        *self);
/* Marks the row of the conversation that is open beside the list; NULL: none. */
void         app_sidebar_set_current   (AppSidebar        *self,
                                        PhoneConversation *conversation);

G_END_DECLS
