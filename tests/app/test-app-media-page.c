/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* How an account's sound travels, as a person sets it who knows no more than the sentences on the page. */

#include "app-media-page.h"

#include "app-account-dialog.h"
#include "app-test.h"
#include "scripted-phone.h"

typedef struct
{
  AppTest test;
  PhoneMediaTerms *terms;
  gpointer dialog;
  gpointer page;
} Fixture;

static void
open_page (Fixture *fixture)
{
  app_test_act (&fixture->test, "win.edit-account", "robin@example.org");
  fixture->dialog = app_test_find (fixture->test.window, APP_TYPE_ACCOUNT_DIALOG);
  gtk_widget_activate_action (fixture->dialog, "account.show-media", NULL);
  app_test_settle ();
  fixture->page = app_test_find (fixture->dialog, APP_TYPE_MEDIA_PAGE);
  g_assert_nonnull (fixture->page);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr (Phone) phone = phone_new (NULL, NULL);
  g_autoptr (PhoneAccount) account = scripted_account_new ("robin@example.org", FALSE);

  scripted_phone_add_account (phone, account);
  fixture->terms = phone_account_get_media_terms (account);
  app_test_open (&fixture->test, phone);
  open_page (fixture);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  app_test_close (&fixture->test);
}

static gboolean
is_left (gpointer data)
{
  Fixture *fixture = data;

  return app_test_find (fixture->dialog, APP_TYPE_MEDIA_PAGE) == NULL;
}

/* Back, as by Escape. */
static void
leave (Fixture *fixture)
{
  adw_navigation_view_pop (app_test_find (fixture->dialog, ADW_TYPE_NAVIGATION_VIEW));
  app_test_wait (is_left, fixture);
}

static GtkWidget *
find_row (Fixture    *fixture,
          GtkWidget  *widget,
          const char *title)
{
  if (ADW_IS_PREFERENCES_ROW (widget)
      && g_str_equal (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget)), title))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_row (fixture, child, title);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static GtkWidget *
row (Fixture    *fixture,
     const char *title)
{
  GtkWidget *widget = find_row (fixture, fixture->page, title);

  g_assert_nonnull (widget);
  return widget;
}

static void
choose (Fixture    *fixture,
        const char *title)
{
  adw_action_row_activate (ADW_ACTION_ROW (row (fixture, title)));
  app_test_settle ();
}

static void
type (Fixture    *fixture,
      const char *title,
      const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (row (fixture, title)), text);
  app_test_settle ();
}

static void
apply (Fixture    *fixture,
       const char *title,
       const char *text)
{
  type (fixture, title, text);
  g_signal_emit_by_name (row (fixture, title), "apply");
  app_test_settle ();
}

static void
test_protection (Fixture       *fixture,
                 gconstpointer  data)
{
  static const struct
  {
    const char      *title;
    PhoneProtection  protection;
  } rows[] = {
    { "Like Browsers, Always", PHONE_PROTECTION_DTLS },
    { "Like Telephone Systems, Always", PHONE_PROTECTION_SDES },
    { "Where Possible", PHONE_PROTECTION_OPTIONAL },
    { "None", PHONE_PROTECTION_NONE },
    { "Automatic", PHONE_PROTECTION_AUTOMATIC },
  };

  app_test_audit (fixture->page);
  g_assert_true (app_test_reads (fixture->page, "from the next call on"));
  g_assert_true (app_test_reads (fixture->page, "The key passes your server"));
  for (gsize n = 0; n < G_N_ELEMENTS (rows); n++)
    {
      choose (fixture, rows[n].title);
      g_assert_cmpint (phone_media_terms_get_protection (fixture->terms), ==, rows[n].protection);
    }
  choose (fixture, "None");
  leave (fixture);
  gtk_widget_activate_action (fixture->dialog, "account.show-media", NULL);
  app_test_settle ();
  fixture->page = app_test_find (fixture->dialog, APP_TYPE_MEDIA_PAGE);
  g_assert_cmpint (phone_media_terms_get_protection (fixture->terms), ==, PHONE_PROTECTION_NONE);
}

static void
test_codecs (Fixture       *fixture,
             gconstpointer  data)
{
  static const char *const expected[] = { "G722", "opus", "PCMU", "PCMA", NULL };

  g_assert_null (phone_media_terms_get_codecs (fixture->terms));
  app_test_press (fixture->page, "Move G.722, 16 kHz Up");
  g_assert_cmpstrv (phone_media_terms_get_codecs (fixture->terms), expected);
  app_test_press (fixture->page, "Move G.722, 16 kHz Down");
  g_assert_null (phone_media_terms_get_codecs (fixture->terms));
}

