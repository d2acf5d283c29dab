/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "phone.h"

G_BEGIN_DECLS

/* Somebody one knows, and every way to reach them. Properties: person. */
#define APP_TYPE_PERSON_DIALOG (app_person_dialog_get_type ())
G_DECLARE_FINAL_TYPE (AppPersonDialog, app_person_dialog, APP, PERSON_DIALOG, AdwDialog)

AppPersonDialog *app_person_dialog_new (PhonePeople *people,
                                        PhonePerson *person);

/* Once, where the account that reaches them can be chosen. */
void app_person_dialog_set_phone (AppPersonDialog *self,
                                  Phone           *phone);

G_END_DECLS
