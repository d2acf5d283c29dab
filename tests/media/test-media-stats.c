/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Numbers out of GStreamer's structures, as an RTP session and webrtcbin write them, and as nobody should. */

#include "media-stats-private.h"
#include "media-threads.h"

#define SOURCE "application/x-rtp-source-stats, ssrc=(uint)%u, internal=(boolean)%s, clock-rate=(int)%d, "

static void
add (GValueArray *sources,
     char        *text)
{
  g_autofree char *owned = text;
  g_autoptr (GstStructure) structure = gst_structure_from_string (owned, NULL);
  g_auto (GValue) value = G_VALUE_INIT;

  g_assert_nonnull (structure);
  g_value_init (&value, GST_TYPE_STRUCTURE);
  gst_value_set_structure (&value, structure);
  G_GNUC_BEGIN_IGNORE_DEPRECATIONS
  g_value_array_append (sources, &value);
  G_GNUC_END_IGNORE_DEPRECATIONS
}

static GValueArray *
new_sources (void)
{
  G_GNUC_BEGIN_IGNORE_DEPRECATIONS
  return g_value_array_new (4);
  G_GNUC_END_IGNORE_DEPRECATIONS
}

/* Eats @sources. */
static MediaStats *
read_sources (GValueArray *sources)
{
  GstStructure *session = gst_structure_new ("application/x-rtp-session-stats",
                                             "source-stats", g_type_from_name ("GValueArray"), sources, NULL);
  MediaStats *stats = media_stats_new (NULL, "opus");

  media_stats_read_session (stats, session);
  gst_structure_free (session);
  G_GNUC_BEGIN_IGNORE_DEPRECATIONS
  g_value_array_free (sources);
  G_GNUC_END_IGNORE_DEPRECATIONS

  return stats;
}

static void
test_session (void)
{
  GValueArray *sources = new_sources ();
  g_autoptr (MediaStats) stats = NULL;

  add (sources, g_strdup_printf (SOURCE "packets-sent=(guint64)500, octets-sent=(guint64)40000", 1, "true", 48000));
  add (sources, g_strdup_printf (SOURCE "packets-received=(guint64)480, octets-received=(guint64)30000, packets-lost=20, "
                                        "jitter=(uint)480, have-rb=(boolean)true, rb-ssrc=(uint)1, "
                                        "rb-fractionlost=(uint)64, rb-exthighestseq=(uint)1490, rb-round-trip=(uint)6554",
                                 2, "false", 48000));
  /* A source that sends nothing and reports, too; and pictures, of which both go in the same session. */
  add (sources, g_strdup_printf (SOURCE "have-rb=(boolean)true, rb-ssrc=(uint)1, rb-exthighestseq=(uint)1500", 3, "false", -1));
  add (sources, g_strdup_printf (SOURCE "packets-sent=(guint64)9000", 4, "true", 90000));
  add (sources, g_strdup_printf (SOURCE "packets-received=(guint64)9000, packets-lost=900", 5, "false", 90000));
  add (sources, g_strdup_printf (SOURCE "have-rb=(boolean)true, rb-ssrc=(uint)4, rb-exthighestseq=(uint)9999, "
                                        "rb-fractionlost=(uint)255", 6, "false", -1));
  stats = read_sources (sources);
  g_assert_cmpuint (stats->packets_sent, ==, 500);
  g_assert_cmpuint (stats->bytes_sent, ==, 40000);
  g_assert_cmpuint (stats->packets_received, ==, 480);
  g_assert_cmpuint (stats->bytes_received, ==, 30000);
  g_assert_cmpuint (stats->packets_lost, ==, 20);
  g_assert_cmpfloat_with_epsilon (stats->jitter_ms, 10, 0.01);
  g_assert_cmpfloat_with_epsilon (stats->remote_loss, 0.25, 0.01);
  g_assert_cmpfloat_with_epsilon (stats->round_trip_ms, 100, 0.1);
  g_assert_cmpuint (stats->remote_highest, ==, 1500);
  g_assert_cmpuint (stats->remote_report, !=, 0);
}

/* More came than was sent, says who counts a packet twice. */
static void
test_odd_numbers (void)
{
  GValueArray *sources = new_sources ();
  g_autoptr (MediaStats) stats = NULL;
  g_autoptr (GstStructure) empty = gst_structure_new_empty ("application/x-rtp-session-stats");

  add (sources, g_strdup_printf (SOURCE "packets-received=(guint64)5, packets-lost=-7, jitter=(uint)9", 2, "false", -1));
  add (sources, g_strdup ("application/x-rtp-source-stats, ssrc=(string)no, clock-rate=(string)no, have-rb=(string)yes"));
  stats = read_sources (sources);
  media_stats_read_session (stats, empty);
  g_assert_cmpuint (stats->packets_received, ==, 5);
  g_assert_cmpuint (stats->packets_lost, ==, 0);
  g_assert_cmpfloat (stats->jitter_ms, <, 0.001);
  g_assert_cmpuint (stats->remote_report, ==, 0);
}

static void
test_buffer (void)
{
  g_autoptr (GstStructure) buffer = gst_structure_new ("application/x-rtp-jitterbuffer-stats", "num-late", G_TYPE_UINT64,
                                                       (guint64) 3, NULL);
  g_autoptr (MediaStats) stats = media_stats_new (NULL, "opus");
  g_autoptr (MediaStats) sum = NULL;

  media_stats_read_buffer (stats, buffer, 60);
  media_stats_read_buffer (stats, buffer, 40);
  g_assert_cmpuint (stats->packets_late, ==, 6);
  g_assert_cmpfloat_with_epsilon (stats->buffer_ms, 60, 0.01);
  sum = media_stats_add (stats, stats);
  g_assert_cmpuint (sum->packets_late, ==, 12);
  g_assert_cmpstr (sum->codec, ==, "opus");
}

int
main (int    argc,
      char **argv)
{
  gst_init (&argc, &argv);
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/media-stats/session", test_session);
  g_test_add_func ("/media-stats/odd-numbers", test_odd_numbers);
  g_test_add_func ("/media-stats/buffer", test_buffer);

  return media_threads_run_tests ();
}
