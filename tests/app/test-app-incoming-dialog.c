/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Somebody calls: answered, declined, given up, or left ringing. */

#include "app-incoming-dialog.h"

#include "app-call-page.h"
#include "app-call-row.h"
#include "app-test.h"
#include "scripted-people.h"
#include "scripted-sound.h"
#include "scripted-video.h"

typedef struct
{
  AppTest test;
  PhoneCall *call;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr (Phone) phone = phone_new (NULL, NULL);

  scripted_people_fill (phone);
  fixture->call = scripted_call_new (phone_get_default_account (phone), "Amélie Fournier", "amelie@example.org",
                                     TRUE);
  app_test_open (&fixture->test, phone);
  scripted_phone_add_call (phone, fixture->call);
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

static void
test_answer (Fixture       *fixture,
             gconstpointer  data)
{
  gpointer dialog = find (fixture, APP_TYPE_INCOMING_DIALOG);

  g_assert_nonnull (dialog);
  g_assert_true (app_test_reads (dialog, "Amélie Fournier"));
  g_assert_true (app_test_reads (dialog, "amelie@example.org"));
  app_test_press (dialog, "Answer");
  g_assert_null (find (fixture, APP_TYPE_INCOMING_DIALOG));
  g_assert_cmpint (phone_call_get_state (fixture->call), ==, PHONE_CALL_STATE_ACTIVE);
  g_assert_nonnull (find (fixture, APP_TYPE_CALL_PAGE));
}

static void
test_decline (Fixture       *fixture,
              gconstpointer  data)
{
  app_test_press (find (fixture, APP_TYPE_INCOMING_DIALOG), "Decline");
  g_assert_null (find (fixture, APP_TYPE_INCOMING_DIALOG));
  g_assert_cmpint (phone_call_get_state (fixture->call), ==, PHONE_CALL_STATE_ENDED);
}

static void
test_caller_gives_up (Fixture       *fixture,
                      gconstpointer  data)
{
  scripted_call_set_state (fixture->call, PHONE_CALL_STATE_ENDED);
  app_test_settle ();
  g_assert_null (find (fixture, APP_TYPE_INCOMING_DIALOG));
  g_assert_null (find (fixture, APP_TYPE_CALL_PAGE));
}

/* Escape is never an answer: the call goes on ringing beside the list, and can be taken there. */
static void
test_close_is_no_answer (Fixture       *fixture,
                         gconstpointer  data)
{
  gpointer row;

  g_assert_true (adw_dialog_close (find (fixture, APP_TYPE_INCOMING_DIALOG)));
  app_test_settle ();
  g_assert_cmpint (phone_call_get_state (fixture->call), ==, PHONE_CALL_STATE_INCOMING);
  row = find (fixture, APP_TYPE_CALL_ROW);
  g_assert_nonnull (row);
  app_test_press (row, "Answer");
  g_assert_cmpint (phone_call_get_state (fixture->call), ==, PHONE_CALL_STATE_ACTIVE);
}

/* One button more, where the caller wants to be seen and one can be seen. */
static void
test_answer_with_video (Fixture       *fixture,
                        gconstpointer  data)
{
  PhoneCall *call = scripted_call_new (phone_call_get_account (fixture->call), "Jonas", "jonas@example.org", TRUE);
  gpointer dialog = find (fixture, APP_TYPE_INCOMING_DIALOG);

  g_assert_null (app_test_named (dialog, "Answer with Video"));
  app_test_press (dialog, "Decline");

  scripted_video_offer (phone_call_get_video (call));
  scripted_phone_add_call (fixture->test.phone, call);
  app_test_settle ();
  dialog = find (fixture, APP_TYPE_INCOMING_DIALOG);
  g_assert_null (app_test_named (dialog, "Answer with Video"));
  scripted_devices_plug (PHONE_DEVICE_KIND_CAMERA, "/dev/video7", "Window Sill Camera");
  app_test_settle ();
  app_test_audit (dialog);
  app_test_press (dialog, "Answer with Video");
  g_assert_null (find (fixture, APP_TYPE_INCOMING_DIALOG));
  g_assert_cmpint (phone_call_get_state (call), ==, PHONE_CALL_STATE_ACTIVE);
  g_assert_true (phone_video_is_wanted (phone_call_get_video (call)));
  scripted_devices_unplug_all ();
  scripted_phone_remove_call (fixture->test.phone, call);
  app_test_settle ();
  g_object_unref (call);
}

/* Nobody is filmed by the plain answer, whatever the caller offers. */
static void
test_plain_answer_shows_nothing (Fixture       *fixture,
                                 gconstpointer  data)
{
  scripted_devices_plug (PHONE_DEVICE_KIND_CAMERA, "/dev/video7", "Window Sill Camera");
  scripted_video_offer (phone_call_get_video (fixture->call));
  app_test_press (find (fixture, APP_TYPE_INCOMING_DIALOG), "Answer");
  g_assert_false (phone_video_is_wanted (phone_call_get_video (fixture->call)));
  scripted_devices_unplug_all ();
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int    argc,
      char **argv)
{
  app_test_init (&argc, &argv);
  ADD ("/app/incoming-dialog/answer", test_answer);
  ADD ("/app/incoming-dialog/decline", test_decline);
  ADD ("/app/incoming-dialog/caller-gives-up", test_caller_gives_up);
  ADD ("/app/incoming-dialog/close-is-no-answer", test_close_is_no_answer);
  ADD ("/app/incoming-dialog/answer-with-video", test_answer_with_video);
  ADD ("/app/incoming-dialog/plain-answer-shows-nothing", test_plain_answer_shows_nothing);
  return g_test_run ();
}
