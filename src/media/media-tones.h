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
  MEDIA_TONE_WAITING,     /* somebody calls while we talk */
  MEDIA_TONE_CONGESTION,  /* there is no way through */
  MEDIA_TONE_INFORMATION, /* there is nobody with this number */
} MediaTone;

MediaTones *media_tones_new      (MediaEngine *engine);
MediaTone   media_tones_get_tone (MediaTones  *self);
/* Borrowed. */
MediaEngine *media_tones_get_engine (MediaTones *self);
/* dBFS (RMS) at this moment; −100: silence. Property: level. */
double      media_tones_get_level (MediaTones *self);
/* Plays until stopped or until another tone is asked for; MEDIA_TONE_NONE stops. Property: tone. */
void        media_tones_play     (MediaTones  *self,
                                  MediaTone    tone);
void        media_tones_stop     (MediaTones  *self);
/* Whose exchange it sounds like: two letters, as "GB"; NULL: that of the locale. From the next tone on. */
void        media_tones_set_territory    (MediaTones *self,
                                          const char *territory);
/* The names of our own ringtones (transfer full). */
char      **media_tones_list_ringtones   (void);
/* One of them, or the URI of a sound file; NULL: the first. From the next ringing on. */
void        media_tones_set_ringtone     (MediaTones *self,
                                          const char *ringtone);
/* Reads the file of one that will be needed; and: it was read. */
void        media_tones_prepare_ringtone (MediaTones *self,
                                          const char *ringtone);
gboolean    media_tones_has_ringtone     (MediaTones *self,
                                          const char *ringtone);

G_END_DECLS
