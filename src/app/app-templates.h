/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Where templates, style and icons of this room lie among the resources of the program. */
#define APP_RESOURCE_PATH "/app"

void app_templates_init (void);

G_END_DECLS
