/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "media-settings.h"
#include "media-stats.h"

#include "ua-description-handler.h"

G_BEGIN_DECLS

/* The sound of one call by WebRTC: ICE, DTLS-SRTP, Opus or an older codec (RFC 8825, 7874). Made by a
 * MediaEngine. Properties (notify on the main context that made it):
 *   media-state (MediaState)  muted (read-write)  stats (MediaStats, once a second; NULL before the first)
 *   local-level, remote-level (dBFS, −100: silence)  remote-frequency (Hz of the loudest tone heard, 0: none)
 *   device-error (GError; NULL while all is well: a microphone or speaker fails, the call goes on without it)
 *   hears-sound (something louder than −60 dBFS has come in the last six seconds: no need for a ringback of ours)
 * Signal: tone-received (const char *digit), one of 0-9 * # A-D (RFC 4733). */
#define MEDIA_TYPE_WEBRTC (media_webrtc_get_type ())
G_DECLARE_FINAL_TYPE (MediaWebrtc, media_webrtc, MEDIA, WEBRTC, GObject)

#define MEDIA_TYPE_STATE (media_state_get_type ())
GType media_state_get_type (void) G_GNUC_CONST;

/* new → gathering → connecting → connected → closed; failed from any but closed; back to new when a first
 * offer is rolled back, to connecting when the path under the call is lost. While a call moves to another path and
 * the one it had still carries sound, it stays connected. */
typedef enum
{
  MEDIA_STATE_NEW,        /* nothing is open: no pipeline, no device, no socket */
  MEDIA_STATE_GATHERING,  /* the pipeline stands, candidates are being looked for */
  MEDIA_STATE_CONNECTING, /* a description of ours is out, and no sound flows, not yet or not any more */
  MEDIA_STATE_CONNECTED,  /* sound flows */
  MEDIA_STATE_FAILED,     /* the signal failed said why; only close() is left */
  MEDIA_STATE_CLOSED,     /* everything is given back */
} MediaState;

#define MEDIA_SILENCE_DB (-100.0)
#define MEDIA_PATIENCE_MS 30000

/* Opens nothing: no pipeline, no device, no socket, before the first get_description. */
MediaWebrtc *media_webrtc_new                  (MediaSettings *settings);
MediaState   media_webrtc_get_state            (MediaWebrtc *self);
gboolean     media_webrtc_is_muted             (MediaWebrtc *self);
void         media_webrtc_set_muted            (MediaWebrtc *self,
                                                gboolean     muted);
double       media_webrtc_get_local_level      (MediaWebrtc *self);
double       media_webrtc_get_remote_level     (MediaWebrtc *self);
double       media_webrtc_get_remote_frequency (MediaWebrtc *self);
/* Nullable, borrowed. */
MediaStats  *media_webrtc_get_stats            (MediaWebrtc *self);
/* How long a call whose path is lost waits for another one before it has failed (TRUST F10). */
void         media_webrtc_set_patience         (MediaWebrtc *self,
                                                guint        patience_ms);
/* "opus", "G722", "PCMU" or "PCMA" once a codec is agreed on, else NULL. */
const char  *media_webrtc_get_codec            (MediaWebrtc *self);
/* Whether something that a person would hear comes from the far end, with pauses as long as those of a ringback. */
gboolean     media_webrtc_hears_sound          (MediaWebrtc *self);
/* Several telephones may be answering one call: the inaudible ones are measured, not heard, and are sent silence. */
gboolean     media_webrtc_is_audible           (MediaWebrtc *self);
void         media_webrtc_set_audible          (MediaWebrtc *self,
                                                gboolean     audible);
/* Nullable, borrowed. */
const GError *media_webrtc_get_device_error    (MediaWebrtc *self);

G_END_DECLS
