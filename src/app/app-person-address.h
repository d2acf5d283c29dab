/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "phone.h"

G_BEGIN_DECLS

/* A line of the editor: a number or an address, and where it is. */
#define APP_TYPE_PERSON_ADDRESS (app_person_address_get_type ())
G_DECLARE_FINAL_TYPE (AppPersonAddress, app_person_address, APP, PERSON_ADDRESS, AdwEntryRow)

GtkWidget  *app_person_address_new       (PhoneAddressKind  kind,
                                          const char       *label,
                                          const char       *value);
/* Adds what stands in the line to @person; nothing, when it is empty. */
void        app_person_address_add_to    (AppPersonAddress *self,
                                          PhonePerson      *person);
gboolean    app_person_address_is_empty  (AppPersonAddress *self);

G_END_DECLS
