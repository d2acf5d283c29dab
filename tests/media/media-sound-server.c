/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* PipeWire, its session manager and its PulseAudio side are started as a desktop starts them. */

#include "media-sound-server.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <sys/prctl.h>

#define DEADLINE_US (30 * G_USEC_PER_SEC)

struct _SoundServer
{
  char        *folder;
  GTestDBus   *bus;
  GSubprocess *programs[3];
};

static gboolean
tick_cb (gpointer user_data)
{
  return G_SOURCE_CONTINUE;
}

static char *
run (const char *command)
{
  g_auto (GStrv) words = NULL;
  g_autofree char *output = NULL;
  int status = 1;

  g_assert_true (g_shell_parse_argv (command, NULL, &words, NULL));
  if (!g_spawn_sync (NULL, words, NULL, G_SPAWN_SEARCH_PATH | G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL,
                     &output, NULL, &status, NULL) || status != 0)
    return NULL;

  return g_strdup (g_strchomp (output));
}

char *
sound_server_must_run (const char *command)
{
  gint64 deadline = g_get_monotonic_time () + DEADLINE_US;
  guint source = g_timeout_add (50, tick_cb, NULL);
  char *output;

  while ((output = run (command)) == NULL && g_get_monotonic_time () < deadline)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (source);
  if (output == NULL)
    g_error ("'%s' fails", command);

  return output;
}

/* A test that is killed takes its sound server with it. */
static void
die_with_parent_cb (gpointer user_data)
{
  prctl (PR_SET_PDEATHSIG, SIGKILL);
}

static GSubprocess *
spawn_program (const char *name)
{
  const GSubprocessFlags silent = G_SUBPROCESS_FLAGS_STDOUT_SILENCE | G_SUBPROCESS_FLAGS_STDERR_SILENCE;
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (silent);
  g_autoptr (GError) error = NULL;
  GSubprocess *program;

  g_subprocess_launcher_set_child_setup (launcher, die_with_parent_cb, NULL, NULL);
  program = g_subprocess_launcher_spawn (launcher, &error, name, NULL);

  g_assert_no_error (error);
  return program;
}

static void
wait_for_file (SoundServer *server,
               const char  *name)
{
  char *path = g_build_filename (server->folder, name, NULL);
  gint64 deadline = g_get_monotonic_time () + DEADLINE_US;
  guint source = g_timeout_add (50, tick_cb, NULL);

  while (!g_file_test (path, G_FILE_TEST_EXISTS) && g_get_monotonic_time () < deadline)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (source);
  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    g_error ("no %s", path);
  g_free (path);
}

void
sound_server_revive (SoundServer *server)
{
  server->programs[0] = spawn_program ("pipewire");
  wait_for_file (server, "pipewire-0");
  server->programs[1] = spawn_program ("wireplumber");
  server->programs[2] = spawn_program ("pipewire-pulse");
  wait_for_file (server, "pulse/native");
  g_free (sound_server_must_run ("pactl load-module module-null-sink sink_name=test-speaker "
                                 "sink_properties=device.description=Speaker"));
  g_free (sound_server_must_run ("pactl load-module module-null-sink sink_name=test-microphone "
                                 "media.class=Audio/Source/Virtual"));
}

void
sound_server_kill (SoundServer *server)
{
  const char *const names[] = { "pipewire-0", "pulse/native" };

  for (guint i = G_N_ELEMENTS (server->programs); i > 0; i--)
    {
      g_subprocess_force_exit (server->programs[i - 1]);
      g_subprocess_wait (server->programs[i - 1], NULL, NULL);
      g_clear_object (&server->programs[i - 1]);
    }
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (server->folder, names[i], NULL);

      g_remove (path);
    }
}

SoundServer *
sound_server_start (void)
{
  SoundServer *server = g_new0 (SoundServer, 1);
  char *pulse;

  server->folder = g_dir_make_tmp ("earshot-sound-XXXXXX", NULL);
  g_assert_nonnull (server->folder);
  pulse = g_strconcat ("unix:", server->folder, "/pulse/native", NULL);
  /* The bus takes XDG_RUNTIME_DIR away when it comes up. */
  server->bus = g_test_dbus_new (G_TEST_DBUS_NONE);
  g_test_dbus_up (server->bus);
  g_setenv ("XDG_RUNTIME_DIR", server->folder, TRUE);
  g_setenv ("XDG_CONFIG_HOME", server->folder, TRUE);
  g_setenv ("XDG_STATE_HOME", server->folder, TRUE);
  g_setenv ("PULSE_SERVER", pulse, TRUE);
  g_free (pulse);

  sound_server_revive (server);

  return server;
}

/* A desk may have streams of its own. */
static guint
count_calls (const char *kind)
{
  g_autofree char *command = g_strdup_printf ("pactl list %s", kind);
  g_autofree char *output = sound_server_must_run (command);
  guint n = 0;

  for (const char *at = output; (at = strstr (at, "media.role = \"phone\"")) != NULL; at++)
    n++;

  return n;
}

void
sound_server_wait_for_calls (const char *kind,
                             guint       n)
{
  gint64 deadline = g_get_monotonic_time () + DEADLINE_US;

  while (count_calls (kind) != n && g_get_monotonic_time () < deadline)
    g_main_context_iteration (NULL, FALSE);
  g_assert_cmpuint (count_calls (kind), ==, n);
}

void
sound_server_crash (SoundServer *server)
{
  g_subprocess_force_exit (server->programs[2]);
  g_subprocess_wait (server->programs[2], NULL, NULL);
}

void
sound_server_hang (SoundServer *server)
{
  g_subprocess_send_signal (server->programs[2], SIGSTOP);
}

void
sound_server_resume (SoundServer *server)
{
  g_subprocess_send_signal (server->programs[2], SIGCONT);
}

void
sound_server_stop (SoundServer *server)
{
  char *command = g_strdup_printf ("rm -rf %s", server->folder);

  for (guint i = 0; i < G_N_ELEMENTS (server->programs); i++)
    {
      g_subprocess_force_exit (server->programs[i]);
      g_subprocess_wait (server->programs[i], NULL, NULL);
      g_object_unref (server->programs[i]);
    }
  g_test_dbus_down (server->bus);
  g_object_unref (server->bus);
  g_free (sound_server_must_run (command));
  g_free (command);
  g_free (server->folder);
  g_free (server);
}
