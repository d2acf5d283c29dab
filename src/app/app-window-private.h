/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app-accounts.h"
#include "app-call-bar.h"
#include "app-sidebar.h"
#include "app-window.h"

G_BEGIN_DECLS

struct _AppWindow
{
  AdwApplicationWindow parent_instance;

  Phone *phone;
  AppAccounts *accounts;
  GSettings *settings;            /* NULL: not installed, nothing is remembered */
  AdwNavigationPage *home;        /* teaches, or has the practice lines */
  AdwNavigationPage *before_call; /* where to return to; NULL: home */
  gboolean content_before_call;
  gboolean ready;

  GtkStack *stack;
  AdwNavigationSplitView *split_view;
  AppSidebar *sidebar;
  AppCallBar *call_bar;
};

void       app_window_install_help_actions (GtkWidgetClass *widget_class);
void       app_window_install_actions (GtkWidgetClass *widget_class);
void       app_window_install_people_actions (GtkWidgetClass *widget_class);
void       app_window_install_search_actions (GtkWidgetClass *widget_class);
void       app_window_install_block_actions (GtkWidgetClass *widget_class);
gboolean   app_window_ask_to_close    (AppWindow      *self);
void       app_window_leave_call      (AppWindow      *self);
void       app_window_show_home       (AppWindow      *self);
PhoneCall *app_window_find_call       (AppWindow      *self,
                                       const char     *id);
PhoneCall *app_window_get_shown_call  (AppWindow      *self);
gboolean   app_window_is_practising   (AppWindow      *self);
void       app_window_install_call_actions (GtkWidgetClass *widget_class);
/* Who calls and writes to @target; NULL: nobody was chosen. */
PhoneAccount *app_window_choose_account    (AppWindow      *self,
                                            const char     *target);
/* Whoever calls (app-window-calls.c). */
void       app_window_tell_incoming        (AppWindow      *self,
                                            PhoneCall      *call);
void       app_window_tell_waiting         (AppWindow      *self);

G_END_DECLS
