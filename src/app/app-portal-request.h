/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define APP_PORTAL_NAME "org.freedesktop.portal.Desktop"
#define APP_PORTAL_PATH "/org/freedesktop/portal/desktop"

/* One question to a portal that a person may have to answer: G_IO_ERROR_PERMISSION_DENIED where they said no. */

/* For the options of a call and for what is built from it (transfer full). */
char     *app_portal_request_dup_token (void);
/* @parameters have @token as their option "handle_token". */
void      app_portal_request_async     (GDBusConnection      *bus,
                                        const char           *method, /* "Interface.Method" */
                                        const char           *token,
                                        GVariant             *parameters,
                                        GCancellable         *cancellable,
                                        GAsyncReadyCallback   callback,
                                        gpointer              user_data);
/* What was answered, a{sv} (transfer full). */
GVariant *app_portal_request_finish    (GAsyncResult         *result,
                                        GError              **error);

G_END_DECLS
