/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "phone.h"

G_BEGIN_DECLS

/* That there is no network, over everything, while that is why nobody can be reached. Properties: phone, available. */
#define APP_TYPE_NETWORK_BANNER (app_network_banner_get_type ())
G_DECLARE_FINAL_TYPE (AppNetworkBanner, app_network_banner, APP, NETWORK_BANNER, AdwBin)

G_END_DECLS
