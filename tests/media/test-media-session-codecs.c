/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Which codec a call gets when its two sides want different ones, and a far end that sends comfort noise. */

#include "media-pair.h"
#include "media-pipeline-private.h"
#include "media-session-private.h"
#include "media-threads.h"

#include <gst/rtp/rtp.h>

static UaDescriptionHandler *
make_session (const char *codecs)
{
  g_autoptr (MediaSettings) settings = media_settings_new ("tone:440", "none");

  settings->codecs = codecs != NULL ? g_strsplit (codecs, " ", -1) : NULL;

  return UA_DESCRIPTION_HANDLER (media_session_new (settings));
}

static Pair *
make_pair (const char *caller,
           const char *callee)
{
  Pair *pair = g_new0 (Pair, 1);

  pair->engine = media_engine_new ();
  pair->caller = make_session (caller);
  pair->callee = make_session (callee);
  pair->caller_tones = g_string_new (NULL);
  pair->callee_tones = g_string_new (NULL);
  pair_watch (pair, pair->caller, pair->caller_tones);
  pair_watch (pair, pair->callee, pair->callee_tones);

  return pair;
}

static gboolean
both_hear (Pair *pair)
{
  return pair_hears (pair_caller (pair), 440) && pair_hears (pair_callee (pair), 440);
}

typedef struct
{
  const char *name;
  const char *caller; /* NULL: whatever we like */
  const char *callee;
  const char *agreed;
} Order;

static const Order orders[] = {
  { "no-wish", NULL, NULL, "opus" },
  { "of-the-called", "opus PCMU G722", "G722 PCMU", "G722" },
  { "of-the-caller", "PCMA", NULL, "PCMA" },
  { "unknown", "speex", "gsm PCMU", "PCMU" },
};

static void
test_order (gconstpointer data)
{
  const Order *order = data;
  Pair *pair = make_pair (order->caller, order->callee);

  pair_exchange (pair->caller, pair->callee, NULL);
  pair_wait (pair, both_hear);
  g_assert_cmpstr (media_session_get_codec (pair_caller (pair)), ==, order->agreed);
  g_assert_cmpstr (media_session_get_codec (pair_callee (pair)), ==, order->agreed);
  pair_free (pair);
}

/* What is not wanted is not taken. */
static void
test_nothing_in_common (void)
{
  Pair *pair = make_pair ("opus", "PCMU");
  g_autoptr (GError) error = NULL;
  g_autofree char *offer = pair_get (pair->caller, &error);

  g_assert_no_error (error);
  g_assert_null (strstr (offer, "PCMU"));
  g_assert_false (pair_set (pair->callee, offer, &error));
  g_assert_error (error, MEDIA_ERROR, MEDIA_ERROR_INCOMPATIBLE);
  pair_free (pair);
}

/* RFC 7587 7: what we say of Opus, and what we do not say unless it is wanted. */
static void
test_parameters (void)
{
  for (int dtx = 0; dtx < 2; dtx++)
    {
      g_autoptr (MediaSettings) settings = media_settings_new ("silence", "none");
      g_autoptr (UaDescriptionHandler) session = NULL;
      g_autoptr (GError) error = NULL;
      g_autofree char *offer = NULL;

      settings->dtx = dtx;
      session = UA_DESCRIPTION_HANDLER (media_session_new (settings));
      offer = pair_get (session, &error);
      g_assert_no_error (error);
      g_assert_nonnull (strstr (offer, dtx ? "a=fmtp:111 minptime=10;useinbandfec=1;usedtx=1\r\n"
                                           : "a=fmtp:111 minptime=10;useinbandfec=1\r\n"));
      ua_description_handler_close (session);
    }
}

