/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What two people see of each other, from telephone to telephone. */

#include "phone-office-calls.h"

#include "phone-pictures.h"
#include "phone-private.h"

#define GREEN 0x00ff00
#define BLUE  0x0000ff

static void
set_cameras (Office *office)
{
  phone_set_pictures (office->anna.phone, "test:red", FALSE);
  phone_set_pictures (office->bob.phone, "test:green", FALSE);
}

/* Every figure of a colour within reach of what a camera films. */
static gboolean
sees (PhoneCall *call,
      int        colour)
{
  PhonePicture picture;

  phone_video_measure (phone_call_get_video (call), FALSE, &picture);
  if (picture.width == 0 || picture.colour < 0)
    return FALSE;
  for (guint shift = 0; shift < 24; shift += 8)
    {
      if (ABS ((picture.colour >> shift & 0xff) - (colour >> shift & 0xff)) > 40)
        return FALSE;
    }

  return TRUE;
}

/* Before anybody answers it is known that the caller wants to be seen; answered with pictures, both are. */
static void
test_answered_with (Office        *office,
                    gconstpointer  data)
{
  g_autoptr (PhoneCall) call = NULL;
  PhoneCall *incoming;

  set_cameras (office);
  call = office_call (&office->anna, "bob");
  phone_video_set_wanted (phone_call_get_video (call), TRUE);
  wait_until (phone_call_get_state (call) == PHONE_CALL_STATE_RINGING);
  incoming = office_last_call (&office->bob);
  g_assert_true (phone_video_is_offered (phone_call_get_video (incoming)));
  g_assert_null (incoming->media); /* TRUST 3.5 */

  phone_video_set_wanted (phone_call_get_video (incoming), TRUE);
  phone_call_answer_async (incoming, NULL, NULL, NULL);
  wait_until (sees (call, GREEN));
  g_assert_true (phone_video_is_shown (phone_call_get_video (call)));
  g_assert_true (phone_video_is_seen (phone_call_get_video (call)));
  g_assert_cmpstr (phone_video_get_codec (phone_call_get_video (call)), ==, "VP8");
}

/* What is chosen in a call is for that call, too. */
static void
test_another_camera (Office        *office,
                     gconstpointer  data)
{
  g_autoptr (PhoneCall) call = NULL;

  set_cameras (office);
  call = office_talk (&office->anna, &office->bob, "bob");
  phone_video_set_wanted (phone_call_get_video (call), TRUE);
  wait_until (phone_video_is_offered (phone_call_get_video (office_last_call (&office->bob))));
  phone_video_set_wanted (phone_call_get_video (office_last_call (&office->bob)), TRUE);
  wait_until (sees (call, GREEN));
  phone_set_pictures (office->bob.phone, "test:blue", FALSE);
  wait_until (sees (call, BLUE));
  g_assert_true (phone_video_is_shown (phone_call_get_video (office_last_call (&office->bob))));
}

static void
count_cb (PhoneVideo *video,
          GParamSpec *pspec,
          guint      *n_told)
{
  (*n_told)++;
}

/* Answered without, there is a call; asked for in the call, there are pictures, and the one who asked first is told. */
static void
test_asked_for_later (Office        *office,
                      gconstpointer  data)
{
  g_autoptr (PhoneCall) call = NULL;
  PhoneVideo *video;
  guint n_told = 0;

  set_cameras (office);
  call = office_talk (&office->anna, &office->bob, "bob");
  video = phone_call_get_video (call);
  g_signal_connect (video, "notify::seen", G_CALLBACK (count_cb), &n_told);
  g_assert_false (phone_video_is_seen (video));
  phone_video_set_wanted (phone_call_get_video (office_last_call (&office->bob)), TRUE);
  wait_until (phone_video_is_offered (video));
  g_assert_false (phone_video_is_shown (video));
  phone_video_set_wanted (video, TRUE);
  wait_until (sees (call, GREEN));
  g_assert_cmpuint (n_told, >, 0);

  phone_video_set_camera_on (video, FALSE);
  g_assert_false (phone_video_is_shown (video));
  g_assert_false (phone_video_is_camera_on (video));
  wait_until (sees (call, GREEN));
  phone_video_set_wanted (video, FALSE);
  g_assert_false (phone_video_is_seen (video));
  wait_until (!sees (call, GREEN));
  g_assert_cmpint (phone_call_get_state (call), ==, PHONE_CALL_STATE_ACTIVE);
  g_signal_handlers_disconnect_by_data (video, &n_told);
}

static void
test_check (Office        *office,
            gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (phone_check_pictures (office->anna.phone, &error));
  g_assert_no_error (error);
}

#define add(name, func) g_test_add ("/phone/video/" name, Office, NULL, office_open, func, office_close)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("answered-with", test_answered_with);
  add ("another-camera", test_another_camera);
  add ("asked-for-later", test_asked_for_later);
  add ("check", test_check);
  return g_test_run ();
}
