/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* One round of bringing two address books into step: hear what changed there, take it, say what changed here. Nothing is
 * remembered but what both sides had when they last were the same; so a round may end anywhere, by a lost network or a
 * lost machine, and the next one finds by itself what is left. */

#include "config.h"

#include "phone-book-sync.h"

#include <string.h>

#include "phone-book-merge.h"
#include "phone-book-round-private.h"

#define CARDS_AT_ONCE 40

static void
round_free (PhoneBookRound *round)
{
  g_clear_object (&round->server);
  g_clear_object (&round->book);
  g_clear_pointer (&round->place, store_book_free);
  g_clear_pointer (&round->cards, g_hash_table_unref);
  g_free (round->token);
  g_clear_pointer (&round->fetch, g_ptr_array_unref);
  g_clear_pointer (&round->gone, g_ptr_array_unref);
  g_clear_pointer (&round->left, g_hash_table_unref);
  g_queue_clear_full (&round->compare, g_free);
  g_queue_clear_full (&round->tell, (GDestroyNotify) phone_book_telling_free);
  g_clear_pointer (&round->written, g_ptr_array_unref);
  g_clear_error (&round->error);
  g_free (round);
}

GHashTable *
phone_book_round_index (PhonePeople *people)
{
  GHashTable *by_id = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_object_unref);

  for (guint n = 0; n < g_list_model_get_n_items (G_LIST_MODEL (people)); n++)
    {
      PhonePerson *person = g_list_model_get_item (G_LIST_MODEL (people), n);

      g_hash_table_insert (by_id, (gpointer) phone_person_get_id (person), person);
    }
  return by_id;
}

/* --- What is kept of it --- */

void
phone_book_round_keep (PhoneBookRound      *round,
                       const StoreBookCard *card)
{
  StoreBookCard *copy = store_book_card_copy (card);

  g_ptr_array_add (round->written, store_book_card_copy (card));
  g_hash_table_remove (round->cards, copy->href);
  if (copy->person != NULL)
    g_hash_table_replace (round->cards, copy->href, copy);
  else
    store_book_card_free (copy);
}

void
phone_book_round_write (GTask *task)
{
  PhonePeople *people = g_task_get_source_object (task);
  PhoneBookRound *round = g_task_get_task_data (task);
  StoreBookState state = { round->place, round->written };

  store_books_write_async (phone_people_get_database (people), &state, NULL, NULL, NULL);
  g_ptr_array_set_size (round->written, 0);
}

/* --- What changed there --- */

gboolean
phone_book_round_is_same (const StoreBookCard *card,
                          PhonePerson         *person)
{
  PhoneVcardVersion version = card->base != NULL && strstr (card->base, "VERSION:4.0") != NULL ? PHONE_VCARD_VERSION_4
                                                                                              : PHONE_VCARD_VERSION_3;
  g_autofree char *now = phone_book_write_base (phone_person_get_row (person), version);

  return !card->picture && g_strcmp0 (now, card->base) == 0;
}

/* Who was deleted there goes here, too, unless they were changed here: then they are new there. */
static void
take_gone (GTask      *task,
           GHashTable *by_id,
           const char *href)
{
  PhoneBookRound *round = g_task_get_task_data (task);
  StoreBookCard *card = g_hash_table_lookup (round->cards, href);
  PhonePerson *person = card != NULL ? g_hash_table_lookup (by_id, card->person) : NULL;
  StoreBookCard gone = { NULL };

  if (card == NULL)
    return;
  if (person != NULL && phone_book_round_is_same (card, person))
    g_ptr_array_add (round->gone, g_object_ref (person));
  gone.href = (char *) href;
  phone_book_round_keep (round, &gone);
}

/* Somebody of here whom the card is about and who has no card yet. */
static PhonePerson *
find_unlinked (GTask             *task,
               GHashTable        *uids,
               const StorePerson *theirs)
{
  PhoneBookRound *round = g_task_get_task_data (task);
  PhonePerson *person = phone_people_find_same (g_task_get_source_object (task), uids, theirs);
  GHashTableIter iter;
  gpointer card;

  if (person == NULL)
    return NULL;
  g_hash_table_iter_init (&iter, round->cards);
  while (g_hash_table_iter_next (&iter, NULL, &card))
    if (g_str_equal (((StoreBookCard *) card)->person, phone_person_get_id (person)))
      return NULL;
  return person;
}

