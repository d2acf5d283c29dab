/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "phone-why-find.h"

G_BEGIN_DECLS

/* Why something came to nothing, and the one thing to do about it; out of sight while no reason is known.
 * Properties: phone, and one of these (nullable): call, shown when it is over; account, while it cannot be reached;
 * conversation, while its newest message is not sent. */
#define APP_TYPE_WHY (app_why_get_type ())
G_DECLARE_FINAL_TYPE (AppWhy, app_why, APP, WHY, AdwBin)

/* @why NULL: nothing; @account: what the button may be about. */
void app_why_show (AppWhy       *self,
                   PhoneWhy     *why,
                   PhoneAccount *account);
void app_why_present (GtkWidget    *parent,
                      PhoneWhy     *why,
                      PhoneAccount *account);

G_END_DECLS
