/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "media-sdp-video.h"

#include "media-error.h"
#include "media-threads.h"

#define AUDIO \
  "m=audio 9 UDP/TLS/RTP/SAVPF 111 96\r\nc=IN IP4 0.0.0.0\r\na=mid:0\r\na=sendrecv\r\na=rtcp-mux\r\n" \
  "a=rtpmap:111 opus/48000/2\r\na=rtpmap:96 telephone-event/8000\r\n" PATH
#define PATH \
  "a=ice-ufrag:abcd\r\na=ice-pwd:0123456789012345678901\r\na=setup:actpass\r\na=fingerprint:sha-256 " \
  "00:11:22:33:44:55:66:77:88:99:AA:BB:CC:DD:EE:FF:00:11:22:33:44:55:66:77:88:99:AA:BB:CC:DD:EE:FF\r\n"
#define HEAD "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\n"
#define BUNDLE "a=group:BUNDLE 0 1\r\n"
#define VIDEO(port, formats, rest) \
  "m=video " port " UDP/TLS/RTP/SAVPF " formats "\r\nc=IN IP4 0.0.0.0\r\na=mid:1\r\na=rtcp-mux\r\n" rest PATH
#define VP8 "a=rtpmap:97 VP8/90000\r\n"
#define H264(n, parameters) "a=rtpmap:" n " H264/90000\r\na=fmtp:" n " " parameters "\r\n"

typedef struct
{
  const char *name;
  const char *text;
  const char *codec; /* NULL: no pictures */
  guint       payload;
} Row;

/* What is offered, and what of it we would take. */
static const Row rows[] = {
  { "vp8", HEAD BUNDLE AUDIO VIDEO ("9", "97", VP8), "VP8", 97 },
  { "port-zero", HEAD BUNDLE AUDIO VIDEO ("0", "97", VP8), NULL, 0 },
  { "bundle-only", HEAD BUNDLE AUDIO VIDEO ("0", "97", VP8 "a=bundle-only\r\n"), "VP8", 97 },
  { "not-bundled", HEAD AUDIO VIDEO ("9", "97", VP8), NULL, 0 },
  { "in-another-bundle", HEAD "a=group:BUNDLE 0\r\na=group:BUNDLE 1\r\n" AUDIO VIDEO ("9", "97", VP8), NULL, 0 },
  { "other-clock", HEAD BUNDLE AUDIO VIDEO ("9", "97", "a=rtpmap:97 VP8/48000\r\n"), NULL, 0 },
  { "with-channels", HEAD BUNDLE AUDIO VIDEO ("9", "97", "a=rtpmap:97 VP8/90000/2\r\n"), NULL, 0 },
  { "no-rtpmap", HEAD BUNDLE AUDIO VIDEO ("9", "97", ""), NULL, 0 },
  { "unknown", HEAD BUNDLE AUDIO VIDEO ("9", "97", "a=rtpmap:97 AV1/90000\r\n"), NULL, 0 },
  { "number-of-sound", HEAD BUNDLE AUDIO VIDEO ("9", "96", "a=rtpmap:96 VP8/90000\r\n"), NULL, 0 },
  { "vp8-after-others", HEAD BUNDLE AUDIO VIDEO ("9", "98 100 97", "a=rtpmap:98 VP9/90000\r\na=rtpmap:100 AV1/90000\r\n"
                                                 VP8), "VP8", 97 },
  { "h264", HEAD BUNDLE AUDIO VIDEO ("9", "98", H264 ("98", "profile-level-id=42e01f; packetization-mode=1")), "H264", 98 },
  { "h264-single-packets", HEAD BUNDLE AUDIO VIDEO ("9", "98", H264 ("98", "profile-level-id=42e01f")), NULL, 0 },
  { "h264-high", HEAD BUNDLE AUDIO VIDEO ("9", "98", H264 ("98", "profile-level-id=64001f;packetization-mode=1")),
    NULL, 0 },
  { "h264-not-constrained", HEAD BUNDLE AUDIO
    VIDEO ("9", "98", H264 ("98", "profile-level-id=42001f;packetization-mode=1")), NULL, 0 },
  { "h264-the-second", HEAD BUNDLE AUDIO
    VIDEO ("9", "98 99", H264 ("98", "profile-level-id=42001f;packetization-mode=1")
           H264 ("99", "packetization-mode=1;profile-level-id=42E01F")), "H264", 99 },
  { "h264-nonsense", HEAD BUNDLE AUDIO VIDEO ("9", "98", H264 ("98", "profile-level-id=zzzzzz;packetization-mode=1")),
    NULL, 0 },
  { "both", HEAD BUNDLE AUDIO
    VIDEO ("9", "98 97", H264 ("98", "profile-level-id=42e01f;packetization-mode=1") VP8), "VP8", 97 },
};

static void
test_read (gconstpointer data)
{
  const Row *row = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MediaSdp) sdp = media_sdp_parse (row->text, &error);
  const MediaPictureFormat *format;

  g_assert_no_error (error);
  if (row->codec == NULL)
    {
      g_assert_null (sdp->video);
      return;
    }
  g_assert_nonnull (sdp->video);
  format = media_sdp_video_choose (sdp->video);
  g_assert_cmpstr (format->codec->name, ==, row->codec);
  g_assert_cmpuint (format->payload, ==, row->payload);
  g_assert_cmpuint (sdp->video->line, ==, 1);
}

