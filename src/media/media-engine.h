/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "media-settings.h"

#include "ua-description-handler.h"

G_BEGIN_DECLS

/* Starts GStreamer, keeps the person's choice of devices, and makes configured description handlers. A
 * change of a property holds for the handlers made afterwards. Properties (read-write, all strings):
 *   microphone   "default", the name of a MediaDevice, "silence", "tone:HZ" or "tone:HZ:DBFS"
 *   speaker      "default", the name of a MediaDevice, or "none"
 *   stun-server  "stun://HOST:PORT", or NULL: no STUN
 *   camera       "default", the name of a MediaDevice, or "test:PATTERN"
 *   ringer       what rings: "default", the name of a speaker, or "all"
 *   cleaning     MediaCleaning: what is done to the microphone; all of it to begin with */
#define MEDIA_TYPE_ENGINE (media_engine_get_type ())
G_DECLARE_FINAL_TYPE (MediaEngine, media_engine, MEDIA, ENGINE, GObject)

MediaEngine          *media_engine_new                 (void);
/* Whether everything a call needs is installed; the error names what is missing. */
gboolean              media_engine_check               (MediaEngine  *self,
                                                        GError      **error);
/* The first call will not wait for what is read from the disk; opens nothing. */
void                  media_engine_warm_up             (MediaEngine  *self);
gboolean              media_engine_is_warm             (MediaEngine  *self);
/* What a handler made now would be made with, to be changed before media_session_new() (transfer full). */
MediaSettings        *media_engine_dup_settings        (MediaEngine  *self);
/* A MediaSession that opens nothing before it is asked for a description (transfer full). */
UaDescriptionHandler *media_engine_create_handler      (MediaEngine  *self);
/* The same, but what it hears it sends back; it opens no device at all (transfer full). */
UaDescriptionHandler *media_engine_create_echo_handler (MediaEngine  *self);
const char           *media_engine_get_microphone      (MediaEngine  *self);
void                  media_engine_set_microphone      (MediaEngine  *self,
                                                        const char   *microphone);
const char           *media_engine_get_speaker         (MediaEngine  *self);
void                  media_engine_set_speaker         (MediaEngine  *self,
                                                        const char   *speaker);
const char           *media_engine_get_ringer          (MediaEngine  *self);
void                  media_engine_set_ringer          (MediaEngine  *self,
                                                        const char   *ringer);
MediaCleaning         media_engine_get_cleaning        (MediaEngine  *self);
void                  media_engine_set_cleaning        (MediaEngine  *self,
                                                        MediaCleaning cleaning);
const char           *media_engine_get_stun_server     (MediaEngine  *self);
void                  media_engine_set_stun_server     (MediaEngine  *self,
                                                        const char   *stun_server);
/* Whether pictures are possible, too. */
gboolean              media_engine_check_video         (MediaEngine  *self,
                                                        GError      **error);
/* There is a screen: pictures are painted, not measured. */
void                  media_engine_set_shown           (MediaEngine  *self,
                                                        gboolean      shown);
const char           *media_engine_get_camera          (MediaEngine  *self);
void                  media_engine_set_camera          (MediaEngine  *self,
                                                        const char   *camera);

G_END_DECLS
