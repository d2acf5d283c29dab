/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "phone.h"

G_BEGIN_DECLS

/* How many messages one has not read yet, in all conversations. Property: unread (read-only). */
#define APP_TYPE_NEWS (app_news_get_type ())
G_DECLARE_FINAL_TYPE (AppNews, app_news, APP, NEWS, GObject)

AppNews *app_news_new        (void);
void     app_news_set_phone  (AppNews *self,
                              Phone   *phone);
guint    app_news_get_unread (AppNews *self);

G_END_DECLS
