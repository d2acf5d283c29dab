/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Two telephones and an address book elsewhere: what one of them does, the other sees; and no server, however odd, costs
 * anybody a friend. */

#include "phone-books.h"

#include <string.h>

#define CARD(name, more) "BEGIN:VCARD\r\nVERSION:3.0\r\nUID:" name "\r\nFN:" name "\r\n" more "END:VCARD\r\n"

static const char png[] = "\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1 and more";

static void
test_both_ways (World         *world,
                gconstpointer  data)
{
  PhonePerson *person;

  add (&world->one, "Anna", "+49 30 1");
  doubles_carddav_put (world->server, "b.vcf", CARD ("Berta", "TEL:+49 30 2\r\nX-SHOE:42\r\n"));
  join_both (world);
  g_assert_cmpuint (count (&world->one), ==, 2);
  g_assert_cmpuint (count (&world->other), ==, 2);
  g_assert_cmpuint (doubles_carddav_get_n (world->server), ==, 2);

  /* A change; what this telephone does not know of the card stays in it. */
  person = find (&world->other, "Berta");
  phone_person_set_note (person, "likes shoes");
  phone_people_save (world->other.people, person);
  sync_well (&world->other);
  g_assert_nonnull (strstr (doubles_carddav_get (world->server, "b.vcf"), "X-SHOE:42"));
  g_assert_nonnull (strstr (doubles_carddav_get (world->server, "b.vcf"), "NOTE:likes shoes"));
  sync_well (&world->one);
  g_assert_cmpstr (phone_person_get_note (find (&world->one, "Berta")), ==, "likes shoes");

  phone_people_remove (world->one.people, find (&world->one, "Anna"));
  sync_well (&world->one);
  sync_well (&world->other);
  g_assert_null (find (&world->other, "Anna"));
  g_assert_cmpuint (doubles_carddav_get_n (world->server), ==, 1);
}

/* Nothing is written when nothing changed. */
static void
test_calm (World         *world,
           gconstpointer  data)
{
  guint written;

  doubles_carddav_put (world->server, "b.vcf",
                       CARD ("Berta", "N:Berg;Berta;;Dr.;\r\nitem1.TEL:+49 30 2\r\nitem1.X-ABLabel:Boat\r\n"
                                      "CATEGORIES:starred,x\r\nNOTE:a\\nb\r\nADR:;;Street 1;;;;\r\n"));
  add (&world->one, "Anna", "+49 30 1");
  join_both (world);
  written = doubles_carddav_get_n_written (world->server);
  for (guint n = 0; n < 3; n++)
    {
      sync_well (&world->one);
      sync_well (&world->other);
    }
  g_assert_cmpuint (doubles_carddav_get_n_written (world->server), ==, written);
}

/* Different things of one person, changed at the same time: both are kept. */
static void
test_disjoint (World         *world,
               gconstpointer  data)
{
  PhonePerson *person;

  add (&world->one, "Anna", "+49 30 1");
  join_both (world);
  person = find (&world->one, "Anna");
  phone_person_set_organisation (person, "Bakery");
  phone_people_save (world->one.people, person);
  person = find (&world->other, "Anna");
  phone_person_add_address (person, PHONE_ADDRESS_SIP, NULL, "anna@example.org");
  phone_people_save (world->other.people, person);
  sync_well (&world->one);
  sync_well (&world->other);
  sync_well (&world->one);
  for (guint n = 0; n < 2; n++)
    {
      person = find (n == 0 ? &world->one : &world->other, "Anna");
      g_assert_cmpstr (phone_person_get_organisation (person), ==, "Bakery");
      g_assert_cmpuint (phone_person_get_n_addresses (person), ==, 2);
      g_assert_null (phone_person_get_note (person));
    }
}

