/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "media-pair.h"

#include "media-camera-portal.h"
#include "media-ear.h"
#include "media-picture-codec.h"
#include "media-session-picture.h"
#include "media-threads.h"

/* What a camera that films nothing but one colour looks like at the far end. */
#define RED 0xff0000
#define GREEN 0x00ff00
#define BLUE  0x0000ff
/* Fewer pictures a second than this are no moving picture; on a busy machine there are not many more. */
#define MIN_RATE 5
/* While pictures come and go the sound goes on. */
#define MAX_GAP_MS 250

static UaDescriptionHandler *
make_handler (const char *tone,
              const char *camera,
              gboolean    video)
{
  MediaSettings *settings = media_settings_new (tone, "none");
  UaDescriptionHandler *handler;

  settings->camera = g_strdup (camera);
  settings->video = video;
  handler = UA_DESCRIPTION_HANDLER (media_session_new (settings));
  media_settings_unref (settings);

  return handler;
}

/* A red caller and a green callee. */
static Pair *
new_pair (gboolean caller_video,
          gboolean callee_video)
{
  Pair *pair = g_new0 (Pair, 1);

  pair->engine = media_engine_new ();
  pair->caller = make_handler ("tone:440", "test:red", caller_video);
  pair->callee = make_handler ("tone:880", "test:green", callee_video);
  pair->caller_tones = g_string_new (NULL);
  pair->callee_tones = g_string_new (NULL);
  pair_watch (pair, pair->caller, pair->caller_tones);
  pair_watch (pair, pair->callee, pair->callee_tones);

  return pair;
}

static gboolean
is_near (int colour,
         int expected)
{
  if (colour < 0)
    return FALSE;
  for (guint shift = 0; shift < 24; shift += 8)
    {
      if (ABS ((colour >> shift & 0xff) - (expected >> shift & 0xff)) > 40)
        return FALSE;
    }

  return TRUE;
}

static gboolean
sees (MediaSession *session,
      int           colour)
{
  MediaPictureFacts facts;

  media_session_get_picture_facts (session, FALSE, &facts);

  return facts.rate > MIN_RATE && facts.width == 640 && facts.height == 480 && is_near (facts.colour, colour);
}

static gboolean
caller_sees_green (Pair *pair)
{
  return sees (pair_caller (pair), GREEN);
}

static gboolean
callee_sees_red (Pair *pair)
{
  return sees (pair_callee (pair), RED);
}

static gboolean
sees_nothing (MediaSession *session)
{
  MediaPictureFacts facts;

  media_session_get_picture_facts (session, FALSE, &facts);

  return facts.width == 0;
}

static gboolean
shows_nothing (MediaSession *session)
{
  MediaPictureFacts facts;

  media_session_get_picture_facts (session, TRUE, &facts);

  return facts.width == 0;
}

/* No picture arrives, and none is taken. */
static gboolean
all_is_dark (Pair *pair)
{
  return sees_nothing (pair_caller (pair)) && sees_nothing (pair_callee (pair)) &&
         shows_nothing (pair_caller (pair)) && shows_nothing (pair_callee (pair));
}

static gboolean
caller_sees_nothing (Pair *pair)
{
  return sees_nothing (pair_caller (pair)) && shows_nothing (pair_callee (pair));
}

static gboolean
caller_sees_blue (Pair *pair)
{
  return sees (pair_caller (pair), BLUE);
}

static gboolean
both_hear (Pair *pair)
{
  return pair_hears (pair_caller (pair), 880) && pair_hears (pair_callee (pair), 440);
}

static void
wait_for_both_ways (Pair *pair)
{
  pair_wait (pair, callee_sees_red);
  pair_wait (pair, caller_sees_green);
  pair_wait (pair, both_hear);
}

static void
changed_cb (UaDescriptionHandler *handler,
            guint                *n_changed)
{
  (*n_changed)++;
}

static void
assert_heard (MediaEar   *ear,
              const char *what)
{
  g_test_message ("%s: at most %.0f ms without sound", what, ear_get_silence_ms (ear));
  g_assert_cmpfloat (ear_get_silence_ms (ear), <, MAX_GAP_MS);
  ear_forget (ear);
}

/* A call with pictures from its first offer: each sees the other's colour, and hears the other's tone. */
static void
test_both_ways (void)
{
  Pair *pair = new_pair (TRUE, TRUE);

  pair_exchange (pair->caller, pair->callee, NULL);
  pair_wait (pair, pair_is_connected);
  wait_for_both_ways (pair);
  g_assert_cmpstr (media_session_get_picture_codec (pair_caller (pair)), ==, "VP8");
  g_assert_cmpstr (media_session_get_picture_codec (pair_callee (pair)), ==, "VP8");
  g_assert_true (media_session_shows_picture (pair_caller (pair)));
  g_assert_true (media_session_sees_picture (pair_caller (pair)));
  pair_free (pair);
}

