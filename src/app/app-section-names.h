/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* What assistive tools call the buttons of a switcher over that stack, badges said after the name. */
void app_section_names_set (AdwViewStack *stack,
                            GtkWidget    *switcher);

G_END_DECLS