/* The same thing: the server's word stands, ours becomes a note. */
static void
test_conflict (World         *world,
               gconstpointer  data)
{
  PhonePerson *person;

  add (&world->one, "Anna", "+49 30 1");
  join_both (world);
  person = find (&world->one, "Anna");
  phone_person_set_name (person, "Anna Albers");
  phone_people_save (world->one.people, person);
  person = find (&world->other, "Anna");
  phone_person_set_name (person, "Anna Becker");
  phone_people_save (world->other.people, person);
  sync_well (&world->one);
  sync_well (&world->other);
  person = find (&world->other, "Anna Albers");
  g_assert_nonnull (person);
  g_assert_nonnull (strstr (phone_person_get_note (person), "Anna Becker"));
  sync_well (&world->one);
  g_assert_nonnull (strstr (phone_person_get_note (find (&world->one, "Anna Albers")), "Anna Becker"));
}

static gboolean
overtake_cb (gpointer data)
{
  World *world = data;

  doubles_carddav_put (world->server, "b.vcf", CARD ("Berta", "ORG:Bakery\r\n"));
  return G_SOURCE_REMOVE;
}

/* Somebody is faster between our reading and our writing (412). */
static void
test_overtaken (World         *world,
                gconstpointer  data)
{
  PhonePerson *person;
  g_autoptr (GError) error = NULL;

  doubles_carddav_put (world->server, "b.vcf", CARD ("Berta", ""));
  g_assert_true (join (world, &world->one, "secret", &error));
  person = find (&world->one, "Berta");
  phone_person_set_note (person, "mine");
  phone_people_save (world->one.people, person);
  doubles_carddav_before_put (world->server, overtake_cb, world);
  sync_well (&world->one);
  g_assert_cmpstr (phone_person_get_organisation (find (&world->one, "Berta")), ==, "Bakery");
  g_assert_nonnull (strstr (doubles_carddav_get (world->server, "b.vcf"), "NOTE:mine"));
  g_assert_nonnull (strstr (doubles_carddav_get (world->server, "b.vcf"), "ORG:Bakery"));
}

/* Deleted on one side, changed on the other: nobody is lost. */
static void
test_deleted_and_changed (World         *world,
                          gconstpointer  data)
{
  PhonePerson *person;

  add (&world->one, "Anna", "+49 30 1");
  add (&world->one, "Berta", "+49 30 2");
  join_both (world);
  phone_people_remove (world->one.people, find (&world->one, "Anna"));
  person = find (&world->one, "Berta");
  phone_person_set_note (person, "here");
  phone_people_save (world->one.people, person);
  person = find (&world->other, "Anna");
  phone_person_set_note (person, "still here");
  phone_people_save (world->other.people, person);
  phone_people_remove (world->other.people, find (&world->other, "Berta"));
  sync_well (&world->one);   /* Anna is deleted there, Berta changed */
  sync_well (&world->other); /* Anna comes back, Berta too */
  sync_well (&world->one);
  for (guint n = 0; n < 2; n++)
    {
      Desk *desk = n == 0 ? &world->one : &world->other;

      g_assert_cmpuint (count (desk), ==, 2);
      g_assert_cmpstr (phone_person_get_note (find (desk, "Anna")), ==, "still here");
      g_assert_cmpstr (phone_person_get_note (find (desk, "Berta")), ==, "here");
    }
}

static void
test_picture (World         *world,
              gconstpointer  data)
{
  g_autoptr (GBytes) picture = g_bytes_new_static (png, sizeof png);
  PhonePerson *person;

  add (&world->one, "Anna", "+49 30 1");
  join_both (world);
  person = find (&world->one, "Anna");
  g_assert_true (phone_person_set_picture (person, picture));
  phone_people_save (world->one.people, person);
  sync_well (&world->one);
  sync_well (&world->other);
  person = find (&world->other, "Anna");
  g_assert_true (phone_person_has_picture (person));

  /* A change of something else does not take it away, also from a store that has it on the disk only. */
  desk_close (&world->other);
  desk_open (&world->other);
  g_assert_true (join (world, &world->other, "secret", NULL));
  person = find (&world->other, "Anna");
  phone_person_set_note (person, "with a picture");
  phone_people_save (world->other.people, person);
  sync_well (&world->other);
  sync_well (&world->one);
  g_assert_true (phone_person_has_picture (find (&world->one, "Anna")));

  phone_person_set_picture (find (&world->one, "Anna"), NULL);
  phone_people_save (world->one.people, find (&world->one, "Anna"));
  sync_well (&world->one);
  sync_well (&world->other);
  g_assert_false (phone_person_has_picture (find (&world->other, "Anna")));
}

