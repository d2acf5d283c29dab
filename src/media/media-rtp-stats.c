/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* rtpbin's numbers in the words of webrtcbin's get-stats, which follow the W3C's, so that whoever reads them need not know
 * by which path the sound goes. */

#include "media-rtp-private.h"

#define GST_USE_UNSTABLE_API
#include <gst/webrtc/webrtc.h>

#define FRACTION 256.0
/* A round trip is told in seconds times this (RFC 3550 6.4.1). */
#define ROUND_TRIP 65536.0

static void
add_entry (GstStructure       *stats,
           const char         *kind,
           guint               number,
           const GstStructure *entry)
{
  g_autofree char *name = g_strdup_printf ("%s-%u", kind, number);

  gst_structure_set (stats, name, GST_TYPE_STRUCTURE, entry, NULL);
}

static guint64
get_count (const GstStructure *source,
           const char         *field)
{
  guint64 count = 0;

  gst_structure_get_uint64 (source, field, &count);
  return count;
}

static guint
get_number (const GstStructure *source,
            const char         *field)
{
  guint number = 0;

  gst_structure_get_uint (source, field, &number);
  return number;
}

static void
add_outbound (GstStructure       *stats,
              const GstStructure *source)
{
  guint ssrc = get_number (source, "ssrc");
  g_autoptr (GstStructure) entry = gst_structure_new ("outbound",
    "type", GST_TYPE_WEBRTC_STATS_TYPE, GST_WEBRTC_STATS_OUTBOUND_RTP,
    "ssrc", G_TYPE_UINT, ssrc,
    "packets-sent", G_TYPE_UINT64, get_count (source, "packets-sent"),
    "bytes-sent", G_TYPE_UINT64, get_count (source, "octets-sent"), NULL);

  add_entry (stats, "rtp-outbound-stream-stats", ssrc, entry);
}

static void
add_inbound (GstStructure       *stats,
             const GstStructure *source)
{
  guint ssrc = get_number (source, "ssrc");
  int clock_rate = 0, lost = 0;
  g_autoptr (GstStructure) entry = NULL;

  gst_structure_get_int (source, "clock-rate", &clock_rate);
  gst_structure_get_int (source, "packets-lost", &lost);
  entry = gst_structure_new ("inbound",
    "type", GST_TYPE_WEBRTC_STATS_TYPE, GST_WEBRTC_STATS_INBOUND_RTP,
    "ssrc", G_TYPE_UINT, ssrc,
    "packets-received", G_TYPE_UINT64, get_count (source, "packets-received"),
    "bytes-received", G_TYPE_UINT64, get_count (source, "octets-received"),
    "packets-lost", G_TYPE_INT64, (gint64) lost,
    "jitter", G_TYPE_DOUBLE, clock_rate > 0 ? get_number (source, "jitter") / (double) clock_rate : 0.0, NULL);
  add_entry (stats, "rtp-inbound-stream-stats", ssrc, entry);
}

static void
add_remote_inbound (GstStructure       *stats,
                    const GstStructure *source)
{
  guint ssrc = get_number (source, "ssrc");
  g_autoptr (GstStructure) entry = gst_structure_new ("remote-inbound",
    "type", GST_TYPE_WEBRTC_STATS_TYPE, GST_WEBRTC_STATS_REMOTE_INBOUND_RTP,
    "ssrc", G_TYPE_UINT, ssrc,
    "round-trip-time", G_TYPE_DOUBLE, get_number (source, "rb-round-trip") / ROUND_TRIP,
    "fraction-lost", G_TYPE_DOUBLE, get_number (source, "rb-fractionlost") / FRACTION, NULL);

  add_entry (stats, "rtp-remote-inbound-stream-stats", ssrc, entry);
}

static void
add_source (GstStructure       *stats,
            const GstStructure *source)
{
  gboolean internal = FALSE, has_report = FALSE;

  gst_structure_get_boolean (source, "internal", &internal);
  gst_structure_get_boolean (source, "have-rb", &has_report);
  if (internal)
    add_outbound (stats, source);
  else if (get_count (source, "packets-received") > 0)
    add_inbound (stats, source);
  if (!internal && has_report)
    add_remote_inbound (stats, source);
}

G_GNUC_BEGIN_IGNORE_DEPRECATIONS

/**
 * media_rtp_dup_stats:
 * @self: connected
 * @address: ours
 *
 * Counts what went and came.
 *
 * Returns: (transfer full): what webrtcbin would have answered
 */
GstStructure *
media_rtp_dup_stats (MediaRtp   *self,
                     const char *address)
{
  GstStructure *stats = gst_structure_new_empty ("media-stats");
  g_autoptr (GstStructure) candidate = gst_structure_new ("candidate",
    "type", GST_TYPE_WEBRTC_STATS_TYPE, GST_WEBRTC_STATS_LOCAL_CANDIDATE,
    "candidate-type", G_TYPE_STRING, "host",
    "address", G_TYPE_STRING, address, NULL);
  g_autoptr (GObject) session = NULL;
  g_autoptr (GstStructure) counted = NULL;
  const GValue *sources;
  const GValueArray *list;

  g_return_val_if_fail (self != NULL, stats);

  add_entry (stats, "ice-candidate-local", 0, candidate);
  g_signal_emit_by_name (self->rtpbin, "get-internal-session", 0, &session);
  if (session == NULL)
    return stats;
  g_object_get (session, "stats", &counted, NULL);
  sources = gst_structure_get_value (counted, "source-stats");
  list = sources != NULL ? g_value_get_boxed (sources) : NULL;
  for (guint i = 0; list != NULL && i < list->n_values; i++)
    add_source (stats, g_value_get_boxed (&list->values[i]));

  return stats;
}

G_GNUC_END_IGNORE_DEPRECATIONS
