/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* People: written together, read together, their pictures apart. */

#include "store-fixture.h"
#include "store-people.h"
#include "store-pictures.h"

static gboolean
put (Fixture    *fixture,
     GPtrArray  *people,
     GError    **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  GAsyncResult *slot = NULL;

  store_people_put_async (fixture->database, people, NULL, await_cb, &slot);
  result = await (&slot);
  return store_people_put_finish (fixture->database, result, error);
}

static void
put_one (Fixture     *fixture,
         StorePerson *person)
{
  g_autoptr (GPtrArray) people = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (people, person);
  g_assert_true (put (fixture, people, &error));
  g_assert_no_error (error);
}

static GPtrArray *
list (Fixture *fixture,
      gboolean pictures)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GAsyncResult *slot = NULL;
  GPtrArray *people;

  store_people_list_async (fixture->database, pictures, NULL, await_cb, &slot);
  result = await (&slot);
  people = store_people_list_finish (fixture->database, result, &error);
  g_assert_no_error (error);
  return people;
}

static gsize
picture_size (Fixture    *fixture,
              const char *id)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) picture = NULL;
  GAsyncResult *slot = NULL;

  store_pictures_get_async (fixture->database, id, NULL, await_cb, &slot);
  result = await (&slot);
  picture = store_pictures_get_finish (fixture->database, result, &error);
  g_assert_no_error (error);
  return g_bytes_get_size (picture);
}

static void
clear_picture (Fixture    *fixture,
               const char *id)
{
  g_autoptr (GAsyncResult) result = NULL;
  GAsyncResult *slot = NULL;

  store_pictures_clear_async (fixture->database, id, NULL, await_cb, &slot);
  result = await (&slot);
  g_assert_true (store_pictures_clear_finish (fixture->database, result, NULL));
}

static void
delete_person (Fixture    *fixture,
               const char *id)
{
  g_autoptr (GAsyncResult) result = NULL;
  GAsyncResult *slot = NULL;

  store_people_delete_async (fixture->database, id, NULL, await_cb, &slot);
  result = await (&slot);
  g_assert_true (store_people_delete_finish (fixture->database, result, NULL));
}

static StorePerson *
make_anna (void)
{
  StorePerson *person = store_person_new ("anna");
  StoreAddress *phone = store_address_new (STORE_ADDRESS_KIND_PHONE, "mobile", "0170 1234567");

  g_set_str (&person->name, "Anna “Аня” Müller 👋");
  person->uid = g_strdup ("urn:uuid:1");
  person->family = g_strdup ("Müller");
  person->given = g_strdup ("Anna");
  person->organisation = g_strdup ("ACME");
  person->note = g_strdup ("two\nlines");
  person->favourite = TRUE;
  person->account = g_strdup ("work");
  person->card = g_strdup ("X-THING:1\n");
  person->picture = g_bytes_new ("picture", 7);
  phone->key = g_strdup ("+491701234567");
  phone->head = g_strdup ("TEL;TYPE=CELL");
  g_ptr_array_add (person->addresses, phone);
  g_ptr_array_add (person->addresses, store_address_new (STORE_ADDRESS_KIND_SIP, NULL, "anna@example.org"));
  g_ptr_array_add (person->addresses, store_address_new (STORE_ADDRESS_KIND_EMAIL, "work", "anna@example.org"));
  return person;
}

static void
test_round_trip (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr (StorePerson) anna = make_anna ();
  g_autoptr (GPtrArray) people = NULL;
  StorePerson *read;
  StoreAddress *address;

  put_one (fixture, anna);
  people = list (fixture, FALSE);
  g_assert_cmpuint (people->len, ==, 1);
  read = g_ptr_array_index (people, 0);
  g_assert_cmpstr (read->id, ==, anna->id);
  g_assert_cmpstr (read->uid, ==, anna->uid);
  g_assert_cmpstr (read->name, ==, anna->name);
  g_assert_cmpstr (read->family, ==, anna->family);
  g_assert_cmpstr (read->given, ==, anna->given);
  g_assert_cmpstr (read->organisation, ==, anna->organisation);
  g_assert_cmpstr (read->note, ==, anna->note);
  g_assert_true (read->favourite);
  g_assert_cmpstr (read->account, ==, anna->account);
  g_assert_cmpstr (read->card, ==, anna->card);
  g_assert_cmpuint (read->addresses->len, ==, 3);
  address = g_ptr_array_index (read->addresses, 0);
  g_assert_cmpint (address->kind, ==, STORE_ADDRESS_KIND_PHONE);
  g_assert_cmpstr (address->label, ==, "mobile");
  g_assert_cmpstr (address->value, ==, "0170 1234567");
  g_assert_cmpstr (address->key, ==, "+491701234567");
  g_assert_cmpstr (address->head, ==, "TEL;TYPE=CELL");
  address = g_ptr_array_index (read->addresses, 2);
  g_assert_cmpint (address->kind, ==, STORE_ADDRESS_KIND_EMAIL);
}

