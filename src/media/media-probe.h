/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "media-engine.h"

G_BEGIN_DECLS

/* Whether one is heard and hears, before anybody calls: opens what the engine has chosen at the moment, and nothing when
 * nothing is tested. Properties (read-only, notify on the main context that made it):
 *   level (dBFS of the microphone, ten times a second while it is tested; −100: silence)
 *   error (GError; NULL while all is well) */
#define MEDIA_TYPE_PROBE (media_probe_get_type ())
G_DECLARE_FINAL_TYPE (MediaProbe, media_probe, MEDIA, PROBE, GObject)

MediaProbe   *media_probe_new              (MediaEngine *engine);
void          media_probe_start_microphone (MediaProbe  *self);
void          media_probe_stop_microphone  (MediaProbe  *self);
/* A short melody, once. */
void          media_probe_play_speaker     (MediaProbe  *self);
gboolean      media_probe_is_playing       (MediaProbe  *self);
double        media_probe_get_level        (MediaProbe  *self);
/* Nullable, borrowed. */
const GError *media_probe_get_error        (MediaProbe  *self);
void          media_probe_stop             (MediaProbe  *self);

G_END_DECLS
