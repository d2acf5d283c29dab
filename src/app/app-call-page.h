/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "phone.h"

G_BEGIN_DECLS

/* One call: who, since when, and what to do with it. Properties: phone, call. */
#define APP_TYPE_CALL_PAGE (app_call_page_get_type ())
G_DECLARE_FINAL_TYPE (AppCallPage, app_call_page, APP, CALL_PAGE, AdwNavigationPage)

AppCallPage *app_call_page_new         (Phone       *phone,
                                        PhoneCall   *call);
PhoneCall   *app_call_page_get_call    (AppCallPage *self);

G_END_DECLS
