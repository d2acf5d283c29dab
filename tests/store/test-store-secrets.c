/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Passwords against a real Secret Service: a bus and a keyring of the test's own, with an unlocked collection
 * that ends with it. And against none. */

#include <libsecret/secret.h>

#include "store-await.h"
#include "store-secrets.h"

static gboolean
save (const char  *account,
      StoreSecret  kind,
      const char  *secret,
      GError     **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  GAsyncResult *slot = NULL;

  store_secrets_save_async (account, kind, "Test", secret, NULL, await_cb, &slot);
  result = await (&slot);
  return store_secrets_save_finish (result, error);
}

static char *
lookup (const char  *account,
        StoreSecret  kind,
        GError     **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  GAsyncResult *slot = NULL;

  store_secrets_lookup_async (account, kind, NULL, await_cb, &slot);
  result = await (&slot);
  return store_secrets_lookup_finish (result, error);
}

static gboolean
forget (const char  *account,
        StoreSecret  kind,
        GError     **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  GAsyncResult *slot = NULL;

  store_secrets_clear_async (account, kind, NULL, await_cb, &slot);
  result = await (&slot);
  return store_secrets_clear_finish (result, error);
}

static void
assert_secret (const char  *account,
               StoreSecret  kind,
               const char  *expected)
{
  g_autoptr (GError) error = NULL;
  char *secret = lookup (account, kind, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (secret, ==, expected);
  store_secrets_wipe (secret);
}

static void
test_kept (void)
{
  g_autoptr (GError) error = NULL;

  assert_secret ("a-1", STORE_SECRET_ACCOUNT, NULL);
  g_assert_true (save ("a-1", STORE_SECRET_ACCOUNT, "pässwörd ;\"\n🔑", &error));
  g_assert_no_error (error);
  g_assert_true (save ("b-2", STORE_SECRET_ACCOUNT, "other", &error));
  assert_secret ("a-1", STORE_SECRET_ACCOUNT, "pässwörd ;\"\n🔑");
  g_assert_true (save ("a-1", STORE_SECRET_ACCOUNT, "newer", &error));
  assert_secret ("a-1", STORE_SECRET_ACCOUNT, "newer");
  assert_secret ("b-2", STORE_SECRET_ACCOUNT, "other");

  g_assert_true (forget ("a-1", STORE_SECRET_ACCOUNT, &error));
  g_assert_true (forget ("a-1", STORE_SECRET_ACCOUNT, &error)); /* gone is gone */
  assert_secret ("a-1", STORE_SECRET_ACCOUNT, NULL);
  assert_secret ("b-2", STORE_SECRET_ACCOUNT, "other");
}

/* What one server is told the other never is: neither kind is found, replaced or forgotten with the other. */
static void
test_kinds (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (save ("d-4", STORE_SECRET_RELAY, "for the relay", &error));
  g_assert_no_error (error);
  assert_secret ("d-4", STORE_SECRET_ACCOUNT, NULL);
  g_assert_true (save ("d-4", STORE_SECRET_ACCOUNT, "for the server", &error));
  assert_secret ("d-4", STORE_SECRET_RELAY, "for the relay");
  assert_secret ("d-4", STORE_SECRET_ACCOUNT, "for the server");

  g_assert_true (forget ("d-4", STORE_SECRET_ACCOUNT, &error));
  assert_secret ("d-4", STORE_SECRET_RELAY, "for the relay");
  g_assert_true (forget ("d-4", STORE_SECRET_RELAY, &error));
  assert_secret ("d-4", STORE_SECRET_RELAY, NULL);
}

static void
test_cancel (void)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GAsyncResult *slot = NULL;

  store_secrets_lookup_async ("b-2", STORE_SECRET_ACCOUNT, cancellable, await_cb, &slot);
  g_cancellable_cancel (cancellable);
  result = await (&slot);
  g_assert_null (store_secrets_lookup_finish (result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* F20: the keyring goes away in the middle. */
static void
test_gone (GSubprocess *keyring)
{
  g_autoptr (GError) error = NULL;

  g_subprocess_force_exit (keyring);
  g_assert_true (g_subprocess_wait (keyring, NULL, &error));
  g_assert_false (save ("c-3", STORE_SECRET_ACCOUNT, "secret", &error));
  g_assert_error (error, STORE_ERROR, STORE_ERROR_NO_SECRETS);
  g_clear_error (&error);
  g_assert_null (lookup ("c-3", STORE_SECRET_ACCOUNT, &error));
  g_assert_error (error, STORE_ERROR, STORE_ERROR_NO_SECRETS);
  g_clear_error (&error);
  g_assert_false (forget ("c-3", STORE_SECRET_ACCOUNT, &error));
  g_assert_error (error, STORE_ERROR, STORE_ERROR_NO_SECRETS);
}

static void
appeared_cb (GDBusConnection *connection,
             const char      *name,
             const char      *owner,
             gpointer         user_data)
{
  g_dbus_connection_set_exit_on_close (connection, FALSE);
  *(gboolean *) user_data = TRUE;
}

static void
wait_for_keyring (void)
{
  gboolean there = FALSE;
  guint deadline = g_timeout_add_seconds_once (30, await_too_late_cb, NULL);
  guint watch = g_bus_watch_name (G_BUS_TYPE_SESSION, "org.freedesktop.secrets", G_BUS_NAME_WATCHER_FLAGS_NONE,
                                  appeared_cb, NULL, &there, NULL);

  while (!there)
    g_main_context_iteration (NULL, TRUE);
  g_bus_unwatch_name (watch);
  g_source_remove (deadline);
}

/* A bus that starts no service by itself. (GTestDBus waits at its end for libsecret to let go of the bus,
 * which it never does.) */
static GSubprocess *
start_bus (const char *folder)
{
  static const char config[] =
    "<busconfig><type>session</type><listen>unix:tmpdir=/tmp</listen><auth>EXTERNAL</auth>"
    "<policy context='default'><allow send_destination='*'/><allow receive_sender='*'/><allow own='*'/></policy></busconfig>";
  g_autofree char *path = g_build_filename (folder, "bus.conf", NULL);
  g_autofree char *option = g_strconcat ("--config-file=", path, NULL);
  g_autofree char *address = NULL;
  g_autoptr (GDataInputStream) lines = NULL;
  g_autoptr (GSubprocess) bus = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (path, config, -1, &error));
  bus = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, "dbus-daemon", option, "--nofork",
                          "--print-address", NULL);
  g_assert_no_error (error);
  lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (bus));
  address = g_data_input_stream_read_line (lines, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_setenv ("DBUS_SESSION_BUS_ADDRESS", address, TRUE));
  return g_steal_pointer (&bus);
}

