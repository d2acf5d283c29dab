/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "phone.h"

G_BEGIN_DECLS

/* One of several who hear each other: who it is, how loud, and the ways to be silent to them or to let them go.
 * Property: call. */
#define APP_TYPE_CONFERENCE_ROW (app_conference_row_get_type ())
G_DECLARE_FINAL_TYPE (AppConferenceRow, app_conference_row, APP, CONFERENCE_ROW, GtkListBoxRow)

GtkWidget *app_conference_row_new (PhoneCall *call);

G_END_DECLS
