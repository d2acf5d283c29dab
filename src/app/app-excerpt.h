/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <pango/pango.h>

G_BEGIN_DECLS

/* What of a text is shown where it was found: its first words, or those around what was looked for, in one line.
 * @attributes: makes what was looked for bold. */
char *app_excerpt_new (const char     *text,
                       const char     *search,
                       PangoAttrList **attributes);

G_END_DECLS
