/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "phone.h"

G_BEGIN_DECLS

/* The window: welcome page, or sidebar and content. Everything it does is an action named win.…; see
 * app-window-actions.c. Property: phone. */
#define APP_TYPE_WINDOW (app_window_get_type ())
G_DECLARE_FINAL_TYPE (AppWindow, app_window, APP, WINDOW, AdwApplicationWindow)

AppWindow  *app_window_new               (AdwApplication    *application,
                                          Phone             *phone);
/* The accounts are loaded: shows the welcome page or what there is. */
void        app_window_set_ready         (AppWindow         *self);

void        app_window_show_practice     (AppWindow         *self);
void        app_window_show_call         (AppWindow         *self,
                                          PhoneCall         *call);
void        app_window_show_conversation (AppWindow         *self,
                                          PhoneConversation *conversation);
/* Asks before it calls what a link from elsewhere names. */
void        app_window_confirm_call      (AppWindow         *self,
                                          const char        *uri);
/* Closes it for good, also where closing would only hide it; asks first in a call. */
void        app_window_leave             (AppWindow         *self);
/* What a notification wants to do with a call that is no more is told to be too late. */
gboolean    app_window_is_too_late       (AppWindow         *self,
                                          const char        *action,
                                          const char        *call_id);

G_END_DECLS
