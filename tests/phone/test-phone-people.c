/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Whom one knows: found by every spelling, kept, changed, deleted and had back, imported and exported. */

#include "phone-world.h"

#include "phone-people-private.h"
#include "phone-vcard.h"
#include "store-people.h"

#include <locale.h>
#include <string.h>

static const char png[] = "\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1 and more";

static PhonePerson *
add (PhonePeople      *people,
     const char       *name,
     PhoneAddressKind  kind,
     const char       *value)
{
  g_autoptr (PhonePerson) person = phone_person_new (name);

  phone_person_add_address (person, kind, NULL, value);
  phone_people_save (people, person);
  return person; /* the list holds it */
}

static const char *
nth_name (PhonePeople *people,
          guint        n)
{
  g_autoptr (PhonePerson) person = g_list_model_get_item (G_LIST_MODEL (people), n);

  return person != NULL ? phone_person_get_name (person) : NULL;
}

static void
test_order (void)
{
  g_autoptr (PhonePeople) people = phone_people_new (NULL);
  PhonePerson *zoe;

  add (people, "berta", PHONE_ADDRESS_SIP, "b@example.org");
  zoe = add (people, "Zoe", PHONE_ADDRESS_SIP, "z@example.org");
  add (people, "Anna", PHONE_ADDRESS_SIP, "a@example.org");
  g_assert_cmpstr (nth_name (people, 0), ==, "Anna");
  g_assert_cmpstr (nth_name (people, 1), ==, "berta");
  g_assert_cmpstr (nth_name (people, 2), ==, "Zoe");

  phone_person_set_name (zoe, "Aaron");
  phone_people_save (people, zoe);
  g_assert_cmpstr (nth_name (people, 0), ==, "Aaron");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (people)), ==, 3);
}

static void
test_find (void)
{
  static const struct
  {
    const char *domain; /* of the account */
    const char *address;
    gboolean found;
  } rows[] = {
    { "sip.example.de", "+4930123456@sip.example.de", TRUE },
    { "sip.example.de", "004930123456@sip.example.de", TRUE },
    { "sip.example.de", "030123456@sip.example.de", TRUE },
    { "sip.example.de", "030123456", TRUE },
    { "sip.example.de", "tel:+49-30-123456", TRUE },
    { "sip.example.de", "030123456@proxy.sip.example.de:5070", TRUE },
    { "sip.example.de", "030123456@example.de", TRUE },
    { "sip.example.de", "030123456@192.0.2.1", TRUE },
    { "sip.example.at", "030123456@sip.example.at", FALSE }, /* another country's 030 */
    { "sip.example.at", "004930123456@sip.example.at", TRUE },
    { "sip.example.de", "+4930123456@evil.example.com", FALSE }, /* anybody can call themselves a number */
    { "sip.example.de", "+4930123456@notsip.example.de.evil.com", FALSE },
    { "sip.example.de", "+4930123456@de", FALSE },
    { "sip.example.de", "0301234567@sip.example.de", FALSE },
    { "sip.example.de", "anna@Example.ORG", TRUE },
    { "sip.example.de", "sips:anna@example.org", TRUE },
    { "sip.example.de", "anna@example.com", FALSE },
    { "sip.example.de", "anna.mail@example.org", FALSE }, /* who writes mail from there need not call from there */
    { "sip.example.de", "", FALSE },
    { "sip.example.de", "@@@", FALSE },
    { NULL, "0049 30 123456", TRUE },
  };
  g_autoptr (PhonePeople) people = phone_people_new (NULL);
  PhonePerson *anna;

  phone_people_set_domain (people, "sip.example.de");
  g_assert_null (phone_people_find (people, NULL, "030123456"));
  anna = add (people, "Anna", PHONE_ADDRESS_PHONE, "(030) 123 456");
  phone_person_add_address (anna, PHONE_ADDRESS_SIP, "work", "anna@example.org");
  phone_person_add_address (anna, PHONE_ADDRESS_EMAIL, "work", "anna.mail@example.org");
  phone_people_save (people, anna);

  for (guint n = 0; n < G_N_ELEMENTS (rows); n++)
    {
      PhonePerson *found = phone_people_find (people, rows[n].domain, rows[n].address);

      g_test_message ("%s by %s", rows[n].address, rows[n].domain);
      g_assert_true ((found == anna) == rows[n].found);
    }
}