/* Another camera in the middle of a call: they see what it films, without being asked and without a gap in the sound. */
static void
test_another_camera (void)
{
  Pair *pair = new_pair (TRUE, TRUE);
  guint n_changed = 0;
  MediaEar *ear;

  pair_exchange (pair->caller, pair->callee, NULL);
  pair_wait (pair, pair_is_connected);
  wait_for_both_ways (pair);
  g_signal_connect (pair->callee, "changed", G_CALLBACK (changed_cb), &n_changed);
  ear = ear_new_at_speaker (pair_caller (pair));
  media_session_choose_camera (pair_callee (pair), "test:blue");
  pair_wait (pair, caller_sees_blue);
  media_session_choose_camera (pair_callee (pair), "test:green");
  pair_wait (pair, caller_sees_green);
  assert_heard (ear, "another camera");
  ear_free (ear);
  g_assert_cmpuint (n_changed, ==, 0);
  pair_free (pair);
}

/* Somebody who has not asked for pictures is neither filmed nor shown any: the line is refused, and they learn that it
 * was offered. Then they ask, and it is the same call that has pictures, over the same association. */
static void
test_refused_then_added (void)
{
  Pair *pair = new_pair (TRUE, FALSE);
  guint n_changed = 0;

  pair_exchange (pair->caller, pair->callee, NULL);
  pair_wait (pair, pair_is_connected);
  pair_wait (pair, both_hear);
  g_assert_true (all_is_dark (pair));
  g_assert_true (media_session_is_video_offered (pair_callee (pair)));
  g_assert_false (media_session_shows_picture (pair_caller (pair)));
  g_assert_null (media_session_get_picture_codec (pair_caller (pair)));

  g_signal_connect (pair->callee, "changed", G_CALLBACK (changed_cb), &n_changed);
  media_session_set_video (pair_callee (pair), TRUE);
  g_assert_cmpuint (n_changed, ==, 1);
  g_assert_false (media_session_is_video_offered (pair_callee (pair)));
  pair_exchange (pair->callee, pair->caller, NULL);
  g_assert_true (media_session_shows_picture (pair_callee (pair)));
  wait_for_both_ways (pair);
  pair_free (pair);
}

/* Added in a call by the one who answered it, dropped by the other, and added once more. */
static void
test_added_and_dropped (void)
{
  Pair *pair = new_pair (FALSE, FALSE);
  MediaEar *ear;

  pair_exchange (pair->caller, pair->callee, NULL);
  pair_wait (pair, both_hear);
  ear = ear_new_at_speaker (pair_caller (pair));
  media_session_set_video (pair_caller (pair), TRUE);
  media_session_set_video (pair_callee (pair), TRUE);
  pair_exchange (pair->callee, pair->caller, NULL);
  wait_for_both_ways (pair);
  assert_heard (ear, "added");

  media_session_set_video (pair_caller (pair), FALSE);
  pair_exchange (pair->caller, pair->callee, NULL);
  g_assert_null (media_session_get_picture_codec (pair_callee (pair)));
  pair_wait (pair, all_is_dark);
  g_assert_true (both_hear (pair));
  assert_heard (ear, "dropped");

  media_session_set_video (pair_caller (pair), TRUE);
  pair_exchange (pair->caller, pair->callee, NULL);
  wait_for_both_ways (pair);
  assert_heard (ear, "added again");
  ear_free (ear);
  pair_free (pair);
}

/* Who closes the camera still sees the other; nothing is filmed from the click on, before anybody has agreed. */
static void
test_camera_off (void)
{
  Pair *pair = new_pair (TRUE, TRUE);
  guint n_changed = 0;

  pair_exchange (pair->caller, pair->callee, NULL);
  wait_for_both_ways (pair);
  g_signal_connect (pair->callee, "changed", G_CALLBACK (changed_cb), &n_changed);
  media_session_set_camera_on (pair_callee (pair), FALSE);
  g_assert_cmpuint (n_changed, ==, 1);
  pair_wait (pair, caller_sees_nothing);
  pair_exchange (pair->callee, pair->caller, NULL);
  g_assert_false (media_session_shows_picture (pair_callee (pair)));
  g_assert_false (media_session_sees_picture (pair_caller (pair)));
  pair_wait (pair, callee_sees_red);
  g_assert_true (caller_sees_nothing (pair));

  media_session_set_camera_on (pair_callee (pair), TRUE);
  pair_exchange (pair->callee, pair->caller, NULL);
  wait_for_both_ways (pair);
  pair_free (pair);
}

/* On hold nobody is seen. */
static void
test_hold (void)
{
  Pair *pair = new_pair (TRUE, TRUE);

  pair_exchange (pair->caller, pair->callee, NULL);
  wait_for_both_ways (pair);
  ua_description_handler_set_hold (pair->caller, TRUE);
  pair_exchange (pair->caller, pair->callee, NULL);
  pair_wait (pair, all_is_dark);
  ua_description_handler_set_hold (pair->caller, FALSE);
  pair_exchange (pair->caller, pair->callee, NULL);
  wait_for_both_ways (pair);
  pair_free (pair);
}

