/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A sound file of the person's own as samples: WAV, FLAC, Ogg with Vorbis or Opus, MP3. Its first half minute. */
#define MEDIA_RINGTONE_MAX_SECONDS 30u

void    media_ringtone_load_async  (GFile                *file,
                                    GCancellable         *cancellable,
                                    GAsyncReadyCallback   callback,
                                    gpointer              user_data);
/* As media_player_new() takes them (transfer full). */
GBytes *media_ringtone_load_finish (GAsyncResult         *result,
                                    GError              **error);

G_END_DECLS
