/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "phone.h"

G_BEGIN_DECLS

/* Accounts that somebody offers by a link or a code. */
#define APP_TYPE_PROVISION_DIALOG (app_provision_dialog_get_type ())
G_DECLARE_FINAL_TYPE (AppProvisionDialog, app_provision_dialog, APP, PROVISION_DIALOG, AdwDialog)

/* @window: what came over is said there; @offer NULL: the person is asked for it. */
AppProvisionDialog *app_provision_dialog_new          (Phone              *phone,
                                                       GtkWidget          *window,
                                                       const char         *offer);
/* A GFile or a GdkTexture with a code on it. */
void                app_provision_dialog_take_picture (AppProvisionDialog *self,
                                                       GObject            *picture);

G_END_DECLS