/* A name that changes takes nothing else along, least of all the picture that was not even read. */
static void
test_picture_is_apart (Fixture       *fixture,
                       gconstpointer  data)
{
  g_autoptr (StorePerson) anna = make_anna ();
  g_autoptr (GPtrArray) people = NULL;
  g_autoptr (GPtrArray) with_pictures = NULL;
  StorePerson *read;

  put_one (fixture, anna);
  people = list (fixture, FALSE);
  read = g_ptr_array_index (people, 0);
  g_assert_true (read->has_picture);
  g_assert_null (read->picture);
  g_set_str (&read->name, "Anna Berg");
  g_ptr_array_set_size (read->addresses, 1);
  put_one (fixture, read);
  g_assert_cmpuint (picture_size (fixture, "anna"), ==, 7);

  with_pictures = list (fixture, TRUE);
  read = g_ptr_array_index (with_pictures, 0);
  g_assert_cmpstr (read->name, ==, "Anna Berg");
  g_assert_cmpuint (g_bytes_get_size (read->picture), ==, 7);
  g_assert_cmpuint (read->addresses->len, ==, 1);

  clear_picture (fixture, "anna");
  g_assert_cmpuint (picture_size (fixture, "anna"), ==, 0);
  g_assert_cmpuint (picture_size (fixture, "nobody"), ==, 0);
}

static void
test_delete (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr (StorePerson) anna = make_anna ();
  g_autoptr (GPtrArray) people = NULL;
  g_autoptr (GPtrArray) again = NULL;

  put_one (fixture, anna);
  delete_person (fixture, "anna");
  delete_person (fixture, "anna"); /* gone is gone */
  people = list (fixture, TRUE);
  g_assert_cmpuint (people->len, ==, 0);

  put_one (fixture, anna); /* and back: nothing of before is left under it */
  again = list (fixture, TRUE);
  g_assert_cmpuint (((StorePerson *) g_ptr_array_index (again, 0))->addresses->len, ==, 3);
}

/* Of many, one that breaks a rule takes all with it: who imports a file knows where they stand. */
static void
test_all_or_none (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autoptr (GPtrArray) people = g_ptr_array_new_with_free_func ((GDestroyNotify) store_person_free);
  g_autoptr (GPtrArray) kept = NULL;
  g_autoptr (GError) error = NULL;
  StorePerson *huge = store_person_new ("huge");

  huge->card = g_strnfill (1024 * 1024 + 1, 'x');
  g_ptr_array_add (people, make_anna ());
  g_ptr_array_add (people, huge);
  g_assert_false (put (fixture, people, &error));
  g_assert_error (error, STORE_ERROR, STORE_ERROR_BAD_RECORD);
  kept = list (fixture, FALSE);
  g_assert_cmpuint (kept->len, ==, 0);
}

/* Ten thousand with three addresses and a picture each are there in a moment. */
static void
test_many (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (GPtrArray) people = g_ptr_array_new_with_free_func ((GDestroyNotify) store_person_free);
  g_autoptr (GPtrArray) read = NULL;
  g_autoptr (GError) error = NULL;
  gint64 begun;
  double seconds;

  for (guint n = 0; n < 10000; n++)
    {
      StorePerson *person = make_anna ();

      g_free (person->id);
      person->id = g_strdup_printf ("person-%05u", n);
      g_ptr_array_add (people, person);
    }
  g_assert_true (put (fixture, people, &error));
  g_assert_no_error (error);

  begun = g_get_monotonic_time ();
  read = list (fixture, FALSE);
  seconds = (double) (g_get_monotonic_time () - begun) / G_USEC_PER_SEC;
  g_test_message ("10,000 people read in %.3f s", seconds);
  g_assert_cmpuint (read->len, ==, 10000);
  g_assert_cmpstr (((StorePerson *) g_ptr_array_index (read, 9999))->id, ==, "person-09999");
  g_assert_cmpfloat (seconds, <, 3); /* with sanitizers, on a busy machine */
}

#define add(name, func) g_test_add ("/store/people/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("round-trip", test_round_trip);
  add ("picture-is-apart", test_picture_is_apart);
  add ("delete", test_delete);
  add ("all-or-none", test_all_or_none);
  add ("many", test_many);
  return g_test_run ();
}
