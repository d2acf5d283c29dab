/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* An address book elsewhere: what changed, and changing it on top of what one knows only. */

#include "doubles-carddav.h"
#include "doubles-wait.h"

#include "dav-book.h"

#include <string.h>

#define CARD "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Anna\r\nEND:VCARD\r\n"

typedef struct
{
  DoublesCarddav *peer;
  DavBook *book;
} Place;

static void
place_clear (Place *place)
{
  g_object_unref (place->book);
  doubles_carddav_free (place->peer);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Place, place_clear)

static Place
place_new (void)
{
  Place place = { doubles_carddav_new (), NULL };
  g_autoptr (DavServer) server = dav_server_new ("alice", "secret", "127.0.0.1");
  g_autofree char *url = g_strconcat (doubles_carddav_get_url (place.peer), "/dav/alice/books/people", NULL);

  place.book = dav_book_new (server, url);
  return place;
}

static DavChanges *
list (Place      *place,
      const char *token)
{
  g_auto (DoublesAnswer) waiting = { NULL };
  g_autoptr (GError) error = NULL;
  DavChanges *changes;

  dav_book_list_async (place->book, token, NULL, doubles_answer_cb, &waiting);
  changes = dav_book_list_finish (place->book, doubles_answer_wait (&waiting), &error);
  g_assert_no_error (error);
  return changes;
}

static gboolean
put (Place       *place,
     const char  *href,
     const char  *etag,
     const char  *text,
     char       **new_etag,
     GError     **error)
{
  g_auto (DoublesAnswer) waiting = { NULL };
  DavCard card = { (char *) href, (char *) etag, (char *) text, FALSE };

  dav_book_put_async (place->book, &card, NULL, doubles_answer_cb, &waiting);
  return dav_book_put_finish (place->book, doubles_answer_wait (&waiting), new_etag, error);
}

static void
test_changes (void)
{
  g_auto (Place) place = place_new ();
  g_autoptr (DavChanges) first = NULL;
  g_autoptr (DavChanges) then = NULL;
  const DavCard *card;

  doubles_carddav_put (place.peer, "a.vcf", CARD);
  doubles_carddav_put (place.peer, "b.vcf", CARD);
  first = list (&place, NULL);
  g_assert_true (first->is_whole);
  g_assert_cmpuint (first->cards->len, ==, 2);
  doubles_carddav_put (place.peer, "a.vcf", NULL);
  then = list (&place, first->token);
  g_assert_false (then->is_whole);
  g_assert_cmpuint (then->cards->len, ==, 1);
  card = g_ptr_array_index (then->cards, 0);
  g_assert_true (card->gone);
  g_assert_cmpstr (card->href, ==, "/dav/alice/books/people/a.vcf");
}

/* A token that the server forgot is no reason to fail, and an answer may come in pieces (RFC 6578 §3.6). */
static void
test_forgotten_and_cut (void)
{
  g_auto (Place) place = place_new ();
  g_autoptr (DavChanges) first = NULL;
  g_autoptr (DavChanges) then = NULL;

  for (char name[] = "a.vcf"; name[0] < 'f'; name[0]++)
    doubles_carddav_put (place.peer, name, CARD);
  doubles_carddav_set_most (place.peer, 2);
  first = list (&place, NULL);
  g_assert_cmpuint (first->cards->len, ==, 5);
  doubles_carddav_forget (place.peer);
  then = list (&place, first->token);
  g_assert_true (then->is_whole);
  g_assert_cmpuint (then->cards->len, ==, 5);
}

static void
test_by_marks (void)
{
  g_auto (Place) place = place_new ();
  g_autoptr (DavChanges) changes = NULL;

  doubles_carddav_set_plain (place.peer, TRUE);
  doubles_carddav_put (place.peer, "a.vcf", CARD);
  changes = list (&place, NULL);
  g_assert_true (changes->is_whole);
  g_assert_null (changes->token);
  g_assert_cmpuint (changes->cards->len, ==, 1);
}

