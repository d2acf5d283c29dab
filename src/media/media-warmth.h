/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What the first call would wait for, done before it in a thread of its own. No socket and no device is opened. */
typedef struct _MediaWarmth MediaWarmth;

MediaWarmth *media_warmth_new     (const char *const *elements,
                                   guint              n_elements);
/* Stops where it is. */
void         media_warmth_free    (MediaWarmth       *self);
gboolean     media_warmth_is_over (MediaWarmth       *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MediaWarmth, media_warmth_free)

G_END_DECLS
