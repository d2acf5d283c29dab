/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What follows a description (RFC 8840 §9), honest and hostile. */

#include "media-error.h"
#include "media-fragment.h"

#include <gst/gst.h>
#include <string.h>

#define UFRAG "a=ice-ufrag:8hhY\r\n"
#define PWD   "a=ice-pwd:asd88fgpdd777uzjYhagZg\r\n"
#define AUDIO "m=audio 9 RTP/AVP 0\r\na=mid:1\r\n"
#define HOST  "a=candidate:1 1 UDP 2130706431 192.0.2.2 5000 typ host\r\n"

static const struct
{
  const char *name;
  const char *text;
  guint       n_candidates;
  gboolean    complete;
} honest[] = {
  { "whole", UFRAG PWD AUDIO HOST "a=end-of-candidates\r\n", 1, TRUE },
  { "more-to-come", UFRAG PWD AUDIO HOST, 1, FALSE },
  { "all-lines-complete", "a=end-of-candidates\r\n" UFRAG PWD AUDIO, 0, TRUE },
  { "nothing-of-ours", UFRAG PWD "m=video 9 RTP/AVP 0\r\na=mid:2\r\n" HOST "a=end-of-candidates\r\n", 0, FALSE },
  { "ours-after-another", UFRAG PWD "m=video 9 RTP/AVP 0\r\na=mid:2\r\n" HOST HOST AUDIO HOST, 1, FALSE },
  { "credentials-of-the-line", AUDIO UFRAG PWD HOST, 1, FALSE },
  { "line-before-all", "a=ice-ufrag:other\r\n" PWD AUDIO UFRAG HOST, 1, FALSE },
  { "another-line-has-others", UFRAG PWD "m=video 9 RTP/AVP 0\r\na=mid:2\r\na=ice-ufrag:other\r\n" AUDIO HOST, 1, FALSE },
  { "mid-at-the-end", UFRAG PWD "m=audio 9 RTP/AVP 0\r\n" HOST "a=mid:1\r\n", 1, FALSE },
  { "bare-line-feeds", "a=ice-ufrag:8hhY\na=ice-pwd:asd88fgpdd777uzjYhagZg\nm=audio 9 RTP/AVP 0\na=mid:1\n", 0, FALSE },
  { "unknown-attributes", "a=ice-options:trickle\r\na=group:BUNDLE 1\r\na=new\r\n" UFRAG PWD AUDIO HOST, 1, FALSE },
  { "useless-candidates", UFRAG PWD AUDIO "a=candidate:1 1 tcp 7 192.0.2.2 4 typ host\r\n"
    "a=candidate:1 1 UDP 7 fe80::1 4 typ host\r\na=candidate:1 1 UDP 7 phone.local 4 typ host\r\na=candidate:\r\n", 0, FALSE },
};

static const struct
{
  const char *name;
  const char *text;
} hostile[] = {
  { "empty", "" },
  { "no-credentials", AUDIO HOST },
  { "no-password", UFRAG AUDIO HOST },
  { "short-ufrag", "a=ice-ufrag:abc\r\n" PWD AUDIO },
  { "short-password", UFRAG "a=ice-pwd:short\r\n" AUDIO },
  { "ufrag-with-space", "a=ice-ufrag:8h Y\r\n" PWD AUDIO },
  { "candidate-of-no-line", UFRAG PWD HOST AUDIO },
  { "mid-of-no-line", UFRAG PWD "a=mid:1\r\n" },
  { "line-without-mid", UFRAG PWD "m=audio 9 RTP/AVP 0\r\n" HOST },
  { "two-names", UFRAG PWD AUDIO "a=mid:2\r\n" },
  { "same-line-twice", UFRAG PWD AUDIO HOST AUDIO HOST },
  { "a-whole-description", "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\n" UFRAG PWD AUDIO },
  { "not-a-line", UFRAG PWD AUDIO "candidate\r\n" },
  { "carriage-return-inside", UFRAG PWD AUDIO "a=x\ry\r\n" },
};

static void
test_honest (gconstpointer data)
{
  guint row = GPOINTER_TO_UINT (data);
  g_autoptr (GError) error = NULL;
  g_autoptr (MediaFragment) fragment = media_fragment_parse (honest[row].text, "1", &error);
  g_autoptr (MediaSdp) sdp = media_sdp_new ();

  g_assert_no_error (error);
  g_assert_cmpuint (fragment->candidates->len, ==, honest[row].n_candidates);
  g_assert_cmpint (fragment->complete, ==, honest[row].complete);
  sdp->ufrag = g_strdup ("8hhY");
  sdp->pwd = g_strdup ("asd88fgpdd777uzjYhagZg");
  g_assert_true (media_fragment_belongs (fragment, sdp));
  g_set_str (&sdp->pwd, "asd88fgpdd777uzjYhagZh");
  g_assert_false (media_fragment_belongs (fragment, sdp));
}

