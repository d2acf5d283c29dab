/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "media-reading.h"

G_BEGIN_DECLS

#define MEDIA_HISTORY_MAX 600u

/* The last ten minutes of a call: a GListModel of MediaReading, newest last. */
#define MEDIA_TYPE_HISTORY (media_history_get_type ())
G_DECLARE_FINAL_TYPE (MediaHistory, media_history, MEDIA, HISTORY, GObject)

MediaHistory *media_history_new      (void);
/* Adds at the end; where there are too many, the oldest goes first, so that there never are. */
void          media_history_append   (MediaHistory *self,
                                      MediaReading *reading);
/* Nullable, borrowed. */
MediaReading *media_history_get_last (MediaHistory *self);

G_END_DECLS
