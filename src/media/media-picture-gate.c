/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A browser that answers an offer of pictures sends the first of them before its answer is here, and webrtcbin, which
 * hears of pictures later still, never makes anything of a stream that began with packets it did not know. So they wait
 * outside until it does: what is lost is the beginning, and a whole picture is asked for anyway. */

#include "media-picture-gate.h"

#define N_PAYLOADS 128
#define RTP_HEADER 12

typedef struct
{
  int shut[N_PAYLOADS]; /* atomic */
} State;

struct _MediaPictureGate
{
  State *state; /* an atomic box, shared with the pads */
};

static void
state_unref (gpointer data)
{
  g_atomic_rc_box_release (data);
}

static void
state_unref_closure (gpointer  data,
                     GClosure *closure)
{
  g_atomic_rc_box_release (data);
}

static gboolean
is_shut (State     *state,
         GstBuffer *buffer)
{
  guint8 header[2];

  return gst_buffer_get_size (buffer) >= RTP_HEADER && gst_buffer_extract (buffer, 0, header, 2) == 2 &&
         g_atomic_int_get (&state->shut[header[1] & 0x7f]);
}

static gboolean
drop_shut_cb (GstBuffer **buffer,
              guint       index,
              gpointer    user_data)
{
  if (is_shut (user_data, *buffer))
    gst_clear_buffer (buffer);
  return TRUE;
}

/* In the streaming thread. */
static GstPadProbeReturn
pad_cb (GstPad          *pad,
        GstPadProbeInfo *info,
        gpointer         user_data)
{
  GstBufferList *list;

  if (GST_PAD_PROBE_INFO_TYPE (info) & GST_PAD_PROBE_TYPE_BUFFER)
    return is_shut (user_data, GST_PAD_PROBE_INFO_BUFFER (info)) ? GST_PAD_PROBE_DROP : GST_PAD_PROBE_OK;

  list = gst_buffer_list_make_writable (GST_PAD_PROBE_INFO_BUFFER_LIST (info));
  GST_PAD_PROBE_INFO_DATA (info) = list;
  gst_buffer_list_foreach (list, drop_shut_cb, user_data);

  return GST_PAD_PROBE_OK;
}

static void
rtpbin_pad_added_cb (GstElement *rtpbin,
                     GstPad     *pad,
                     gpointer    user_data)
{
  if (g_str_has_prefix (GST_PAD_NAME (pad), "recv_rtp_sink_"))
    gst_pad_add_probe (pad, GST_PAD_PROBE_TYPE_BUFFER | GST_PAD_PROBE_TYPE_BUFFER_LIST, pad_cb,
                       g_atomic_rc_box_acquire (user_data), state_unref);
}

/**
 * media_picture_gate_new:
 * @rtpbin: one that has no pads yet
 *
 * Makes a gate that stands open.
 *
 * Returns: (transfer full): the gate
 */
MediaPictureGate *
media_picture_gate_new (GstElement *rtpbin)
{
  MediaPictureGate *self;

  g_return_val_if_fail (GST_IS_ELEMENT (rtpbin), NULL);

  self = g_new0 (MediaPictureGate, 1);
  self->state = g_atomic_rc_box_new0 (State);
  g_signal_connect_data (rtpbin, "pad-added", G_CALLBACK (rtpbin_pad_added_cb),
                         g_atomic_rc_box_acquire (self->state), state_unref_closure, 0);

  return self;
}

/**
 * media_picture_gate_free:
 * @self: (transfer full) (nullable): the gate
 *
 * Frees it; it stays as it is.
 */
void
media_picture_gate_free (MediaPictureGate *self)
{
  if (self == NULL)
    return;
  g_atomic_rc_box_release (self->state);
  g_free (self);
}

/**
 * media_picture_gate_set:
 * @self: the gate
 * @payload: a payload type
 * @shut: whether its packets are dropped
 *
 * Shuts or opens the gate, from the next packet on.
 */
void
media_picture_gate_set (MediaPictureGate *self,
                        guint             payload,
                        gboolean          shut)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (payload < N_PAYLOADS);

  g_atomic_int_set (&self->state->shut[payload], shut);
}
