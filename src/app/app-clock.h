/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *app_clock_write_time (GDateTime *local);
char *app_clock_write_day  (GDateTime *local,
                            gboolean   with_year);

G_END_DECLS
