/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "phone.h"

G_BEGIN_DECLS

/* Somebody in the list of people: face, name, and a button to call them. Property: person. */
#define APP_TYPE_PERSON_ROW (app_person_row_get_type ())
G_DECLARE_FINAL_TYPE (AppPersonRow, app_person_row, APP, PERSON_ROW, AdwBin)

GtkWidget *app_person_row_new (PhonePeople *people);

G_END_DECLS
