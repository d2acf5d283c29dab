/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Whom one sees, and what one may do about it. */

#include "app-call-picture.h"

#include "app-call-page.h"
#include "app-test.h"
#include "scripted-people.h"
#include "scripted-video.h"

typedef struct
{
  AppTest test;
  PhoneCall *call;
  PhoneVideo *video;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr (Phone) phone = phone_new (NULL, NULL);

  scripted_people_fill (phone);
  fixture->call = scripted_call_new (phone_get_default_account (phone), "Amélie Fournier", "amelie@example.org",
                                     FALSE);
  fixture->video = phone_call_get_video (fixture->call);
  app_test_open (&fixture->test, phone);
  scripted_phone_add_call (phone, fixture->call);
  app_test_act (&fixture->test, "win.show-call", phone_call_get_id (fixture->call));
  app_test_settle ();
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  scripted_phone_remove_call (fixture->test.phone, fixture->call);
  app_test_close (&fixture->test);
  g_assert_finalize_object (fixture->call);
}

static gpointer
find (Fixture *fixture,
      GType    type)
{
  return app_test_find (fixture->test.window, type);
}

static GdkPaintable *
make_paintable (void)
{
  g_autoptr (GBytes) bytes = g_bytes_new_take (g_malloc0 (64 * 48 * 4), 64 * 48 * 4);

  return GDK_PAINTABLE (gdk_memory_texture_new (64, 48, GDK_MEMORY_R8G8B8A8, bytes, 64 * 4));
}

static void
paint_both (Fixture *fixture)
{
  g_autoptr (GdkPaintable) theirs = make_paintable ();
  g_autoptr (GdkPaintable) own = make_paintable ();

  scripted_call_set_state (fixture->call, PHONE_CALL_STATE_ACTIVE);
  scripted_video_paint (fixture->video, G_OBJECT (theirs), G_OBJECT (own));
  app_test_settle ();
}

/* Without a picture the page is as it always is; one button asks for them, and they cover it. */
static void
test_turned_on (Fixture       *fixture,
                gconstpointer  data)
{
  paint_both (fixture);
  g_assert_null (find (fixture, APP_TYPE_CALL_PICTURE));
  app_test_press (find (fixture, APP_TYPE_CALL_PAGE), "Video");
  g_assert_true (phone_video_is_wanted (fixture->video));
  g_assert_nonnull (find (fixture, APP_TYPE_CALL_PICTURE));
  app_test_audit (fixture->test.window);
  app_test_press (find (fixture, APP_TYPE_CALL_PICTURE), "Turn Off Video");
  g_assert_false (phone_video_is_wanted (fixture->video));
  g_assert_null (find (fixture, APP_TYPE_CALL_PICTURE));
}

/* Closing the camera takes the small picture away and leaves the large one. */
static void
test_camera (Fixture       *fixture,
             gconstpointer  data)
{
  AppCallPicture *picture;

  paint_both (fixture);
  phone_video_set_wanted (fixture->video, TRUE);
  app_test_settle ();
  picture = find (fixture, APP_TYPE_CALL_PICTURE);
  g_assert_nonnull (app_test_named (picture, "Show My Picture"));
  app_test_press (picture, "Show My Picture");
  g_assert_false (phone_video_is_camera_on (fixture->video));
  g_assert_true (find (fixture, APP_TYPE_CALL_PICTURE) == picture);
  app_test_press (picture, "Show My Picture");
  g_assert_true (phone_video_is_camera_on (fixture->video));
}

/* Muting and hanging up are within reach while the page is covered. */
static void
test_controls (Fixture       *fixture,
               gconstpointer  data)
{
  paint_both (fixture);
  phone_video_set_wanted (fixture->video, TRUE);
  app_test_settle ();
  app_test_press (find (fixture, APP_TYPE_CALL_PICTURE), "Mute");
  g_assert_true (phone_call_is_muted (fixture->call));
  app_test_press (find (fixture, APP_TYPE_CALL_PICTURE), "Hang Up");
  g_assert_cmpint (phone_call_get_state (fixture->call), ==, PHONE_CALL_STATE_ENDED);
  g_assert_null (find (fixture, APP_TYPE_CALL_PICTURE));
}

static gboolean
has_bars (Fixture *fixture)
{
  GtkWidget *view = adw_navigation_page_get_child (find (fixture, APP_TYPE_CALL_PAGE));

  return adw_toolbar_view_get_reveal_top_bars (ADW_TOOLBAR_VIEW (view));
}

/* The picture has everything to itself, and gives it back when it goes. What becomes of the window is up to a window
 * manager, and here is none. */
static void
test_full_screen (Fixture       *fixture,
                  gconstpointer  data)
{
  paint_both (fixture);
  phone_video_set_wanted (fixture->video, TRUE);
  app_test_settle ();
  app_test_press (find (fixture, APP_TYPE_CALL_PICTURE), "Full Screen");
  g_assert_false (has_bars (fixture));
  app_test_press (find (fixture, APP_TYPE_CALL_PICTURE), "Full Screen");
  g_assert_true (has_bars (fixture));
  app_test_press (find (fixture, APP_TYPE_CALL_PICTURE), "Full Screen");
  phone_video_set_wanted (fixture->video, FALSE);
  app_test_settle ();
  g_assert_true (has_bars (fixture));
}

/* Somebody who wants to be seen is not seen before a person says so. */
static void
test_offered (Fixture       *fixture,
              gconstpointer  data)
{
  paint_both (fixture);
  scripted_video_offer (fixture->video);
  app_test_settle ();
  g_assert_null (find (fixture, APP_TYPE_CALL_PICTURE));
  app_test_press (find (fixture, APP_TYPE_CALL_PAGE), "Turn On Video");
  g_assert_true (phone_video_is_wanted (fixture->video));
  g_assert_nonnull (find (fixture, APP_TYPE_CALL_PICTURE));
}

/* A machine that cannot have pictures has a button that cannot be pressed. */
static void
test_impossible (Fixture       *fixture,
                 gconstpointer  data)
{
  PhoneCall *second = scripted_call_new (phone_get_default_account (fixture->test.phone), "Bob", "bob@example.org", FALSE);

  scripted_video_forbid (TRUE);
  scripted_phone_add_call (fixture->test.phone, second);
  app_test_act (&fixture->test, "win.show-call", phone_call_get_id (second));
  scripted_call_set_state (second, PHONE_CALL_STATE_ACTIVE);
  app_test_settle ();
  g_assert_false (gtk_widget_get_sensitive (app_test_named (find (fixture, APP_TYPE_CALL_PAGE), "Video")));
  scripted_video_forbid (FALSE);
  scripted_phone_remove_call (fixture->test.phone, second);
  g_object_unref (second);
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int    argc,
      char **argv)
{
  app_test_init (&argc, &argv);
  ADD ("/app/call-picture/turned-on", test_turned_on);
  ADD ("/app/call-picture/camera", test_camera);
  ADD ("/app/call-picture/controls", test_controls);
  ADD ("/app/call-picture/full-screen", test_full_screen);
  ADD ("/app/call-picture/offered", test_offered);
  ADD ("/app/call-picture/impossible", test_impossible);
  return g_test_run ();
}