/* Key presses at the clock of a codec we do not have, as some gateways offer them alone (RFC 4733 2.1). */
static char *
tones_of_16000 (const char *description)
{
  g_autoptr (GString) text = g_string_new (description);

  g_string_replace (text, "telephone-event/8000", "telephone-event/16000", 0);
  g_string_replace (text, " 110 126", " 126", 0);
  g_string_replace (text, "a=rtpmap:110 telephone-event/48000\r\na=fmtp:110 0-15\r\n", "", 0);

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static gboolean
caller_was_told (Pair *pair)
{
  return g_str_equal (pair->caller_tones->str, "42");
}

static void
test_tones_of_16000 (void)
{
  Pair *pair = make_pair ("G722", NULL);
  g_autoptr (GError) error = NULL;

  pair_exchange (pair->caller, pair->callee, tones_of_16000);
  pair_wait (pair, both_hear);
  g_assert_true (ua_description_handler_send_dtmf (pair->callee, "42", 100, 60, &error));
  g_assert_no_error (error);
  pair_wait (pair, caller_was_told);
  pair_free (pair);
}

/* In the place of each packet of sound one of comfort noise, 46 dB below the loudest; or, in between, nothing. */
static GstPadProbeReturn
fall_silent_cb (GstPad          *pad,
                GstPadProbeInfo *info,
                gpointer         user_data)
{
  GstBuffer *sound = GST_PAD_PROBE_INFO_BUFFER (info);
  GstBuffer *noise = gst_rtp_buffer_new_allocate (1, 0, 0);
  GstRTPBuffer of_sound = GST_RTP_BUFFER_INIT, of_noise = GST_RTP_BUFFER_INIT;
  static guint n, sequence;

  if (n++ % 10 != 0)
    {
      gst_buffer_unref (noise);
      return GST_PAD_PROBE_DROP;
    }
  gst_rtp_buffer_map (sound, GST_MAP_READ, &of_sound);
  gst_rtp_buffer_map (noise, GST_MAP_WRITE, &of_noise);
  sequence = n == 1 ? gst_rtp_buffer_get_seq (&of_sound) : sequence + 1;
  gst_rtp_buffer_set_ssrc (&of_noise, gst_rtp_buffer_get_ssrc (&of_sound));
  gst_rtp_buffer_set_seq (&of_noise, (guint16) sequence);
  gst_rtp_buffer_set_timestamp (&of_noise, gst_rtp_buffer_get_timestamp (&of_sound));
  gst_rtp_buffer_set_payload_type (&of_noise, 13);
  *(guint8 *) gst_rtp_buffer_get_payload (&of_noise) = 46;
  gst_rtp_buffer_unmap (&of_noise);
  gst_rtp_buffer_unmap (&of_sound);
  gst_buffer_copy_into (noise, sound, GST_BUFFER_COPY_TIMESTAMPS, 0, -1);
  gst_buffer_unref (sound);
  GST_PAD_PROBE_INFO_DATA (info) = noise;

  return GST_PAD_PROBE_OK;
}

static gboolean
callee_hears_noise (Pair *pair)
{
  return ABS (media_session_get_remote_level (pair_callee (pair)) + 46) < 3;
}

/* RFC 3389 */
static void
test_comfort_noise (void)
{
  Pair *pair = make_pair ("PCMU", NULL);
  g_autoptr (GstElement) speaking = NULL;
  g_autoptr (GstPad) pad = NULL;
  gulong probe;

  pair_exchange (pair->caller, pair->callee, NULL);
  pair_wait (pair, both_hear);
  speaking = gst_bin_get_by_name (GST_BIN (pair_caller (pair)->pipeline->pipeline), "speaking");
  pad = gst_element_get_static_pad (speaking, "src");
  probe = gst_pad_add_probe (pad, GST_PAD_PROBE_TYPE_BUFFER, fall_silent_cb, NULL, NULL);
  pair_wait (pair, callee_hears_noise);
  gst_pad_remove_probe (pad, probe);
  pair_wait (pair, both_hear);
  g_assert_cmpstr (media_session_get_codec (pair_callee (pair)), ==, "PCMU");
  pair_free (pair);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  gst_init (&argc, &argv);

  for (guint i = 0; i < G_N_ELEMENTS (orders); i++)
    {
      g_autofree char *path = g_strconcat ("/media-session-codecs/order/", orders[i].name, NULL);

      g_test_add_data_func (path, &orders[i], test_order);
    }
  g_test_add_func ("/media-session-codecs/nothing-in-common", test_nothing_in_common);
  g_test_add_func ("/media-session-codecs/parameters", test_parameters);
  g_test_add_func ("/media-session-codecs/tones-of-16000", test_tones_of_16000);
  g_test_add_func ("/media-session-codecs/comfort-noise", test_comfort_noise);

  return media_threads_run_tests ();
}
