/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* One round by itself: of nothing, of a server that is gone, and one that is stopped in the middle. */

#include "phone-books.h"

#include "phone-book-sync.h"

static gboolean
sync_round (World         *world,
            GCancellable  *cancellable,
            GError       **error)
{
  g_autoptr (DavServer) server = dav_server_new ("alice", "secret", "127.0.0.1");
  g_auto (DoublesAnswer) answer = { NULL };

  phone_book_sync_async (world->one.people, server, cancellable, doubles_answer_cb, &answer);
  return phone_book_sync_finish (world->one.people, doubles_answer_wait (&answer), error);
}

static void
test_no_book (World         *world,
              gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (sync_round (world, NULL, &error));
  g_assert_error (error, DAV_ERROR, DAV_ERROR_NO_BOOK);
}

static void
test_once (World         *world,
           gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (join (world, &world->one, "secret", &error));
  add (&world->one, "Anna", "+49 30 1");
  g_assert_true (sync_round (world, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (doubles_carddav_get_n (world->server), ==, 1);
}

/* More people than are compared at once; whoever changed is found wherever they stand, and the others are left alone. */
static void
test_many (World         *world,
           gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  guint n_written;

  g_assert_true (join (world, &world->one, "secret", &error));
  for (guint n = 0; n < 120; n++)
    {
      g_autofree char *name = g_strdup_printf ("Person %u", n);

      add (&world->one, name, "+49 30 1");
    }
  g_assert_true (sync_round (world, NULL, &error));
  g_assert_cmpuint (doubles_carddav_get_n (world->server), ==, 120);
  n_written = doubles_carddav_get_n_written (world->server);
  phone_people_remove (world->one.people, find (&world->one, "Person 0"));
  phone_people_remove (world->one.people, find (&world->one, "Person 77"));
  add (&world->one, "Anna", "+49 30 2");
  g_assert_true (sync_round (world, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (doubles_carddav_get_n (world->server), ==, 119);
  g_assert_cmpuint (doubles_carddav_get_n_written (world->server), ==, n_written + 3);
}

static void
test_cancelled (World         *world,
                gconstpointer  data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_assert_true (join (world, &world->one, "secret", &error));
  add (&world->one, "Anna", "+49 30 1");
  g_cancellable_cancel (cancellable);
  g_assert_false (sync_round (world, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (count (&world->one), ==, 1);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/phone/book-sync/no-book", World, NULL, set_up, test_no_book, tear_down);
  g_test_add ("/phone/book-sync/once", World, NULL, set_up, test_once, tear_down);
  g_test_add ("/phone/book-sync/many", World, NULL, set_up, test_many, tear_down);
  g_test_add ("/phone/book-sync/cancelled", World, NULL, set_up, test_cancelled, tear_down);
  return g_test_run ();
}
