/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Key presses travel in the sound's own RTP stream: same SSRC, same sequence, the timestamp of the moment
 * the key went down (RFC 4733 2.1, 2.2). Replacing packets the payloader has made gives all three for
 * nothing, and no second source has to be kept in step with the first. */

#include "media-dtmf.h"

#include <gst/rtp/rtp.h>

static const char keys[] = "0123456789*#ABCD";

#define PAUSE_MS 2000
#define MIN_MS 40   /* what a detector needs (ITU-T Q.24) */
#define MAX_MS 1000 /* the duration field has 16 bits: 1.36 s at 48 kHz */
#define PACKETS_PER_SECOND 50
/* −10 dBm0, in the middle of what switches expect. */
#define VOLUME 10
#define END_BIT 0x80
/* The last packet of a press is sent three times in all (RFC 4733 2.5.1.4). */
#define REPEATS 2

typedef enum
{
  STEP_SOUND, /* nothing pressed, or between two presses */
  STEP_PRESS, /* the key is down */
  STEP_END,   /* it was let go; that is being repeated */
} Step;

struct _MediaDtmf
{
  guint       payload;
  guint       clock_rate;
  guint       event_rate;
  GMutex      mutex;
  GString    *digits; /* still to be sent; under the mutex, like the two below */
  guint       tone_ms;
  guint       gap_ms;

  /* The rest belongs to the streaming thread. */
  Step        step;
  guint8      event;
  guint32     start;    /* timestamp of the press */
  guint32     duration; /* so far, in units of the stream's clock */
  guint32     length;   /* to be reached */
  guint       repeats;
  guint32     quiet_until;
  gboolean    quiet;
};

static void
dtmf_clear (gpointer data)
{
  MediaDtmf *self = data;

  g_string_free (self->digits, TRUE);
  g_mutex_clear (&self->mutex);
}

/* Whether @timestamp is at or after @moment, over the wrap of 32 bits. */
static gboolean
has_come (guint32 timestamp,
          guint32 moment)
{
  return (gint32) (timestamp - moment) >= 0;
}

static void
be_quiet (MediaDtmf *self,
          guint32    timestamp,
          guint      pause_ms)
{
  self->quiet = TRUE;
  self->quiet_until = timestamp + pause_ms * (self->clock_rate / 1000);
}

/* Takes the next digit if its time has come; TRUE when a press begins with this packet. */
static gboolean
begin_press (MediaDtmf *self,
             guint32    timestamp)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  char digit;

  if (self->quiet && !has_come (timestamp, self->quiet_until))
    return FALSE;
  self->quiet = FALSE;
  if (self->digits->len == 0)
    return FALSE;

  digit = self->digits->str[0];
  g_string_erase (self->digits, 0, 1);
  if (digit == ',')
    {
      be_quiet (self, timestamp, PAUSE_MS);
      return FALSE;
    }

  self->step = STEP_PRESS;
  self->event = strchr (keys, g_ascii_toupper (digit)) - keys;
  self->start = timestamp;
  self->length = self->tone_ms * (self->clock_rate / 1000);
  return TRUE;
}

static GstBuffer *
make_event (MediaDtmf    *self,
            GstBuffer    *sound,
            GstRTPBuffer *sound_rtp,
            gboolean      first)
{
  GstBuffer *buffer = gst_rtp_buffer_new_allocate (4, 0, 0);
  GstRTPBuffer rtp = GST_RTP_BUFFER_INIT;
  guint8 *payload;

  gst_rtp_buffer_map (buffer, GST_MAP_WRITE, &rtp);
  gst_rtp_buffer_set_ssrc (&rtp, gst_rtp_buffer_get_ssrc (sound_rtp));
  gst_rtp_buffer_set_seq (&rtp, gst_rtp_buffer_get_seq (sound_rtp));
  gst_rtp_buffer_set_timestamp (&rtp, self->start);
  gst_rtp_buffer_set_payload_type (&rtp, self->payload);
  gst_rtp_buffer_set_marker (&rtp, first);
  payload = gst_rtp_buffer_get_payload (&rtp);
  payload[0] = self->event;
  payload[1] = VOLUME | (self->step == STEP_END ? END_BIT : 0);
  GST_WRITE_UINT16_BE (payload + 2, MIN (self->duration / (self->clock_rate / 1000) *
                                         (self->event_rate / 1000), G_MAXUINT16));
  gst_rtp_buffer_unmap (&rtp);
  gst_buffer_copy_into (buffer, sound, GST_BUFFER_COPY_TIMESTAMPS, 0, -1);

  return buffer;
}

