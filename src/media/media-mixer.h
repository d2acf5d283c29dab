/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Mix-minus: everybody who is plugged in hears the sum of all others and never itself. Mono, 16 bits, 48 kHz. Whoever
 * speaks does so whenever it has something; whoever ticks decides when everybody hears. All functions may be called
 * from any thread; the functions of the ears are called in the ticking one. */
typedef struct _MediaMixer MediaMixer;
typedef struct _MediaMixerPort MediaMixerPort;

#define MEDIA_MIXER_RATE 48000u
/* What is kept in stock of each voice, so that a packet which comes a little late leaves no hole. */
#define MEDIA_MIXER_STOCK_MS 20u
/* Older than this and the voice has fallen behind: the oldest is left out. */
#define MEDIA_MIXER_MAX_MS 100u

typedef void (*MediaMixerFunc) (const gint16 *samples, guint n_samples, gpointer user_data);

MediaMixer     *media_mixer_new             (void);
MediaMixer     *media_mixer_ref             (MediaMixer     *self);
void            media_mixer_unref           (MediaMixer     *self);
/* Ports of one @owner do not hear each other: two paths of one call, or the microphone and the speaker. */
MediaMixerPort *media_mixer_plug            (MediaMixer     *self,
                                             gconstpointer   owner);
void            media_mixer_tick            (MediaMixer     *self,
                                             guint           n_samples);

MediaMixerPort *media_mixer_port_ref        (MediaMixerPort *self);
void            media_mixer_port_unref      (MediaMixerPort *self);
/* From its return on nobody hears it, and its ear is not called any more. */
void            media_mixer_port_unplug     (MediaMixerPort *self);
void            media_mixer_port_speak      (MediaMixerPort *self,
                                             const gint16   *samples,
                                             guint           n_samples);
void            media_mixer_port_listen     (MediaMixerPort *self,
                                             MediaMixerFunc  ear,
                                             gpointer        user_data,
                                             GDestroyNotify  destroy);
/* Heard by nobody. */
void            media_mixer_port_set_silent (MediaMixerPort *self,
                                             gboolean        silent);
/* This is the person; and: it does not hear the person. */
void            media_mixer_port_set_person (MediaMixerPort *self,
                                             gboolean        person);
void            media_mixer_port_set_deaf   (MediaMixerPort *self,
                                             gboolean        deaf);
/* It hears nobody but the person. */
void            media_mixer_port_set_narrow (MediaMixerPort *self,
                                             gboolean        narrow);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MediaMixer, media_mixer_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MediaMixerPort, media_mixer_port_unref)

G_END_DECLS
