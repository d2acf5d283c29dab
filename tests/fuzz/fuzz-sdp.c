/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A description from a stranger: what is accepted is written again, read again, and means the same; and whatever
 * is made of it for webrtcbin or as an answer can be read, too. */

#include "media-sdp-rtp.h"

#include <gst/gst.h>
#include <string.h>

int LLVMFuzzerTestOneInput (const guint8 *data,
                            size_t        size);

/* Written and read again, it says the same. */
static void
assert_sound (MediaSdp *sdp)
{
  g_autofree char *text = media_sdp_write (sdp);
  g_autoptr (GError) error = NULL;
  g_autoptr (MediaSdp) again = media_sdp_parse (text, &error);
  g_autofree char *text_again = NULL;

  g_assert_no_error (error);
  g_assert_true (media_sdp_same_transport (sdp, again));
  g_assert_cmpuint (again->candidates->len, ==, sdp->candidates->len);
  again->session_id = sdp->session_id;
  again->version = sdp->version;
  text_again = media_sdp_write (again);
  g_assert_cmpstr (text_again, ==, text);
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        size_t        size)
{
  static gsize started;
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (MediaSdp) sdp = NULL;
  g_autoptr (MediaSdp) reduced = NULL;
  g_autoptr (MediaSdp) answer = NULL;

  if (g_once_init_enter (&started))
    {
      gst_init (NULL, NULL);
      g_once_init_leave (&started, 1);
    }
  sdp = media_sdp_parse (text, &error);
  g_assert_true ((sdp == NULL) == (error != NULL));
  if (sdp == NULL)
    return 0;

  assert_sound (sdp);
  reduced = media_sdp_reduce (sdp);
  g_assert_cmpuint (reduced->lines->len, ==, 1);
  assert_sound (reduced);
  answer = media_sdp_as_answer (reduced, sdp);
  assert_sound (answer);
  media_sdp_settle (answer, sdp);
  assert_sound (answer);
  if (sdp->profile != MEDIA_PROFILE_WEBRTC)
    {
      media_sdp_move (reduced, sdp);
      assert_sound (reduced);
    }

  return 0;
}
