/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Where a call begins: names, numbers and addresses, typed or pressed. */

#include "app-dial-page.h"

#include "app-call-page.h"
#include "app-conversation-page.h"
#include "app-dialpad.h"
#include "app-test.h"
#include "scripted-people.h"
#include "scripted-sound.h"

typedef struct
{
  AppTest test;
  gpointer page;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr (Phone) phone = phone_new (NULL, NULL);

  scripted_people_fill (phone);
  app_test_open (&fixture->test, phone);
  app_test_act (&fixture->test, "win.new-call", NULL);
  fixture->page = app_test_find (fixture->test.window, APP_TYPE_DIAL_PAGE);
  g_assert_nonnull (fixture->page);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  app_test_close (&fixture->test);
}

static const char *
get_text (Fixture *fixture)
{
  return gtk_editable_get_text (GTK_EDITABLE (app_test_named (fixture->page, "Address")));
}

static const char *
get_called (Fixture *fixture)
{
  gpointer page = app_test_find (fixture->test.window, APP_TYPE_CALL_PAGE);

  return page != NULL ? phone_call_get_remote_address (app_call_page_get_call (page)) : NULL;
}

static void
test_keys (Fixture       *fixture,
           gconstpointer  data)
{
  g_assert_false (gtk_widget_is_sensitive (app_test_named (fixture->page, "Call")));
  app_test_press (fixture->page, "1");
  app_test_press (fixture->page, "*");
  app_test_press (fixture->page, "0");
  app_test_press (fixture->page, "#");
  g_assert_cmpstr (get_text (fixture), ==, "1*0#");
  app_test_press (fixture->page, "Erase");
  g_assert_cmpstr (get_text (fixture), ==, "1*0");
  app_test_press (fixture->page, "Call");
  g_assert_cmpstr (get_called (fixture), ==, "1*0");
}

static void
test_message (Fixture       *fixture,
              gconstpointer  data)
{
  app_dial_page_set_text (fixture->page, " nina@example.org ");
  app_test_press (fixture->page, "Write a Message");
  g_assert_nonnull (app_test_find (fixture->test.window, APP_TYPE_CONVERSATION_PAGE));
}

static void
test_bad_address (Fixture       *fixture,
                  gconstpointer  data)
{
  app_dial_page_set_text (fixture->page, "not an address");
  app_test_press (fixture->page, "Call");
  g_assert_null (get_called (fixture));
  g_assert_true (app_test_reads (fixture->test.window, "This address cannot be called"));
  g_assert_cmpstr (get_text (fixture), ==, "not an address");
}

/* A name is as good as an address when somebody goes by it, and letters make room for names. */
static void
test_name (Fixture       *fixture,
           gconstpointer  data)
{
  app_dial_page_set_text (fixture->page, "amélie fournier");
  app_test_settle ();
  g_assert_true (app_test_reads (fixture->page, "amelie@example.org"));
  g_assert_null (app_test_named (fixture->page, "5"));
  app_dial_page_set_text (fixture->page, "Amélie Fournier");
  app_test_press (fixture->page, "Call");
  g_assert_cmpstr (get_called (fixture), ==, "amelie@example.org");
}

/* Keys sound alike on the screen, and not at all for who wants it quiet. */
static void
test_sounds (Fixture       *fixture,
             gconstpointer  data)
{
  PhoneSounds *sounds = phone_get_sounds (fixture->test.phone);

  app_test_press (fixture->page, "7");
  app_test_press (fixture->page, "#");
  g_assert_cmpstr (scripted_sounds_get_heard (sounds), ==, "7#");
  phone_sounds_set_key_sounds (sounds, FALSE);
  app_test_press (fixture->page, "1");
  g_assert_cmpstr (scripted_sounds_get_heard (sounds), ==, "7#");
}

/* Holding the one calls the mailbox that the server told of, and says so where it told of none. */
static void
test_voicemail (Fixture       *fixture,
                gconstpointer  data)
{
  gpointer dialpad = app_test_find (fixture->page, APP_TYPE_DIALPAD);
  PhoneAccount *account = phone_get_default_account (fixture->test.phone);

  g_signal_emit_by_name (dialpad, "voicemail");
  app_test_settle ();
  g_assert_null (get_called (fixture));
  g_assert_true (app_test_reads (fixture->test.window, "has not told where your voicemail is"));
  scripted_account_set_voicemail (account, FALSE, 0, "*97@example.org");
  g_signal_emit_by_name (dialpad, "voicemail");
  app_test_settle ();
  g_assert_cmpstr (get_called (fixture), ==, "*97@example.org");
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int    argc,
      char **argv)
{
  app_test_init (&argc, &argv);
  ADD ("/app/dial-page/keys", test_keys);
  ADD ("/app/dial-page/message", test_message);
  ADD ("/app/dial-page/bad-address", test_bad_address);
  ADD ("/app/dial-page/name", test_name);
  ADD ("/app/dial-page/sounds", test_sounds);
  ADD ("/app/dial-page/voicemail", test_voicemail);
  return g_test_run ();
}
