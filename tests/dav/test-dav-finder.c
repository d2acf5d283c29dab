/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* From what a person types to their address book. */

#include "doubles-carddav.h"
#include "doubles-wait.h"

#include "dav-finder.h"

static GPtrArray *
find (DoublesCarddav  *peer,
      const char      *path,
      const char      *password,
      GError         **error)
{
  g_autoptr (DavServer) server = dav_server_new ("alice", password, "127.0.0.1");
  g_autofree char *typed = g_strconcat (doubles_carddav_get_url (peer), path, NULL);
  g_auto (DoublesAnswer) waiting = { NULL };

  dav_finder_find_async (server, typed, NULL, doubles_answer_cb, &waiting);
  return dav_finder_find_finish (server, doubles_answer_wait (&waiting), error);
}

/* From the well-known place, from any on the way, from the book itself, and from a wrong one (RFC 6764). */
static void
test_find (void)
{
  static const char *const paths[] = { "", "/", "/dav/", "/dav/alice/", "/dav/alice/books/", "/dav/alice/books/people/",
                                       "/wrong/" };
  g_autoptr (DoublesCarddav) peer = doubles_carddav_new ();
  g_autofree char *url = g_strconcat (doubles_carddav_get_url (peer), "/dav/alice/books/people/", NULL);

  for (guint n = 0; n < G_N_ELEMENTS (paths); n++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) books = find (peer, paths[n], "secret", &error);
      const DavPlace *place;

      g_assert_no_error (error);
      g_assert_cmpuint (books->len, ==, 1);
      place = g_ptr_array_index (books, 0);
      g_assert_cmpstr (place->url, ==, url);
      g_assert_cmpstr (place->name, ==, "People");
    }
}

static void
test_password (void)
{
  g_autoptr (DoublesCarddav) peer = doubles_carddav_new ();
  g_autoptr (GError) error = NULL;

  g_assert_null (find (peer, "", "wrong", &error));
  g_assert_error (error, DAV_ERROR, DAV_ERROR_PASSWORD);
}

static void
test_no_book (void)
{
  g_autoptr (DoublesCarddav) peer = doubles_carddav_new ();
  g_autoptr (GError) error = NULL;

  doubles_carddav_say (peer, NULL, "<multistatus xmlns=\"DAV:\"><response><href>/</href></response></multistatus>",
                       NULL);
  g_assert_null (find (peer, "", "secret", &error));
  g_assert_error (error, DAV_ERROR, DAV_ERROR_NO_BOOK);
}

/* A server that is asked for one's book names one of somebody else's, who would be shown the password. */
static void
test_foreign (void)
{
  static const char *const answers[] = {
    "<multistatus xmlns=\"DAV:\"><response><href>https://evil.example/book/</href><propstat><prop><resourcetype>"
    "<addressbook/></resourcetype></prop></propstat></response></multistatus>",
    "<multistatus xmlns=\"DAV:\"><response><href>/</href><propstat><prop><current-user-principal>"
    "<href>https://evil.example/me/</href></current-user-principal></prop></propstat></response></multistatus>",
  };
  g_autoptr (DoublesCarddav) peer = doubles_carddav_new ();

  for (guint n = 0; n < G_N_ELEMENTS (answers); n++)
    {
      g_autoptr (GError) error = NULL;

      doubles_carddav_say (peer, NULL, answers[n], NULL);
      g_assert_null (find (peer, "", "secret", &error));
      g_assert_error (error, DAV_ERROR, DAV_ERROR_NO_BOOK);
    }
}

static void
test_typed (void)
{
  static const struct
  {
    const char *typed;
    const char *host;
    gboolean open;
  } rows[] = {
    { "example.org", "example.org", FALSE },         { " me@Example.org ", "example.org", FALSE },
    { "https://example.org/dav", "example.org", FALSE }, { "http://example.org:5232", "example.org", TRUE },
    { "ftp://example.org", NULL, FALSE },            { "", NULL, FALSE },
    { "me@", NULL, FALSE },                          { "two words", NULL, FALSE },
  };

  for (guint n = 0; n < G_N_ELEMENTS (rows); n++)
    {
      g_autofree char *host = dav_finder_dup_host (rows[n].typed);

      g_assert_cmpstr (host, ==, rows[n].host);
      g_assert_cmpint (dav_finder_is_open (rows[n].typed), ==, rows[n].open);
    }
}

static void
test_nonsense (void)
{
  g_autoptr (DavServer) server = dav_server_new ("alice", "secret", NULL);
  g_auto (DoublesAnswer) waiting = { NULL };
  g_autoptr (GError) error = NULL;

  dav_finder_find_async (server, "two words", NULL, doubles_answer_cb, &waiting);
  g_assert_null (dav_finder_find_finish (server, doubles_answer_wait (&waiting), &error));
  g_assert_error (error, DAV_ERROR, DAV_ERROR_NONSENSE);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/dav/finder/find", test_find);
  g_test_add_func ("/dav/finder/password", test_password);
  g_test_add_func ("/dav/finder/no-book", test_no_book);
  g_test_add_func ("/dav/finder/foreign", test_foreign);
  g_test_add_func ("/dav/finder/typed", test_typed);
  g_test_add_func ("/dav/finder/nonsense", test_nonsense);
  return g_test_run ();
}
