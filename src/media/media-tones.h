/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "media-engine.h"

G_BEGIN_DECLS

/* The sounds a telephone makes by itself, on the speaker of the engine ("none": played to nobody). */
#define MEDIA_TYPE_TONES (media_tones_get_type ())
G_DECLARE_FINAL_TYPE (MediaTones, media_tones, MEDIA, TONES, GObject)

#define MEDIA_TYPE_TONE (media_tone_get_type ())
GType media_tone_get_type (void) G_GNUC_CONST;

typedef enum
{
  MEDIA_TONE_NONE,
  MEDIA_TONE_RINGTONE, /* somebody calls us */
  MEDIA_TONE_RINGBACK, /* it rings there */
  MEDIA_TONE_BUSY,
  MEDIA_TONE_WAITING,  /* somebody calls while we talk */
} MediaTone;

MediaTones *media_tones_new      (MediaEngine *engine);
MediaTone   media_tones_get_tone (MediaTones  *self);
/* dBFS (RMS) at this moment; −100: silence. Property: level. */
double      media_tones_get_level (MediaTones *self);
/* Plays until stopped or until another tone is asked for; MEDIA_TONE_NONE stops. Property: tone. */
void        media_tones_play     (MediaTones  *self,
                                  MediaTone    tone);
void        media_tones_stop     (MediaTones  *self);

G_END_DECLS
