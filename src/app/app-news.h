/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "phone.h"

G_BEGIN_DECLS

/* How much there is that one has not looked at yet. Properties: missed (calls), unread (messages), seen. */
#define APP_TYPE_NEWS (app_news_get_type ())
G_DECLARE_FINAL_TYPE (AppNews, app_news, APP, NEWS, GObject)

AppNews *app_news_new         (void);
void     app_news_set_phone   (AppNews  *self,
                               Phone    *phone);
/* The list of calls is in sight, or no longer. */
void     app_news_set_looking (AppNews  *self,
                               gboolean  looking);
guint    app_news_get_missed  (AppNews  *self);
guint    app_news_get_unread  (AppNews  *self);

G_END_DECLS
