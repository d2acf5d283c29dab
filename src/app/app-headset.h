/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "headset-finder.h"
#include "phone.h"

G_BEGIN_DECLS

/* Joins the buttons and lights of a headset to the calls. Properties (notify): enabled (read-write), standing, pressed: the
 * person pressed one of its buttons since it was found. */
#define APP_TYPE_HEADSET (app_headset_get_type ())
G_DECLARE_FINAL_TYPE (AppHeadset, app_headset, APP, HEADSET, GObject)

AppHeadset     *app_headset_new          (Phone      *phone);
/* Folders NULL: those of the kernel. Looks for one as long as that is wanted. */
void            app_headset_start        (AppHeadset *self,
                                          const char *class_folder,
                                          const char *device_folder);
HeadsetStanding app_headset_get_standing (AppHeadset *self);
const char     *app_headset_get_name     (AppHeadset *self); /* NULL: there is none */
gboolean        app_headset_was_pressed  (AppHeadset *self);

G_END_DECLS
