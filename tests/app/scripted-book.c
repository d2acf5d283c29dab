/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* An address book as people have one. */

#include "scripted-book.h"

#include "phone-people-private.h"

/* The smallest picture there is. */
#define PIXEL "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="

static const struct
{
  const char *name;
  const char *organisation;
  const char *mobile;
  const char *address;
  gboolean favourite;
} rows[] = {
  { "Amélie Laurent", NULL, "+33 6 12 34 56 78", "amelie@example.org", TRUE },
  { "Bogdan Nowak", "Nowak & Synowie", "+48 600 700 800", NULL, FALSE },
  { "Élodie Petit", NULL, "089 1234567", NULL, FALSE },
  { "Emma Visser", "Gemeente", "+31 6 12345678", "emma@example.org", FALSE },
  { "Dr. Maximiliane von Hohenstein-Wittelsbach zu Sayn", "Institut für angewandte Fernmeldetechnik und Akustik", NULL,
    "maximiliane.von.hohenstein@fernmeldetechnik.example.org", FALSE },
  { "Jürgen Özdemir", NULL, "0170 1234567", NULL, TRUE },
  { "شيماء", NULL, "+20 100 123 4567", NULL, FALSE },
  { "王小明", "示例公司", NULL, "wang@example.org", FALSE },
  { "Zoe", NULL, NULL, NULL, FALSE },
};

void
scripted_book_fill (Phone *phone)
{
  PhonePeople *people = phone_get_people (phone);

  phone_people_set_domain (people, "sip.example.de");
  for (guint n = 0; n < G_N_ELEMENTS (rows); n++)
    {
      g_autoptr (PhonePerson) person = phone_person_new (rows[n].name);

      phone_person_set_organisation (person, rows[n].organisation);
      phone_person_set_favourite (person, rows[n].favourite);
      if (rows[n].mobile != NULL)
        phone_person_add_address (person, PHONE_ADDRESS_PHONE, "mobile", rows[n].mobile);
      if (rows[n].address != NULL)
        phone_person_add_address (person, PHONE_ADDRESS_SIP, "work", rows[n].address);
      if (n == 0)
        {
          gsize length;
          g_autofree guchar *octets = g_base64_decode (PIXEL, &length);
          g_autoptr (GBytes) picture = g_bytes_new (octets, length);

          phone_person_add_address (person, PHONE_ADDRESS_PHONE, "Atelier", "+49 (0)30 / 1234-56");
          phone_person_add_address (person, PHONE_ADDRESS_EMAIL, "home", "amelie@mail.example");
          phone_person_set_note (person, "Met at the trade fair.\nLikes to be called after ten.");
          g_assert_true (phone_person_set_picture (person, picture));
        }
      phone_people_save (people, person);
    }
}

GBytes *
scripted_book_hide_picture (PhonePerson *person)
{
  return g_steal_pointer (&phone_person_get_row (person)->picture);
}

void
scripted_book_bring_picture (PhonePerson *person,
                             GBytes      *picture)
{
  phone_person_take_picture (person, picture);
}
