/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "phone-conversation.h"

G_BEGIN_DECLS

/* Ways to send a file from a page: each tells the person when it is too large. */
void     app_attachment_choose (GtkWidget         *page,
                                PhoneConversation *conversation);
void     app_attachment_send   (GtkWidget         *page,
                                PhoneConversation *conversation,
                                GFile             *file);
/* FALSE: there is no picture to be pasted. */
gboolean app_attachment_paste  (GtkWidget         *page,
                                PhoneConversation *conversation);

G_END_DECLS
