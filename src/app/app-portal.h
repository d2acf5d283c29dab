/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What the desktop does for a program that may not do it itself. */
#define APP_PORTAL_NAME "org.freedesktop.portal.Desktop"
#define APP_PORTAL_PATH "/org/freedesktop/portal/desktop"

gboolean  app_portal_is_sandboxed (void);
/* One question of an interface, such as "Background", to which a person or the desktop says yes or no. */
void      app_portal_ask_async    (const char           *interface,
                                   const char           *method,
                                   GVariantDict         *options,
                                   GCancellable         *cancellable,
                                   GAsyncReadyCallback   callback,
                                   gpointer              user_data);
GVariant *app_portal_ask_finish   (GAsyncResult         *result,
                                   GError              **error);

G_END_DECLS
