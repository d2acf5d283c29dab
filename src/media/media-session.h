/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "media-settings.h"
#include "media-stats.h"
#include "media-truth.h"

#include "ua-description-handler.h"

G_BEGIN_DECLS

/* The sound of one call: by WebRTC (RFC 8825, 7874), or by RTP with keys in the descriptions or without. Made by a
 * MediaEngine. Properties (notify on the main context that made it):
 *   media-state (MediaState)  muted (read-write)  stats (MediaStats, once a second; NULL before the first)
 *   local-level, remote-level (dBFS, −100: silence)  remote-frequency (Hz of the loudest tone heard, 0: none)
 *   device-error (GError; NULL while all is well: a microphone or speaker fails, the call goes on without it)
 *   hears-sound (something louder than −60 dBFS has come in the last six seconds: no need for a ringback of ours)
 * Signal: tone-received (const char *digit), one of 0-9 * # A-D (RFC 4733). */
#define MEDIA_TYPE_SESSION (media_session_get_type ())
G_DECLARE_FINAL_TYPE (MediaSession, media_session, MEDIA, SESSION, GObject)

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
MediaSession *media_session_new                  (MediaSettings *settings);
MediaState    media_session_get_state            (MediaSession *self);
gboolean      media_session_is_muted             (MediaSession *self);
void          media_session_set_muted            (MediaSession *self,
                                                  gboolean     muted);
double        media_session_get_local_level      (MediaSession *self);
double        media_session_get_remote_level     (MediaSession *self);
double        media_session_get_remote_frequency (MediaSession *self);
/* Nullable, borrowed. */
MediaStats   *media_session_get_stats            (MediaSession *self);
/* What can be said of the call: readings, verdict, padlock. Borrowed. */
MediaTruth   *media_session_get_truth            (MediaSession *self);
/* How long a call whose path is lost waits for another one before it has failed (TRUST F10). */
void          media_session_set_patience         (MediaSession *self,
                                                  guint        patience_ms);
/* "opus", "G722", "PCMU" or "PCMA" once a codec is agreed on, else NULL. */
const char   *media_session_get_codec            (MediaSession *self);
/* What both sides agreed on, which may be less than was offered: OPTIONAL is encrypted, PLAIN is not. Before that what an
 * offer would be of. */
MediaProfile  media_session_get_profile          (MediaSession *self);
/* "AEAD_AES_256_GCM" and such once keys were exchanged in descriptions, else NULL: plain, WebRTC, or not agreed yet. */
const char   *media_session_get_crypto_suite     (MediaSession *self);
/* Whether something that a person would hear comes from the far end, with pauses as long as those of a ringback. */
gboolean      media_session_hears_sound          (MediaSession *self);
/* Several telephones may be answering one call: the inaudible ones are measured, not heard, and are sent silence. */
gboolean      media_session_is_audible           (MediaSession *self);
void          media_session_set_audible          (MediaSession *self,
                                                  gboolean     audible);
/* Others than those it was made with, also while sound flows: as media_engine_set_microphone() and so on take them. */
void          media_session_choose_devices       (MediaSession *self,
                                                  const char   *microphone,
                                                  const char   *speaker);
void          media_session_set_cleaning         (MediaSession *self,
                                                  MediaCleaning cleaning);
/* Nullable, borrowed. */
const GError *media_session_get_device_error    (MediaSession *self);

G_END_DECLS
