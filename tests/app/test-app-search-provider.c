/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The search of a desktop, as it asks over a bus: who is found, what it is shown of them, and what a click does. */

#include "app-search-provider.h"

#include "app-test.h"
#include "scripted-book.h"
#include "scripted-phone.h"

#define PATH "/app/earshot/Test"

typedef struct
{
  GApplication *application;
  AppSearchProvider *provider;
  Phone *phone;
  GDBusConnection *server;
  GDBusConnection *desktop; /* the other end */
  GString *done;
} Desk;

static void
act_cb (GSimpleAction *action,
        GVariant      *target,
        gpointer       user_data)
{
  g_string_append_printf (((Desk *) user_data)->done, "%s %s;", g_action_get_name (G_ACTION (action)),
                          g_variant_get_string (target, NULL));
}

static void
activate_cb (Desk *desk)
{
  g_string_append (desk->done, "window;");
}

static GDBusConnection *
connect_to_bus (void)
{
  g_autoptr (GError) error = NULL;
  GDBusConnection *connection;

  connection = g_dbus_connection_new_for_address_sync (g_getenv ("DBUS_SESSION_BUS_ADDRESS"),
                                                       G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT |
                                                         G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
                                                       NULL, NULL, &error);
  g_assert_no_error (error);
  return connection;
}

static void
set_up (Desk *desk)
{
  static const GActionEntry actions[] = {
    { .name = "call", .activate = act_cb, .parameter_type = "s" },
    { .name = "message", .activate = act_cb, .parameter_type = "s" },
    { .name = "search", .activate = act_cb, .parameter_type = "s" },
  };
  g_autoptr (GError) error = NULL;

  desk->done = g_string_new (NULL);
  desk->phone = phone_new (NULL, NULL);
  scripted_book_fill (desk->phone);
  desk->application = g_application_new ("app.earshot.Test", G_APPLICATION_NON_UNIQUE);
  g_action_map_add_action_entries (G_ACTION_MAP (desk->application), actions, G_N_ELEMENTS (actions), desk);
  g_signal_connect_swapped (desk->application, "activate", G_CALLBACK (activate_cb), desk);
  g_assert_true (g_application_register (desk->application, NULL, NULL));
  desk->server = connect_to_bus ();
  desk->desktop = connect_to_bus ();
  desk->provider = app_search_provider_new (desk->application);
  app_search_provider_set_phone (desk->provider, desk->phone);
  g_assert_true (app_search_provider_export (desk->provider, desk->server, PATH, &error));
  g_assert_no_error (error);
}

static void
clear (Desk *desk)
{
  g_assert_finalize_object (g_steal_pointer (&desk->provider));
  g_dbus_connection_close_sync (desk->desktop, NULL, NULL);
  g_dbus_connection_close_sync (desk->server, NULL, NULL);
  g_clear_object (&desk->desktop);
  g_clear_object (&desk->server);
  g_clear_object (&desk->application);
  g_clear_object (&desk->phone);
  g_string_free (desk->done, TRUE);
}

static void
answered_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GError) error = NULL;

  *(GVariant **) user_data = g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, &error);
  g_assert_no_error (error);
}

static gboolean
is_answered (gpointer data)
{
  return *(GVariant **) data != NULL;
}

static GVariant *
ask (Desk       *desk,
     const char *method,
     GVariant   *parameters)
{
  GVariant *answer = NULL;

  g_string_truncate (desk->done, 0);
  g_dbus_connection_call (desk->desktop, g_dbus_connection_get_unique_name (desk->server), PATH "/SearchProvider",
                          "org.gnome.Shell.SearchProvider2", method, parameters, NULL, G_DBUS_CALL_FLAGS_NONE, -1, NULL,
                          answered_cb, &answer);
  app_test_wait (is_answered, &answer);
  return answer;
}

/* What is found for the words, which are apart by blanks. */
static char **
search (Desk       *desk,
        const char *words)
{
  g_auto (GStrv) terms = g_strsplit (words, " ", -1);
  g_autoptr (GVariant) answer = ask (desk, "GetInitialResultSet", g_variant_new ("(^as)", terms));
  g_autoptr (GVariant) again = NULL;
  char **found, **still_found;

  g_variant_get (answer, "(^as)", &found);
  again = ask (desk, "GetSubsearchResultSet", g_variant_new ("(^as^as)", found, terms));
  g_variant_get (again, "(^as)", &still_found);
  g_assert_cmpstrv (found, still_found);
  g_strfreev (still_found);
  return found;
}

static void
test_find (void)
{
  static const struct
  {
    const char *words;
    const char *first;
    guint n;
  } rows[] = {
    { "emma@", "call emma@example.org", 2 },
    { "AMÉLIE", "call +33 6 12 34 56 78", 4 },
    { "laurent amélie", "call +33 6 12 34 56 78", 4 },
    { "030 1234", "call +49 (0)30 / 1234-56", 1 },
    { "amélie nobody", NULL, 0 },
    { "nobody", NULL, 0 },
    { "a", NULL, 0 }, /* which would be half the book */
    { "", NULL, 0 },
    { "   ", NULL, 0 },
  };
  Desk desk = { 0 };

  set_up (&desk);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_auto (GStrv) found = search (&desk, rows[i].words);

      g_assert_cmpstr (found[0], ==, rows[i].first);
      g_assert_cmpuint (g_strv_length (found), ==, rows[i].n);
    }
  clear (&desk);
}