/* What is wrong is said while one writes, and never kept; what is right is kept even where nobody confirmed it. */
static void
test_servers (Fixture       *fixture,
              gconstpointer  data)
{
  type (fixture, "STUN Server", "stun example");
  g_assert_true (app_test_reads (fixture->page, "looks like stun.example.org"));
  g_signal_emit_by_name (row (fixture, "STUN Server"), "apply");
  g_assert_null (phone_media_terms_get_stun_server (fixture->terms));
  type (fixture, "STUN Server", "stun:stun.example.org");
  g_assert_false (app_test_reads (fixture->page, "looks like stun.example.org"));

  type (fixture, "Relay (TURN) Server", "https://example.org");
  g_assert_true (app_test_reads (fixture->page, "A relay looks like"));
  leave (fixture);
  g_assert_cmpstr (phone_media_terms_get_stun_server (fixture->terms), ==, "stun.example.org");
  g_assert_null (phone_media_terms_get_turn_server (fixture->terms));
}

static void
test_relay (Fixture       *fixture,
            gconstpointer  data)
{
  g_assert_false (gtk_widget_is_sensitive (row (fixture, "User Name")));
  apply (fixture, "Relay (TURN) Server", " turn.example.org ");
  g_assert_cmpstr (phone_media_terms_get_turn_server (fixture->terms), ==, "turn:turn.example.org");
  apply (fixture, "User Name", "robin");
  g_assert_cmpstr (phone_media_terms_get_turn_user (fixture->terms), ==, "robin");
  apply (fixture, "Password", "hedgehog");
  g_assert_true (phone_media_terms_has_turn_password (fixture->terms));
  /* It is nowhere to be read again, not even as dots to be copied. */
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (row (fixture, "New Password (One Is Kept)"))), ==, "");

  /* Another host gets nothing that was meant for this one. */
  apply (fixture, "Relay (TURN) Server", "turns:elsewhere.example.org");
  g_assert_false (phone_media_terms_has_turn_password (fixture->terms));
  row (fixture, "Password");
  g_assert_cmpstr (phone_media_terms_get_turn_user (fixture->terms), ==, "robin");
}

/* A person who hides behind a relay is told what that means, and nothing on the page can undo it by accident. */
static void
test_relay_only (Fixture       *fixture,
                 gconstpointer  data)
{
  g_assert_false (gtk_widget_is_sensitive (row (fixture, "_Only by the Relay")));
  apply (fixture, "Relay (TURN) Server", "turn.example.org");
  choose (fixture, "_Only by the Relay");
  g_assert_true (phone_media_terms_is_relay_only (fixture->terms));
  g_assert_true (app_test_reads (fixture->page, "like browsers do it, always"));
  g_assert_false (gtk_widget_is_sensitive (row (fixture, "None")));
  apply (fixture, "Relay (TURN) Server", "");
  g_assert_true (app_test_reads (fixture->page, "calls have no sound"));
  choose (fixture, "_Only by the Relay");
  g_assert_false (phone_media_terms_is_relay_only (fixture->terms));
  g_assert_true (gtk_widget_is_sensitive (row (fixture, "None")));
}

/* Who adds an account has other worries. */
static void
test_not_for_a_new_one (Fixture       *fixture,
                        gconstpointer  data)
{
  AppAccountDialog *dialog = app_account_dialog_new (fixture->test.phone, NULL);

  g_object_ref_sink (dialog);
  g_assert_false (app_test_reads (dialog, "Encryption, Codecs and Relays"));
  g_object_unref (dialog);
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

/* A switch or a voice presses what it is offered. */
static void
test_press (Fixture       *fixture,
            gconstpointer  data)
{
  GtkWidget *check = app_test_find (row (fixture, "Like Browsers, Always"), GTK_TYPE_CHECK_BUTTON);

  g_assert_true (gtk_widget_activate_action (check, "press.press", NULL));
  g_assert_cmpint (phone_media_terms_get_protection (fixture->terms), ==, PHONE_PROTECTION_DTLS);
}

int
main (int    argc,
      char **argv)
{
  app_test_init (&argc, &argv);
  ADD ("/app/media-page/protection", test_protection);
  ADD ("/app/media-page/press", test_press);
  ADD ("/app/media-page/codecs", test_codecs);
  ADD ("/app/media-page/servers", test_servers);
  ADD ("/app/media-page/relay", test_relay);
  ADD ("/app/media-page/relay-only", test_relay_only);
  ADD ("/app/media-page/not-for-a-new-one", test_not_for_a_new_one);
  return g_test_run ();
}
