/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What changed here goes there card by card, each on top of what was last read of it; where somebody was faster, nothing is
 * written, and what they did is heard first. */

#include "config.h"

#include "phone-book-round-private.h"

#include <string.h>

#include "phone-book-merge.h"
#include "store-pictures.h"

#define MOST_ROUNDS 3
#define COMPARED_AT_ONCE 50

void
phone_book_telling_free (PhoneBookTelling *telling)
{
  g_free (telling->href);
  g_free (telling->etag);
  g_clear_object (&telling->person);
  g_free (telling);
}

static void
add_telling (PhoneBookRound       *round,
             const char  *href,
             const char  *etag,
             PhonePerson *person)
{
  PhoneBookTelling *telling = g_new0 (PhoneBookTelling, 1);

  telling->href = g_strdup (href);
  telling->etag = g_strdup (etag);
  telling->person = person != NULL ? g_object_ref (person) : NULL;
  g_queue_push_tail (&round->tell, telling);
}

/* A known card, if who it is of changed or went. */
static void
compare (PhoneBookRound *round,
         const char     *href)
{
  const StoreBookCard *card = g_hash_table_lookup (round->cards, href);
  PhonePerson *person = g_hash_table_lookup (round->left, card->person);

  if (person == NULL || !phone_book_round_is_same (card, person))
    add_telling (round, card->href, card->etag, person);
  g_hash_table_remove (round->left, card->person);
}

static void
find_new (PhonePeople    *people,
          PhoneBookRound *round)
{
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  g_autoptr (GPtrArray) touched = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, round->left);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      StorePerson *row = phone_person_get_row (value);
      g_autofree char *href = NULL;

      if (row->uid == NULL)
        {
          row->uid = g_uuid_string_random ();
          g_ptr_array_add (touched, value);
        }
      href = dav_book_dup_href (round->book, row->uid);
      if (!g_hash_table_contains (round->cards, href))
        add_telling (round, href, NULL, value);
    }
  if (touched->len > 0)
    phone_people_take (people, none, touched);
}

static void tell_next (GTask *task);

/* A card that the server does not take is no reason to keep the others from it. */
static gboolean
goes_on_after (PhoneBookRound        *round,
               const GError *error)
{
  if (error->domain != DAV_ERROR
      || (error->code != DAV_ERROR_CHANGED && error->code != DAV_ERROR_REFUSED && error->code != DAV_ERROR_TOO_LARGE
          && error->code != DAV_ERROR_NOT_FOUND))
    return FALSE;
  if (error->code == DAV_ERROR_CHANGED || error->code == DAV_ERROR_NOT_FOUND)
    round->overtaken = TRUE;
  else if (round->error == NULL)
    round->error = g_error_copy (error);
  return TRUE;
}

static void
told_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  PhoneBookRound *round = g_task_get_task_data (task);
  PhoneBookTelling *telling = g_queue_pop_head (&round->tell);
  const char *sent = g_object_get_data (G_OBJECT (task), "sent");
  g_autofree char *etag = NULL;
  g_autoptr (GError) error = NULL;

  if (dav_book_put_finish (DAV_BOOK (source), result, &etag, &error))
    {
      StoreBookCard kept = { telling->href, NULL, etag, (char *) sent, FALSE };

      if (telling->person != NULL)
        kept.person = (char *) phone_person_get_id (telling->person);
      phone_book_round_keep (round, &kept);
      phone_book_round_write (task);
    }
  phone_book_telling_free (telling);
  if (error != NULL && !goes_on_after (round, error))
    g_task_return_error (task, g_steal_pointer (&error));
  else
    tell_next (task);
}

static void
tell_one (GTask  *task,
          GBytes *picture)
{
  PhoneBookRound *round = g_task_get_task_data (task);
  const PhoneBookTelling *telling = g_queue_peek_head (&round->tell);
  const StoreBookCard *known = g_hash_table_lookup (round->cards, telling->href);
  g_autoptr (GString) text = g_string_new (NULL);
  DavCard card = { telling->href, telling->etag, NULL, FALSE };

  if (telling->person != NULL)
    {
      StorePerson whole = *phone_person_get_row (telling->person);
      gboolean is_newer = known != NULL && known->base != NULL && strstr (known->base, "VERSION:4.0") != NULL;
      PhoneVcardVersion version = is_newer ? PHONE_VCARD_VERSION_4 : PHONE_VCARD_VERSION_3;

      whole.picture = picture;
      phone_vcard_write (text, &whole, version);
      card.card = text->str;
      g_object_set_data_full (G_OBJECT (task), "sent", phone_book_write_base (&whole, version), g_free);
    }
  dav_book_put_async (round->book, &card, g_task_get_cancellable (task), told_cb, g_object_ref (task));
}

static void
picture_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (GBytes) picture = store_pictures_get_finish (STORE_DATABASE (source), result, &error);

  /* A card without its picture would take it away from everybody. */
  if (picture == NULL)
    g_task_return_error (task, error);
  else
    tell_one (task, picture);
}

static void
tell_next (GTask *task)
{
  PhonePeople *people = g_task_get_source_object (task);
  PhoneBookRound *round = g_task_get_task_data (task);
  const PhoneBookTelling *telling = g_queue_peek_head (&round->tell);

  if (telling == NULL && round->overtaken && round->n_rounds < MOST_ROUNDS)
    phone_book_round_begin (task);
  else if (telling == NULL && round->error != NULL)
    g_task_return_error (task, g_steal_pointer (&round->error));
  else if (telling == NULL)
    g_task_return_boolean (task, TRUE);
  else if (telling->person != NULL && phone_person_has_picture (telling->person)
           && phone_person_get_picture (telling->person) == NULL)
    store_pictures_get_async (phone_people_get_database (people), phone_person_get_id (telling->person),
                              g_task_get_cancellable (task), picture_cb, g_object_ref (task));
  else
    tell_one (task, telling->person != NULL ? phone_person_get_picture (telling->person) : NULL);
}

/* To compare somebody is to write their card; of ten thousand people that would hold up everything else for a while. */
static gboolean
compare_cb (gpointer data)
{
  GTask *task = data;
  PhoneBookRound *round = g_task_get_task_data (task);

  if (g_task_return_error_if_cancelled (task))
    return G_SOURCE_REMOVE;
  for (guint n = 0; n < COMPARED_AT_ONCE && !g_queue_is_empty (&round->compare); n++)
    {
      g_autofree char *href = g_queue_pop_head (&round->compare);

      compare (round, href);
    }
  if (!g_queue_is_empty (&round->compare))
    return G_SOURCE_CONTINUE;

  find_new (g_task_get_source_object (task), round);
  g_clear_pointer (&round->left, g_hash_table_unref);
  tell_next (task);
  return G_SOURCE_REMOVE;
}

void
phone_book_tell (GTask *task)
{
  PhoneBookRound *round = g_task_get_task_data (task);
  GHashTableIter iter;
  gpointer href;

  round->left = phone_book_round_index (g_task_get_source_object (task));
  g_hash_table_iter_init (&iter, round->cards);
  while (g_hash_table_iter_next (&iter, &href, NULL))
    g_queue_push_tail (&round->compare, g_strdup (href));
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, compare_cb, g_object_ref (task), g_object_unref);
}