/* Who moves to another country has numbers of that country. */
static void
test_other_country (void)
{
  g_autoptr (PhonePeople) people = phone_people_new (NULL);
  g_autofree char *written = NULL;

  phone_people_set_domain (people, "sip.example.de");
  add (people, "Anna", PHONE_ADDRESS_PHONE, "01 23 45 67 89");
  g_assert_null (phone_people_find (people, "example.fr", "+33123456789"));
  phone_people_set_domain (people, "example.fr");
  g_assert_nonnull (phone_people_find (people, "example.fr", "+33123456789"));
  written = phone_people_write_number (people, "+33123456789");
  g_assert_cmpstr (written, ==, "01 23 45 67 89");
}

static GBytes *
make_picture (void)
{
  return g_bytes_new_static (png, sizeof png);
}

static void
test_edit (void)
{
  g_autoptr (PhonePerson) person = phone_person_new ("Anna \xe2\x80\xaeMaria  Berg\n");
  g_autoptr (GBytes) picture = make_picture ();
  g_autoptr (GBytes) script = g_bytes_new_static ("<svg onload=x/>", 15);
  const char *value;
  const char *label;

  g_assert_null (strchr (phone_person_get_name (person), '\n'));
  g_assert_null (strstr (phone_person_get_name (person), "\xe2\x80\xae"));
  phone_person_add_address (person, PHONE_ADDRESS_PHONE, "mobile", " 0170 1 ");
  phone_person_add_address (person, PHONE_ADDRESS_PHONE, "mobile", "  ");
  g_assert_cmpuint (phone_person_get_n_addresses (person), ==, 1);
  g_assert_cmpint (phone_person_get_address (person, 0, &value, &label), ==, PHONE_ADDRESS_PHONE);
  g_assert_cmpstr (value, ==, "0170 1");
  g_assert_cmpstr (label, ==, "mobile");
  g_assert_true (phone_person_set_picture (person, picture));
  g_assert_true (phone_person_has_picture (person));
  g_assert_false (phone_person_set_picture (person, script));
  g_assert_true (phone_person_get_picture (person) == picture);
  phone_person_set_note (person, "");
  g_assert_null (phone_person_get_note (person));
}

/* What was kept is there after the next start, and who was deleted can be had back, with their picture, in time. */
static void
test_kept (World         *world,
           gconstpointer  data)
{
  g_autoptr (GBytes) picture = make_picture ();
  PhonePeople *people = phone_get_people (world->phone);
  PhonePerson *anna = add (people, "Anna", PHONE_ADDRESS_PHONE, "+49 30 123456");
  g_autoptr (PhonePerson) deleted = NULL;

  phone_person_set_favourite (anna, TRUE);
  phone_person_set_picture (anna, picture);
  phone_person_set_account (anna, "work");
  phone_people_save (people, anna);

  world_stop (world);
  world_start (world);
  people = phone_get_people (world->phone);
  wait_until (g_list_model_get_n_items (G_LIST_MODEL (people)) == 1);
  deleted = g_list_model_get_item (G_LIST_MODEL (people), 0);
  g_assert_true (phone_person_is_favourite (deleted));
  g_assert_cmpstr (phone_person_get_account (deleted), ==, "work");
  g_assert_null (phone_person_get_picture (deleted));
  phone_people_remove (people, deleted);
  g_assert_null (phone_people_find (people, NULL, "+4930123456"));
  phone_people_save (people, deleted); /* quicker than the disk */
  g_assert_nonnull (phone_people_find (people, NULL, "+4930123456"));
  wait_until (phone_person_get_picture (deleted) != NULL);
  g_clear_object (&deleted);

  world_stop (world);
  world_start (world);
  people = phone_get_people (world->phone);
  wait_until (g_list_model_get_n_items (G_LIST_MODEL (people)) == 1);
  deleted = g_list_model_get_item (G_LIST_MODEL (people), 0);
  phone_people_load_picture (people, deleted);
  wait_until (phone_person_get_picture (deleted) != NULL);
  g_assert_true (g_bytes_equal (phone_person_get_picture (deleted), picture));
  phone_person_set_picture (deleted, NULL);
  phone_people_save (people, deleted);
  phone_people_remove (people, deleted);
  g_clear_object (&deleted);

  world_stop (world);
  world_start (world);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (phone_get_people (world->phone))), ==, 0);
}