/* One packet of sound goes by; NULL: let it go. */
static GstBuffer *
replace (MediaDtmf *self,
         GstBuffer *sound)
{
  GstRTPBuffer rtp = GST_RTP_BUFFER_INIT;
  GstBuffer *event = NULL;
  gboolean first = FALSE;
  guint32 timestamp;

  if (!gst_rtp_buffer_map (sound, GST_MAP_READ, &rtp))
    return NULL;

  timestamp = gst_rtp_buffer_get_timestamp (&rtp);
  if (self->step == STEP_SOUND)
    first = begin_press (self, timestamp);
  if (self->step == STEP_PRESS)
    {
      self->duration = timestamp + self->clock_rate / PACKETS_PER_SECOND - self->start;
      if (self->duration >= self->length)
        {
          self->step = STEP_END;
          self->repeats = REPEATS + 1;
        }
    }
  if (self->step != STEP_SOUND)
    event = make_event (self, sound, &rtp, first);
  if (self->step == STEP_END && --self->repeats == 0)
    {
      self->step = STEP_SOUND;
      be_quiet (self, timestamp, self->gap_ms);
    }
  gst_rtp_buffer_unmap (&rtp);

  return event;
}

static GstPadProbeReturn
pad_send_cb (GstPad          *pad,
             GstPadProbeInfo *info,
             gpointer         user_data)
{
  GstBuffer *sound = GST_PAD_PROBE_INFO_BUFFER (info);
  GstBuffer *event = replace (user_data, sound);

  if (event != NULL)
    {
      gst_buffer_unref (sound);
      GST_PAD_PROBE_INFO_DATA (info) = event;
    }

  return GST_PAD_PROBE_OK;
}

static void
unref_cb (gpointer data)
{
  media_dtmf_unref (data);
}

/**
 * media_dtmf_new:
 * @pad: a source pad of an RTP payloader that makes packets of 20 ms
 * @payload: the payload type of telephone-event
 * @clock_rate: Hz, that of the sound
 * @event_rate: Hz, that of telephone-event in the description
 *
 * Makes a sender that lives as long as @pad, or longer if it is held.
 *
 * Returns: (transfer full): the sender
 */
MediaDtmf *
media_dtmf_new (GstPad *pad,
                guint   payload,
                guint   clock_rate,
                guint   event_rate)
{
  MediaDtmf *self;

  g_return_val_if_fail (GST_IS_PAD (pad), NULL);
  g_return_val_if_fail (payload < 128, NULL);
  g_return_val_if_fail (clock_rate >= 1000 && event_rate >= 1000, NULL);

  self = g_atomic_rc_box_new0 (MediaDtmf);
  self->payload = payload;
  self->clock_rate = clock_rate;
  self->event_rate = event_rate;
  self->digits = g_string_new (NULL);
  g_mutex_init (&self->mutex);
  gst_pad_add_probe (pad, GST_PAD_PROBE_TYPE_BUFFER, pad_send_cb, media_dtmf_ref (self), unref_cb);

  return self;
}

/**
 * media_dtmf_ref:
 * @self: the sender
 *
 * Takes another reference.
 *
 * Returns: (transfer full): @self
 */
MediaDtmf *
media_dtmf_ref (MediaDtmf *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_atomic_rc_box_acquire (self);
}

/**
 * media_dtmf_unref:
 * @self: (transfer full): the sender
 *
 * Gives a reference back.
 */
void
media_dtmf_unref (MediaDtmf *self)
{
  g_return_if_fail (self != NULL);

  g_atomic_rc_box_release_full (self, dtmf_clear);
}

/**
 * media_dtmf_check:
 * @digits: what a person typed
 *
 * Whether it consists of keys of a telephone and pauses.
 *
 * Returns: TRUE when all of it can be sent
 */