/* Who is here and there already is one person, not two. */
static void
test_same_people (World         *world,
                  gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  add (&world->one, "Berta", "+49 30 2");
  doubles_carddav_put (world->server, "b.vcf", CARD ("Berta", "TEL:+49302\r\nORG:Bakery\r\n"));
  g_assert_true (join (world, &world->one, "secret", &error));
  g_assert_cmpuint (count (&world->one), ==, 1);
  g_assert_cmpuint (doubles_carddav_get_n (world->server), ==, 1);
  g_assert_cmpstr (phone_person_get_organisation (find (&world->one, "Berta")), ==, "Bakery");
}

/* A server that cannot say what changed, one that forgot what it said, and one that says it in pieces. */
static void
test_odd_servers (World         *world,
                  gconstpointer  data)
{
  doubles_carddav_set_plain (world->server, TRUE);
  add (&world->one, "Anna", "+49 30 1");
  add (&world->one, "Berta", "+49 30 2");
  join_both (world);
  phone_people_remove (world->one.people, find (&world->one, "Anna"));
  sync_well (&world->one);
  sync_well (&world->other);
  g_assert_cmpuint (count (&world->other), ==, 1);

  doubles_carddav_set_plain (world->server, FALSE);
  doubles_carddav_set_most (world->server, 1);
  add (&world->one, "Carl", "+49 30 3");
  add (&world->one, "Dora", "+49 30 4");
  sync_well (&world->one);
  sync_well (&world->other);
  g_assert_cmpuint (count (&world->other), ==, 3);
  doubles_carddav_forget (world->server);
  sync_well (&world->other);
  g_assert_cmpuint (count (&world->other), ==, 3);
}

/* Lists of people, and cards that make no sense, are left alone. */
static void
test_odd_cards (World         *world,
                gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  doubles_carddav_put (world->server, "group.vcf", CARD ("Friends", "X-ADDRESSBOOKSERVER-KIND:group\r\n"));
  doubles_carddav_put (world->server, "junk.vcf", "BEGIN:VCARD\r\nnonsense");
  doubles_carddav_put (world->server, "b.vcf", CARD ("Berta", ""));
  g_assert_true (join (world, &world->one, "secret", &error));
  sync_well (&world->one);
  g_assert_cmpuint (count (&world->one), ==, 1);
  g_assert_cmpuint (doubles_carddav_get_n (world->server), ==, 3);
}

static void
test_trouble (World         *world,
              gconstpointer  data)
{
  static const guint statuses[] = { 401, 429, 500, 503, 507 };
  g_autoptr (GError) error = NULL;

  g_assert_false (join (world, &world->one, "wrong", &error));
  g_assert_error (error, DAV_ERROR, DAV_ERROR_PASSWORD);
  g_assert_cmpint (phone_book_get_state (world->one.book), ==, PHONE_BOOK_STATE_NONE);
  g_clear_error (&error);

  join_both (world);
  for (guint n = 0; n < G_N_ELEMENTS (statuses); n++)
    {
      doubles_carddav_fail (world->server, statuses[n], "60");
      sync_one (&world->one);
      g_assert_cmpint (phone_book_get_state (world->one.book), ==, PHONE_BOOK_STATE_TROUBLED);
      g_assert_nonnull (phone_book_get_text (world->one.book));
    }
  add (&world->one, "Anna", "+49 30 1"); /* waits */
  doubles_carddav_fail (world->server, 0, NULL);
  sync_well (&world->one);
  sync_well (&world->other);
  g_assert_nonnull (find (&world->other, "Anna"));

  doubles_carddav_set_password (world->server, "new");
  sync_one (&world->one);
  g_assert_cmpint (phone_book_get_state (world->one.book), ==, PHONE_BOOK_STATE_TROUBLED);
  g_assert_true (join (world, &world->one, "new", &error));
  sync_well (&world->one);
  g_assert_cmpuint (count (&world->one), ==, 1);
}

