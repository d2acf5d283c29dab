/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "phone.h"

G_BEGIN_DECLS

/* Somebody calls. Closing it leaves the call waiting, unheard. Properties: phone, call. */
#define APP_TYPE_INCOMING_DIALOG (app_incoming_dialog_get_type ())
G_DECLARE_FINAL_TYPE (AppIncomingDialog, app_incoming_dialog, APP, INCOMING_DIALOG, AdwDialog)

AppIncomingDialog *app_incoming_dialog_new      (Phone             *phone,
                                                 PhoneCall         *call);
PhoneCall         *app_incoming_dialog_get_call (AppIncomingDialog *self);

G_END_DECLS
