/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Private to the room: whether a file from outside is a picture that a window may draw: a PNG or JPEG, of no more than
 * four megabytes and four million dots, whatever it would unfold to. */
gboolean phone_portrait_is_safe (const void *octets,
                                 gsize       length);

G_END_DECLS