/* Who is added while the disk is still slow is there once. */
static void
test_quicker_than_the_disk (World         *world,
                            gconstpointer  data)
{
  g_autofree char *path = g_build_filename (world->folder, "other.db", NULL);
  g_autoptr (StoreDatabase) database = store_database_new (path);
  g_autoptr (PhonePeople) people = phone_people_new (database);
  g_autoptr (GAsyncResult) opened = NULL;
  g_autoptr (GAsyncResult) listed = NULL;
  g_autoptr (GAsyncResult) closed = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  PhonePerson *anna;

  store_database_open_async (database, NULL, world_take_result_cb, &opened);
  wait_until (opened != NULL);
  anna = add (people, "Anna", PHONE_ADDRESS_SIP, "anna@example.org");
  phone_people_load (people);
  phone_person_set_name (anna, "Anna Berg");
  store_people_list_async (database, FALSE, NULL, world_take_result_cb, &listed); /* answered after the one before */
  wait_until (listed != NULL);
  rows = store_people_list_finish (database, listed, NULL);
  g_assert_cmpuint (rows->len, ==, 1);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (people)), ==, 1);
  g_assert_cmpstr (nth_name (people, 0), ==, "Anna Berg");
  store_database_close_async (database, NULL, world_take_result_cb, &closed);
  wait_until (closed != NULL);
}

static PhoneImport *
import_text (World       *world,
             const char  *text,
             GError     **error)
{
  g_autofree char *path = g_build_filename (world->folder, "cards.vcf", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GAsyncResult) result = NULL;

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  phone_people_import_async (phone_get_people (world->phone), file, NULL, world_take_result_cb, &result);
  wait_until (result != NULL);
  g_remove (path);
  return phone_people_import_finish (phone_get_people (world->phone), result, error);
}

static const char cards[] =
  "BEGIN:VCARD\nVERSION:3.0\nUID:1\nFN:Anna Berg\nTEL;TYPE=CELL:+491701234567\nBDAY:1980-02-29\nEND:VCARD\n"
  "BEGIN:VCARD\nVERSION:9.0\nFN:Future\nEND:VCARD\n"
  "BEGIN:VCARD\nVERSION:3.0\nFN:Bob\nEMAIL:bob@example.org\nEND:VCARD\n";

static void
test_import (World         *world,
             gconstpointer  data)
{
  PhonePeople *people = phone_get_people (world->phone);
  g_autoptr (PhoneImport) first = NULL;
  g_autoptr (PhoneImport) second = NULL;
  g_autoptr (PhoneImport) third = NULL;
  g_autoptr (GError) error = NULL;
  PhonePerson *anna = add (people, "anna berg", PHONE_ADDRESS_PHONE, "0049 170 1234567");

  phone_person_set_note (anna, "mine");
  first = import_text (world, cards, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (first->n_added, ==, 1);
  g_assert_cmpuint (first->n_merged, ==, 1);
  g_assert_cmpuint (first->refused->len, ==, 1);
  g_assert_cmpstr (g_ptr_array_index (first->refused, 0), ==,
                   "Future (line 8): The contact is of a version that is not known.");
  g_assert_cmpstr (phone_person_get_name (anna), ==, "anna berg"); /* what was written here stays */
  g_assert_cmpstr (phone_person_get_note (anna), ==, "mine");
  g_assert_cmpuint (phone_person_get_n_addresses (anna), ==, 1);

  /* The same file again changes nothing. */
  second = import_text (world, cards, &error);
  g_assert_cmpuint (second->n_added, ==, 0);
  g_assert_cmpuint (second->n_merged, ==, 2);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (people)), ==, 2);
  g_assert_cmpuint (phone_person_get_n_addresses (anna), ==, 1);

  /* By the name of the card, whatever else became of her. */
  third = import_text (world, "BEGIN:VCARD\nVERSION:3.0\nUID:1\nFN:Anna Meier\nIMPP:sip:anna@example.org\nEND:VCARD\n",
                       &error);
  g_assert_cmpuint (third->n_merged, ==, 1);
  g_assert_true (phone_people_find (people, NULL, "anna@example.org") == anna);
}

static void
test_import_nonsense (World         *world,
                      gconstpointer  data)
{
  g_autoptr (GError) no_cards = NULL;
  g_autoptr (GError) no_file = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GFile) file = g_file_new_for_path ("/nonexistent/cards.vcf");

  g_assert_null (import_text (world, "name,phone\nAnna,1\n", &no_cards));
  g_assert_error (no_cards, PHONE_VCARD_ERROR, PHONE_VCARD_ERROR_NOT_CARDS);
  phone_people_import_async (phone_get_people (world->phone), file, NULL, world_take_result_cb, &result);
  wait_until (result != NULL);
  g_assert_null (phone_people_import_finish (phone_get_people (world->phone), result, &no_file));
  g_assert_error (no_file, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
}

