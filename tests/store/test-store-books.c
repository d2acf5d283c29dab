/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The address book elsewhere: kept, changed, forgotten; and a picture that changed leaves a mark. */

#include "store-books.h"
#include "store-fixture.h"
#include "store-people.h"

static StoreBookState *
read_back (Fixture *fixture)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GAsyncResult *slot = NULL;
  StoreBookState *state;

  store_books_read_async (fixture->database, NULL, await_cb, &slot);
  result = await (&slot);
  state = store_books_read_finish (fixture->database, result, &error);
  g_assert_no_error (error);
  return state;
}

static void
write_down (Fixture       *fixture,
            StoreBook     *book,
            StoreBookCard *card)
{
  g_autoptr (GPtrArray) cards = g_ptr_array_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GAsyncResult *slot = NULL;
  StoreBookState state = { book, cards };

  if (card != NULL)
    g_ptr_array_add (cards, card);
  store_books_write_async (fixture->database, &state, NULL, await_cb, &slot);
  result = await (&slot);
  g_assert_true (store_books_write_finish (fixture->database, result, &error));
  g_assert_no_error (error);
}

static void
test_keep (Fixture       *fixture,
           gconstpointer  data)
{
  StoreBook book = { (char *) "https://example.org/dav/", (char *) "alice", (char *) "People", NULL, (char *) "t1" };
  StoreBookCard card = { (char *) "/dav/a.vcf", (char *) "id-a", (char *) "\"1\"", (char *) "BEGIN:VCARD", FALSE };
  g_autoptr (StoreBookState) none = read_back (fixture);
  g_autoptr (StoreBookState) state = NULL;
  g_autoptr (StoreBookState) then = NULL;
  const StoreBookCard *kept;

  g_assert_null (none->book);
  write_down (fixture, &book, &card);
  state = read_back (fixture);
  g_assert_cmpstr (state->book->url, ==, "https://example.org/dav/");
  g_assert_cmpstr (state->book->token, ==, "t1");
  g_assert_null (state->book->open_host);
  g_assert_cmpuint (state->cards->len, ==, 1);
  kept = g_ptr_array_index (state->cards, 0);
  g_assert_cmpstr (kept->person, ==, "id-a");
  g_assert_cmpstr (kept->base, ==, "BEGIN:VCARD");

  card.person = NULL;
  write_down (fixture, NULL, &card);
  then = read_back (fixture);
  g_assert_nonnull (then->book);
  g_assert_cmpuint (then->cards->len, ==, 0);
}

static void
test_forget (Fixture       *fixture,
             gconstpointer  data)
{
  StoreBook book = { (char *) "https://example.org/dav/", (char *) "alice", (char *) "People", (char *) "example.org", NULL };
  StoreBookCard card = { (char *) "/dav/a.vcf", (char *) "id-a", NULL, NULL, FALSE };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (StoreBookState) state = NULL;
  GAsyncResult *slot = NULL;

  write_down (fixture, &book, &card);
  store_books_forget_async (fixture->database, NULL, await_cb, &slot);
  result = await (&slot);
  g_assert_true (store_books_forget_finish (fixture->database, result, &error));
  state = read_back (fixture);
  g_assert_null (state->book);
  g_assert_cmpuint (state->cards->len, ==, 0);
}

static void
put_person (Fixture     *fixture,
            StorePerson *person)
{
  g_autoptr (GPtrArray) people = g_ptr_array_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GAsyncResult *slot = NULL;

  g_ptr_array_add (people, person);
  store_people_put_async (fixture->database, people, NULL, await_cb, &slot);
  result = await (&slot);
  g_assert_true (store_people_put_finish (fixture->database, result, &error));
  g_assert_no_error (error);
}

static gboolean
is_marked (Fixture *fixture)
{
  g_autoptr (StoreBookState) state = read_back (fixture);

  return ((StoreBookCard *) g_ptr_array_index (state->cards, 0))->picture;
}

static void
test_picture (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr (StorePerson) person = store_person_new ("id-a");
  StoreBookCard card = { (char *) "/dav/a.vcf", (char *) "id-a", NULL, NULL, FALSE };

  g_set_str (&person->name, "Anna");
  put_person (fixture, person);
  write_down (fixture, NULL, &card);
  put_person (fixture, person);
  g_assert_false (is_marked (fixture));
  person->picture = g_bytes_new_static ("picture", 7);
  put_person (fixture, person);
  g_assert_true (is_marked (fixture));
  write_down (fixture, NULL, &card);
  put_person (fixture, person); /* the same one */
  g_assert_false (is_marked (fixture));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/store/books/keep", Fixture, NULL, set_up, test_keep, tear_down);
  g_test_add ("/store/books/forget", Fixture, NULL, set_up, test_forget, tear_down);
  g_test_add ("/store/books/picture", Fixture, NULL, set_up, test_picture, tear_down);
  return g_test_run ();
}
