/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "phone-rung.h"

G_BEGIN_DECLS

/* A piece of a ladder, as high as one arrow: the lifelines, and what goes from one to another; the head of the ladder while
 * it has no rung. Properties: rung (nullable), lifelines (two or three). */
#define APP_TYPE_RUNG (app_rung_get_type ())
G_DECLARE_FINAL_TYPE (AppRung, app_rung, APP, RUNG, GtkWidget)

G_END_DECLS
