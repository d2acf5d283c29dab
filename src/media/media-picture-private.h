/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "media-picture.h"
#include "media-pipeline-private.h"

G_BEGIN_DECLS

/* Inside of MediaPipeline: media-picture.c agrees on it with webrtcbin, media-picture-show.c is from the camera to the
 * network, media-picture-see.c from there to the screen. Elements are borrowed from the pipeline. */
typedef struct _MediaPicture MediaPicture;

struct _MediaPicture
{
  MediaPictureFormat format;
  MediaDirection     direction; /* wanted; applied when webrtcbin knows of it */
  gboolean           ready;     /* it does */
  gboolean           failed;    /* and never will, or what was built has broken */
  GstElement        *seeing;
  GstElement        *showing;
  GstElement        *camera;    /* NULL: closed */
  gboolean           filming;   /* it is wanted, though the person may still be asked for it */
  gboolean           asking;
  guint              bits;      /* per second, as the encoder was told */
  MediaPictureMeter *seen;
  MediaPictureMeter *shown;
  MediaPictureFacts  seen_facts;
  MediaPictureFacts  shown_facts;
};

/* What a bin of pictures is called begins so; an error of it is not one of the call. */
#define MEDIA_PICTURE_BIN "picture-"

/* media-pipeline-negotiation.c: asks webrtcbin for something; the reply leads on from @step. @sdp nullable. */
void media_pipeline_ask (MediaPipeline *self, MediaStep step, const char *verb, GstWebRTCSDPType type,
                         const MediaSdp *sdp);

/* media-picture.c, for the other files of the pipeline. */
gboolean media_picture_handle_reply (MediaPipeline *self, const GstStructure *reply);
gboolean media_picture_handle_error (MediaPipeline *self, GstObject *broken, const GError *error);
void     media_picture_apply_flow   (MediaPipeline *self);
void     media_picture_tick         (MediaPipeline *self, const GstStructure *stats);
void     media_picture_free         (MediaPicture *picture);

/* media-picture-see.c */
gboolean media_picture_build_seeing (MediaPipeline *self, GError **error);
/* In a streaming thread. FALSE: no stream of pictures. */
gboolean media_picture_link_stream  (GstElement *pipeline, GstPad *pad);

/* media-picture-show.c */
gboolean media_picture_build_showing (MediaPipeline *self, GError **error);
void     media_picture_film          (MediaPipeline *self, gboolean filming);
/* Less when much of it gets lost, more when nothing does. */
void     media_picture_adapt         (MediaPipeline *self, const GstStructure *stats);

/* For both: a bin with ghost pads. */
GstElement *media_picture_build_bin (MediaPipeline *self, const char *name, const char *description, GError **error);
void     media_picture_watch_view    (GstElement *bin, MediaPictureMeter *meter);
/* The end of a description: on the screen, or measured. */
char    *media_picture_describe_view (MediaPipeline *self, const char *name);

G_END_DECLS
