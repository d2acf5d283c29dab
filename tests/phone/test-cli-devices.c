/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Devices chosen by words, at a sound server of the test's own. */

#include "cli-process.h"
#include "media-sound-server.h"
#include "media-threads.h"

/* The next telling of @kind in which the device is, or is not, plugged in (transfer full). */
static JsonObject *
await_device (Cli        *cli,
              const char *kind,
              const char *id,
              gboolean    present)
{
  for (;;)
    {
      g_autoptr (JsonObject) event = cli_await (cli, "devices", NULL);
      JsonArray *devices = json_object_get_array_member (event, "devices");
      gboolean found = FALSE;

      for (guint n = 0; n < json_array_get_length (devices); n++)
        {
          JsonObject *device = json_array_get_object_element (devices, n);

          found = found || (g_str_equal (json_object_get_string_member (device, "id"), id)
                            && json_object_get_boolean_member (device, "present") == present);
        }
      if (found && g_str_equal (json_object_get_string_member (event, "kind"), kind))
        return g_steal_pointer (&event);
    }
}

/* W10: in the middle of a call, by name; and what is unplugged stays chosen. */
static void
test_choose (void)
{
  static const char *const arguments[] = { "watch", "--practice", "--json", "--microphone=tone:700", "--speaker=none",
                                           NULL };
  g_autoptr (JsonObject) listed = NULL;
  g_autoptr (JsonObject) chosen = NULL;
  g_autoptr (JsonObject) gone = NULL;
  g_autofree char *module = sound_server_must_run ("pactl load-module module-null-sink sink_name=test-headset");
  g_autofree char *unload = g_strconcat ("pactl unload-module ", module, NULL);
  Cli cli;

  cli_start (&cli, arguments);
  cli_expect (&cli, "account-state", "registered");
  cli_say (&cli, "devices");
  listed = await_device (&cli, "speaker", "test-headset", TRUE);
  g_assert_cmpstr (json_object_get_string_member (listed, "chosen"), ==, "");

  cli_say (&cli, "call echo");
  cli_expect (&cli, "call-state", "active");
  cli_say (&cli, "speaker test-headset");
  chosen = await_device (&cli, "speaker", "test-headset", TRUE);
  g_assert_cmpstr (json_object_get_string_member (chosen, "chosen"), ==, "test-headset");
  sound_server_wait_for_calls ("sink-inputs", 1);
  g_free (sound_server_must_run (unload));
  gone = await_device (&cli, "speaker", "test-headset", FALSE);
  g_assert_cmpstr (json_object_get_string_member (gone, "chosen"), ==, "test-headset");

  cli_say (&cli, "cancel-echo perhaps");
  cli_expect (&cli, "error", NULL);
  cli_say (&cli, "cancel-echo off");
  cli_say (&cli, "ringer all");
  cli_say (&cli, "quit");
  g_assert_cmpint (cli_end (&cli), ==, 0);
}

int
main (int    argc,
      char **argv)
{
  SoundServer *server;
  int result;

  g_test_init (&argc, &argv, NULL);
  server = sound_server_start ();
  g_test_add_func ("/cli-devices/choose", test_choose);
  result = media_threads_run_tests ();
  sound_server_stop (server);

  return result;
}
