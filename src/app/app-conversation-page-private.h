/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app-conversation-page.h"

G_BEGIN_DECLS

struct _AppConversationPage
{
  AdwNavigationPage parent_instance;

  Phone *phone;
  PhoneConversation *conversation;
  GListModel *timeline;
  GtkStack *stack;
  GtkScrolledWindow *scroller;
  GtkListView *list;
  GtkTextView *entry;
  GtkWidget *placeholder;
  GtkLabel *writing;
  GtkWidget *composer;
  gboolean at_end;
};

/* app-conversation-page-actions.c: what is done with whoever it is with. */
void app_conversation_page_install_actions (GtkWidgetClass *widget_class);
void app_conversation_page_take_files      (AppConversationPage *self);
/* app-conversation-page-join.c: which addresses are one conversation. */
void app_conversation_page_install_join_actions (GtkWidgetClass *widget_class);
void app_conversation_page_follow_addresses (AppConversationPage *self);

G_END_DECLS