static void
append_note (StorePerson *row,
             const char  *lost)
{
  g_autofree char *note = row->note != NULL ? g_strconcat (row->note, "\n", lost, NULL) : g_strdup (lost);

  g_set_str (&row->note, note);
}

static void
take_into (PhonePeople         *people,
           PhonePerson         *person,
           const StoreBookCard *card,
           const StorePerson   *theirs)
{
  PhoneVcardVersion version;
  StorePerson *row = phone_person_get_row (person);
  g_autoptr (StorePerson) base = card != NULL && card->base != NULL ? phone_book_read_card (card->base, &version)
                                                                    : NULL;
  g_autofree char *lost = phone_book_merge (people, row, base, theirs);

  if (lost != NULL)
    append_note (row, lost);
  if (phone_book_merge_picture (row, theirs, card == NULL ? theirs->picture == NULL : card->picture))
    phone_person_set_picture (person, NULL);
  phone_person_row_changed (person);
}

static void
take_card (GTask          *task,
           GHashTable    **known, /* people by their ids, and by the names of their cards */
           const DavCard  *from,
           GPtrArray     **lists) /* the new, the changed */
{
  PhoneBookRound *round = g_task_get_task_data (task);
  PhoneVcardVersion version;
  g_autoptr (StorePerson) theirs = phone_book_read_card (from->card, &version);
  const StoreBookCard *card = g_hash_table_lookup (round->cards, from->href);
  PhonePerson *person = card != NULL ? g_hash_table_lookup (known[0], card->person) : NULL;
  StoreBookCard kept = { from->href, NULL, from->etag, NULL, FALSE };

  if (theirs == NULL)
    return;
  if (card == NULL)
    person = find_unlinked (task, known[1], theirs);
  if (person == NULL)
    {
      person = phone_person_new_from_row (store_person_copy (theirs));
      g_ptr_array_add (lists[0], person);
    }
  else
    {
      kept.picture = phone_person_has_picture (person) && (card == NULL ? theirs->picture == NULL : card->picture);
      take_into (g_task_get_source_object (task), person, card, theirs);
      g_ptr_array_add (lists[1], g_object_ref (person));
    }
  kept.person = (char *) phone_person_get_id (person);
  kept.base = phone_book_write_base (theirs, version);
  phone_book_round_keep (round, &kept);
  g_free (kept.base);
}

static void fetch_next (GTask *task);

static void
fetched_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  PhonePeople *people = g_task_get_source_object (task);
  GError *error = NULL;
  g_autoptr (GPtrArray) cards = dav_book_get_finish (DAV_BOOK (source), result, &error);
  g_autoptr (GPtrArray) fresh = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) touched = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GHashTable) by_id = NULL;
  g_autoptr (GHashTable) uids = NULL;
  GPtrArray *lists[] = { fresh, touched };
  GHashTable *known[] = { NULL, NULL };

  if (cards == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  known[0] = by_id = phone_book_round_index (people);
  known[1] = uids = phone_people_index_uids (people);
  for (guint n = 0; n < cards->len; n++)
    take_card (task, known, g_ptr_array_index (cards, n), lists);
  if (fresh->len + touched->len > 0)
    phone_people_take (people, fresh, touched);
  phone_book_round_write (task);
  fetch_next (task);
}

static void
fetch_next (GTask *task)
{
  PhoneBookRound *round = g_task_get_task_data (task);
  g_autoptr (GPtrArray) hrefs = g_ptr_array_new_with_free_func (g_free);

  while (round->fetch->len > 0 && hrefs->len < CARDS_AT_ONCE)
    g_ptr_array_add (hrefs, g_ptr_array_steal_index_fast (round->fetch, round->fetch->len - 1));
  if (hrefs->len > 0)
    {
      dav_book_get_async (round->book, hrefs, g_task_get_cancellable (task), fetched_cb, g_object_ref (task));
      return;
    }

  g_set_str (&round->place->token, round->token);
  phone_book_round_write (task);
  phone_book_tell (task);
}

