/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "phone.h"

G_BEGIN_DECLS

/* Everybody who is heard in one call: the calls merged with it, or who is in the conference at the far end. Hidden where
 * there are but two. Properties: phone, call. */
#define APP_TYPE_CONFERENCE_CARD (app_conference_card_get_type ())
G_DECLARE_FINAL_TYPE (AppConferenceCard, app_conference_card, APP, CONFERENCE_CARD, AdwBin)

G_END_DECLS
