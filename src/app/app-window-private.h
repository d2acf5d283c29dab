/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app-sidebar.h"
#include "app-window.h"

G_BEGIN_DECLS

struct _AppWindow
{
  AdwApplicationWindow parent_instance;

  Phone *phone;
  GSettings *settings;            /* NULL: not installed, nothing is remembered */
  AdwNavigationPage *home;        /* the dial page or the practice page */
  AdwNavigationPage *before_call; /* where to return to; NULL: home */
  gboolean content_before_call;
  gboolean ready;

  GtkStack *stack;
  AdwNavigationSplitView *split_view;
  AppSidebar *sidebar;
};

void       app_window_install_actions (GtkWidgetClass *widget_class);
void       app_window_install_people_actions (GtkWidgetClass *widget_class);
void       app_window_install_help_actions (GtkWidgetClass *widget_class);
gboolean   app_window_ask_to_close    (AppWindow      *self);
void       app_window_leave_call      (AppWindow      *self);
PhoneCall *app_window_find_call       (AppWindow      *self,
                                       const char     *id);
PhoneCall *app_window_get_shown_call  (AppWindow      *self);
gboolean   app_window_is_practising   (AppWindow      *self);

G_END_DECLS