/* What changed while the program was off, or offline, is found by comparing. */
static void
test_restart (World         *world,
              gconstpointer  data)
{
  PhonePerson *person;

  add (&world->one, "Anna", "+49 30 1");
  join_both (world);
  person = find (&world->one, "Anna");
  phone_person_set_organisation (person, "Bakery");
  phone_people_save (world->one.people, person);
  desk_close (&world->one);
  desk_open (&world->one);
  doubles_wait_until (phone_book_get_host (world->one.book) != NULL);
  g_assert_cmpstr (phone_book_get_user (world->one.book), ==, "alice");
  g_assert_cmpstr (phone_book_get_name (world->one.book), ==, "People");
  phone_book_set_password (world->one.book, "wrong"); /* the keyring is not what is tried here */
  doubles_wait_until (phone_book_get_state (world->one.book) == PHONE_BOOK_STATE_TROUBLED);
  phone_book_set_password (world->one.book, "secret");
  sync_well (&world->one);
  sync_well (&world->other);
  g_assert_cmpstr (phone_person_get_organisation (find (&world->other, "Anna")), ==, "Bakery");
}

static void
test_leave (World         *world,
            gconstpointer  data)
{
  add (&world->one, "Anna", "+49 30 1");
  join_both (world);
  phone_book_leave (world->one.book);
  g_assert_cmpint (phone_book_get_state (world->one.book), ==, PHONE_BOOK_STATE_NONE);
  g_assert_null (phone_book_get_host (world->one.book));
  g_assert_cmpuint (count (&world->one), ==, 1);
  g_assert_cmpuint (doubles_carddav_get_n (world->server), ==, 1);
}

static void
test_open (void)
{
  g_assert_true (phone_book_is_open ("http://example.org/dav"));
  g_assert_false (phone_book_is_open ("example.org"));
}

static void
test_refuses_the_open (World         *world,
                       gconstpointer  data)
{
  g_auto (DoublesAnswer) answer = { NULL };
  g_autoptr (GError) error = NULL;
  PhoneBookLogin login = { doubles_carddav_get_url (world->server), "alice", "secret", FALSE };

  phone_book_join_async (world->one.book, &login, NULL, doubles_answer_cb, &answer);
  g_assert_false (phone_book_join_finish (world->one.book, doubles_answer_wait (&answer), &error));
  g_assert_error (error, DAV_ERROR, DAV_ERROR_OPEN);
}

int
main (int   argc,
      char *argv[])
{
  static const struct
  {
    const char *path;
    void (*func) (World *, gconstpointer);
  } rows[] = {
    { "/phone/book/both-ways", test_both_ways },
    { "/phone/book/calm", test_calm },
    { "/phone/book/disjoint", test_disjoint },
    { "/phone/book/conflict", test_conflict },
    { "/phone/book/overtaken", test_overtaken },
    { "/phone/book/deleted-and-changed", test_deleted_and_changed },
    { "/phone/book/picture", test_picture },
    { "/phone/book/same-people", test_same_people },
    { "/phone/book/odd-servers", test_odd_servers },
    { "/phone/book/odd-cards", test_odd_cards },
    { "/phone/book/trouble", test_trouble },
    { "/phone/book/restart", test_restart },
    { "/phone/book/leave", test_leave },
    { "/phone/book/refuses-the-open", test_refuses_the_open },
  };

  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/phone/book/open", test_open);
  for (guint n = 0; n < G_N_ELEMENTS (rows); n++)
    g_test_add (rows[n].path, World, NULL, set_up, rows[n].func, tear_down);
  return g_test_run ();
}
