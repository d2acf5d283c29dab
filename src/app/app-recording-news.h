/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "phone.h"

G_BEGIN_DECLS

/* Tells once how the recording of a call ended, over the window of a widget, even if its page is gone by then. */
#define APP_TYPE_RECORDING_NEWS (app_recording_news_get_type ())
G_DECLARE_FINAL_TYPE (AppRecordingNews, app_recording_news, APP, RECORDING_NEWS, GObject)

/* Of a recording that has just begun; does nothing where @widget is in no window. */
void app_recording_news_follow (GtkWidget      *widget,
                                PhoneRecording *recording);

G_END_DECLS
