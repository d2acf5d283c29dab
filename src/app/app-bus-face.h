/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "phone.h"

G_BEGIN_DECLS

/* The phone for scripts: the interface app.earshot.Earshot.Phone1, described in data/app.earshot.Earshot.Phone1.xml. It is on
 * the bus as long as this object lives. Signal: dial (const char *): somebody is to be asked whether to call there. */
#define APP_TYPE_BUS_FACE (app_bus_face_get_type ())
G_DECLARE_FINAL_TYPE (AppBusFace, app_bus_face, APP, BUS_FACE, GObject)

AppBusFace *app_bus_face_new (Phone           *phone,
                              GDBusConnection *bus,
                              const char      *path,
                              GError         **error);

G_END_DECLS
