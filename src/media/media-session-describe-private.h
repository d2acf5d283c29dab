/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "media-session-private.h"

G_BEGIN_DECLS

/* Both verbs of offer and answer; seen through media-session-private.h. */

/* media-session-describe.c */
/* The format they talk in now, if it is in @sdp; nullable. */
const MediaFormat *media_session_find_agreed (MediaSession *self, const MediaSdp *sdp);
void media_session_described (MediaSession *self, MediaSdp *sdp);
void media_session_get_description_async (UaDescriptionHandler *handler, GCancellable *cancellable,
                                          GAsyncReadyCallback callback, gpointer user_data);
char *media_session_get_description_finish (UaDescriptionHandler *handler, GAsyncResult *result, GError **error);

/* media-session-trickle.c: says of a description of ours whether others follow, and what has followed it. */
void media_session_trickle_stamp (MediaSession *self, MediaSdp *sdp);
void media_session_trickle_complete (MediaSession *self, MediaSdp *sdp);
/* Their description is in effect: what came before it may belong to it. */
void media_session_trickle_settle (MediaSession *self);
void media_session_trickle_found (MediaSession *self);
gboolean media_session_trickles_with (MediaSession *self, const MediaSdp *peer);
void media_session_trickle_interface_init (UaDescriptionHandlerInterface *iface);

/* media-session-take.c */
void media_session_accepted (MediaSession *self);
void media_session_set_description_async (UaDescriptionHandler *handler, const char *description,
                                          GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean media_session_set_description_finish (UaDescriptionHandler *handler, GAsyncResult *result, GError **error);

G_END_DECLS
