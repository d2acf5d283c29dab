/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A number alone says little about how fast something is. */

#include "media-rival.h"

#include <gio/gio.h>
#include <glib/gstdio.h>

#include <unistd.h>

#define MODULES "/usr/lib/baresip/modules"
#define FIRST_PORT 15070
#define MEASURED_S 5
#define TONE "audio_source ausine,440\naudio_player aubridge,nil\n"
/* Of ALSA it knows the device that leads to the sound server, and there the chosen speaker and microphone. */
#define MOUTH "audio_source alsa,pipewire\naudio_player aubridge,nil\n"
#define EAR "audio_source ausine,440\naudio_player alsa,pipewire\n"

typedef struct
{
  char             *folder;
  GSubprocess      *process;
  GDataInputStream *output;
  gint64            dialled;
} Telephone;

static void
write_file (Telephone  *self,
            const char *name,
            const char *text)
{
  g_autofree char *path = g_build_filename (self->folder, name, NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
}

static gboolean
telephone_start (Telephone  *self,
                 char        user,
                 guint       port,
                 const char *sound,
                 const char *order)
{
  g_autofree char *config = g_strdup_printf (
    "sip_listen 127.0.0.1:%u\nnet_interface 127.0.0.1\nrtp_ports 20000-21000\nmodule_path " MODULES "\n"
    "module opus.so\nmodule ausine.so\nmodule aubridge.so\nmodule alsa.so\nmodule ice.so\nmodule dtls_srtp.so\n"
    "module_app account.so\nmodule_app menu.so\n%saudio_alert aubridge,alert\n", port, sound);
  g_autofree char *account = g_strdup_printf (
    "<sip:%c@127.0.0.1>;regint=0;audio_codecs=opus/48000/2;mediaenc=dtls_srtp;medianat=ice;answermode=auto\n", user);

  self->folder = g_dir_make_tmp ("bench-XXXXXX", NULL);
  write_file (self, "config", config);
  write_file (self, "accounts", account);
  write_file (self, "contacts", "");
  self->process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_MERGE |
                                    G_SUBPROCESS_FLAGS_STDIN_PIPE, NULL,
                                    "baresip", "-4", "-f", self->folder, "-t", "40", order != NULL ? "-e" : NULL, order,
                                    NULL);
  if (self->process == NULL)
    return FALSE;
  self->output = g_data_input_stream_new (g_subprocess_get_stdout_pipe (self->process));

  return TRUE;
}

/* -t ends it, and with it the wait, if it never says so. */
static gboolean
telephone_wait (Telephone  *self,
                const char *words)
{
  while (TRUE)
    {
      g_autofree char *line = g_data_input_stream_read_line (self->output, NULL, NULL, NULL);

      if (line == NULL || strstr (line, words) != NULL)
        return line != NULL;
    }
}

static double
telephone_get_cpu_seconds (Telephone *self)
{
  g_autofree char *path = g_strdup_printf ("/proc/%s/stat", g_subprocess_get_identifier (self->process));
  g_autofree char *text = NULL;
  g_auto (GStrv) words = NULL;

  if (!g_file_get_contents (path, &text, NULL, NULL))
    return 0;
  words = g_strsplit (strrchr (text, ')') + 2, " ", -1);

  return (double) (g_ascii_strtoull (words[11], NULL, 10) + g_ascii_strtoull (words[12], NULL, 10)) /
         (double) sysconf (_SC_CLK_TCK);
}

static void
telephone_stop (Telephone *self)
{
  const char *const names[] = { "config", "accounts", "contacts", "uuid" };

  if (self->process != NULL)
    {
      g_subprocess_send_signal (self->process, SIGTERM);
      g_subprocess_wait (self->process, NULL, NULL);
    }
  g_clear_object (&self->output);
  g_clear_object (&self->process);
  for (guint i = 0; self->folder != NULL && i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (self->folder, names[i], NULL);

      g_unlink (path);
    }
  if (self->folder != NULL)
    g_rmdir (self->folder);
  g_clear_pointer (&self->folder, g_free);
}

static void
let_pass (guint seconds)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);

  g_timeout_add_seconds_once (seconds, (GSourceOnceFunc) g_main_loop_quit, loop);
  g_main_loop_run (loop);
}

/* NULL: the caller hears the other one. */
static char *
call (Telephone  *caller,
      Telephone  *callee,
      const char *mouth,
      const char *ear)
{
  g_autofree char *order = g_strdup_printf ("/dial sip:b@127.0.0.1:%u", FIRST_PORT + 2);

  if (!telephone_start (callee, 'b', FIRST_PORT + 2, ear, NULL))
    return g_strdup ("baresip is not installed");
  if (!telephone_wait (callee, "baresip is ready"))
    return g_strdup ("baresip does not start");
  if (!telephone_start (caller, 'a', FIRST_PORT, mouth, order) || !telephone_wait (caller, "selected for request"))
    return g_strdup ("baresip does not dial");
  caller->dialled = g_get_monotonic_time ();
  if (!telephone_wait (caller, "incoming rtp for 'audio' established"))
    return g_strdup ("baresip hears nothing of itself here");

  return NULL;
}

/* Without a sound server. */
static char *
measure (MediaRival *rival,
         Telephone  *caller,
         Telephone  *callee)
{
  char *obstacle = call (caller, callee, TONE, TONE);
  double before;

  if (obstacle != NULL)
    return obstacle;
  rival->first_sound_ms = (g_get_monotonic_time () - caller->dialled) / 1000.0;
  let_pass (1);
  before = telephone_get_cpu_seconds (caller);
  let_pass (MEASURED_S);
  rival->cpu = (telephone_get_cpu_seconds (caller) - before) / MEASURED_S;

  return NULL;
}

static char *
measure_delay (MediaRival *rival,
               Telephone  *caller,
               Telephone  *callee)
{
  char *obstacle = call (caller, callee, MOUTH, EAR);

  if (obstacle != NULL)
    return obstacle;
  let_pass (2);
  rival->delay = click_measure ();

  return NULL;
}

char *
rival_measure (MediaRival *rival)
{
  char *(*const measures[]) (MediaRival *, Telephone *, Telephone *) = { measure, measure_delay };
  char *obstacle = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (measures) && obstacle == NULL; i++)
    {
      Telephone caller = { 0 }, callee = { 0 };

      obstacle = measures[i] (rival, &caller, &callee);
      telephone_stop (&caller);
      telephone_stop (&callee);
    }

  return obstacle;
}
