/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "phone-ladder.h"

G_BEGIN_DECLS

/* A drawn ladder in which one arrow is chosen. It is a list: up and down choose, and each arrow is read aloud. Time runs down,
 * and this program stands at the left whichever way one reads. Properties: ladder (nullable), selected (PhoneRung, nullable,
 * read-only). */
#define APP_TYPE_LADDER (app_ladder_get_type ())
G_DECLARE_FINAL_TYPE (AppLadder, app_ladder, APP, LADDER, AdwBin)

G_END_DECLS
