/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

char *app_typography_tie_dots (const char    *text);
char *app_typography_tie_end  (const char    *text);
void  app_typography_tie_page (AdwStatusPage *page);

G_END_DECLS