/* The daemon makes and unlocks its login collection with the password on its standard input. */
static GSubprocess *
start_keyring (const char *folder)
{
  g_autoptr (GSubprocessLauncher) launcher =
    g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_SILENCE |
                               G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  g_autoptr (GSubprocess) keyring = NULL;
  g_autoptr (GError) error = NULL;
  GOutputStream *input;

  g_subprocess_launcher_setenv (launcher, "XDG_RUNTIME_DIR", folder, TRUE);
  g_subprocess_launcher_setenv (launcher, "XDG_DATA_HOME", folder, TRUE);
  keyring = g_subprocess_launcher_spawn (launcher, &error, "gnome-keyring-daemon", "--foreground", "--unlock",
                                         "--components=secrets", "--control-directory", folder, NULL);
  g_assert_no_error (error);
  input = g_subprocess_get_stdin_pipe (keyring);
  g_assert_true (g_output_stream_write_all (input, "test", 4, NULL, NULL, &error));
  g_assert_true (g_output_stream_close (input, NULL, &error));
  wait_for_keyring ();
  return g_steal_pointer (&keyring);
}

static void
remove_tree (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      remove_tree (child);
    }
  g_remove (path);
}

typedef struct
{
  char *folder;
  GSubprocess *bus;
  GSubprocess *keyring;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->folder = folder_new ();
  fixture->bus = start_bus (fixture->folder);
  fixture->keyring = start_keyring (fixture->folder);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  secret_service_disconnect (); /* libsecret's own, kept for the whole process */
  g_subprocess_force_exit (fixture->bus);
  g_assert_true (g_subprocess_wait (fixture->bus, NULL, NULL));
  g_object_unref (fixture->bus);
  g_object_unref (fixture->keyring);
  remove_tree (fixture->folder);
  g_free (fixture->folder);
}

/* One life of a keyring: a process has one session bus, and cannot change it for the next test. */
static void
test_life (Fixture       *fixture,
           gconstpointer  data)
{
  test_kept ();
  test_kinds ();
  test_cancel ();
  test_gone (fixture->keyring);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/store/secrets/life", Fixture, NULL, set_up, test_life, tear_down);
  return g_test_run ();
}
