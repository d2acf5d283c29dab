/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A server that takes what it is told, and servers that do not. */

#include "hook-poster.h"

#include <json-glib/json-glib.h>
#include <libsoup/soup.h>

typedef struct
{
  SoupServer *server;
  HookPoster *poster;
  char *address;
  char *body;
  char *query;
  guint status;
  guint n_asked;
  guint n_told;
  guint n_failed;
  GError *error;
  GPtrArray *paused; /* of SoupServerMessage; NULL: all are answered */
} Fixture;

static void
asked_cb (SoupServer        *server,
          SoupServerMessage *message,
          const char        *path,
          GHashTable        *query,
          gpointer           user_data)
{
  Fixture *fixture = user_data;
  SoupMessageBody *body = soup_server_message_get_request_body (message);
  g_autoptr (GBytes) octets = soup_message_body_flatten (body);
  gsize size;
  const char *text = g_bytes_get_data (octets, &size);

  fixture->n_asked++;
  g_free (fixture->body);
  fixture->body = g_strndup (text, size);
  g_set_str (&fixture->query, g_uri_get_query (soup_server_message_get_uri (message)));
  if (fixture->paused != NULL)
    {
      soup_server_message_pause (message);
      g_ptr_array_add (fixture->paused, g_object_ref (message));
    }
  if (fixture->status == 302)
    soup_message_headers_append (soup_server_message_get_response_headers (message), "Location", fixture->address);
  soup_server_message_set_status (message, fixture->status, NULL);
}

static void
told_cb (Fixture *fixture)
{
  fixture->n_told++;
}

static void
failed_cb (Fixture      *fixture,
           const GError *error)
{
  fixture->n_failed++;
  g_clear_error (&fixture->error);
  fixture->error = g_error_copy (error);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  GSList *uris;

  fixture->status = 204;
  fixture->server = soup_server_new (NULL, NULL);
  soup_server_add_handler (fixture->server, NULL, asked_cb, fixture, NULL);
  g_assert_true (soup_server_listen_local (fixture->server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, NULL));
  uris = soup_server_get_uris (fixture->server);
  fixture->address = g_strdup_printf ("http://127.0.0.1:%d/hook?n={number}", g_uri_get_port (uris->data));
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
  fixture->poster = hook_poster_new ();
  g_signal_connect_swapped (fixture->poster, "told", G_CALLBACK (told_cb), fixture);
  g_signal_connect_swapped (fixture->poster, "failed", G_CALLBACK (failed_cb), fixture);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  gpointer alive = fixture->poster;

  if (alive != NULL)
    {
      g_object_add_weak_pointer (alive, &alive);
      g_object_run_dispose (alive);
      g_clear_object (&fixture->poster);
    }
  while (alive != NULL)
    g_main_context_iteration (NULL, TRUE);
  g_clear_pointer (&fixture->paused, g_ptr_array_unref);
  soup_server_disconnect (fixture->server);
  g_clear_object (&fixture->server);
  g_clear_error (&fixture->error);
  g_free (fixture->address);
  g_free (fixture->query);
  g_free (fixture->body);
}

static void
tell (Fixture *fixture)
{
  const HookCall call = { "ringing", "7", "+4930123", "sip:bob@example.org", "Bob \"\xff", "incoming",
                          "alice@example.org", 12 };

  hook_poster_tell (fixture->poster, fixture->address, &call);
}

static void
wait_end (Fixture *fixture)
{
  while (fixture->n_told + fixture->n_failed == 0)
    g_main_context_iteration (NULL, TRUE);
}

static void
test_told (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (JsonNode) node = NULL;
  JsonObject *object;

  tell (fixture);
  wait_end (fixture);
  g_assert_no_error (fixture->error);
  g_assert_cmpuint (fixture->n_told, ==, 1);
  g_assert_cmpstr (fixture->query, ==, "n=%2B4930123");
  node = json_from_string (fixture->body, NULL);
  object = json_node_get_object (node);
  g_assert_cmpstr (json_object_get_string_member (object, "event"), ==, "ringing");
  g_assert_cmpstr (json_object_get_string_member (object, "number"), ==, "+4930123");
  g_assert_cmpstr (json_object_get_string_member (object, "name"), ==, "Bob \"\xef\xbf\xbd");
  g_assert_cmpstr (json_object_get_string_member (object, "account"), ==, "alice@example.org");
  g_assert_cmpint (json_object_get_int_member (object, "duration"), ==, 12);
}

/* A refusal is said; a redirection is one, and leads nowhere. */
static void
test_refused (Fixture       *fixture,
              gconstpointer  data)
{
  fixture->status = GPOINTER_TO_UINT (data);
  tell (fixture);
  wait_end (fixture);
  g_assert_error (fixture->error, HOOK_ERROR, HOOK_ERROR_REFUSED);
  g_assert_cmpuint (fixture->n_asked, ==, 1);
}

static void
test_nobody (Fixture       *fixture,
             gconstpointer  data)
{
  soup_server_disconnect (fixture->server);
  tell (fixture);
  wait_end (fixture);
  g_assert_nonnull (fixture->error);
}

/* A server that does not answer is told no more than eight at a time, and forgotten with the phone. */
static void
test_slow (Fixture       *fixture,
           gconstpointer  data)
{
  fixture->paused = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint n = 0; n < 9; n++)
    tell (fixture);
  g_assert_cmpuint (fixture->n_failed, ==, 1);
  g_assert_error (fixture->error, HOOK_ERROR, HOOK_ERROR_TOO_MANY);
  while (fixture->n_asked < 8)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (fixture->n_told, ==, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/hook/poster/told", Fixture, NULL, set_up, test_told, tear_down);
  g_test_add ("/hook/poster/refused", Fixture, GUINT_TO_POINTER (404), set_up, test_refused, tear_down);
  g_test_add ("/hook/poster/redirected", Fixture, GUINT_TO_POINTER (302), set_up, test_refused, tear_down);
  g_test_add ("/hook/poster/nobody", Fixture, NULL, set_up, test_nobody, tear_down);
  g_test_add ("/hook/poster/slow", Fixture, NULL, set_up, test_slow, tear_down);
  return g_test_run ();
}
