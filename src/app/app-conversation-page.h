/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "phone.h"

G_BEGIN_DECLS

/* The messages and calls exchanged with one address. Properties: phone, conversation. */
#define APP_TYPE_CONVERSATION_PAGE (app_conversation_page_get_type ())
G_DECLARE_FINAL_TYPE (AppConversationPage, app_conversation_page, APP, CONVERSATION_PAGE, AdwNavigationPage)

AppConversationPage *app_conversation_page_new              (Phone               *phone,
                                                        PhoneConversation   *conversation);
PhoneConversation   *app_conversation_page_get_conversation (AppConversationPage *self);
/* Shows the message or call of that moment, and marks it. */
void                 app_conversation_page_show_moment      (AppConversationPage *self,
                                                             GDateTime           *time);

G_END_DECLS