/* Descriptions that are refused as a whole, with their error. */
static const Row malformed[] = {
  { "payload-twice", HEAD BUNDLE AUDIO VIDEO ("9", "97 97", VP8), NULL, 0 },
  { "payload-too-large", HEAD BUNDLE AUDIO VIDEO ("9", "128", VP8), NULL, 0 },
  { "payload-negative", HEAD BUNDLE AUDIO VIDEO ("9", "-1", VP8), NULL, 0 },
  { "payload-word", HEAD BUNDLE AUDIO VIDEO ("9", "97 x", VP8), NULL, 0 },
  { "two-directions", HEAD BUNDLE AUDIO VIDEO ("9", "97", VP8 "a=sendonly\r\na=recvonly\r\n"), NULL, 0 },
};

static void
test_malformed (gconstpointer data)
{
  const Row *row = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MediaSdp) sdp = media_sdp_parse (row->text, &error);

  g_assert_null (sdp);
  g_assert_error (error, MEDIA_ERROR, MEDIA_ERROR_DESCRIPTION);
}

static MediaSdp *
parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  MediaSdp *sdp = media_sdp_parse (text, &error);

  g_assert_no_error (error);
  return sdp;
}

/* What we write is what we read, with the ways to ask for a whole picture; nothing of theirs is passed on. */
static void
test_written (void)
{
  g_autoptr (MediaSdp) sdp = parse (HEAD BUNDLE AUDIO VIDEO ("9", "97 98", VP8 "a=rtpmap:98 secret/90000\r\n"
                                                             "a=recvonly\r\na=x-secret:1\r\n"));
  g_autofree char *text = media_sdp_write (sdp);
  g_autoptr (MediaSdp) again = parse (text);

  g_assert_nonnull (strstr (text, "a=group:BUNDLE 0 1\r\n"));
  g_assert_nonnull (strstr (text, "m=video 9 UDP/TLS/RTP/SAVPF 97\r\n"));
  g_assert_nonnull (strstr (text, "a=rtcp-fb:97 nack pli\r\n"));
  g_assert_nonnull (strstr (text, "a=rtcp-fb:97 ccm fir\r\n"));
  g_assert_null (strstr (text, "secret"));
  g_assert_cmpint (again->video->direction, ==, MEDIA_DIRECTION_RECEIVE);
}

/* A new line comes last, under a name of its own and numbers that mean nothing yet, and only who knows BUNDLE reads more
 * than a refusal. */
static void
test_added (void)
{
  g_autoptr (MediaSdp) sdp = parse (HEAD "a=group:BUNDLE 0\r\n" AUDIO);
  g_autofree char *text = NULL;
  g_autoptr (MediaSdp) again = NULL;

  media_sdp_video_add (sdp, MEDIA_DIRECTION_BOTH);
  g_assert_cmpuint (sdp->lines->len, ==, 2);
  text = media_sdp_write (sdp);
  g_assert_nonnull (strstr (text, "m=video 0 UDP/TLS/RTP/SAVPF 97 102\r\n"));
  g_assert_nonnull (strstr (text, "a=bundle-only\r\n"));
  g_assert_nonnull (strstr (text, "a=rtpmap:97 VP8/90000\r\n"));
  again = parse (text);
  g_assert_cmpuint (again->video->formats->len, ==, 2);
}

/* The place of a line that was refused is taken, under a new name (RFC 9429 5.2.2). */
static void
test_added_in_refused (void)
{
  g_autoptr (MediaSdp) sdp = parse (HEAD "a=group:BUNDLE 0\r\n" AUDIO VIDEO ("0", "97", VP8));
  const MediaLine *line;

  media_sdp_video_add (sdp, MEDIA_DIRECTION_BOTH);
  g_assert_cmpuint (sdp->lines->len, ==, 2);
  g_assert_cmpuint (sdp->video->line, ==, 1);
  line = g_ptr_array_index (sdp->lines, 1);
  g_assert_cmpstr (line->mid, !=, "1");
}

/* TRUST 3: sixteen lines are enough; where there is no room nothing is offered. */
static void
test_no_room (void)
{
  g_autoptr (GString) text = g_string_new (HEAD "a=group:BUNDLE 0\r\n" AUDIO);
  g_autoptr (MediaSdp) sdp = NULL;

  for (guint i = 1; i < MEDIA_SDP_MAX_LINES; i++)
    g_string_append (text, "m=text 0 RTP/AVP 98\r\n");
  sdp = parse (text->str);
  media_sdp_video_add (sdp, MEDIA_DIRECTION_BOTH);
  g_assert_null (sdp->video);
  g_assert_cmpuint (sdp->lines->len, ==, MEDIA_SDP_MAX_LINES);
}

static void
add_rows (const char    *prefix,
          const Row     *table,
          guint          n_rows,
          GTestDataFunc  function)
{
  for (guint i = 0; i < n_rows; i++)
    {
      g_autofree char *path = g_strconcat (prefix, table[i].name, NULL);

      g_test_add_data_func (path, &table[i], function);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  gst_init (NULL, NULL);

  add_rows ("/media/sdp-video/read/", rows, G_N_ELEMENTS (rows), test_read);
  add_rows ("/media/sdp-video/malformed/", malformed, G_N_ELEMENTS (malformed), test_malformed);
  g_test_add_func ("/media/sdp-video/written", test_written);
  g_test_add_func ("/media/sdp-video/added", test_added);
  g_test_add_func ("/media/sdp-video/added-in-refused", test_added_in_refused);
  g_test_add_func ("/media/sdp-video/no-room", test_no_room);

  return media_threads_run_tests ();
}
