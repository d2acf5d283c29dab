/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "phone.h"

G_BEGIN_DECLS

/* Answers the search of the desktop (org.gnome.Shell.SearchProvider2) with people and past calls: to call, and to write to. */
#define APP_TYPE_SEARCH_PROVIDER (app_search_provider_get_type ())
G_DECLARE_FINAL_TYPE (AppSearchProvider, app_search_provider, APP, SEARCH_PROVIDER, GObject)

AppSearchProvider *app_search_provider_new       (GApplication       *application); /* which owns it */
/* NULL: there is none, and nothing is found. */
void               app_search_provider_set_phone (AppSearchProvider  *self,
                                                  Phone              *phone);
/* @path: of the application; ours lies below. */
gboolean           app_search_provider_export    (AppSearchProvider  *self,
                                                  GDBusConnection    *connection,
                                                  const char         *path,
                                                  GError            **error);
void               app_search_provider_unexport  (AppSearchProvider  *self);

G_END_DECLS
