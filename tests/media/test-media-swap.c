/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The ends of a pipeline that runs are exchanged, and what is between them goes on. */

#include "media-swap.h"
#include "media-threads.h"

#define DEADLINE_US (20 * G_USEC_PER_SEC)

typedef struct
{
  GstElement *pipeline;
  GstElement *source;
  GstElement *before;
  GstElement *sink;
  int         n_buffers; /* that arrived in the newest sink */
} Line;

static void
sink_handoff_cb (GstElement *sink,
                 GstBuffer  *buffer,
                 GstPad     *pad,
                 int        *n_buffers)
{
  g_atomic_int_inc (n_buffers);
}

static GstElement *
make_source (void)
{
  GstElement *source = gst_element_factory_make ("audiotestsrc", NULL);

  g_object_set (source, "is-live", TRUE, "samplesperbuffer", 441, NULL);
  return source;
}

static GstElement *
make_sink (Line *line)
{
  GstElement *sink = gst_element_factory_make ("fakesink", NULL);

  g_object_set (sink, "sync", TRUE, "async", FALSE, "signal-handoffs", TRUE, NULL);
  g_signal_connect (sink, "handoff", G_CALLBACK (sink_handoff_cb), &line->n_buffers);
  return sink;
}

static void
line_start (Line *line)
{
  line->pipeline = gst_object_ref_sink (gst_pipeline_new (NULL));
  line->source = make_source ();
  line->before = gst_parse_bin_from_description ("queue ! identity", TRUE, NULL);
  line->sink = make_sink (line);
  gst_bin_add_many (GST_BIN (line->pipeline), line->source, line->before, line->sink, NULL);
  g_assert_true (gst_element_link_many (line->source, line->before, line->sink, NULL));
  media_swap_prepare (line->before);
  gst_element_set_state (line->pipeline, GST_STATE_PLAYING);
}

static void
line_stop (Line *line)
{
  g_autoptr (GstBus) bus = gst_pipeline_get_bus (GST_PIPELINE (line->pipeline));
  g_autoptr (GstMessage) error = gst_bus_pop_filtered (bus, GST_MESSAGE_ERROR);

  g_assert_null (error);
  gst_element_set_state (line->pipeline, GST_STATE_NULL);
  gst_object_unref (line->pipeline);
}

static gboolean
tick_cb (gpointer user_data)
{
  return G_SOURCE_CONTINUE;
}

static void
wait_for_sound (Line *line)
{
  gint64 deadline = g_get_monotonic_time () + DEADLINE_US;
  guint source = g_timeout_add (5, tick_cb, NULL);

  g_atomic_int_set (&line->n_buffers, 0);
  while (g_atomic_int_get (&line->n_buffers) < 5 && g_get_monotonic_time () < deadline)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (source);
  g_assert_cmpint (g_atomic_int_get (&line->n_buffers), >=, 5);
}

/* What was replaced is gone a moment later. */
static void
wait_for_three (Line *line)
{
  gint64 deadline = g_get_monotonic_time () + DEADLINE_US;
  guint source = g_timeout_add (5, tick_cb, NULL);

  while (GST_BIN_NUMCHILDREN (line->pipeline) != 3 && g_get_monotonic_time () < deadline)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (source);
  g_assert_cmpint (GST_BIN_NUMCHILDREN (line->pipeline), ==, 3);
}

static void
test_sink (void)
{
  Line line = { NULL };

  line_start (&line);
  wait_for_sound (&line);
  for (guint i = 0; i < 20; i++)
    {
      GstElement *fresh = make_sink (&line);

      media_swap_sink (line.before, line.sink, fresh);
      line.sink = fresh;
      wait_for_sound (&line);
    }
  wait_for_three (&line);
  line_stop (&line);
}

/* Quicker than sound: the last one stays. */
static void
test_many_sinks_at_once (void)
{
  Line line = { NULL };

  line_start (&line);
  wait_for_sound (&line);
  for (guint i = 0; i < 10; i++)
    {
      GstElement *fresh = make_sink (&line);

      media_swap_sink (line.before, line.sink, fresh);
      g_assert_true (media_swap_is_retired (GST_OBJECT (line.sink)) || i == 0);
      line.sink = fresh;
      g_assert_false (media_swap_is_retired (GST_OBJECT (line.sink)));
    }
  wait_for_sound (&line);
  wait_for_three (&line);
  line_stop (&line);
}

static void
test_source (void)
{
  Line line = { NULL };

  line_start (&line);
  for (guint i = 0; i < 10; i++)
    {
      GstElement *fresh = make_source ();

      wait_for_sound (&line);
      media_swap_source (line.source, fresh);
      line.source = fresh;
    }
  wait_for_sound (&line);
  wait_for_three (&line);
  line_stop (&line);
}

/* At any moment of the stream, between ours and theirs: what comes out is a stream again. */
static void
test_any_moment (void)
{
  Line line = { NULL };

  line_start (&line);
  wait_for_sound (&line);
  for (guint i = 0; i < 1000; i++)
    {
      GstElement *fresh = make_sink (&line);

      media_swap_sink (line.before, line.sink, fresh);
      line.sink = fresh;
      for (gint64 until = g_get_monotonic_time () + i % 40 * 10; g_get_monotonic_time () < until;)
        g_thread_yield ();
    }
  wait_for_sound (&line);
  wait_for_three (&line);
  line_stop (&line);
}

static GstPadProbeReturn
arrived_cb (GstPad          *pad,
            GstPadProbeInfo *info,
            gpointer         user_data)
{
  g_atomic_int_inc ((int *) user_data);
  return GST_PAD_PROBE_OK;
}

/* F20: a speaker whose server died keeps what it was given last, for ever. */
static void
test_stuck_sink (void)
{
  Line line = { NULL };
  GstElement *stuck = gst_element_factory_make ("appsink", NULL);
  g_autoptr (GstPad) mouth = gst_element_get_static_pad (stuck, "sink");
  int n_arrived = 0;
  guint source = g_timeout_add (5, tick_cb, NULL);

  g_object_set (stuck, "max-buffers", 1, "sync", FALSE, "async", FALSE, NULL);
  gst_pad_add_probe (mouth, GST_PAD_PROBE_TYPE_BUFFER, arrived_cb, &n_arrived, NULL);
  line_start (&line);
  wait_for_sound (&line);
  media_swap_sink (line.before, line.sink, stuck);
  line.sink = stuck;
  /* The first fills it, and the second waits for ever. */
  while (g_atomic_int_get (&n_arrived) < 2)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (source);
  line.sink = make_sink (&line);
  media_swap_sink (line.before, stuck, line.sink);
  wait_for_sound (&line);
  wait_for_three (&line);
  line_stop (&line);
}

/* An exchange that never had its turn holds on to nothing. */
static void
test_stop_in_between (void)
{
  Line line = { NULL };

  for (guint i = 0; i < 10; i++)
    {
      line_start (&line);
      wait_for_sound (&line);
      media_swap_sink (line.before, line.sink, make_sink (&line));
      line_stop (&line);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  gst_init (&argc, &argv);

  g_test_add_func ("/media-swap/sink", test_sink);
  g_test_add_func ("/media-swap/many-sinks-at-once", test_many_sinks_at_once);
  g_test_add_func ("/media-swap/any-moment", test_any_moment);
  g_test_add_func ("/media-swap/source", test_source);
  g_test_add_func ("/media-swap/stuck-sink", test_stuck_sink);
  g_test_add_func ("/media-swap/stop-in-between", test_stop_in_between);

  return media_threads_run_tests ();
}