/* A call that moves to another path takes its pictures along. */
static void
test_renewal (void)
{
  Pair *pair = new_pair (TRUE, TRUE);

  pair_exchange (pair->caller, pair->callee, NULL);
  wait_for_both_ways (pair);
  ua_description_handler_renew (pair->caller);
  pair_exchange (pair->caller, pair->callee, NULL);
  pair_wait (pair, pair_is_connected);
  pair_wait (pair, all_is_dark);
  wait_for_both_ways (pair);
  pair_free (pair);
}

static char *
prefer_h264 (const char *description)
{
  g_autoptr (GRegex) regex = g_regex_new ("a=rtpmap:96 VP8/90000\r\n", 0, 0, NULL);

  return g_regex_replace_literal (regex, description, -1, 0, "a=rtpmap:96 AV1/90000\r\n", 0, NULL);
}

/* Somebody who has no VP8. */
static void
test_h264 (void)
{
  const MediaPictureCodec *codecs[MEDIA_PICTURE_CODECS_MAX];
  Pair *pair = new_pair (TRUE, TRUE);

  g_assert_cmpuint (media_picture_codec_list (codecs), ==, 2);
  pair_exchange (pair->caller, pair->callee, prefer_h264);
  wait_for_both_ways (pair);
  g_assert_cmpstr (media_session_get_picture_codec (pair_caller (pair)), ==, "H264");
  pair_free (pair);
}

static gboolean
callee_has_trouble (Pair *pair)
{
  return media_session_get_device_error (pair_callee (pair)) != NULL;
}

/* A camera that is not there is a trouble, and the call goes on with the pictures of the other. */
static void
test_no_camera (void)
{
  Pair *pair = g_new0 (Pair, 1);

  pair->engine = media_engine_new ();
  pair->caller = make_handler ("tone:440", "test:red", TRUE);
  pair->callee = make_handler ("tone:880", "/dev/video-of-nobody", TRUE);
  pair->caller_tones = g_string_new (NULL);
  pair->callee_tones = g_string_new (NULL);
  pair_exchange (pair->caller, pair->callee, NULL);
  pair_wait (pair, callee_has_trouble);
  g_assert_error (media_session_get_device_error (pair_callee (pair)), MEDIA_ERROR, MEDIA_ERROR_DEVICE);
  pair_wait (pair, callee_sees_red);
  pair_wait (pair, both_hear);
  pair_free (pair);
}

/* In a sandbox whose desktop hands out no camera: the same, once it has said so. */
static void
test_no_camera_for_a_sandbox (void)
{
  g_autoptr (GDBusConnection) bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  guint name_id = g_bus_own_name_on_connection (bus, "org.freedesktop.portal.Desktop", G_BUS_NAME_OWNER_FLAGS_NONE, NULL,
                                                NULL, NULL, NULL);
  g_autoptr (MediaCameraPortal) portal = media_camera_portal_new (bus);
  Pair *pair = g_new0 (Pair, 1);

  pair->engine = media_engine_new ();
  pair->caller = make_handler ("tone:440", "test:red", TRUE);
  pair->callee = make_handler ("tone:880", "default", TRUE);
  pair->caller_tones = g_string_new (NULL);
  pair->callee_tones = g_string_new (NULL);
  pair_exchange (pair->caller, pair->callee, NULL);
  pair_wait (pair, callee_has_trouble);
  g_assert_error (media_session_get_device_error (pair_callee (pair)), MEDIA_ERROR, MEDIA_ERROR_DEVICE);
  g_assert_true (g_str_has_prefix (media_session_get_device_error (pair_callee (pair))->message, "the desktop hands out"));
  pair_wait (pair, callee_sees_red);
  pair_free (pair);
  g_bus_unown_name (name_id);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/media/session-picture/both-ways", test_both_ways);
  g_test_add_func ("/media/session-picture/another-camera", test_another_camera);
  g_test_add_func ("/media/session-picture/refused-then-added", test_refused_then_added);
  g_test_add_func ("/media/session-picture/added-and-dropped", test_added_and_dropped);
  g_test_add_func ("/media/session-picture/camera-off", test_camera_off);
  g_test_add_func ("/media/session-picture/hold", test_hold);
  g_test_add_func ("/media/session-picture/renewal", test_renewal);
  g_test_add_func ("/media/session-picture/h264", test_h264);
  g_test_add_func ("/media/session-picture/no-camera", test_no_camera);
  g_test_add_func ("/media/session-picture/no-camera-for-a-sandbox", test_no_camera_for_a_sandbox);

  return media_threads_run_tests ();
}