/* A call that was, with somebody who is in no book. */
static void
test_past_calls (void)
{
  Desk desk = { 0 };

  set_up (&desk);
  scripted_history_add (phone_get_history (desk.phone), PHONE_HISTORY_KIND_MISSED, "Zebedee Quill", "sip:zq@example.net");
  {
    g_auto (GStrv) found = search (&desk, "zebedee");

    g_assert_cmpuint (g_strv_length (found), ==, 2);
    g_assert_cmpstr (found[0], ==, "call sip:zq@example.net");
    g_assert_cmpstr (found[1], ==, "message sip:zq@example.net");
  }
  clear (&desk);
}

static void
assert_shown (GVariant   *metas,
              gsize       position,
              const char *name,
              const char *description)
{
  g_autoptr (GVariant) all = g_variant_get_child_value (metas, 0);
  g_autoptr (GVariant) meta = g_variant_get_child_value (all, position);
  g_autoptr (GVariant) icon = g_variant_lookup_value (meta, "icon", NULL);
  g_autoptr (GIcon) read = g_icon_deserialize (icon);
  const char *text = NULL;

  g_assert_true (G_IS_THEMED_ICON (read));
  g_assert_true (g_variant_lookup (meta, "name", "&s", &text));
  g_assert_cmpstr (text, ==, name);
  g_assert_true (g_variant_lookup (meta, "description", "&s", &text));
  g_assert_cmpstr (text, ==, description);
}

static void
test_shown (void)
{
  Desk desk = { 0 };

  set_up (&desk);
  {
    g_auto (GStrv) found = search (&desk, "emma@");
    g_autoptr (GVariant) metas = ask (&desk, "GetResultMetas", g_variant_new ("(^as)", found));
    g_autoptr (GVariant) all = g_variant_get_child_value (metas, 0);

    g_assert_cmpuint (g_variant_n_children (all), ==, 2);
    assert_shown (metas, 0, "Emma Visser", "Call emma@example.org");
    assert_shown (metas, 1, "Emma Visser", "Write to emma@example.org");
  }
  clear (&desk);
}

static void
expect (Desk       *desk,
        const char *method,
        GVariant   *parameters,
        const char *done)
{
  g_autoptr (GVariant) answer = ask (desk, method, parameters);

  g_assert_cmpstr (desk->done->str, ==, done);
}

static void
test_chosen (void)
{
  const char *terms[] = { "emma@", NULL };
  Desk desk = { 0 };

  set_up (&desk);
  {
    g_auto (GStrv) found = search (&desk, "emma@");

    expect (&desk, "ActivateResult", g_variant_new ("(s^asu)", found[0], terms, 0), "call emma@example.org;");
    expect (&desk, "ActivateResult", g_variant_new ("(s^asu)", found[1], terms, 0), "message emma@example.org;");
    expect (&desk, "LaunchSearch", g_variant_new ("(^asu)", terms, 0), "search emma@;");
  }
  clear (&desk);
}

/* What nobody was shown is never called, and nothing is too long or too much. */
static void
test_hostile (void)
{
  static const char *const ids[] = { "", "call", "call ", "call stranger@example.net", "quit ", "message\033 x",
                                     "call emma@example.org", NULL };
  const char *none[] = { NULL };
  g_autofree char *endless = g_strnfill (100000, 'x');
  const char *long_terms[] = { endless, NULL };
  g_auto (GStrv) many = g_new0 (char *, 1001);
  Desk desk = { 0 };

  set_up (&desk);
  for (gsize i = 0; ids[i] != NULL; i++)
    expect (&desk, "ActivateResult", g_variant_new ("(s^asu)", ids[i], none, 0), "window;");
  {
    g_autoptr (GVariant) metas = ask (&desk, "GetResultMetas", g_variant_new ("(^as)", ids));
    g_autoptr (GVariant) all = g_variant_get_child_value (metas, 0);

    g_assert_cmpuint (g_variant_n_children (all), ==, 0);
  }
  {
    g_auto (GStrv) found = search (&desk, endless);

    g_assert_cmpuint (g_strv_length (found), ==, 0);
  }
  for (guint i = 0; i < 1000; i++)
    many[i] = g_strdup ("emma");
  expect (&desk, "LaunchSearch", g_variant_new ("(^asu)", many, 0), "search ;");
  expect (&desk, "LaunchSearch", g_variant_new ("(^asu)", long_terms, 0), "search ;");
  expect (&desk, "LaunchSearch", g_variant_new ("(^asu)", none, 0), "search ;");
  clear (&desk);
}

/* Before the phone is there, and after it is gone. */
static void
test_no_phone (void)
{
  Desk desk = { 0 };

  set_up (&desk);
  app_search_provider_set_phone (desk.provider, NULL);
  {
    g_auto (GStrv) found = search (&desk, "emma@");

    g_assert_cmpuint (g_strv_length (found), ==, 0);
  }
  clear (&desk);
}

int
main (int    argc,
      char **argv)
{
  /* Never freed: that would wait for GTK to let go of its connection. */
  static GTestDBus *bus;
  g_autofree char *display = g_strdup (g_getenv ("DISPLAY"));
  int status;

  bus = g_test_dbus_new (G_TEST_DBUS_NONE);
  g_test_dbus_up (bus);
  /* A bus of one's own comes without a display. */
  g_setenv ("DISPLAY", display, TRUE);
  app_test_init (&argc, &argv);
  g_test_add_func ("/app/search-provider/find", test_find);
  g_test_add_func ("/app/search-provider/past-calls", test_past_calls);
  g_test_add_func ("/app/search-provider/shown", test_shown);
  g_test_add_func ("/app/search-provider/chosen", test_chosen);
  g_test_add_func ("/app/search-provider/hostile", test_hostile);
  g_test_add_func ("/app/search-provider/no-phone", test_no_phone);
  status = g_test_run ();
  g_test_dbus_stop (bus);
  return status;
}