static void
take_changes (GTask      *task,
              DavChanges *changes)
{
  PhoneBookRound *round = g_task_get_task_data (task);
  g_autoptr (GHashTable) by_id = phone_book_round_index (g_task_get_source_object (task));
  g_autoptr (GHashTable) named = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GList) known = g_hash_table_get_keys (round->cards);

  for (guint n = 0; n < changes->cards->len; n++)
    {
      const DavCard *there = g_ptr_array_index (changes->cards, n);
      const StoreBookCard *card = g_hash_table_lookup (round->cards, there->href);

      g_hash_table_add (named, there->href);
      if (there->gone)
        take_gone (task, by_id, there->href);
      else if (card == NULL || g_strcmp0 (card->etag, there->etag) != 0)
        g_ptr_array_add (round->fetch, g_strdup (there->href));
    }
  for (GList *link = known; changes->is_whole && link != NULL; link = link->next)
    if (!g_hash_table_contains (named, link->data))
      {
        g_autofree char *href = g_strdup (link->data);

        take_gone (task, by_id, href);
      }
  phone_people_remove_all (g_task_get_source_object (task), round->gone);
  g_ptr_array_set_size (round->gone, 0);
  g_set_str (&round->token, changes->token);
}

static void
listed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (DavChanges) changes = dav_book_list_finish (DAV_BOOK (source), result, &error);

  if (changes == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  take_changes (task, changes);
  fetch_next (task);
}

void
phone_book_round_begin (GTask *task)
{
  PhoneBookRound *round = g_task_get_task_data (task);

  round->n_rounds++;
  round->overtaken = FALSE;
  g_clear_error (&round->error);
  dav_book_list_async (round->book, round->place->token, g_task_get_cancellable (task), listed_cb,
                       g_object_ref (task));
}

/* --- The round --- */

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  PhoneBookRound *round = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (StoreBookState) state = store_books_read_finish (STORE_DATABASE (source), result, &error);

  if (state != NULL && state->book != NULL)
    round->book = dav_book_new (round->server, state->book->url);
  if (state == NULL)
    g_task_return_error (task, error);
  else if (round->book == NULL)
    g_task_return_new_error (task, DAV_ERROR, DAV_ERROR_NO_BOOK, "no address book is chosen");
  else
    {
      round->place = g_steal_pointer (&state->book);
      for (guint n = 0; n < state->cards->len; n++)
        {
          StoreBookCard *card = store_book_card_copy (g_ptr_array_index (state->cards, n));

          g_hash_table_replace (round->cards, card->href, card);
        }
      phone_book_round_begin (task);
    }
}

/**
 * phone_book_sync_async:
 * @people: the people here, all of them read
 * @server: who asks there
 * @cancellable: (nullable): stops it where it is
 * @callback: called when both are in step
 * @user_data: for @callback
 *
 * Brings the people here and the address book that is kept in the store into step.
 */
void
phone_book_sync_async (PhonePeople         *people,
                       DavServer           *server,
                       GCancellable        *cancellable,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  GTask *task;
  PhoneBookRound *round = g_new0 (PhoneBookRound, 1);

  g_return_if_fail (PHONE_IS_PEOPLE (people));
  g_return_if_fail (DAV_IS_SERVER (server));

  task = g_task_new (people, cancellable, callback, user_data);
  g_task_set_source_tag (task, phone_book_sync_async);
  g_task_set_task_data (task, round, (GDestroyNotify) round_free);
  round->server = g_object_ref (server);
  round->cards = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) store_book_card_free);
  round->gone = g_ptr_array_new_with_free_func (g_object_unref);
  round->fetch = g_ptr_array_new_with_free_func (g_free);
  round->written = g_ptr_array_new_with_free_func ((GDestroyNotify) store_book_card_free);
  store_books_read_async (phone_people_get_database (people), cancellable, read_cb, task);
}

/**
 * phone_book_sync_finish:
 * @people: the people here
 * @result: what the callback was given
 * @error: return location for a #DAV_ERROR or a #STORE_ERROR
 *
 * Ends phone_book_sync_async().
 *
 * Returns: %TRUE when both are in step; else there is more to do
 */
gboolean
phone_book_sync_finish (PhonePeople   *people,
                        GAsyncResult  *result,
                        GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, people), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
