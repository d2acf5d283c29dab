/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "phone-conversation.h"

G_BEGIN_DECLS

/* A picture or a file in a bubble. @plain: a stranger sent it, so it is only named. */
#define APP_TYPE_MESSAGE_FILE (app_message_file_get_type ())
G_DECLARE_FINAL_TYPE (AppMessageFile, app_message_file, APP, MESSAGE_FILE, AdwBin)

GtkWidget *app_message_file_new (PhoneFile *file,
                                 gboolean   plain);

G_END_DECLS
