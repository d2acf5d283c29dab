/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "doubles-wait.h"

#include "phone-book-private.h"

/* One telephone. */
typedef struct
{
  char *path;
  StoreDatabase *database;
  PhonePeople *people;
  PhoneBook *book;
} Desk;

static G_GNUC_UNUSED void
desk_open (Desk *desk)
{
  desk->database = store_database_new (desk->path);
  desk->people = phone_people_new (desk->database);
  desk->book = phone_book_new (desk->people);
  phone_people_load (desk->people);
  doubles_wait_until (phone_people_is_loaded (desk->people));
}

static G_GNUC_UNUSED void
desk_close (Desk *desk)
{
  g_auto (DoublesAnswer) answer = { NULL };
  g_autoptr (GError) error = NULL;

  phone_book_stop (desk->book);
  store_database_close_async (desk->database, NULL, doubles_answer_cb, &answer);
  g_assert_true (store_database_close_finish (desk->database, doubles_answer_wait (&answer), &error));
  doubles_wait_settle ();
  g_assert_finalize_object (desk->book);
  g_clear_object (&desk->people);
  g_clear_object (&desk->database);
}

static G_GNUC_UNUSED PhonePerson *
find (Desk       *desk,
      const char *name)
{
  for (guint n = 0; n < g_list_model_get_n_items (G_LIST_MODEL (desk->people)); n++)
    {
      g_autoptr (PhonePerson) person = g_list_model_get_item (G_LIST_MODEL (desk->people), n); /* the list holds it */

      if (g_str_equal (phone_person_get_name (person), name))
        return person;
    }
  return NULL;
}

static G_GNUC_UNUSED PhonePerson *
add (Desk       *desk,
     const char *name,
     const char *number)
{
  g_autoptr (PhonePerson) person = phone_person_new (name);

  phone_person_add_address (person, PHONE_ADDRESS_PHONE, "work", number);
  phone_people_save (desk->people, person);
  return person; /* the list holds it */
}

static G_GNUC_UNUSED guint
count (Desk *desk)
{
  return g_list_model_get_n_items (G_LIST_MODEL (desk->people));
}

static G_GNUC_UNUSED void
sync_one (Desk *desk)
{
  doubles_wait_until (phone_book_get_state (desk->book) != PHONE_BOOK_STATE_SYNCING);
  phone_book_sync (desk->book);
  doubles_wait_until (phone_book_get_state (desk->book) != PHONE_BOOK_STATE_SYNCING);
}

static G_GNUC_UNUSED void
sync_well (Desk *desk)
{
  sync_one (desk);
  g_assert_cmpstr (phone_book_get_text (desk->book), ==, NULL);
  g_assert_cmpint (phone_book_get_state (desk->book), ==, PHONE_BOOK_STATE_RESTING);
}
