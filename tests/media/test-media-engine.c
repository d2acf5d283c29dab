/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The front of the room. */

#include "media-pair.h"
#include "media-threads.h"

static void
notify_cb (MediaEngine *engine,
           GParamSpec  *property,
           GString     *names)
{
  g_string_append_printf (names, "%s ", property->name);
}

/* Everything a call needs is there; this is also the list of what a package must depend on. */
static void
test_check (void)
{
  g_autoptr (MediaEngine) engine = media_engine_new ();
  g_autoptr (GError) error = NULL;

  g_assert_true (media_engine_check (engine, &error));
  g_assert_no_error (error);
}

static void
test_properties (void)
{
  g_autoptr (MediaEngine) engine = media_engine_new ();
  g_autoptr (GString) names = g_string_new (NULL);
  g_autofree char *microphone = NULL;
  g_autofree char *speaker = NULL;
  g_autofree char *stun_server = NULL;

  g_assert_cmpstr (media_engine_get_microphone (engine), ==, "default");
  g_assert_cmpstr (media_engine_get_speaker (engine), ==, "default");
  g_assert_null (media_engine_get_stun_server (engine));

  g_signal_connect (engine, "notify", G_CALLBACK (notify_cb), names);
  g_object_set (engine, "microphone", "tone:440", NULL);
  g_object_set (engine, "speaker", "none", NULL);
  g_object_set (engine, "stun-server", "stun://192.0.2.1:3478", NULL);
  media_engine_set_speaker (engine, "none");
  g_assert_cmpstr (names->str, ==, "microphone speaker stun-server ");
  g_object_get (engine, "microphone", &microphone, "speaker", &speaker, "stun-server", &stun_server, NULL);
  g_assert_cmpstr (microphone, ==, "tone:440");
  g_assert_cmpstr (speaker, ==, "none");
  g_assert_cmpstr (stun_server, ==, "stun://192.0.2.1:3478");
}

/* WISHES 6: a STUN server that does not answer costs half a second, not the five of its time-out. */
static void
test_dead_stun_server (void)
{
  g_autoptr (MediaEngine) engine = media_engine_new ();
  g_autoptr (UaDescriptionHandler) handler = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *offer = NULL;
  gint64 begin;

  media_engine_set_stun_server (engine, "stun://127.0.0.1:9");
  handler = media_engine_create_handler (engine);
  begin = g_get_monotonic_time ();
  offer = pair_get (handler, &error);
  g_assert_no_error (error);
  g_assert_nonnull (strstr (offer, "a=candidate:"));
  /* A question to a dead server is asked for much longer than this. */
  g_assert_cmpint (g_get_monotonic_time () - begin, <, 7 * G_USEC_PER_SEC);
  ua_description_handler_close (handler);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/media-engine/check", test_check);
  g_test_add_func ("/media-engine/properties", test_properties);
  g_test_add_func ("/media-engine/dead-stun-server", test_dead_stun_server);

  return media_threads_run_tests ();
}
