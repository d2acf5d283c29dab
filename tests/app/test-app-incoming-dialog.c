/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Somebody calls: answered, declined, given up, or left ringing. */

#include "app-incoming-dialog.h"

#include "app-call-page.h"
#include "app-call-row.h"
#include "app-reply-button.h"
#include "app-test.h"
#include "phone-hush.h"
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

/* Escape is never an answer: it is quiet here, and the call can be taken beside the list. */
static void
test_close_is_no_answer (Fixture       *fixture,
                         gconstpointer  data)
{
  gpointer row;

  g_assert_true (adw_dialog_close (find (fixture, APP_TYPE_INCOMING_DIALOG)));
  app_test_settle ();
  g_assert_cmpint (phone_call_get_state (fixture->call), ==, PHONE_CALL_STATE_INCOMING);
  g_assert_true (phone_call_is_hushed (fixture->call));
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

/* Quiet at once, and still there to be answered. */
static void
test_silence (Fixture       *fixture,
              gconstpointer  data)
{
  gpointer dialog = find (fixture, APP_TYPE_INCOMING_DIALOG);

  app_test_audit (dialog);
  app_test_press (dialog, "Silence");
  g_assert_true (phone_call_is_hushed (fixture->call));
  g_assert_cmpint (phone_call_get_state (fixture->call), ==, PHONE_CALL_STATE_INCOMING);
  g_assert_false (gtk_widget_is_sensitive (app_test_named (dialog, "Silenced")));
  app_test_press (dialog, "Answer");
  g_assert_cmpint (phone_call_get_state (fixture->call), ==, PHONE_CALL_STATE_ACTIVE);
}

static PhoneMessage *
get_last_message (Fixture    *fixture,
                  const char *address)
{
  PhoneConversation *conversation = phone_open_conversation (fixture->test.phone, NULL, address, NULL);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (conversation));
  g_autoptr (PhoneMessage) message = g_list_model_get_item (G_LIST_MODEL (conversation), n - 1);

  return message; /* the conversation holds it */
}

static void
open_words (gpointer dialog)
{
  gtk_menu_button_popup (app_test_find (app_test_find (dialog, APP_TYPE_REPLY_BUTTON), GTK_TYPE_MENU_BUTTON));
  app_test_settle ();
}

/* The sentence is in the conversation, and the call is over. */
static void
test_ready_words (Fixture       *fixture,
                  gconstpointer  data)
{
  gpointer dialog = find (fixture, APP_TYPE_INCOMING_DIALOG);

  open_words (dialog);
  app_test_audit (dialog);
  app_test_press (dialog, "What is it about?");
  g_assert_null (find (fixture, APP_TYPE_INCOMING_DIALOG));
  g_assert_cmpint (phone_call_get_state (fixture->call), ==, PHONE_CALL_STATE_ENDED);
  g_assert_cmpstr (phone_message_get_text (get_last_message (fixture, "amelie@example.org")), ==, "What is it about?");
}

static void
test_own_words (Fixture       *fixture,
                gconstpointer  data)
{
  gpointer dialog = find (fixture, APP_TYPE_INCOMING_DIALOG);

  open_words (dialog);
  g_assert_false (gtk_widget_is_sensitive (app_test_named (dialog, "Decline and Send")));
  gtk_editable_set_text (GTK_EDITABLE (app_test_named (dialog, "Your own words")), "In the cinema");
  app_test_press (dialog, "Decline and Send");
  g_assert_cmpint (phone_call_get_state (fixture->call), ==, PHONE_CALL_STATE_ENDED);
  g_assert_cmpstr (phone_message_get_text (get_last_message (fixture, "amelie@example.org")), ==, "In the cinema");
}

/* Nobody can be written to who does not say who they are; and nothing is known of them. */
static void
test_anonymous (Fixture       *fixture,
                gconstpointer  data)
{
  PhoneCall *call = scripted_call_new (phone_call_get_account (fixture->call), "Anonymous", "anonymous@anonymous.invalid",
                                       TRUE);
  gpointer dialog = find (fixture, APP_TYPE_INCOMING_DIALOG);

  app_test_press (dialog, "Decline");
  scripted_call_set_caller (call, TRUE, FALSE);
  scripted_phone_add_call (fixture->test.phone, call);
  app_test_settle ();
  dialog = find (fixture, APP_TYPE_INCOMING_DIALOG);
  g_assert_null (app_test_named (dialog, "Decline with a Message"));
  g_assert_nonnull (app_test_named (dialog, "Silence"));
  app_test_press (dialog, "Decline");
  scripted_phone_remove_call (fixture->test.phone, call);
  app_test_settle ();
  g_object_unref (call);
}

/* The newest of what there was before the call. */
static void
test_recall (Fixture       *fixture,
             gconstpointer  data)
{
  PhoneConversation *conversation = phone_open_conversation (fixture->test.phone, NULL, "bruno@example.org", NULL);
  PhoneCall *call = scripted_call_new (phone_call_get_account (fixture->call), "Bruno", "bruno@example.org", TRUE);
  gpointer dialog = find (fixture, APP_TYPE_INCOMING_DIALOG);

  app_test_press (dialog, "Decline");
  scripted_conversation_add (conversation, "See you at five", NULL, PHONE_MESSAGE_STATE_RECEIVED);
  scripted_phone_add_call (fixture->test.phone, call);
  app_test_settle ();
  dialog = find (fixture, APP_TYPE_INCOMING_DIALOG);
  g_assert_true (app_test_reads (dialog, "Today\u00a0· “See you at five”"));
  app_test_press (dialog, "Decline");
  scripted_phone_remove_call (fixture->test.phone, call);
  app_test_settle ();
  g_object_unref (call);
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
  ADD ("/app/incoming-dialog/silence", test_silence);
  ADD ("/app/incoming-dialog/ready-words", test_ready_words);
  ADD ("/app/incoming-dialog/own-words", test_own_words);
  ADD ("/app/incoming-dialog/anonymous", test_anonymous);
  ADD ("/app/incoming-dialog/recall", test_recall);
  return g_test_run ();
}
