/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* How a relay is named to webrtcbin, and what a candidate of it may say. That sound goes through one is shown with coturn,
 * by tests/interop/relay.py. */

#include "media-relay.h"
#include "media-threads.h"

static const struct
{
  const char *server, *user, *password, *written;
} rows[] = {
  { "turn:relay.example", "alice", "secret", "turn://alice:secret@relay.example:3478?transport=udp" },
  { "turn:relay.example:5000?transport=tcp", "alice", "secret", "turn://alice:secret@relay.example:5000?transport=tcp" },
  { "turn:relay.example?transport=udp", "a@b:c", "s/e?c%r", "turn://a%40b%3Ac:s%2Fe%3Fc%25r@relay.example:3478?transport=udp" },
  { "turn:[fd00::1]", "alice", "secret", "turn://alice:secret@[fd00::1]:3478?transport=udp" },
  { "turn:[fd00::1]:99", "alice", "secret", "turn://alice:secret@[fd00::1]:99?transport=udp" },
  { "turn:10.0.0.1", NULL, NULL, "turn://:@10.0.0.1:3478?transport=udp" },
  /* libnice would speak to it in the clear. */
  { "turns:relay.example", "alice", "secret", NULL },
  { "turn:", "alice", "secret", NULL },
  { "http://relay.example", "alice", "secret", NULL },
  { NULL, NULL, NULL, NULL },
};

static void
test_written (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (MediaSettings) settings = media_settings_new ("silence", "none");
      g_autofree char *written = NULL;

      settings->turn_server = g_strdup (rows[i].server);
      settings->turn_user = g_strdup (rows[i].user);
      settings->turn_password = g_strdup (rows[i].password);
      written = media_relay_write (settings);
      g_assert_cmpstr (written, ==, rows[i].written);
    }
}

/* webrtcbin takes what is written, and nothing of it changes when it is read back. */
static void
test_applied (void)
{
  g_autoptr (GstElement) webrtc = gst_object_ref_sink (gst_element_factory_make ("webrtcbin", NULL));
  g_autoptr (MediaSettings) settings = media_settings_new ("silence", "none");
  int value;

  settings->turn_server = g_strdup ("turn:10.0.0.1?transport=tcp");
  settings->turn_user = g_strdup ("alice");
  settings->turn_password = g_strdup ("s@cret");
  settings->relay_only = TRUE;
  media_relay_apply (settings, webrtc);
  g_object_get (webrtc, "ice-transport-policy", &value, NULL);
  g_assert_cmpint (value, ==, 1);
}

static void
test_hidden (void)
{
  g_autoptr (MediaSettings) settings = media_settings_new ("silence", "none");
  g_autoptr (MediaCandidate) relay =
    media_candidate_parse ("3 1 UDP 505544447 10.0.3.2 49160 typ relay raddr 10.0.1.2 rport 40000");
  g_autofree char *shown = NULL;
  g_autofree char *hidden = NULL;

  media_relay_hide (settings, relay);
  shown = media_candidate_write (relay);
  g_assert_nonnull (strstr (shown, "raddr 10.0.1.2 rport 40000"));
  settings->relay_only = TRUE;
  media_relay_hide (settings, relay);
  hidden = media_candidate_write (relay);
  g_assert_nonnull (strstr (hidden, "raddr 0.0.0.0 rport 0"));
  g_assert_null (strstr (hidden, "10.0.1.2"));
}

int
main (int    argc,
      char **argv)
{
  gst_init (&argc, &argv);
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/media-relay/written", test_written);
  g_test_add_func ("/media-relay/applied", test_applied);
  g_test_add_func ("/media-relay/hidden", test_hidden);

  return media_threads_run_tests ();
}
