/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "phone.h"

G_BEGIN_DECLS

/* Somebody else calls while one talks: a bar over the page of the call, instead of a dialog that hides it. */
#define APP_TYPE_CALL_WAITING (app_call_waiting_get_type ())
G_DECLARE_FINAL_TYPE (AppCallWaiting, app_call_waiting, APP, CALL_WAITING, AdwBin)

/* @page: one whose child is an AdwToolbarView. */
void     app_call_waiting_attach (AdwNavigationPage *page,
                                  Phone             *phone,
                                  PhoneCall         *call);
/* Whether @page, which shows @shown (nullable), tells of whoever calls now. */
gboolean app_call_waiting_takes  (AdwNavigationPage *page,
                                  PhoneCall         *shown);

G_END_DECLS
