/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Descriptions as they come from browsers, gateways and vandals. The well-behaved ones are files beside
 * this one; the others are made from the first of them by one change each. */

#include "media-error.h"
#include "media-sdp.h"
#include "media-threads.h"

#include <gst/gst.h>

static char *
load (const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "media", "sdp", name, NULL);
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);

  return text;
}

/* Formats, as "111 110", candidates, as "host srflx": one word for a glance. */
static char *
list_formats (const MediaSdp *sdp)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < sdp->formats->len; i++)
    g_string_append_printf (text, "%s%u", i > 0 ? " " : "",
                            g_array_index (sdp->formats, MediaFormat, i).payload);

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
list_candidates (const MediaSdp *sdp)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < sdp->candidates->len; i++)
    {
      const MediaCandidate *candidate = g_ptr_array_index (sdp->candidates, i);

      g_string_append_printf (text, "%s%s", i > 0 ? " " : "", candidate->address);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static const struct
{
  const char     *file;
  const char     *formats;
  guint           chosen;
  const char     *candidates;
  const char     *mid;
  const char     *ufrag;
  MediaSetup      setup;
  MediaDirection  direction;
  guint           n_lines;
  gboolean        bundle;
  gboolean        ice_lite;
} known[] = {
  { "chromium-offer.sdp", "111 9 0 8 13 110 126", 111, "192.0.2.15 2001:db8::15 198.51.100.7", "0", "Xb0v",
    MEDIA_SETUP_ACTPASS, MEDIA_DIRECTION_BOTH, 1, TRUE, FALSE },
  { "chromium-video-offer.sdp", "111 9 0 8 13 110 126", 111, "192.0.2.15 2001:db8::15 198.51.100.7", "0", "Xb0v",
    MEDIA_SETUP_ACTPASS, MEDIA_DIRECTION_BOTH, 3, TRUE, FALSE },
  { "chromium-answer.sdp", "111 9 0 8 110 126", 111, "", "audio0", "q3Rw", MEDIA_SETUP_ACTIVE,
    MEDIA_DIRECTION_BOTH, 1, TRUE, FALSE },
  { "asterisk-offer.sdp", "107 9 0 8 101 102", 107, "203.0.113.10", "audio-0",
    "3c0ee6ac6bd8c1a07e29bd66556bd2c6", MEDIA_SETUP_ACTPASS, MEDIA_DIRECTION_BOTH, 1, TRUE, FALSE },
  { "freeswitch-hold-offer.sdp", "8 0 126 106", 8, "203.0.113.20", NULL, "pTN3JMnEWgLIkrZN", MEDIA_SETUP_ACTPASS,
    MEDIA_DIRECTION_SEND, 1, FALSE, TRUE },
};

static void
assert_known (const MediaSdp *sdp,
              guint           row)
{
  g_autofree char *formats = list_formats (sdp);
  g_autofree char *candidates = list_candidates (sdp);
  const MediaLine *audio = g_ptr_array_index (sdp->lines, sdp->audio);

  g_assert_cmpstr (formats, ==, known[row].formats);
  g_assert_cmpuint (media_sdp_choose_format (sdp)->payload, ==, known[row].chosen);
  g_assert_cmpstr (candidates, ==, known[row].candidates);
  g_assert_cmpstr (audio->mid, ==, known[row].mid);
  g_assert_cmpstr (sdp->ufrag, ==, known[row].ufrag);
  g_assert_cmpint (sdp->setup, ==, known[row].setup);
  g_assert_cmpint (sdp->direction, ==, known[row].direction);
  g_assert_cmpuint (sdp->lines->len, ==, known[row].n_lines);
  g_assert_cmpint (sdp->bundle, ==, known[row].bundle);
  g_assert_cmpint (sdp->ice_lite, ==, known[row].ice_lite);
  g_assert_cmpstr (sdp->hash, ==, "sha-256");
}

/* What we understood survives being written and read again (TRUST.md, section 3). */
static void
test_known (gconstpointer data)
{
  guint row = GPOINTER_TO_UINT (data);
  g_autofree char *text = load (known[row].file);
  g_autofree char *again = NULL;
  g_autofree char *thrice = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (MediaSdp) sdp = media_sdp_parse (text, &error);
  g_autoptr (MediaSdp) reread = NULL;

  g_assert_no_error (error);
  assert_known (sdp, row);
  again = media_sdp_write (sdp);
  reread = media_sdp_parse (again, &error);
  g_assert_no_error (error);
  assert_known (reread, row);
  reread->session_id = sdp->session_id;
  thrice = media_sdp_write (reread);
  g_assert_cmpstr (thrice, ==, again);
}

/* RFC 3264 6: refused lines keep their place; RFC 9143 7.3.1: the group holds what is accepted. */
static void
test_answer_frame (void)
{
  g_autofree char *offer_text = load ("chromium-video-offer.sdp");
  g_autofree char *own_text = load ("chromium-answer.sdp");
  g_autoptr (GError) error = NULL;
  g_autoptr (MediaSdp) offer = media_sdp_parse (offer_text, &error);
  g_autoptr (MediaSdp) own = media_sdp_parse (own_text, &error);
  g_autoptr (MediaSdp) answer = NULL;
  g_autofree char *text = NULL;
  const char *video, *audio, *data;

  g_assert_no_error (error);
  answer = media_sdp_as_answer (own, offer);
  text = media_sdp_write (answer);
  video = strstr (text, "m=video 0 UDP/TLS/RTP/SAVPF 96\r\nc=IN IP4 0.0.0.0\r\na=mid:1\r\na=inactive\r\n");
  audio = strstr (text, "m=audio 9 UDP/TLS/RTP/SAVPF 111 9 0 8 110 126\r\n");
  data = strstr (text, "m=application 0 UDP/DTLS/SCTP webrtc-datachannel\r\n");
  g_assert_true (video != NULL && audio != NULL && data != NULL && video < audio && audio < data);
  g_assert_nonnull (strstr (text, "a=group:BUNDLE 0\r\n"));
  g_assert_nonnull (strstr (audio, "a=mid:0\r\n"));
}

/* What webrtcbin sees of a browser's three lines. */
static void
test_reduce (void)
{
  g_autofree char *text = load ("chromium-video-offer.sdp");
  g_autoptr (GError) error = NULL;
  g_autoptr (MediaSdp) offer = media_sdp_parse (text, &error);
  g_autoptr (MediaSdp) reduced = media_sdp_reduce (offer);
  g_autofree char *formats = list_formats (reduced);

  g_assert_no_error (error);
  g_assert_cmpuint (reduced->lines->len, ==, 1);
  g_assert_cmpuint (reduced->audio, ==, 0);
  g_assert_cmpstr (formats, ==, "111 110 126");
  for (guint i = 0; i < reduced->formats->len; i++)
    g_assert_cmpuint (g_array_index (reduced->formats, MediaFormat, i).codec->clock_rate, ==, 48000);
  g_assert_cmpuint (offer->lines->len, ==, 3);
  g_assert_true (media_sdp_same_transport (offer, reduced));
}

/* TRUST 3.9: who names our own doors beside its own is not knocking for itself. */
static void
test_loopback (void)
{
  g_autofree char *text = load ("chromium-offer.sdp");
  g_autoptr (GString) changed_text = g_string_new (text);
  g_autoptr (GError) error = NULL;
  g_autoptr (MediaSdp) mixed = NULL;
  g_autoptr (MediaSdp) alone = NULL;
  g_autoptr (MediaSdp) reduced = NULL;
  g_autofree char *left = NULL;
  g_autofree char *kept = NULL;

  g_string_replace (changed_text, "192.0.2.15 49203 typ host", "127.0.0.1 5060 typ host", 0);
  mixed = media_sdp_parse (changed_text->str, &error);
  g_assert_no_error (error);
  g_assert_false (media_sdp_has_only_loopback (mixed));
  reduced = media_sdp_reduce (mixed);
  left = list_candidates (reduced);
  g_assert_cmpstr (left, ==, "2001:db8::15 198.51.100.7");

  alone = media_sdp_copy (mixed);
  g_ptr_array_set_size (alone->candidates, 1);
  g_assert_true (media_sdp_has_only_loopback (alone));
  g_clear_pointer (&reduced, media_sdp_unref);
  reduced = media_sdp_reduce (alone);
  kept = list_candidates (reduced);
  g_assert_cmpstr (kept, ==, "127.0.0.1");
}

/* One change to Chromium's offer each: @find becomes @replace; NULL: it is the whole text. */
static const struct
{
  const char *name;
  const char *find;
  const char *replace;
  int         code; /* −1: it must be accepted all the same */
} changed[] = {
  { "empty", NULL, "", MEDIA_ERROR_DESCRIPTION },
  { "one-letter", NULL, "v", MEDIA_ERROR_DESCRIPTION },
  { "not-text", NULL, "\xff\xfe\xfd", MEDIA_ERROR_DESCRIPTION },
  { "only-version", NULL, "v=0\r\n", MEDIA_ERROR_DESCRIPTION },
  { "other-version", "v=0", "v=1", MEDIA_ERROR_DESCRIPTION },
  { "two-versions", "s=-\r\n", "s=-\r\nv=0\r\n", MEDIA_ERROR_DESCRIPTION },
  { "no-equals-sign", "s=-", "s-", MEDIA_ERROR_DESCRIPTION },
  { "capital-type", "a=sendrecv", "A=sendrecv", MEDIA_ERROR_DESCRIPTION },
  { "bare-line-feeds", "\r\n", "\n", -1 },
  { "carriage-return-inside", "a=sendrecv", "a=send\rrecv", MEDIA_ERROR_DESCRIPTION },
  { "two-directions", "a=sendrecv", "a=sendrecv\r\na=inactive", MEDIA_ERROR_DESCRIPTION },
  { "same-direction-twice", "a=sendrecv", "a=sendrecv\r\na=sendrecv", MEDIA_ERROR_DESCRIPTION },
  { "no-direction", "a=sendrecv\r\n", "", -1 },
  { "no-audio", "m=audio", "m=video", MEDIA_ERROR_INCOMPATIBLE },
  { "audio-refused", "m=audio 49203", "m=audio 0", MEDIA_ERROR_INCOMPATIBLE },
  { "plain-rtp", "UDP/TLS/RTP/SAVPF", "RTP/AVP", -1 },
  { "sdes-without-keys", "UDP/TLS/RTP/SAVPF", "RTP/SAVP", MEDIA_ERROR_INCOMPATIBLE },
  { "no-fingerprint", "a=fingerprint", "a=finger", MEDIA_ERROR_INCOMPATIBLE },
  { "weak-fingerprint", "sha-256 7B", "sha-1 7B", MEDIA_ERROR_INCOMPATIBLE },
  { "short-fingerprint", "7B:8B:F0", "7B:8B", MEDIA_ERROR_DESCRIPTION },
  { "empty-fingerprint", "a=fingerprint:", "a=fingerprint:\r\na=x-", MEDIA_ERROR_INCOMPATIBLE },
  { "fingerprint-without-digits", "sha-256 7B", "sha-256\r\na=x-7B", MEDIA_ERROR_DESCRIPTION },
  { "fingerprint-not-hexadecimal", "7B:8B", "7G:8B", MEDIA_ERROR_DESCRIPTION },
  { "fingerprint-without-colons", "7B:8B", "7B 8B", MEDIA_ERROR_DESCRIPTION },
  { "lower-case-fingerprint", "7B:8B:F0", "7b:8b:f0", -1 },
  { "no-setup", "a=setup:actpass\r\n", "", MEDIA_ERROR_DESCRIPTION },
  { "unknown-setup", "setup:actpass", "setup:holdconn", MEDIA_ERROR_DESCRIPTION },
  { "no-ufrag", "a=ice-ufrag", "a=ufrag", MEDIA_ERROR_INCOMPATIBLE },
  { "short-ufrag", "ice-ufrag:Xb0v", "ice-ufrag:Xb0", MEDIA_ERROR_DESCRIPTION },
  { "ufrag-with-space", "ice-ufrag:Xb0v", "ice-ufrag:Xb0 v", MEDIA_ERROR_DESCRIPTION },
  { "short-pwd", "0cJFVu9LWbbwjMqfjiJ5JI0s", "0cJFVu9LWbbwjMqfjiJ5J", MEDIA_ERROR_DESCRIPTION },
  { "no-rtcp-mux", "a=rtcp-mux\r\n", "", MEDIA_ERROR_INCOMPATIBLE },
  { "payload-128", "SAVPF 111", "SAVPF 128", MEDIA_ERROR_DESCRIPTION },
  { "payload-negative", "SAVPF 111", "SAVPF -1", MEDIA_ERROR_DESCRIPTION },
  { "payload-word", "SAVPF 111", "SAVPF opus", MEDIA_ERROR_DESCRIPTION },
  { "payload-twice", "SAVPF 111", "SAVPF 111 111", MEDIA_ERROR_DESCRIPTION },
  { "rtpmap-without-clock", "opus/48000/2", "opus", MEDIA_ERROR_DESCRIPTION },
  { "rtpmap-clock-zero", "opus/48000/2", "opus/0/2", MEDIA_ERROR_DESCRIPTION },
  { "rtpmap-clock-huge", "opus/48000/2", "opus/99999999999999999999/2", MEDIA_ERROR_DESCRIPTION },
  { "rtpmap-too-many-parts", "opus/48000/2", "opus/48000/2/2", MEDIA_ERROR_DESCRIPTION },
  { "rtpmap-twice", "a=rtpmap:111 ", "a=rtpmap:111 opus/48000/2\r\na=rtpmap:111 ", MEDIA_ERROR_DESCRIPTION },
  { "rtpmap-of-payload-999", "a=rtpmap:63", "a=rtpmap:999", MEDIA_ERROR_DESCRIPTION },
  { "fmtp-without-words", "a=fmtp:63 111/111", "a=fmtp:63", MEDIA_ERROR_DESCRIPTION },
  { "opus-of-one-channel", "opus/48000/2", "opus/48000", -1 },
  { "nothing-of-ours", "SAVPF 111 63 9 0 8 13 110 126", "SAVPF 63 13 110", MEDIA_ERROR_INCOMPATIBLE },
  { "no-mid", "a=mid:0\r\n", "", -1 },
  { "mid-with-space", "a=mid:0", "a=mid:a b", MEDIA_ERROR_DESCRIPTION },
  { "mid-with-control", "a=mid:0", "a=mid:a\x01", MEDIA_ERROR_DESCRIPTION },
  { "broken-candidate", "a=candidate:1467250027 1 udp", "a=candidate:1467250027", -1 },
  { "candidate-port-zero", "192.0.2.15 49203 typ host", "192.0.2.15 0 typ host", -1 },
  { "candidate-multicast", "192.0.2.15 49203 typ host", "224.0.0.1 49203 typ host", -1 },
  { "candidate-anywhere", "192.0.2.15 49203 typ host", "0.0.0.0 49203 typ host", -1 },
};

static char *
change (guint row)
{
  g_autofree char *text = NULL;
  g_autoptr (GString) result = NULL;

  if (changed[row].find == NULL)
    return g_strdup (changed[row].replace);
  text = load ("chromium-offer.sdp");
  result = g_string_new (text);
  g_assert_cmpuint (g_string_replace (result, changed[row].find, changed[row].replace, 0), >, 0);

  return g_string_free (g_steal_pointer (&result), FALSE);
}

static void
test_changed (gconstpointer data)
{
  guint row = GPOINTER_TO_UINT (data);
  g_autofree char *text = change (row);
  g_autoptr (GError) error = NULL;
  g_autoptr (MediaSdp) sdp = media_sdp_parse (text, &error);

  if (changed[row].code < 0)
    g_assert_no_error (error);
  else
    g_assert_error (error, MEDIA_ERROR, changed[row].code);
  g_assert_true ((sdp == NULL) == (error != NULL));
}

/* @n more lines like @line after the offer. */
static char *
repeat (const char *line,
        guint       n)
{
  g_autofree char *text = load ("chromium-offer.sdp");
  g_autoptr (GString) result = g_string_new (text);

  for (guint i = 0; i < n; i++)
    g_string_append (result, line);

  return g_string_free (g_steal_pointer (&result), FALSE);
}

#define CANDIDATE "a=candidate:7 1 udp 2122260223 192.0.2.77 49203 typ host\r\n"
#define CANDIDATES_THERE 5
#define ATTRIBUTES_THERE 36
#define VIDEO "m=video 0 UDP/TLS/RTP/SAVPF 96\r\n"

/* Each limit one below, at, and one above (TRUST.md 3.1). */
static const struct
{
  const char *name;
  const char *line;
  guint       last; /* how many more are still accepted */
} limits[] = {
  { "candidates", CANDIDATE, MEDIA_SDP_MAX_CANDIDATES - CANDIDATES_THERE },
  { "attributes", "a=x-nothing\r\n", MEDIA_SDP_MAX_ATTRIBUTES - ATTRIBUTES_THERE },
  { "lines", VIDEO, MEDIA_SDP_MAX_LINES - 1 },
};

static void
test_limit (gconstpointer data)
{
  guint row = GPOINTER_TO_UINT (data);

  for (guint n = limits[row].last - 1; n <= limits[row].last + 1; n++)
    {
      g_autofree char *text = repeat (limits[row].line, n);
      g_autoptr (GError) error = NULL;
      g_autoptr (MediaSdp) sdp = media_sdp_parse (text, &error);

      if (n <= limits[row].last)
        g_assert_no_error (error);
      else
        g_assert_error (error, MEDIA_ERROR, MEDIA_ERROR_DESCRIPTION);
    }
}

static void
test_length (void)
{
  g_autofree char *text = load ("chromium-offer.sdp");

  for (gssize extra = -1; extra <= 1; extra++)
    {
      gsize fill = MEDIA_SDP_MAX_LENGTH + extra - strlen (text) - strlen ("i=\r\n");
      g_autofree char *long_text = g_strdup_printf ("%si=%*s\r\n", text, (int) fill, "x");
      g_autoptr (GError) error = NULL;
      g_autoptr (MediaSdp) sdp = media_sdp_parse (long_text, &error);

      g_assert_cmpuint (strlen (long_text), ==, MEDIA_SDP_MAX_LENGTH + extra);
      if (extra <= 0)
        g_assert_no_error (error);
      else
        g_assert_error (error, MEDIA_ERROR, MEDIA_ERROR_DESCRIPTION);
    }
}

/* Cut anywhere, it is either understood or refused with a reason. */
static void
test_every_cut (void)
{
  g_autofree char *text = load ("chromium-video-offer.sdp");
  gsize length = strlen (text);

  for (gsize i = 0; i < length; i++)
    {
      g_autofree char *cut = g_strndup (text, i);
      g_autoptr (GError) error = NULL;
      g_autoptr (MediaSdp) sdp = media_sdp_parse (cut, &error);

      g_assert_true ((sdp == NULL) == (error != NULL));
    }
}

static void
add_rows (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    {
      g_autofree char *path = g_strconcat ("/media-sdp/known/", known[i].file, NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_known);
    }
  for (guint i = 0; i < G_N_ELEMENTS (changed); i++)
    {
      g_autofree char *path = g_strconcat ("/media-sdp/changed/", changed[i].name, NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_changed);
    }
  for (guint i = 0; i < G_N_ELEMENTS (limits); i++)
    {
      g_autofree char *path = g_strconcat ("/media-sdp/limit/", limits[i].name, NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_limit);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  gst_init (&argc, &argv);

  add_rows ();
  g_test_add_func ("/media-sdp/limit/length", test_length);
  g_test_add_func ("/media-sdp/answer-frame", test_answer_frame);
  g_test_add_func ("/media-sdp/reduce", test_reduce);
  g_test_add_func ("/media-sdp/loopback", test_loopback);
  g_test_add_func ("/media-sdp/every-cut", test_every_cut);

  return media_threads_run_tests ();
}
