/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Who leaves may come back by a click on "Undo", as they were; so their picture is read before they are deleted. */

#include "config.h"

#include "phone-people-private.h"

#include "store-people.h"
#include "store-pictures.h"

static void
deleted_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GError) error = NULL;

  if (!store_people_delete_finish (STORE_DATABASE (source), result, &error))
    g_info ("somebody was not deleted: %s", error->message);
}

typedef struct
{
  PhonePeople *self;
  PhonePerson *person;
  gboolean leaves; /* and may be back before their picture is */
} Pending;

static void
picture_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autofree Pending *pending = user_data;
  g_autoptr (PhonePeople) self = pending->self;
  g_autoptr (PhonePerson) person = pending->person;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) picture = store_pictures_get_finish (STORE_DATABASE (source), result, &error);

  if (picture == NULL)
    g_info ("a picture: %s", error->message);
  else if (phone_person_has_picture (person))
    phone_person_take_picture (person, picture);
  if (pending->leaves && phone_people_holds (self, person))
    phone_people_save (self, person);
}

static void
load_picture (PhonePeople *self,
              PhonePerson *person,
              gboolean     leaves)
{
  Pending *pending;

  if (phone_people_get_database (self) == NULL || !phone_person_has_picture (person) || phone_person_get_picture (person) != NULL)
    return;

  pending = g_new0 (Pending, 1);
  pending->self = g_object_ref (self);
  pending->person = g_object_ref (person);
  pending->leaves = leaves;
  store_pictures_get_async (phone_people_get_database (self), phone_person_get_id (person), NULL, picture_cb, pending);
}

/**
 * phone_people_load_picture:
 * @self: people
 * @person: one of them
 *
 * Reads their picture, where there is one that is not there yet; #PhonePerson:picture notifies.
 */
void
phone_people_load_picture (PhonePeople *self,
                           PhonePerson *person)
{
  g_return_if_fail (PHONE_IS_PEOPLE (self));
  g_return_if_fail (PHONE_IS_PERSON (person));

  load_picture (self, person, FALSE);
}

/* All of them at once: with every change the names of all calls are looked up again. */
void
phone_people_remove_all (PhonePeople *self,
                         GPtrArray   *persons)
{
  StoreDatabase *database = phone_people_get_database (self);
  g_autoptr (GHashTable) gone = g_hash_table_new (NULL, NULL);

  for (guint n = 0; n < persons->len; n++)
    {
      PhonePerson *person = g_ptr_array_index (persons, n);

      if (!g_hash_table_add (gone, person))
        continue;
      load_picture (self, person, TRUE); /* read before it is deleted: the store does one after the other */
      if (database != NULL)
        store_people_delete_async (database, phone_person_get_id (person), NULL, deleted_cb, NULL);
    }
  if (g_hash_table_size (gone) > 0)
    phone_people_drop (self, gone);
}

/**
 * phone_people_remove:
 * @self: people
 * @person: one of them
 *
 * Forgets somebody. The object keeps all there was, the picture too, for phone_people_save().
 */
void
phone_people_remove (PhonePeople *self,
                     PhonePerson *person)
{
  g_autoptr (GPtrArray) persons = g_ptr_array_new ();

  g_return_if_fail (PHONE_IS_PEOPLE (self));
  g_return_if_fail (PHONE_IS_PERSON (person));

  if (!phone_people_holds (self, person))
    return;

  g_ptr_array_add (persons, person);
  phone_people_remove_all (self, persons);
}
