/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What the window remembers; NULL where the settings are not installed, and then nothing is. */
GSettings *app_settings_new (void);

G_END_DECLS
