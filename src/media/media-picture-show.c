/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Showing: from the camera to webrtcbin. The camera is there only while pictures go out, so its light tells the truth;
 * the rest waits behind for the next one. */

#include "media-picture-private.h"

#include <glib/gstdio.h>

#include "media-camera-portal.h"
#include "media-camera.h"

#define QUEUE "queue leaky=downstream max-size-buffers=2 max-size-bytes=0 max-size-time=0"
/* What every camera can do and every line can carry. */
#define RAW "video/x-raw,format=I420,width=640,height=480,pixel-aspect-ratio=1/1"

#define START_BITS 600000
#define MIN_BITS 100000
#define MAX_BITS 1500000
/* A line that loses every tenth packet is too narrow; one that loses none may be wider than it looks. */
#define MUCH_LOSS 0.1
#define LITTLE_LOSS 0.02
#define LESS 0.7
#define MORE 1.08

/* What a camera says at its end is not said to the far end, and what happens behind is nothing to a camera. */
static GstPadProbeReturn
entrance_cb (GstPad          *pad,
             GstPadProbeInfo *info,
             gpointer         user_data)
{
  GstEventType type = GST_EVENT_TYPE (GST_PAD_PROBE_INFO_EVENT (info));

  return type == GST_EVENT_EOS || type == GST_EVENT_QOS ? GST_PAD_PROBE_DROP : GST_PAD_PROBE_OK;
}

static char *
describe_showing (MediaPipeline *self)
{
  const MediaPictureFormat *format = &self->picture->format;
  g_autofree char *view = media_picture_describe_view (self, "view");

  return g_strdup_printf (QUEUE " name=entry ! videoconvert ! videoscale add-borders=true ! "
                          "videorate drop-only=true max-rate=30 ! " RAW " ! tee name=own "
                          "own. ! " QUEUE " ! %s "
                          "own. ! " QUEUE " ! valve name=send-picture drop=true ! %s pt=%u",
                          view, format->codec->encoder, format->payload);
}

/* webrtcbin may have made the pad by itself while it answered. */
static GstPad *
dup_webrtc_pad (MediaPipeline *self)
{
  GstPad *pad = gst_element_get_static_pad (self->webrtc, "sink_1");

  return pad != NULL ? pad : gst_element_request_pad_simple (self->webrtc, "sink_1");
}

gboolean
media_picture_build_showing (MediaPipeline  *self,
                             GError        **error)
{
  g_autofree char *description = describe_showing (self);
  g_autoptr (GstPad) entry = NULL;
  g_autoptr (GstPad) exit = NULL;
  g_autoptr (GstPad) sink = NULL;
  GstElement *showing = media_picture_build_bin (self, MEDIA_PICTURE_BIN "showing", description, error);

  if (showing == NULL)
    return FALSE;
  self->picture->showing = showing;
  self->picture->bits = START_BITS;
  media_picture_watch_view (showing, self->picture->shown);
  entry = gst_element_get_static_pad (showing, "sink");
  gst_pad_add_probe (entry, GST_PAD_PROBE_TYPE_EVENT_BOTH, entrance_cb, NULL, NULL);
  exit = gst_element_get_static_pad (showing, "src");
  sink = dup_webrtc_pad (self);
  if (sink == NULL || gst_pad_link (exit, sink) != GST_PAD_LINK_OK)
    {
      g_set_error_literal (error, MEDIA_ERROR, MEDIA_ERROR_PIPELINE, "pictures do not fit webrtcbin");
      return FALSE;
    }
  gst_element_sync_state_with_parent (showing);

  return TRUE;
}

/* A camera may take its time to stop, and stops in a thread of GStreamer's. */
static void
stop_async (GstElement *camera,
            gpointer    user_data)
{
  gst_element_set_state (camera, GST_STATE_NULL);
}

static void
close_camera (MediaPipeline *self)
{
  g_autoptr (GstElement) camera = gst_object_ref (self->picture->camera);
  g_autoptr (GstPad) exit = gst_element_get_static_pad (camera, "src");
  g_autoptr (GstPad) entry = gst_pad_get_peer (exit);

  self->picture->camera = NULL;
  if (entry != NULL)
    gst_pad_unlink (exit, entry);
  gst_element_set_locked_state (camera, TRUE);
  gst_bin_remove (GST_BIN (self->pipeline), camera);
  gst_element_call_async (camera, stop_async, NULL, NULL);
}

