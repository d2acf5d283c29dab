/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Keys of the desktop: asked for when they are wanted, pressed in another program, given back. WISHES 17, D7. */

#include "app-global-shortcuts.h"

#include "app-test.h"
#include "portal-double.h"
#include "scripted-phone.h"

typedef struct
{
  PortalDouble portal;
  Phone *phone;
  PhoneAccount *account;
  PhoneCall *call;
  AppGlobalShortcuts *keys;
  AppGlobalShortcutsState awaited;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->portal.version = 1;
  fixture->phone = phone_new (NULL, NULL);
  fixture->account = scripted_account_new ("alice@example.org", FALSE);
  scripted_phone_add_account (fixture->phone, fixture->account);
  fixture->call = scripted_call_new (fixture->account, "Bob", "bob@example.org", TRUE);
  scripted_call_set_state (fixture->call, PHONE_CALL_STATE_INCOMING);
  scripted_phone_add_call (fixture->phone, fixture->call);
  fixture->keys = app_global_shortcuts_new (fixture->phone);
  portal_double_open (&fixture->portal);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  app_test_settle ();
  if (fixture->keys != NULL)
    g_assert_finalize_object (g_steal_pointer (&fixture->keys));
  app_test_settle ();
  portal_double_close (&fixture->portal);
  g_clear_object (&fixture->call);
  g_clear_object (&fixture->account);
  g_clear_object (&fixture->phone);
}

static gboolean
is_state (gpointer data)
{
  Fixture *fixture = data;

  return app_global_shortcuts_get_state (fixture->keys) == fixture->awaited;
}

static void
wait_state (Fixture                 *fixture,
            AppGlobalShortcutsState  state)
{
  fixture->awaited = state;
  app_test_wait (is_state, fixture);
}

static gboolean
is_active (gpointer data)
{
  return phone_call_get_state (data) == PHONE_CALL_STATE_ACTIVE;
}

static gboolean
is_muted (gpointer data)
{
  return phone_call_is_muted (data);
}

static gboolean
is_heard (gpointer data)
{
  return !phone_call_is_muted (data);
}

static gboolean
is_over (gpointer data)
{
  return phone_call_get_state (data) >= PHONE_CALL_STATE_ENDING;
}

static gboolean
is_enabled (Fixture *fixture)
{
  gboolean enabled;

  g_object_get (fixture->keys, "enabled", &enabled, NULL);
  return enabled;
}

static const char *
get_trigger (Fixture *fixture,
             guint    position)
{
  return app_global_shortcuts_get_list (fixture->keys)->triggers[position];
}

static void
bind_all (Fixture *fixture)
{
  app_global_shortcuts_start (fixture->keys, fixture->portal.bus);
  wait_state (fixture, APP_GLOBAL_SHORTCUTS_STATE_OFF);
  g_assert_cmpuint (fixture->portal.n_sessions, ==, 0); /* nobody wanted any */
  app_global_shortcuts_set_enabled (fixture->keys, TRUE);
  wait_state (fixture, APP_GLOBAL_SHORTCUTS_STATE_BOUND);
}

static void
test_keys (Fixture       *fixture,
           gconstpointer  data)
{
  bind_all (fixture);
  g_assert_cmpuint (g_variant_n_children (fixture->portal.wanted), ==, APP_SHORTCUT_LIST_LENGTH);
  g_assert_cmpstr (app_shortcut_list_get_title (0), ==, "Answer");
  g_assert_cmpstr (get_trigger (fixture, 0), ==, "Press F9");
  g_assert_null (get_trigger (fixture, 2));
  g_assert_null (app_shortcut_list_get_title (APP_SHORTCUT_LIST_LENGTH));
  portal_double_press (&fixture->portal, NULL, "answer", TRUE);
  app_test_wait (is_active, fixture->call);
  portal_double_press (&fixture->portal, NULL, "mute", TRUE);
  app_test_wait (is_muted, fixture->call);
  portal_double_press (&fixture->portal, NULL, "push-to-talk", TRUE);
  app_test_wait (is_heard, fixture->call);
  portal_double_press (&fixture->portal, NULL, "push-to-talk", FALSE);
  app_test_wait (is_muted, fixture->call);
  portal_double_press (&fixture->portal, NULL, "hang-up", TRUE);
  app_test_wait (is_over, fixture->call);
}

/* What is not for us does nothing. */
static void
test_foreign (Fixture       *fixture,
              gconstpointer  data)
{
  bind_all (fixture);
  portal_double_press (&fixture->portal, "/another/session", "answer", TRUE);
  portal_double_press (&fixture->portal, NULL, "answer", FALSE);
  portal_double_press (&fixture->portal, NULL, "unheard-of", TRUE);
  app_test_settle ();
  portal_double_change_keys (&fixture->portal, "mute", "Press F7");
  portal_double_press (&fixture->portal, NULL, "mute", TRUE);
  app_test_settle ();
  g_assert_cmpint (phone_call_get_state (fixture->call), ==, PHONE_CALL_STATE_INCOMING);
}

static gboolean
has_new_key (gpointer data)
{
  return g_strcmp0 (get_trigger (data, 2), "Press F7") == 0;
}

/* The person chooses others in the settings of the desktop. */
static void
test_changed (Fixture       *fixture,
              gconstpointer  data)
{
  bind_all (fixture);
  portal_double_change_keys (&fixture->portal, "mute", "Press F7");
  app_test_wait (has_new_key, fixture);
  g_assert_null (get_trigger (fixture, 0));
}

