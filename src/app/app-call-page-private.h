/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app-call-keypad.h"
#include "app-call-page.h"

G_BEGIN_DECLS

struct _AppCallPage
{
  AdwNavigationPage parent_instance;

  Phone *phone;
  PhoneCall *call;
  GSignalGroup *signals;
  GSignalGroup *conference_signals;
  GtkWidget *status;
  AppCallKeypad *keypad;
  GtkWidget *person;
  GtkLabel *note;
  GtkWidget *record;
  GtkWidget *several;
};

void app_call_page_install_actions (GtkWidgetClass *widget_class);

G_END_DECLS