static void
test_export (World         *world,
             gconstpointer  data)
{
  PhonePeople *people = phone_get_people (world->phone);
  g_autofree char *path = g_build_filename (world->folder, "out.vcf", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (PhoneImport) import = import_text (world, cards, NULL);
  g_autoptr (GBytes) picture = make_picture ();
  g_autofree char *text = NULL;
  GStatBuf status;

  g_assert_true (phone_person_set_picture (phone_people_find (people, NULL, "+491701234567"), picture));
  phone_people_save (people, phone_people_find (people, NULL, "+491701234567"));
  phone_people_export_async (people, file, NULL, world_take_result_cb, &result);
  wait_until (result != NULL);
  g_assert_true (phone_people_export_finish (people, result, NULL));
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, "FN:Anna Berg\r\n"));
  g_assert_nonnull (strstr (text, "BDAY:1980-02-29\r\n"));
  g_assert_nonnull (strstr (text, "PHOTO;ENCODING=b;TYPE=PNG:"));
  g_assert_nonnull (strstr (text, "EMAIL:bob@example.org\r\n"));
  g_assert_cmpint (g_stat (path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0077, ==, 0); /* nobody else reads it */
  g_remove (path);
}

/* Ten thousand people are found and imported while a person waits. */
static void
count_cb (guint *n)
{
  (*n)++;
}

static void
test_many (World         *world,
           gconstpointer  data)
{
  PhonePeople *people = phone_get_people (world->phone);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (PhoneImport) import = NULL;
  g_autoptr (GPtrArray) half = g_ptr_array_new_with_free_func (g_object_unref);
  guint n_changes = 0;
  gint64 begun;
  double seconds;

  for (guint n = 0; n < 10000; n++)
    g_string_append_printf (text, "BEGIN:VCARD\nVERSION:3.0\nFN:Person %u\nTEL:+4930%07u\nIMPP:sip:p%u@example.org\nEND:VCARD\n",
                            n, n, n);
  begun = g_get_monotonic_time ();
  import = import_text (world, text->str, NULL);
  seconds = (double) (g_get_monotonic_time () - begun) / G_USEC_PER_SEC;
  g_test_message ("10,000 people imported in %.3f s", seconds);
  g_assert_cmpuint (import->n_added, ==, 10000);
  begun = g_get_monotonic_time ();
  for (guint n = 0; n < 10000; n++)
    {
      g_autofree char *number = g_strdup_printf ("+4930%07u", n);

      g_assert_nonnull (phone_people_find (people, NULL, number));
    }
  g_signal_connect_swapped (people, "changed", G_CALLBACK (count_cb), &n_changes);
  for (guint n = 0; n < 10000; n += 2)
    {
      g_autofree char *number = g_strdup_printf ("+4930%07u", n);

      g_ptr_array_add (half, g_object_ref (phone_people_find (people, NULL, number)));
    }
  phone_people_remove_all (people, half);
  g_assert_cmpuint (n_changes, ==, 1); /* with each, all names are looked up again */
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (people)), ==, 5000);
  g_assert_null (phone_people_find (people, NULL, "+49300000004"));
  g_assert_nonnull (phone_people_find (people, NULL, "+49300000005"));
  g_signal_handlers_disconnect_by_func (people, count_cb, &n_changes);
  g_test_message ("10,000 looked up in %.3f s", (double) (g_get_monotonic_time () - begun) / G_USEC_PER_SEC);
}

#define add_world(name, func) g_test_add ("/phone/people/" name, World, NULL, world_set_up, func, world_tear_down)

int
main (int    argc,
      char **argv)
{
  g_assert_true (g_setenv ("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent", TRUE));
  g_assert_true (g_setenv ("LANGUAGE", "C", TRUE));
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/phone/people/order", test_order);
  g_test_add_func ("/phone/people/find", test_find);
  g_test_add_func ("/phone/people/other-country", test_other_country);
  g_test_add_func ("/phone/people/edit", test_edit);
  add_world ("kept", test_kept);
  add_world ("quicker-than-the-disk", test_quicker_than_the_disk);
  add_world ("import", test_import);
  add_world ("import-nonsense", test_import_nonsense);
  add_world ("export", test_export);
  add_world ("many", test_many);
  return g_test_run ();
}