gboolean
media_dtmf_check (const char *digits)
{
  g_return_val_if_fail (digits != NULL, FALSE);

  return digits[0] != '\0' && strspn (digits, "0123456789*#ABCDabcd,") == strlen (digits);
}

/**
 * media_dtmf_send:
 * @self: the sender
 * @digits: 0-9 * # A-D and ',', as media_dtmf_check() allows
 * @tone_ms: how long each key is down, 40 to 1000 ms
 * @gap_ms: how long the pause after it is
 *
 * Queues key presses behind those still going out.
 */
void
media_dtmf_send (MediaDtmf  *self,
                 const char *digits,
                 guint       tone_ms,
                 guint       gap_ms)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (digits != NULL && media_dtmf_check (digits));

  g_mutex_lock (&self->mutex);
  self->tone_ms = CLAMP (tone_ms, MIN_MS, MAX_MS);
  self->gap_ms = MAX (gap_ms, MIN_MS);
  g_string_append (self->digits, digits);
  g_mutex_unlock (&self->mutex);
}

/**
 * media_dtmf_take_rest:
 * @self: the sender
 * @tone_ms: (out): how long each key is down
 * @gap_ms: (out): how long the pause after it is
 *
 * Takes away the keys whose press has not begun.
 *
 * Returns: (transfer full): the digits, "" when there are none
 */
char *
media_dtmf_take_rest (MediaDtmf *self,
                      guint     *tone_ms,
                      guint     *gap_ms)
{
  g_autoptr (GMutexLocker) locker = NULL;
  char *rest;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (tone_ms != NULL && gap_ms != NULL, NULL);

  locker = g_mutex_locker_new (&self->mutex);
  rest = g_strdup (self->digits->str);
  g_string_truncate (self->digits, 0);
  *tone_ms = self->tone_ms;
  *gap_ms = self->gap_ms;

  return rest;
}

typedef struct
{
  MediaDtmfFunc  func;
  gpointer       user_data;
  GDestroyNotify destroy;
  gboolean       any;
  guint32        timestamp;
} Watch;

static void
watch_free (gpointer data)
{
  Watch *watch = data;

  if (watch->destroy != NULL)
    watch->destroy (watch->user_data);
  g_free (watch);
}

/* All packets of one press carry the timestamp of its beginning, so a new timestamp is a new press. */
static GstPadProbeReturn
pad_receive_cb (GstPad          *pad,
                GstPadProbeInfo *info,
                gpointer         user_data)
{
  Watch *watch = user_data;
  GstRTPBuffer rtp = GST_RTP_BUFFER_INIT;
  const guint8 *payload;
  guint32 timestamp;

  if (!gst_rtp_buffer_map (GST_PAD_PROBE_INFO_BUFFER (info), GST_MAP_READ, &rtp))
    return GST_PAD_PROBE_OK;

  timestamp = gst_rtp_buffer_get_timestamp (&rtp);
  payload = gst_rtp_buffer_get_payload (&rtp);
  if (gst_rtp_buffer_get_payload_len (&rtp) >= 4 && payload[0] < sizeof keys - 1 &&
      (!watch->any || watch->timestamp != timestamp))
    {
      watch->any = TRUE;
      watch->timestamp = timestamp;
      watch->func (keys[payload[0]], watch->user_data);
    }
  gst_rtp_buffer_unmap (&rtp);

  return GST_PAD_PROBE_OK;
}

/**
 * media_dtmf_watch:
 * @pad: a pad telephone-event packets go through
 * @func: called from the streaming thread
 * @user_data: for @func
 * @destroy: (nullable): frees @user_data with the pad
 *
 * Reports each key press once, however often its packets were repeated.
 */
void
media_dtmf_watch (GstPad         *pad,
                  MediaDtmfFunc   func,
                  gpointer        user_data,
                  GDestroyNotify  destroy)
{
  Watch *watch;

  g_return_if_fail (GST_IS_PAD (pad));
  g_return_if_fail (func != NULL);

  watch = g_new0 (Watch, 1);
  watch->func = func;
  watch->user_data = user_data;
  watch->destroy = destroy;
  gst_pad_add_probe (pad, GST_PAD_PROBE_TYPE_BUFFER, pad_receive_cb, watch, watch_free);
}
