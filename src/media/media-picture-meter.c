/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Whether there is a picture at all, how large, how often, and, where no screen shows it, of what colour: what the
 * command line tells and a test can check without a display. */

#include "media-picture-meter.h"

#include <gst/video/video.h>

/* Every so many points in both directions are enough for a mean. */
#define STEP 8

typedef struct
{
  GMutex            mutex;
  GstVideoInfo      info;
  gboolean          known; /* the info is of what passes now */
  MediaPictureFacts facts;
} State;

struct _MediaPictureMeter
{
  State  *state; /* an atomic box, shared with the pads that are watched */
  guint64 count_before;
  gint64  read_at; /* monotonic time, µs */
};

static void
state_clear (gpointer data)
{
  State *state = data;

  g_mutex_clear (&state->mutex);
}

static void
state_unref (gpointer data)
{
  g_atomic_rc_box_release_full (data, state_clear);
}

static gint
find_mean (const GstVideoFrame *frame)
{
  const guint8 *points = GST_VIDEO_FRAME_PLANE_DATA (frame, 0);
  guint stride = GST_VIDEO_FRAME_PLANE_STRIDE (frame, 0), size = GST_VIDEO_FRAME_COMP_PSTRIDE (frame, 0);
  guint64 sums[3] = { 0 }, n = 0;

  for (int y = 0; y < GST_VIDEO_FRAME_HEIGHT (frame); y += STEP)
    {
      for (int x = 0; x < GST_VIDEO_FRAME_WIDTH (frame); x += STEP, n++)
        {
          const guint8 *point = points + (gsize) y * stride + (gsize) x * size;

          for (guint i = 0; i < G_N_ELEMENTS (sums); i++)
            sums[i] += point[i];
        }
    }

  return n > 0 ? (gint) (sums[0] / n << 16 | sums[1] / n << 8 | sums[2] / n) : -1;
}

static void
look (State     *state,
      GstBuffer *buffer)
{
  GstVideoFrame frame;

  state->facts.count++;
  state->facts.width = state->known ? GST_VIDEO_INFO_WIDTH (&state->info) : 0;
  state->facts.height = state->known ? GST_VIDEO_INFO_HEIGHT (&state->info) : 0;
  state->facts.colour = -1;
  if (!state->known || GST_VIDEO_INFO_FORMAT (&state->info) != GST_VIDEO_FORMAT_RGB ||
      !gst_video_frame_map (&frame, &state->info, buffer, GST_MAP_READ))
    return;
  state->facts.colour = find_mean (&frame);
  gst_video_frame_unmap (&frame);
}

/* In the streaming thread. */
static GstPadProbeReturn
pad_cb (GstPad          *pad,
        GstPadProbeInfo *info,
        gpointer         user_data)
{
  State *state = user_data;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&state->mutex);
  GstCaps *caps;

  if (GST_PAD_PROBE_INFO_TYPE (info) & GST_PAD_PROBE_TYPE_BUFFER)
    {
      look (state, GST_PAD_PROBE_INFO_BUFFER (info));
    }
  else if (GST_EVENT_TYPE (GST_PAD_PROBE_INFO_EVENT (info)) == GST_EVENT_CAPS)
    {
      gst_event_parse_caps (GST_PAD_PROBE_INFO_EVENT (info), &caps);
      state->known = gst_video_info_from_caps (&state->info, caps);
    }

  return GST_PAD_PROBE_OK;
}

/**
 * media_picture_meter_new:
 *
 * Makes a meter that has seen nothing.
 *
 * Returns: (transfer full): the meter
 */
MediaPictureMeter *
media_picture_meter_new (void)
{
  MediaPictureMeter *self = g_new0 (MediaPictureMeter, 1);

  self->state = g_atomic_rc_box_new0 (State);
  g_mutex_init (&self->state->mutex);
  self->state->facts.colour = -1;
  self->read_at = g_get_monotonic_time ();

  return self;
}

/**
 * media_picture_meter_free:
 * @self: (transfer full) (nullable): the meter
 *
 * Frees it; pads that are watched go on undisturbed.
 */
void
media_picture_meter_free (MediaPictureMeter *self)
{
  if (self == NULL)
    return;
  state_unref (self->state);
  g_free (self);
}

/**
 * media_picture_meter_watch:
 * @self: the meter
 * @pad: one that raw pictures pass
 *
 * Begins to count.
 */
void
media_picture_meter_watch (MediaPictureMeter *self,
                           GstPad            *pad)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (GST_IS_PAD (pad));

  gst_pad_add_probe (pad, GST_PAD_PROBE_TYPE_BUFFER | GST_PAD_PROBE_TYPE_EVENT_DOWNSTREAM, pad_cb,
                     g_atomic_rc_box_acquire (self->state), state_unref);
}

/**
 * media_picture_meter_read:
 * @self: the meter
 * @facts: (out caller-allocates): what has passed since it was read last
 *
 * Reads the meter; once a second is often enough. When nothing has passed, there is no size and no colour.
 */
void
media_picture_meter_read (MediaPictureMeter *self,
                          MediaPictureFacts *facts)
{
  gint64 now = g_get_monotonic_time ();
  guint64 fresh;

  g_return_if_fail (self != NULL && facts != NULL);

  g_mutex_lock (&self->state->mutex);
  *facts = self->state->facts;
  g_mutex_unlock (&self->state->mutex);
  fresh = facts->count - self->count_before;
  facts->rate = (double) fresh * G_USEC_PER_SEC / (double) MAX (now - self->read_at, 1);
  if (fresh == 0)
    *facts = (MediaPictureFacts) { .count = facts->count, .colour = -1 };
  self->count_before = facts->count;
  self->read_at = now;
}