static void
test_get (void)
{
  g_auto (Place) place = place_new ();
  g_autoptr (GPtrArray) hrefs = g_ptr_array_new_with_free_func (g_free);
  g_auto (DoublesAnswer) waiting = { NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) cards = NULL;

  doubles_carddav_put (place.peer, "a.vcf", CARD);
  g_ptr_array_add (hrefs, dav_book_dup_href (place.book, "a"));
  g_ptr_array_add (hrefs, dav_book_dup_href (place.book, "nobody"));
  dav_book_get_async (place.book, hrefs, NULL, doubles_answer_cb, &waiting);
  cards = dav_book_get_finish (place.book, doubles_answer_wait (&waiting), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (cards->len, ==, 1);
  g_assert_nonnull (strstr (((DavCard *) g_ptr_array_index (cards, 0))->card, "FN:Anna"));
}

/* A server that names cards of somebody else, or its own in many spellings. */
static void
test_hrefs (void)
{
  g_auto (Place) place = place_new ();
  g_autofree char *body = NULL;
  g_autoptr (DavChanges) changes = NULL;
  GString *text = g_string_new ("<multistatus xmlns=\"DAV:\">");
  static const char *const hrefs[] = {
    "/dav/alice/books/people/", "/dav/bob/books/people/a.vcf", "http://evil.example/dav/alice/books/people/a.vcf",
    "../other/a.vcf",           "/dav/alice/books/people/a%40b%20c.vcf", "/dav/alice/books/people/d@e.vcf",
    "f.vcf",                    "%2e%2e/%2e%2e/bob/a.vcf",
  };

  for (guint n = 0; n < G_N_ELEMENTS (hrefs); n++)
    g_string_append_printf (text, "<response><href>%s</href><propstat><prop><getetag>\"1\"</getetag></prop></propstat>"
                                  "</response>", hrefs[n]);
  g_string_append (text, "<sync-token>x</sync-token></multistatus>");
  body = g_string_free (text, FALSE);
  doubles_carddav_say (place.peer, "REPORT", body, NULL);
  changes = list (&place, NULL);
  g_assert_cmpuint (changes->cards->len, ==, 3);
  g_assert_cmpstr (((DavCard *) g_ptr_array_index (changes->cards, 0))->href, ==,
                   "/dav/alice/books/people/a@b%20c.vcf");
  g_assert_cmpstr (((DavCard *) g_ptr_array_index (changes->cards, 1))->href, ==, "/dav/alice/books/people/d@e.vcf");
  g_assert_cmpstr (((DavCard *) g_ptr_array_index (changes->cards, 2))->href, ==, "/dav/alice/books/people/f.vcf");
}

/* Half a list is none: who is not named in it would be deleted. One that can be had by marks is had so. */
static void
test_cut_off (void)
{
  static const char cut[] = "<multistatus xmlns=\"DAV:\"><response><href>/dav/alice/books/people/</href>"
                            "<status>HTTP/1.1 507 Insufficient Storage</status></response></multistatus>";
  g_auto (Place) place = place_new ();
  g_auto (DoublesAnswer) waiting = { NULL };
  g_autoptr (DavChanges) changes = NULL;
  g_autoptr (GError) error = NULL;

  doubles_carddav_put (place.peer, "a.vcf", CARD);
  doubles_carddav_say (place.peer, "REPORT", cut, NULL);
  changes = list (&place, NULL);
  g_assert_true (changes->is_whole);
  g_assert_cmpuint (changes->cards->len, ==, 1);
  doubles_carddav_say (place.peer, NULL, cut, NULL);
  dav_book_list_async (place.book, NULL, NULL, doubles_answer_cb, &waiting);
  g_assert_null (dav_book_list_finish (place.book, doubles_answer_wait (&waiting), &error));
  g_assert_error (error, DAV_ERROR, DAV_ERROR_TOO_LARGE);
}

/* A card whose mark the server does not know at the moment is there all the same; a folder is no card. */
static void
test_without_mark (void)
{
  static const char body[] = "<multistatus xmlns=\"DAV:\"><response><href>/dav/alice/books/people/a.vcf</href>"
                             "<status>HTTP/1.1 500 Oops</status></response><response>"
                             "<href>/dav/alice/books/people/folder/</href></response><response>"
                             "<href>/dav/alice/books/people/b%2f&#13;&#10;Header: x.vcf</href><propstat><prop>"
                             "<getetag>a&#13;&#10;Header: x</getetag></prop></propstat></response></multistatus>";
  g_auto (Place) place = place_new ();
  g_autoptr (DavChanges) changes = NULL;
  const DavCard *card;

  doubles_carddav_say (place.peer, "REPORT", body, NULL);
  changes = list (&place, NULL);
  g_assert_cmpuint (changes->cards->len, ==, 2);
  for (guint n = 0; n < changes->cards->len; n++)
    {
      card = g_ptr_array_index (changes->cards, n);
      g_assert_null (card->etag);
      g_assert_false (card->gone);
      g_assert_null (strpbrk (card->href, " \r\n"));
    }
}

/* Only what was asked for, and that once. */
static void
test_unasked (void)
{
  static const char card[] = "<response><href>/dav/alice/books/people/%s.vcf</href><propstat><prop><getetag>1</getetag>"
                             "<address-data>BEGIN:VCARD</address-data></prop></propstat></response>";
  static const char *const names[] = { "a", "b", "a" };
  g_auto (Place) place = place_new ();
  g_auto (DoublesAnswer) waiting = { NULL };
  g_autoptr (GPtrArray) hrefs = g_ptr_array_new ();
  g_autoptr (GString) body = g_string_new ("<multistatus xmlns=\"DAV:\">");
  g_autoptr (GPtrArray) cards = NULL;

  for (guint n = 0; n < G_N_ELEMENTS (names); n++)
    {
      g_auto (GStrv) halves = g_strsplit (card, "%s", 2);

      g_string_append_printf (body, "%s%s%s", halves[0], names[n], halves[1]);
    }
  g_string_append (body, "</multistatus>");
  doubles_carddav_say (place.peer, "REPORT", body->str, NULL);
  g_ptr_array_add (hrefs, (gpointer) "/dav/alice/books/people/a.vcf");
  dav_book_get_async (place.book, hrefs, NULL, doubles_answer_cb, &waiting);
  cards = dav_book_get_finish (place.book, doubles_answer_wait (&waiting), NULL);
  g_assert_cmpuint (cards->len, ==, 1);
}

/* Each answer within its limits, and another one always to come. */
static void
test_without_end (void)
{
  g_auto (Place) place = place_new ();
  g_auto (DoublesAnswer) waiting = { NULL };
  g_autoptr (GString) body = g_string_new ("<multistatus xmlns=\"DAV:\"><sync-token>t</sync-token>");
  g_autoptr (GError) error = NULL;

  for (guint n = 0; n < 60000; n++)
    g_string_append_printf (body, "<response><href>/dav/alice/books/people/%u</href></response>", n);
  g_string_append (body, "<response><href>/</href><status>HTTP/1.1 507 Full</status></response></multistatus>");
  doubles_carddav_say (place.peer, NULL, body->str, NULL);
  dav_book_list_async (place.book, NULL, NULL, doubles_answer_cb, &waiting);
  g_assert_null (dav_book_list_finish (place.book, doubles_answer_wait (&waiting), &error));
  g_assert_error (error, DAV_ERROR, DAV_ERROR_TOO_LARGE);
}

static void
test_write (void)
{
  g_auto (Place) place = place_new ();
  g_autofree char *href = dav_book_dup_href (place.book, "a");
  g_autofree char *etag = NULL;
  g_autofree char *newer = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (put (&place, href, NULL, CARD, &etag, &error));
  g_assert_nonnull (etag);
  g_assert_false (put (&place, href, NULL, CARD, NULL, &error)); /* there is one now */
  g_assert_error (error, DAV_ERROR, DAV_ERROR_CHANGED);
  g_clear_error (&error);
  g_assert_true (put (&place, href, etag, CARD, &newer, &error));
  g_assert_false (put (&place, href, etag, CARD, NULL, &error)); /* somebody was faster */
  g_assert_error (error, DAV_ERROR, DAV_ERROR_CHANGED);
  g_clear_error (&error);
  g_assert_false (put (&place, href, etag, NULL, NULL, &error));
  g_assert_error (error, DAV_ERROR, DAV_ERROR_CHANGED);
  g_clear_error (&error);
  g_assert_true (put (&place, href, newer, NULL, NULL, &error));
  g_assert_true (put (&place, href, newer, NULL, NULL, &error)); /* gone is gone */
  g_assert_cmpuint (doubles_carddav_get_n (place.peer), ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/dav/book/changes", test_changes);
  g_test_add_func ("/dav/book/forgotten-and-cut", test_forgotten_and_cut);
  g_test_add_func ("/dav/book/by-marks", test_by_marks);
  g_test_add_func ("/dav/book/get", test_get);
  g_test_add_func ("/dav/book/hrefs", test_hrefs);
  g_test_add_func ("/dav/book/cut-off", test_cut_off);
  g_test_add_func ("/dav/book/without-mark", test_without_mark);
  g_test_add_func ("/dav/book/unasked", test_unasked);
  g_test_add_func ("/dav/book/without-end", test_without_end);
  g_test_add_func ("/dav/book/write", test_write);
  return g_test_run ();
}
