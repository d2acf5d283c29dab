/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A text of a stranger as Pango markup in which nothing but its links can be clicked; NULL: it has none. */
char *app_links_dup_markup (const char *text);

G_END_DECLS