static void
test_refused (Fixture       *fixture,
              gconstpointer  data)
{
  fixture->portal.response = 1;
  app_global_shortcuts_start (fixture->keys, fixture->portal.bus);
  wait_state (fixture, APP_GLOBAL_SHORTCUTS_STATE_OFF);
  app_global_shortcuts_set_enabled (fixture->keys, TRUE);
  wait_state (fixture, APP_GLOBAL_SHORTCUTS_STATE_REFUSED);
  g_assert_false (is_enabled (fixture));
  /* And may think better of it. */
  fixture->portal.response = 0;
  app_global_shortcuts_set_enabled (fixture->keys, TRUE);
  wait_state (fixture, APP_GLOBAL_SHORTCUTS_STATE_BOUND);
}

static void
test_no_session (Fixture       *fixture,
                 gconstpointer  data)
{
  fixture->portal.no_session = TRUE;
  app_global_shortcuts_set_enabled (fixture->keys, TRUE);
  app_global_shortcuts_start (fixture->keys, fixture->portal.bus);
  wait_state (fixture, APP_GLOBAL_SHORTCUTS_STATE_REFUSED);
  g_assert_cmpuint (fixture->portal.n_bound, ==, 0);
}

static gboolean
was_closed (gpointer data)
{
  return ((Fixture *) data)->portal.n_closed > 0;
}

/* Remembered from the last run: asked for at once; and given back. */
static void
test_remembered (Fixture       *fixture,
                 gconstpointer  data)
{
  app_global_shortcuts_set_enabled (fixture->keys, TRUE);
  g_assert_cmpint (app_global_shortcuts_get_state (fixture->keys), ==, APP_GLOBAL_SHORTCUTS_STATE_ABSENT);
  app_global_shortcuts_start (fixture->keys, fixture->portal.bus);
  wait_state (fixture, APP_GLOBAL_SHORTCUTS_STATE_BOUND);
  app_global_shortcuts_set_enabled (fixture->keys, FALSE);
  g_assert_cmpint (app_global_shortcuts_get_state (fixture->keys), ==, APP_GLOBAL_SHORTCUTS_STATE_OFF);
  app_test_wait (was_closed, fixture);
  g_assert_null (get_trigger (fixture, 0));
}

/* Given up while the person thinks. */
static void
test_given_up (Fixture       *fixture,
               gconstpointer  data)
{
  fixture->portal.silent = TRUE;
  app_global_shortcuts_set_enabled (fixture->keys, TRUE);
  app_global_shortcuts_start (fixture->keys, fixture->portal.bus);
  wait_state (fixture, APP_GLOBAL_SHORTCUTS_STATE_ASKING);
  app_global_shortcuts_set_enabled (fixture->keys, FALSE);
  app_test_settle ();
  g_assert_cmpint (app_global_shortcuts_get_state (fixture->keys), ==, APP_GLOBAL_SHORTCUTS_STATE_OFF);
}

/* The desktop takes them back: so it is said, and they can be asked for again. */
static void
test_lost (Fixture       *fixture,
           gconstpointer  data)
{
  bind_all (fixture);
  portal_double_close_session (&fixture->portal);
  wait_state (fixture, APP_GLOBAL_SHORTCUTS_STATE_LOST);
  portal_double_press (&fixture->portal, NULL, "answer", TRUE);
  app_test_settle ();
  g_assert_cmpint (phone_call_get_state (fixture->call), ==, PHONE_CALL_STATE_INCOMING);
  app_global_shortcuts_set_enabled (fixture->keys, FALSE);
  app_global_shortcuts_set_enabled (fixture->keys, TRUE);
  wait_state (fixture, APP_GLOBAL_SHORTCUTS_STATE_BOUND);
}

/* A portal that does not have them names no version; one that ends takes them along. */
static void
test_absent (Fixture       *fixture,
             gconstpointer  data)
{
  fixture->portal.version = 0;
  app_global_shortcuts_set_enabled (fixture->keys, TRUE);
  app_global_shortcuts_start (fixture->keys, fixture->portal.bus);
  app_test_settle ();
  g_assert_cmpint (app_global_shortcuts_get_state (fixture->keys), ==, APP_GLOBAL_SHORTCUTS_STATE_ABSENT);
  g_assert_cmpuint (fixture->portal.n_sessions, ==, 0);
}

static void
test_ended (Fixture       *fixture,
            gconstpointer  data)
{
  bind_all (fixture);
  g_clear_handle_id (&fixture->portal.name_id, g_bus_unown_name);
  wait_state (fixture, APP_GLOBAL_SHORTCUTS_STATE_ABSENT);
  g_assert_true (is_enabled (fixture));
}

int
main (int    argc,
      char **argv)
{
  static const struct
  {
    const char *name;
    void (*test) (Fixture *fixture, gconstpointer data);
  } tests[] = {
    { "/app/global-shortcuts/keys", test_keys },         { "/app/global-shortcuts/foreign", test_foreign },
    { "/app/global-shortcuts/changed", test_changed },   { "/app/global-shortcuts/refused", test_refused },
    { "/app/global-shortcuts/no-session", test_no_session },
    { "/app/global-shortcuts/remembered", test_remembered },
    { "/app/global-shortcuts/given-up", test_given_up }, { "/app/global-shortcuts/lost", test_lost },
    { "/app/global-shortcuts/absent", test_absent },     { "/app/global-shortcuts/ended", test_ended },
  };

  app_test_init (&argc, &argv);
  for (gsize n = 0; n < G_N_ELEMENTS (tests); n++)
    g_test_add (tests[n].name, Fixture, NULL, set_up, tests[n].test, tear_down);
  return g_test_run ();
}
