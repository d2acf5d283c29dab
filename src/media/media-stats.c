/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* webrtcbin's statistics follow the W3C's: dozens of structures with ids. This keeps the six numbers a
 * person can be told something about. */

#include "media-stats-private.h"

#define GST_USE_UNSTABLE_API
#include <gst/webrtc/webrtc.h>

#define MS_PER_SECOND 1000

G_DEFINE_BOXED_TYPE (MediaStats, media_stats, media_stats_ref, media_stats_unref)

static void
stats_clear (gpointer data)
{
  MediaStats *self = data;

  g_free (self->codec);
}

/* The width of a counter differs between versions of GStreamer; what counts is the number. */
static double
get_number (const GstStructure *structure,
            const char         *field)
{
  const GValue *value = gst_structure_get_value (structure, field);
  g_auto (GValue) number = G_VALUE_INIT;

  g_value_init (&number, G_TYPE_DOUBLE);
  if (value == NULL || !g_value_transform (value, &number))
    return 0;

  return g_value_get_double (&number);
}

static void
read_one (MediaStats         *self,
          const GstStructure *structure)
{
  GstWebRTCStatsType type;

  if (!gst_structure_get_enum (structure, "type", GST_TYPE_WEBRTC_STATS_TYPE, (int *) &type) ||
      g_strcmp0 (gst_structure_get_string (structure, "kind"), "video") == 0)
    return;

  if (type == GST_WEBRTC_STATS_INBOUND_RTP)
    {
      self->packets_received += (guint64) get_number (structure, "packets-received");
      self->packets_lost += (guint64) MAX (get_number (structure, "packets-lost"), 0);
      self->jitter_ms = MAX (self->jitter_ms, get_number (structure, "jitter") * MS_PER_SECOND);
    }
  else if (type == GST_WEBRTC_STATS_OUTBOUND_RTP)
    {
      self->packets_sent += (guint64) get_number (structure, "packets-sent");
    }
  else if (type == GST_WEBRTC_STATS_REMOTE_INBOUND_RTP)
    {
      self->round_trip_ms = MAX (self->round_trip_ms,
                                 get_number (structure, "round-trip-time") * MS_PER_SECOND);
      self->remote_loss = MAX (self->remote_loss, get_number (structure, "fraction-lost"));
    }
}

/**
 * media_stats_new:
 * @reply: what webrtcbin answered
 * @codec: (nullable): the name of the codec
 *
 * Picks the numbers of the one stream of a call.
 *
 * Returns: (transfer full): the statistics
 */
MediaStats *
media_stats_new (const GstStructure *reply,
                 const char         *codec)
{
  MediaStats *self;

  g_return_val_if_fail (reply != NULL, NULL);

  self = g_atomic_rc_box_new0 (MediaStats);
  self->codec = g_strdup (codec);
  for (int i = 0; i < gst_structure_n_fields (reply); i++)
    {
      const GValue *value = gst_structure_get_value (reply, gst_structure_nth_field_name (reply, i));

      if (GST_VALUE_HOLDS_STRUCTURE (value))
        read_one (self, gst_value_get_structure (value));
    }

  return self;
}

/**
 * media_stats_add:
 * @self: the statistics of an association
 * @before: (nullable): those of the call when the association began
 *
 * Counts on, so that a call that moves to another path keeps its numbers.
 *
 * Returns: (transfer full): the statistics of the call
 */
MediaStats *
media_stats_add (const MediaStats *self,
                 const MediaStats *before)
{
  MediaStats *sum;

  g_return_val_if_fail (self != NULL, NULL);

  sum = g_atomic_rc_box_new (MediaStats);
  *sum = *self;
  sum->codec = g_strdup (self->codec);
  if (before == NULL)
    return sum;
  sum->packets_sent += before->packets_sent;
  sum->packets_received += before->packets_received;
  sum->packets_lost += before->packets_lost;

  return sum;
}

/**
 * media_stats_ref:
 * @self: the statistics
 *
 * Takes another reference.
 *
 * Returns: (transfer full): @self
 */
MediaStats *
media_stats_ref (MediaStats *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_atomic_rc_box_acquire (self);
}

/**
 * media_stats_unref:
 * @self: (transfer full): the statistics
 *
 * Gives a reference back.
 */
void
media_stats_unref (MediaStats *self)
{
  g_return_if_fail (self != NULL);

  g_atomic_rc_box_release_full (self, stats_clear);
}
