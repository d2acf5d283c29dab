/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Who asks: passwords, refusals and their reasons, redirections, and what goes in the open. */

#include "doubles-carddav.h"
#include "doubles-wait.h"

#include "dav-server.h"

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
  g_test_add_func ("/dav/server/in-the-open", test_in_the_open);
  g_test_add_func ("/dav/server/unreachable", test_unreachable);
  g_test_add_func ("/dav/server/cancelled", test_cancelled);
  g_test_add_func ("/dav/server/family", test_family);
  return g_test_run ();
}
