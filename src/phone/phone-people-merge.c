/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Who imports a file twice, or from two telephones, has the same friends as before. Somebody is the same by the name of
 * the card elsewhere, or by the same name with a number or an address in common; then only what was missing is added,
 * and what a person wrote here is never overwritten. */

#include "config.h"

#include "phone-people-private.h"

#include <string.h>

#define MOST_ADDRESSES 100 /* of a person; each is compared with all others */

GHashTable *
phone_people_index_uids (PhonePeople *self)
{
  GHashTable *uids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  guint n_people = g_list_model_get_n_items (G_LIST_MODEL (self));

  for (guint n = 0; n < n_people; n++)
    {
      PhonePerson *person = g_list_model_get_item (G_LIST_MODEL (self), n);
      const char *uid = phone_person_get_row (person)->uid;

      if (uid != NULL)
        g_hash_table_insert (uids, g_strdup (uid), person);
      else
        g_object_unref (person);
    }
  return uids;
}

static gboolean
has_same_name (PhonePerson *person,
               const char  *name)
{
  g_autofree char *one = g_utf8_casefold (phone_person_get_name (person), -1);
  g_autofree char *other = g_utf8_casefold (name, -1);

  return g_str_equal (one, other);
}

PhonePerson *
phone_people_find_same (PhonePeople       *self,
                        GHashTable        *uids,
                        const StorePerson *row)
{
  PhonePerson *person = row->uid != NULL ? g_hash_table_lookup (uids, row->uid) : NULL;

  for (guint n = 0; person == NULL && n < row->addresses->len; n++)
    {
      g_autofree char *key = phone_people_make_key (self, g_ptr_array_index (row->addresses, n));

      person = key != NULL ? phone_people_find_key (self, key) : NULL;
      if (person != NULL && !has_same_name (person, row->name))
        person = NULL;
    }
  return person;
}

static gboolean
has_address (PhonePeople        *self,
             const StorePerson  *row,
             const StoreAddress *address)
{
  g_autofree char *key = phone_people_make_key (self, address);

  for (guint n = 0; n < row->addresses->len; n++)
    {
      const StoreAddress *other = g_ptr_array_index (row->addresses, n);
      g_autofree char *other_key = phone_people_make_key (self, other);

      if (other->kind == address->kind
          && (g_str_equal (other->value, address->value) || (key != NULL && g_strcmp0 (key, other_key) == 0)))
        return TRUE;
    }
  return FALSE;
}

static void
fill (char       **field,
      const char  *text)
{
  if (*field == NULL && text != NULL)
    *field = g_strdup (text);
}

/* The lines of a card that ours does not have. */
static void
merge_cards (StorePerson       *row,
             const StorePerson *from)
{
  g_auto (GStrv) own = g_strsplit (row->card != NULL ? row->card : "", "\n", -1);
  g_auto (GStrv) lines = g_strsplit (from->card != NULL ? from->card : "", "\n", -1);
  g_autoptr (GString) card = g_string_new (row->card);

  for (guint n = 0; lines[n] != NULL; n++)
    if (*lines[n] != '\0' && !g_strv_contains ((const char *const *) own, lines[n]))
      g_string_append_printf (card, "%s\n", lines[n]);
  if (card->len > 0 && card->len < 1024 * 1024)
    g_set_str (&row->card, card->str);
}

static void
merge_one (PhonePeople       *self,
           PhonePerson       *person,
           const StorePerson *from)
{
  StorePerson *row = phone_person_get_row (person);

  fill (&row->uid, from->uid);
  fill (&row->family, from->family);
  fill (&row->given, from->given);
  fill (&row->organisation, from->organisation);
  fill (&row->note, from->note);
  row->favourite = row->favourite || from->favourite;
  if (!row->has_picture && from->picture != NULL)
    {
      row->picture = g_bytes_ref (from->picture);
      row->has_picture = TRUE;
    }
  for (guint n = 0; n < from->addresses->len; n++)
    if (row->addresses->len < MOST_ADDRESSES && !has_address (self, row, g_ptr_array_index (from->addresses, n)))
      g_ptr_array_add (row->addresses, store_address_copy (g_ptr_array_index (from->addresses, n)));
  merge_cards (row, from);
  phone_person_row_changed (person);
}

void
phone_people_merge (PhonePeople *self,
                    GPtrArray   *rows,
                    PhoneImport *import)
{
  g_autoptr (GHashTable) uids = phone_people_index_uids (self);
  g_autoptr (GHashTable) written = g_hash_table_new (NULL, NULL); /* who is in one of the two lists */
  g_autoptr (GPtrArray) touched = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) fresh = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint n = 0; n < rows->len; n++)
    {
      const StorePerson *row = g_ptr_array_index (rows, n);
      PhonePerson *same = phone_people_find_same (self, uids, row);

      if (same == NULL)
        {
          g_ptr_array_add (fresh, phone_person_new_from_row (store_person_copy (row)));
          g_hash_table_add (written, g_ptr_array_index (fresh, fresh->len - 1));
          if (row->uid != NULL)
            g_hash_table_insert (uids, g_strdup (row->uid),
                                 g_object_ref (g_ptr_array_index (fresh, fresh->len - 1)));
          continue;
        }
      merge_one (self, same, row);
      import->n_merged++;
      if (g_hash_table_add (written, same))
        g_ptr_array_add (touched, g_object_ref (same));
    }
  import->n_added = fresh->len;
  phone_people_take (self, fresh, touched);
}
