/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Everything it says must be JSON, and nothing is waited for longer than a minute. */

#include "cli-process.h"

#define PATIENCE_S 60

static void
too_late_cb (gpointer process)
{
  g_subprocess_force_exit (process);
}

void
cli_start (Cli               *cli,
           const char *const *arguments)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) command = NULL;
  g_autoptr (GError) error = NULL;

  g_strv_builder_add (builder, g_getenv ("EARSHOT_CLI"));
  g_strv_builder_addv (builder, (const char **) arguments);
  command = g_strv_builder_end (builder);
  cli->process = g_subprocess_newv ((const char *const *) command,
                                    G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error);
  g_assert_no_error (error);
  cli->output = g_data_input_stream_new (g_subprocess_get_stdout_pipe (cli->process));
  cli->input = g_subprocess_get_stdin_pipe (cli->process);
}

int
cli_end (Cli *cli)
{
  g_autoptr (GError) error = NULL;
  int status;

  g_assert_true (g_subprocess_wait (cli->process, NULL, &error));
  g_assert_true (g_subprocess_get_if_exited (cli->process));
  status = g_subprocess_get_exit_status (cli->process);
  g_clear_object (&cli->output);
  g_clear_object (&cli->process);
  return status;
}

void
cli_say (Cli        *cli,
         const char *line)
{
  g_autofree char *whole = g_strconcat (line, "\n", NULL);

  g_assert_true (g_output_stream_write_all (cli->input, whole, strlen (whole), NULL, NULL, NULL));
}

static gboolean
is_event (JsonObject *event,
          const char *name,
          const char *state)
{
  if (g_strcmp0 (json_object_get_string_member_with_default (event, "event", NULL), name) != 0)
    return FALSE;
  return state == NULL || g_strcmp0 (json_object_get_string_member_with_default (event, "state", NULL), state) == 0;
}

JsonObject *
cli_await (Cli        *cli,
           const char *name,
           const char *state)
{
  guint deadline = g_timeout_add_seconds_once (PATIENCE_S, too_late_cb, cli->process);
  JsonObject *found = NULL;

  while (found == NULL)
    {
      g_autofree char *line = g_data_input_stream_read_line (cli->output, NULL, NULL, NULL);
      g_autoptr (JsonNode) node = NULL;

      if (line == NULL)
        g_error ("it ended before it said %s %s", name, state != NULL ? state : "");
      node = json_from_string (line, NULL);
      g_assert_true (node != NULL && JSON_NODE_HOLDS_OBJECT (node));
      if (is_event (json_node_get_object (node), name, state))
        found = json_object_ref (json_node_get_object (node));
    }
  g_source_remove (deadline);
  return found;
}

void
cli_expect (Cli        *cli,
            const char *name,
            const char *state)
{
  g_autoptr (JsonObject) event = cli_await (cli, name, state);
}

char *
cli_await_id (Cli        *cli,
              const char *state)
{
  g_autoptr (JsonObject) event = cli_await (cli, "call-state", state);

  return g_strconcat ("#", json_object_get_string_member (event, "id"), NULL);
}
