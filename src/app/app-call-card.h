/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "phone.h"

G_BEGIN_DECLS

/* One of the other calls, over the page of the one that is shown: who it is, how it stands, and one press to talk to them.
 * Properties (notify): phone, call, shown (the call of the page). */
#define APP_TYPE_CALL_CARD (app_call_card_get_type ())
G_DECLARE_FINAL_TYPE (AppCallCard, app_call_card, APP, CALL_CARD, AdwBin)

/* Cards for all of them, at the upper edge of @page, whose child is an AdwToolbarView. */
void app_call_card_attach (AdwNavigationPage *page,
                           Phone             *phone,
                           PhoneCall         *shown);

G_END_DECLS
