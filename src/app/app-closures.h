/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "phone.h"

G_BEGIN_DECLS

/* Pure functions from what the phone knows to what a person reads. Templates call them by name, therefore
 * the first argument is the widget that asks and is never looked at. */

void      app_closures_bind                (GtkWidgetClass    *klass);

char     *app_closures_status_icon         (gpointer           owner,
                                            PhoneAccountState  state);
char     *app_closures_status_title        (gpointer           owner,
                                            PhoneAccountState  state);
char     *app_closures_status_detail       (gpointer           owner,
                                            PhoneAccountState  state,
                                            const char        *reason,
                                            guint              attempt,
                                            guint              seconds);
char     *app_closures_status_action_label (gpointer           owner,
                                            PhoneAccountState  state);
char     *app_closures_status_action       (gpointer           owner,
                                            PhoneAccountState  state);
gboolean  app_closures_status_needs_words  (gpointer           owner,
                                            PhoneAccountState  state,
                                            gboolean           crowded);
char     *app_closures_status_hint         (gpointer           owner,
                                            PhoneAccountState  state);

char     *app_closures_call_status         (gpointer           owner,
                                            PhoneCallState     state,
                                            guint              duration,
                                            const char        *end_text);
gboolean  app_closures_call_waits          (gpointer           owner,
                                            PhoneCallState     state);
gboolean  app_closures_call_goes_on        (gpointer           owner,
                                            PhoneCallState     state);
gboolean  app_closures_call_has_sound      (gpointer           owner,
                                            PhoneCallState     state);
int       app_closures_avatar_size         (gpointer           owner,
                                            gboolean           crowded);
gboolean  app_closures_call_is_active      (gpointer           owner,
                                            PhoneCallState     state);
gboolean  app_closures_call_is_silent      (gpointer           owner,
                                            PhoneCallState     state);
gboolean  app_closures_call_is_live        (gpointer           owner,
                                            PhoneCallState     state);
gboolean  app_closures_call_is_over        (gpointer           owner,
                                            PhoneCallState     state);
char     *app_closures_call_subtitle       (gpointer           owner,
                                            const char        *name,
                                            const char        *address);

char     *app_closures_history_icon        (gpointer           owner,
                                            PhoneHistoryKind   kind);
char     *app_closures_history_text        (gpointer           owner,
                                            PhoneHistoryKind   kind,
                                            guint              duration,
                                            const char        *end_text,
                                            double             mos);
char     *app_closures_history_short       (gpointer           owner,
                                            PhoneHistoryKind   kind,
                                            guint              duration,
                                            const char        *end_text,
                                            double             mos);

char     *app_closures_not_sent            (gpointer           owner,
                                            const char        *error_text);

char     *app_closures_duration            (gpointer           owner,
                                            guint              seconds);
char     *app_closures_length              (gpointer           owner,
                                            guint              seconds);
char     *app_closures_span                (gpointer           owner,
                                            guint              seconds);
char     *app_closures_clock               (gpointer           owner,
                                            GDateTime         *time);
char     *app_closures_day                 (gpointer           owner,
                                            GDateTime         *time);
char     *app_closures_moment              (gpointer           owner,
                                            GDateTime         *time);

char     *app_closures_name                (gpointer           owner,
                                            const char        *name);
gboolean  app_closures_has_letters         (gpointer           owner,
                                            const char        *text);
char     *app_closures_first_line          (gpointer           owner,
                                            const char        *text);
char     *app_closures_text                (gpointer           owner,
                                            const char        *text);
char     *app_closures_voicemail           (gpointer           owner,
                                            guint              n_new);
char     *app_closures_count               (gpointer           owner,
                                            guint              count);
gboolean  app_closures_is_set              (gpointer           owner,
                                            const char        *text);
gboolean  app_closures_is_positive         (gpointer           owner,
                                            guint              number);

char     *app_closures_plain_address       (const char        *uri);

G_END_DECLS
