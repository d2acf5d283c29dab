/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The table of codecs: what it finds, and that every row can say and hear a tone. */

#include "media-codec.h"
#include "media-meter.h"
#include "media-threads.h"

static const struct
{
  guint       payload;
  const char *name;
  guint       clock_rate;
  guint       channels;
  const char *found; /* NULL: none of ours */
} rows[] = {
  { 111, "opus", 48000, 2, "opus" },
  { 96, "OPUS", 48000, 2, "opus" },
  { 111, "opus", 48000, 1, NULL },
  { 111, "opus", 16000, 2, NULL },
  { 9, NULL, 0, 0, "G722" },
  { 0, NULL, 0, 0, "PCMU" },
  { 8, NULL, 0, 0, "PCMA" },
  { 120, "PCMA", 8000, 1, "PCMA" },
  { 0, "speex", 8000, 1, NULL },
  { 101, NULL, 0, 0, NULL },
  { 111, NULL, 0, 0, NULL },
  { 101, "telephone-event", 8000, 1, "telephone-event" },
  { 101, "telephone-event", 16000, 1, "telephone-event" },
  { 101, "telephone-event", 32000, 1, NULL },
  { 13, NULL, 0, 0, "CN" },
  { 13, "CN", 8000, 1, "CN" },
  { 106, "CN", 32000, 1, NULL },
};

static void
test_find (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const MediaCodec *codec = media_codec_find (rows[i].payload, rows[i].name, rows[i].clock_rate,
                                                  rows[i].channels);

      g_assert_cmpstr (codec != NULL ? codec->name : NULL, ==, rows[i].found);
    }
}

static void
test_table (void)
{
  guint n_codecs;
  const MediaCodec *codecs = media_codec_list (&n_codecs);

  for (guint i = 0; i < n_codecs; i++)
    {
      g_assert_cmpuint (codecs[i].payload, <, 128);
      g_assert_cmpint (codecs[i].encoder == NULL, ==, codecs[i].decoder == NULL);
      g_assert_cmpint (media_codec_is_tones (&codecs[i]), ==, g_str_equal (codecs[i].name, "telephone-event"));
      for (guint n = 0; n < i; n++)
        g_assert_cmpuint (codecs[n].payload, !=, codecs[i].payload);
    }
}

/* What is offered when these are wanted. */
static const struct
{
  const char *wanted; /* NULL: whatever we like */
  const char *offered;
} orders[] = {
  { NULL, "opus/48000 G722/8000 PCMU/8000 PCMA/8000 CN/8000 telephone-event/48000 telephone-event/8000" },
  { "pcma opus", "PCMA/8000 opus/48000 CN/8000 telephone-event/48000 telephone-event/8000" },
  { "opus", "opus/48000 telephone-event/48000 telephone-event/8000" },
  { "G722 speex G722 CN", "G722/8000 CN/8000 telephone-event/48000 telephone-event/8000" },
  { "speex", "opus/48000 G722/8000 PCMU/8000 PCMA/8000 CN/8000 telephone-event/48000 telephone-event/8000" },
};

static void
test_order (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (orders); i++)
    {
      g_auto (GStrv) names = orders[i].wanted != NULL ? g_strsplit (orders[i].wanted, " ", -1) : NULL;
      g_autoptr (GPtrArray) codecs = media_codec_list_offered ((const char *const *) names);
      g_autoptr (GString) offered = g_string_new (NULL);

      for (guint n = 0; n < codecs->len; n++)
        {
          const MediaCodec *codec = g_ptr_array_index (codecs, n);

          g_string_append_printf (offered, "%s%s/%u", n > 0 ? " " : "", codec->name, codec->clock_rate);
        }
      g_assert_cmpstr (offered->str, ==, orders[i].offered);
    }
}

static void
test_title (void)
{
  g_assert_cmpstr (media_codec_get_title ("opus"), ==, "Opus, 48 kHz");
  g_assert_cmpstr (media_codec_get_title ("pcma"), ==, "G.711 A-law, 8 kHz");
  g_assert_cmpstr (media_codec_get_title ("speex"), ==, "speex");
}

/* A tone, encoded to RTP and decoded again, as far apart as two pads. */
static void
test_round_trip (gconstpointer data)
{
  const MediaCodec *codec = data;
  g_autofree char *description = g_strdup_printf (
    "audiotestsrc num-buffers=60 samplesperbuffer=960 freq=1000 volume=0.1 ! "
    "audio/x-raw,format=S16LE,rate=48000,channels=1 ! audioconvert ! audioresample ! %s pt=%u ! %s ! "
    "audioconvert ! audioresample ! audio/x-raw,format=S16LE,rate=%u,channels=1 ! "
    "spectrum bands=%u threshold=-100 interval=100000000 ! fakesink",
    codec->encoder, codec->payload, codec->decoder, MEDIA_METER_RATE, MEDIA_METER_BANDS);
  g_autoptr (GError) error = NULL;
  g_autoptr (GstElement) pipeline = gst_parse_launch (description, &error);
  g_autoptr (GstBus) bus = NULL;
  double frequency = 0;

  g_assert_no_error (error);
  bus = gst_element_get_bus (pipeline);
  gst_element_set_state (pipeline, GST_STATE_PLAYING);
  for (gboolean ended = FALSE; !ended;)
    {
      g_autoptr (GstMessage) message = gst_bus_timed_pop_filtered (
        bus, 20 * GST_SECOND, GST_MESSAGE_ELEMENT | GST_MESSAGE_EOS | GST_MESSAGE_ERROR);

      g_assert_nonnull (message);
      g_assert_cmpint (GST_MESSAGE_TYPE (message), !=, GST_MESSAGE_ERROR);
      ended = GST_MESSAGE_TYPE (message) == GST_MESSAGE_EOS;
      if (!ended)
        frequency = media_meter_read_frequency (gst_message_get_structure (message));
    }
  gst_element_set_state (pipeline, GST_STATE_NULL);
  g_assert_cmpfloat_with_epsilon (frequency, 1000, 5);
}

int
main (int    argc,
      char **argv)
{
  guint n_codecs;
  const MediaCodec *codecs = media_codec_list (&n_codecs);

  g_test_init (&argc, &argv, NULL);
  gst_init (&argc, &argv);

  g_test_add_func ("/media-codec/find", test_find);
  g_test_add_func ("/media-codec/table", test_table);
  g_test_add_func ("/media-codec/order", test_order);
  g_test_add_func ("/media-codec/title", test_title);
  for (guint i = 0; i < n_codecs; i++)
    {
      g_autofree char *path = g_strconcat ("/media-codec/round-trip/", codecs[i].name, NULL);

      if (media_codec_is_sound (&codecs[i]))
        g_test_add_data_func (path, &codecs[i], test_round_trip);
    }

  return media_threads_run_tests ();
}