static void
test_hostile (gconstpointer data)
{
  guint row = GPOINTER_TO_UINT (data);
  g_autoptr (GError) error = NULL;

  g_assert_null (media_fragment_parse (hostile[row].text, "1", &error));
  g_assert_error (error, MEDIA_ERROR, MEDIA_ERROR_DESCRIPTION);
}

static gboolean
is_taken (const char *part,
          guint       n)
{
  g_autoptr (GString) text = g_string_new (UFRAG PWD AUDIO);
  g_autoptr (GError) error = NULL;
  g_autoptr (MediaFragment) fragment = NULL;

  for (guint i = 0; i < n; i++)
    g_string_append (text, part);
  fragment = media_fragment_parse (text->str, "1", &error);
  if (fragment == NULL)
    g_assert_error (error, MEDIA_ERROR, MEDIA_ERROR_DESCRIPTION);

  return fragment != NULL;
}

/* TRUST 3: candidates, lines and octets have an end. */
static void
test_limits (void)
{
  g_autofree char *long_line = g_strnfill (MEDIA_FRAGMENT_MAX_LENGTH, 'x');
  g_autofree char *longer = g_strconcat ("a=", long_line, "\r\n", NULL);

  g_assert_true (is_taken (HOST, MEDIA_SDP_MAX_CANDIDATES));
  g_assert_false (is_taken (HOST, MEDIA_SDP_MAX_CANDIDATES + 1));
  g_assert_true (is_taken ("a=x\n", 200));
  g_assert_false (is_taken ("a=x\n", 300));
  g_assert_false (is_taken (longer, 1));
  g_assert_false (is_taken ("m=audio 9 RTP/AVP 0\na=mid:2\n", MEDIA_SDP_MAX_LINES));
}

static MediaSdp *
read_description (const char *more)
{
  g_autofree char *text =
    g_strconcat ("v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\na=ice-options:rtp+ecn trickle\r\n"
                 "m=audio 9 UDP/TLS/RTP/SAVPF 0\r\nc=IN IP4 0.0.0.0\r\na=rtcp-mux\r\na=setup:actpass\r\n" UFRAG PWD
                 "a=fingerprint:sha-256 00:11:22:33:44:55:66:77:88:99:AA:BB:CC:DD:EE:FF:"
                 "00:11:22:33:44:55:66:77:88:99:AA:BB:CC:DD:EE:FF\r\n", more, NULL);
  g_autoptr (GError) error = NULL;
  MediaSdp *sdp = media_sdp_parse (text, &error);

  g_assert_no_error (error);
  return sdp;
}

/* What we write is what we read, and a line without a name has none. */
static void
test_written (void)
{
  g_autoptr (MediaSdp) sdp = read_description ("a=mid:1\r\n" HOST "a=end-of-candidates\r\n");
  g_autoptr (MediaSdp) nameless = read_description (HOST);
  g_autofree char *text = media_fragment_write (sdp);
  g_autofree char *again = NULL;
  g_autoptr (MediaFragment) fragment = media_fragment_parse (text, "1", NULL);

  g_assert_cmpstr (text, ==, UFRAG PWD AUDIO HOST "a=end-of-candidates\r\n");
  g_assert_true (media_fragment_belongs (fragment, sdp));
  g_assert_cmpuint (fragment->candidates->len, ==, 1);
  g_assert_true (fragment->complete);
  g_assert_null (media_fragment_write (nameless));
  g_assert_true (sdp->trickles);
  again = media_sdp_write (sdp);
  g_assert_nonnull (strstr (again, "a=ice-options:trickle\r\n"));
}

int
main (int   argc,
      char *argv[])
{
  gst_init (&argc, &argv);
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (honest); i++)
    {
      g_autofree char *path = g_strconcat ("/media/fragment/honest/", honest[i].name, NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_honest);
    }
  for (guint i = 0; i < G_N_ELEMENTS (hostile); i++)
    {
      g_autofree char *path = g_strconcat ("/media/fragment/hostile/", hostile[i].name, NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_hostile);
    }
  g_test_add_func ("/media/fragment/limits", test_limits);
  g_test_add_func ("/media/fragment/written", test_written);

  return g_test_run ();
}
