/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "phone.h"

G_BEGIN_DECLS

/* Tells a desktop that knows of calls that one comes in, with what its buttons are for; other desktops are told by
 * GNotification, which has no words for that. */
#define APP_TYPE_CALL_NOTICE (app_call_notice_get_type ())
G_DECLARE_FINAL_TYPE (AppCallNotice, app_call_notice, APP, CALL_NOTICE, GObject)

AppCallNotice *app_call_notice_new  (gboolean       sandboxed);
/* FALSE: this desktop knows nothing of calls. */
gboolean       app_call_notice_send (AppCallNotice *self,
                                     PhoneCall     *call,
                                     const char    *id,
                                     gboolean       with_video);

G_END_DECLS
