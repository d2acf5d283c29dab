/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* One person, changed here and elsewhere. */

#include "phone-book-merge.h"

#include <string.h>

#define HEAD "BEGIN:VCARD\nVERSION:3.0\nUID:a\n"
#define TAIL "END:VCARD\n"

static StorePerson *
read_card (const char *card)
{
  PhoneVcardVersion version;
  StorePerson *person = phone_book_read_card (card, &version);

  g_assert_nonnull (person);
  return person;
}

static const struct
{
  const char *what;
  const char *base;
  const char *ours;
  const char *theirs;
  const char *name;
  const char *organisation;
  const char *addresses;
  const char *lost; /* a word of it */
} rows[] = {
  { "only there", "FN:A\n", "FN:A\n", "FN:B\nORG:X\n", "B", "X", "", NULL },
  { "only here", "FN:A\n", "FN:B\nORG:X\n", "FN:A\n", "B", "X", "", NULL },
  { "the same on both sides", "FN:A\n", "FN:B\n", "FN:B\n", "B", NULL, "", NULL },
  { "both", "FN:A\n", "FN:B\n", "FN:C\n", "C", NULL, "", "B" },
  { "both the company", "FN:A\nORG:X\n", "FN:A\nORG:Y\n", "FN:A\nORG:Z\n", "A", "Z", "", "Y" },
  { "taken away there", "FN:A\nORG:X\n", "FN:A\nORG:X\n", "FN:A\n", "A", NULL, "", NULL },
  { "taken away here", "FN:A\nORG:X\n", "FN:A\n", "FN:A\nORG:X\n", "A", NULL, "", NULL },
  { "numbers of both", "FN:A\nTEL:1\n", "FN:A\nTEL:1\nTEL:2\n", "FN:A\nTEL:1\nTEL:3\n", "A", NULL, "1 3 2 ", NULL },
  { "a number gone there", "FN:A\nTEL:1\nTEL:2\n", "FN:A\nTEL:1\nTEL:2\n", "FN:A\nTEL:2\n", "A", NULL, "2 ", NULL },
  { "a number gone here", "FN:A\nTEL:1\nTEL:2\n", "FN:A\nTEL:1\n", "FN:A\nTEL:1\nTEL:2\n", "A", NULL, "1 ", NULL },
  { "one gone on each side", "FN:A\nTEL:1\nTEL:2\n", "FN:A\nTEL:1\n", "FN:A\nTEL:2\n", "A", NULL, "", NULL },
  { "never the same", NULL, "FN:A\nTEL:1\nORG:X\n", "FN:A\nTEL:2\n", "A", "X", "2 1 ", NULL },
};

static void
test_rows (void)
{
  g_autoptr (PhonePeople) people = phone_people_new (NULL);

  for (guint n = 0; n < G_N_ELEMENTS (rows); n++)
    {
      g_autofree char *base_card = g_strconcat (HEAD, rows[n].base, TAIL, NULL);
      g_autofree char *ours_card = g_strconcat (HEAD, rows[n].ours, TAIL, NULL);
      g_autofree char *theirs_card = g_strconcat (HEAD, rows[n].theirs, TAIL, NULL);
      g_autoptr (StorePerson) base = rows[n].base != NULL ? read_card (base_card) : NULL;
      g_autoptr (StorePerson) ours = read_card (ours_card);
      g_autoptr (StorePerson) theirs = read_card (theirs_card);
      g_autofree char *lost = phone_book_merge (people, ours, base, theirs);
      g_autoptr (GString) addresses = g_string_new (NULL);

      g_test_message ("%s", rows[n].what);
      for (guint i = 0; i < ours->addresses->len; i++)
        g_string_append_printf (addresses, "%s ", ((StoreAddress *) g_ptr_array_index (ours->addresses, i))->value);
      g_assert_cmpstr (ours->name, ==, rows[n].name);
      g_assert_cmpstr (ours->organisation, ==, rows[n].organisation);
      g_assert_cmpstr (addresses->str, ==, rows[n].addresses);
      g_assert_cmpint (lost != NULL, ==, rows[n].lost != NULL);
      if (lost != NULL)
        g_assert_nonnull (strstr (lost, rows[n].lost));
    }
}

static void
test_pictures (void)
{
  g_autoptr (StorePerson) ours = store_person_new ("a");
  g_autoptr (StorePerson) theirs = store_person_new ("a");

  theirs->picture = g_bytes_new_static ("b", 1);
  g_assert_false (phone_book_merge_picture (ours, theirs, FALSE));
  g_assert_true (ours->picture == theirs->picture);
  g_clear_pointer (&ours->picture, g_bytes_unref);
  g_assert_false (phone_book_merge_picture (ours, theirs, TRUE)); /* ours is newer */
  g_assert_null (ours->picture);
  g_clear_pointer (&theirs->picture, g_bytes_unref);
  g_assert_true (phone_book_merge_picture (ours, theirs, FALSE)); /* gone there */
  g_assert_false (phone_book_merge_picture (ours, theirs, TRUE));
}

/* A base is without the picture, and of the version it came in. */
static void
test_base (void)
{
  g_autoptr (StorePerson) person = store_person_new ("a");
  g_autofree char *three = NULL;
  g_autofree char *four = NULL;

  g_set_str (&person->name, "Anna");
  person->picture = g_bytes_new_static ("b", 1);
  three = phone_book_write_base (person, PHONE_VCARD_VERSION_3);
  four = phone_book_write_base (person, PHONE_VCARD_VERSION_4);
  g_assert_nonnull (strstr (three, "VERSION:3.0"));
  g_assert_nonnull (strstr (four, "VERSION:4.0"));
  g_assert_null (strstr (three, "PHOTO"));
  g_assert_nonnull (person->picture);
}

static void
test_no_person (void)
{
  static const char *const cards[] = {
    "", "nonsense", "BEGIN:VCARD\nVERSION:4.0\nFN:Friends\nKIND:group\nEND:VCARD\n",
    "BEGIN:VCARD\nVERSION:3.0\nFN:A\nEND:VCARD\nBEGIN:VCARD\nVERSION:3.0\nFN:B\nEND:VCARD\n",
  };
  PhoneVcardVersion version;

  for (guint n = 0; n < G_N_ELEMENTS (cards); n++)
    g_assert_null (phone_book_read_card (cards[n], &version));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/phone/book-merge/rows", test_rows);
  g_test_add_func ("/phone/book-merge/pictures", test_pictures);
  g_test_add_func ("/phone/book-merge/base", test_base);
  g_test_add_func ("/phone/book-merge/no-person", test_no_person);
  return g_test_run ();
}
