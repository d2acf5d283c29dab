/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Who asks: passwords, refusals and their reasons, redirections, and what goes in the open. */

#include "doubles-carddav.h"
#include "doubles-server.h"
#include "doubles-wait.h"

#include "dav-server.h"

#include <string.h>

static DavAnswer *
ask (DavServer   *server,
     const char  *url,
     GError     **error)
{
  g_auto (DoublesAnswer) waiting = { NULL };
  DavRequest request = { "PROPFIND", url, "0", "application/xml", "<propfind xmlns=\"DAV:\"/>", NULL, FALSE };

  dav_server_ask_async (server, &request, NULL, doubles_answer_cb, &waiting);
  return dav_server_ask_finish (server, doubles_answer_wait (&waiting), error);
}

static void
test_answer (void)
{
  g_autoptr (DoublesCarddav) peer = doubles_carddav_new ();
  g_autoptr (DavServer) server = dav_server_new ("alice", "secret", "127.0.0.1");
  g_autofree char *url = g_strconcat (doubles_carddav_get_url (peer), "/.well-known/carddav", NULL);
  g_autofree char *there = g_strconcat (doubles_carddav_get_url (peer), "/dav/", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (DavAnswer) answer = ask (server, url, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (answer->url, ==, there);
  g_assert_cmpuint (g_bytes_get_size (answer->body), >, 0);
}

static void
test_password (void)
{
  g_autoptr (DoublesCarddav) peer = doubles_carddav_new ();
  g_autoptr (DavServer) server = dav_server_new ("alice", "wrong", "127.0.0.1");
  g_autofree char *url = g_strconcat (doubles_carddav_get_url (peer), "/dav/", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (ask (server, url, &error));
  g_assert_error (error, DAV_ERROR, DAV_ERROR_PASSWORD);
}

static void
test_statuses (void)
{
  static const struct
  {
    guint status;
    const char *retry_after;
    DavError code;
    guint patience_s;
  } rows[] = {
    { 404, NULL, DAV_ERROR_NOT_FOUND, 0 },   { 412, NULL, DAV_ERROR_CHANGED, 0 },
    { 429, "120", DAV_ERROR_BUSY, 120 },     { 503, "soon", DAV_ERROR_BUSY, 0 },
    { 503, "99999999", DAV_ERROR_BUSY, 0 },  { 507, "3600", DAV_ERROR_FULL, 3600 },
    { 418, "10", DAV_ERROR_REFUSED, 0 },     { 503, "Thu, 01 Jan 1970 00:00:00 GMT", DAV_ERROR_BUSY, 0 },
  };
  g_autoptr (DoublesCarddav) peer = doubles_carddav_new ();
  g_autoptr (DavServer) server = dav_server_new ("alice", "secret", "127.0.0.1");

  for (guint n = 0; n < G_N_ELEMENTS (rows); n++)
    {
      g_autoptr (GError) error = NULL;

      doubles_carddav_fail (peer, rows[n].status, rows[n].retry_after);
      g_assert_null (ask (server, doubles_carddav_get_url (peer), &error));
      g_assert_error (error, DAV_ERROR, (int) rows[n].code);
      g_assert_cmpuint (dav_server_get_patience_s (server), ==, rows[n].patience_s);
    }
}

/* A password is not carried to whoever one is sent to, nor round and round. */
static void
test_redirections (void)
{
  static const struct
  {
    const char *location;
    DavError code;
  } rows[] = {
    { "http://evil.example/dav/", DAV_ERROR_OPEN },
    { "https://evil.example/dav/", DAV_ERROR_ELSEWHERE },
    { "/dav/round", DAV_ERROR_ELSEWHERE },
    { "ftp://127.0.0.1/", DAV_ERROR_OPEN },
  };
  g_autoptr (DoublesCarddav) peer = doubles_carddav_new ();
  g_autoptr (DavServer) server = dav_server_new ("alice", "secret", "127.0.0.1");

  for (guint n = 0; n < G_N_ELEMENTS (rows); n++)
    {
      g_autoptr (GError) error = NULL;

      doubles_carddav_say (peer, NULL, NULL, rows[n].location);
      g_assert_null (ask (server, doubles_carddav_get_url (peer), &error));
      g_assert_error (error, DAV_ERROR, (int) rows[n].code);
    }
}

/* What stands beside a redirection or a refusal may be without end; nobody waits for it, least of all the main loop. */
static void
test_endless (void)
{
  static const char *const heads[] = {
    "HTTP/1.1 302 Found\r\nLocation: /elsewhere\r\nContent-Length: 1000000\r\n\r\nbut first",
    "HTTP/1.1 404 Not Found\r\nContent-Length: 1000000\r\n\r\nbut first",
  };

  for (guint n = 0; n < G_N_ELEMENTS (heads); n++)
    {
      g_autoptr (DoublesServer) peer = doubles_server_new ();
      g_autoptr (DavServer) server = dav_server_new ("alice", "secret", "127.0.0.1");
      g_autofree char *url = g_strdup_printf ("http://127.0.0.1:%u/", doubles_server_get_port (peer));
      g_auto (DoublesAnswer) waiting = { NULL };
      DavRequest request = { "PROPFIND", url, "0", NULL, NULL, NULL, FALSE };
      g_autoptr (GError) error = NULL;

      dav_server_ask_async (server, &request, NULL, doubles_answer_cb, &waiting);
      doubles_wait_until (doubles_server_get_heard (peer)->len > 0);
      doubles_server_say (peer, heads[n], strlen (heads[n]));
      for (guint k = 2; n == 0 && k < 6; k++)
        {
          doubles_wait_until (doubles_server_get_n_accepted (peer) == k);
          doubles_wait_until (doubles_server_get_heard (peer)->len > 0);
          doubles_server_say (peer, heads[k / 5], strlen (heads[k / 5]));
        }
      g_assert_null (dav_server_ask_finish (server, doubles_answer_wait (&waiting), &error));
      g_assert_error (error, DAV_ERROR, DAV_ERROR_NOT_FOUND);
    }
}

/* libsoup reads what stands beside the question for a password, to its end. */
static void
test_flood (void)
{
  static const char head[] = "HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Basic realm=\"r\"\r\n\r\n";
  g_autoptr (DoublesServer) peer = doubles_server_new ();
  g_autoptr (DavServer) server = dav_server_new ("alice", "secret", "127.0.0.1");
  g_autofree char *url = g_strdup_printf ("http://127.0.0.1:%u/", doubles_server_get_port (peer));
  g_autofree char *much = g_strnfill (1024 * 1024, 'x');
  g_auto (DoublesAnswer) waiting = { NULL };
  DavRequest request = { "PROPFIND", url, "0", NULL, NULL, NULL, FALSE };
  g_autoptr (GError) error = NULL;

  dav_server_ask_async (server, &request, NULL, doubles_answer_cb, &waiting);
  doubles_wait_until (doubles_server_get_heard (peer)->len > 0);
  doubles_server_say (peer, head, strlen (head));
  doubles_server_flood (peer, much, 1024 * 1024, 40 * 1024 * 1024);
  g_assert_null (dav_server_ask_finish (server, doubles_answer_wait (&waiting), &error));
  g_assert_error (error, DAV_ERROR, DAV_ERROR_TOO_LARGE);
}

/* A question for a password that nobody could answer. */
static void
test_odd_questions (void)
{
  static const char *const questions[] = { "Digest realm=\"r\"", "Digest realm=\"r\", nonce=\"n\", algorithm=ROT13",
                                           "Digest nonce=\"n\", qop=\"auth-int\"", "Negotiate", "Basic", "," };

  for (guint n = 0; n < G_N_ELEMENTS (questions); n++)
    {
      g_autoptr (DoublesServer) peer = doubles_server_new ();
      g_autoptr (DavServer) server = dav_server_new ("alice", "secret", "127.0.0.1");
      g_autofree char *url = g_strdup_printf ("http://127.0.0.1:%u/", doubles_server_get_port (peer));
      g_autofree char *head = g_strdup_printf ("HTTP/1.1 401 Unauthorized\r\nConnection: close\r\nContent-Length: 0\r\n"
                                               "WWW-Authenticate: %s\r\n\r\n", questions[n]);
      g_auto (DoublesAnswer) waiting = { NULL };
      DavRequest request = { "PROPFIND", url, "0", NULL, NULL, NULL, FALSE };
      g_autoptr (GError) error = NULL;
      guint n_said = 0;

      dav_server_ask_async (server, &request, NULL, doubles_answer_cb, &waiting);
      while (waiting.result == NULL && n_said++ < 2)
        {
          doubles_wait_until (waiting.result != NULL
                              || (doubles_server_get_n_accepted (peer) == n_said
                                  && doubles_server_get_heard (peer)->len > 0));
          if (waiting.result == NULL)
            doubles_server_say (peer, head, strlen (head));
          doubles_wait_until (waiting.result != NULL || doubles_server_get_n_accepted (peer) > n_said
                              || n_said == 2);
        }
      g_assert_null (dav_server_ask_finish (server, doubles_answer_wait (&waiting), &error));
      g_assert_error (error, DAV_ERROR, DAV_ERROR_PASSWORD);
    }
}

/* Who pasted an address with a password in it finds it neither in what is kept nor in what is said. */
static void
test_bare (void)
{
  g_autoptr (DoublesCarddav) peer = doubles_carddav_new ();
  g_autoptr (DavServer) server = dav_server_new ("alice", "secret", "127.0.0.1");
  g_autofree char *url = g_strdup_printf ("http://mallory:hidden@%s/dav/", doubles_carddav_get_url (peer) + strlen ("http://"));
  g_autofree char *location = g_strdup_printf ("http://mallory:hidden@127.0.0.1:0x/");
  g_autofree char *bare = g_strconcat (doubles_carddav_get_url (peer), "/dav/", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) lost = NULL;
  g_autoptr (DavAnswer) answer = ask (server, url, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (answer->url, ==, bare);
  doubles_carddav_say (peer, NULL, NULL, location);
  g_assert_null (ask (server, url, &lost));
  g_assert_error (lost, DAV_ERROR, DAV_ERROR_ELSEWHERE);
  g_assert_null (strstr (lost->message, "hidden"));
}

static void
test_in_the_open (void)
{
  g_autoptr (DoublesCarddav) peer = doubles_carddav_new ();
  g_autoptr (DavServer) server = dav_server_new ("alice", "secret", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (ask (server, doubles_carddav_get_url (peer), &error));
  g_assert_error (error, DAV_ERROR, DAV_ERROR_OPEN);
}

static void
test_unreachable (void)
{
  g_autoptr (DavServer) server = dav_server_new ("alice", "secret", "127.0.0.1");
  g_autoptr (GError) error = NULL;

  g_assert_null (ask (server, "http://127.0.0.1:1/", &error));
  g_assert_error (error, DAV_ERROR, DAV_ERROR_UNREACHABLE);
}

static void
test_cancelled (void)
{
  g_autoptr (DoublesCarddav) peer = doubles_carddav_new ();
  g_autoptr (DavServer) server = dav_server_new ("alice", "secret", "127.0.0.1");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_auto (DoublesAnswer) waiting = { NULL };
  DavRequest request = { "PROPFIND", doubles_carddav_get_url (peer), "0", NULL, NULL, NULL, FALSE };
  g_autoptr (GError) error = NULL;

  dav_server_ask_async (server, &request, cancellable, doubles_answer_cb, &waiting);
  g_cancellable_cancel (cancellable);
  g_assert_null (dav_server_ask_finish (server, doubles_answer_wait (&waiting), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_family (void)
{
  g_assert_true (dav_server_is_family ("dav.example.org", "p7.example.org"));
  g_assert_true (dav_server_is_family ("127.0.0.1", "127.0.0.1"));
  g_assert_false (dav_server_is_family ("127.0.0.1", "127.0.0.2"));
  g_assert_false (dav_server_is_family ("example.co.uk", "evil.co.uk"));
  g_assert_false (dav_server_is_family ("example.org", "example.com"));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/dav/server/answer", test_answer);
  g_test_add_func ("/dav/server/password", test_password);
  g_test_add_func ("/dav/server/statuses", test_statuses);
  g_test_add_func ("/dav/server/redirections", test_redirections);
  g_test_add_func ("/dav/server/endless", test_endless);
  g_test_add_func ("/dav/server/flood", test_flood);
  g_test_add_func ("/dav/server/odd-questions", test_odd_questions);
  g_test_add_func ("/dav/server/bare", test_bare);
  g_test_add_func ("/dav/server/in-the-open", test_in_the_open);
  g_test_add_func ("/dav/server/unreachable", test_unreachable);
  g_test_add_func ("/dav/server/cancelled", test_cancelled);
  g_test_add_func ("/dav/server/family", test_family);
  return g_test_run ();
}