static void
take_camera (MediaPipeline *self,
             GstElement    *camera,
             const GError  *error)
{
  if (camera == NULL)
    {
      media_pipeline_emit_trouble (self, error);
      return;
    }
  gst_bin_add (GST_BIN (self->pipeline), camera);
  gst_element_link (camera, self->picture->showing);
  gst_element_sync_state_with_parent (camera);
  self->picture->camera = camera;
}

static gpointer
new_weak (MediaPipeline *self)
{
  GWeakRef *weak = g_new0 (GWeakRef, 1);

  g_weak_ref_init (weak, self);
  return weak;
}

static MediaPipeline *
take_weak (gpointer data)
{
  MediaPipeline *self = g_weak_ref_get (data);

  g_weak_ref_clear (data);
  g_free (data);
  return self;
}

/* The person has made up their mind; meanwhile the call may have gone on without pictures, or be over. */
static void
handed_out_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (MediaPipeline) self = take_weak (user_data);
  g_autoptr (GError) error = NULL;
  int fd = media_camera_portal_open_finish (MEDIA_CAMERA_PORTAL (source), result, &error);
  GstElement *camera = NULL;

  if (self != NULL && self->picture != NULL)
    self->picture->asking = FALSE;
  if (self == NULL || self->picture == NULL || !self->picture->filming || self->picture->showing == NULL
      || self->picture->camera != NULL)
    {
      g_clear_fd (&fd, NULL);
      return;
    }
  if (fd >= 0)
    camera = media_camera_make_remote (fd, &error);
  take_camera (self, camera, error);
}

/* In a sandbox there is one camera, that of the desktop. */
static void
open_camera (MediaPipeline *self)
{
  g_autoptr (MediaCameraPortal) portal = media_camera_portal_dup_shared ();
  const char *name = self->settings->camera;
  g_autoptr (GError) error = NULL;

  if (portal == NULL || (name != NULL && !g_str_equal (name, "default") && !g_str_equal (name, MEDIA_CAMERA_BY_PORTAL)))
    {
      GstElement *camera = media_camera_make (name, &error);

      take_camera (self, camera, error);
    }
  else if (!self->picture->asking)
    {
      self->picture->asking = TRUE;
      media_camera_portal_open_async (portal, handed_out_cb, new_weak (self));
    }
}

void
media_picture_film (MediaPipeline *self,
                    gboolean       filming)
{
  self->picture->filming = filming;
  if (filming == (self->picture->camera != NULL) || self->picture->showing == NULL)
    return;
  if (filming)
    open_camera (self);
  else
    close_camera (self);
}

void
media_pipeline_change_camera (MediaPipeline *self)
{
  if (self->picture == NULL || self->picture->camera == NULL)
    return;
  close_camera (self);
  open_camera (self);
}

/* The worst that the far end says of our pictures; −1: it says nothing. */
static double
find_loss (const GstStructure *stats)
{
  double worst = -1;

  for (int i = 0; i < gst_structure_n_fields (stats); i++)
    {
      const GValue *value = gst_structure_get_value (stats, gst_structure_nth_field_name (stats, i));
      const GstStructure *entry = GST_VALUE_HOLDS_STRUCTURE (value) ? gst_value_get_structure (value) : NULL;
      GstWebRTCStatsType type;
      double loss;

      if (entry == NULL || !gst_structure_get_enum (entry, "type", GST_TYPE_WEBRTC_STATS_TYPE, (int *) &type) ||
          type != GST_WEBRTC_STATS_REMOTE_INBOUND_RTP ||
          g_strcmp0 (gst_structure_get_string (entry, "kind"), "video") != 0 ||
          !gst_structure_get_double (entry, "fraction-lost", &loss))
        continue;
      worst = MAX (worst, loss);
    }

  return worst;
}

void
media_picture_adapt (MediaPipeline      *self,
                     const GstStructure *stats)
{
  MediaPicture *picture = self->picture;
  double loss = picture->camera != NULL ? find_loss (stats) : -1;
  g_autoptr (GstElement) encoder = NULL;
  g_autofree char *rate = NULL;

  if (loss > MUCH_LOSS)
    picture->bits = MAX (picture->bits * LESS, MIN_BITS);
  else if (loss >= 0 && loss < LITTLE_LOSS)
    picture->bits = MIN (picture->bits * MORE, MAX_BITS);
  else
    return;
  encoder = gst_bin_get_by_name (GST_BIN (picture->showing), "encoder");
  rate = g_strdup_printf ("%u", picture->bits / picture->format.codec->rate_unit);
  gst_util_set_object_arg (G_OBJECT (encoder), picture->format.codec->rate, rate);
}
