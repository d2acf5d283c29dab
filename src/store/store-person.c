/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Somebody one knows, as a row. A person is written from one thread and read on another, so the row is a plain
 * value that is copied whole. */

#include "config.h"

#include "store-person.h"

G_DEFINE_BOXED_TYPE (StorePerson, store_person, store_person_copy, store_person_free)

/**
 * store_address_new:
 * @kind: what it is good for
 * @label: (nullable): what the person calls it
 * @value: the address
 *
 * Makes an address.
 *
 * Returns: (transfer full): the address
 */
StoreAddress *
store_address_new (StoreAddressKind  kind,
                   const char       *label,
                   const char       *value)
{
  StoreAddress *address;

  g_return_val_if_fail (value != NULL, NULL);

  address = g_new0 (StoreAddress, 1);
  address->kind = kind;
  address->label = g_strdup (label);
  address->value = g_strdup (value);
  return address;
}

/**
 * store_address_copy:
 * @address: an address
 *
 * Copies an address.
 *
 * Returns: (transfer full): the copy
 */
StoreAddress *
store_address_copy (const StoreAddress *address)
{
  StoreAddress *copy;

  g_return_val_if_fail (address != NULL, NULL);

  copy = store_address_new (address->kind, address->label, address->value);
  copy->key = g_strdup (address->key);
  copy->head = g_strdup (address->head);
  return copy;
}

/**
 * store_address_free:
 * @address: (transfer full): an address
 *
 * Frees an address.
 */
void
store_address_free (StoreAddress *address)
{
  g_return_if_fail (address != NULL);

  g_free (address->label);
  g_free (address->value);
  g_free (address->key);
  g_free (address->head);
  g_free (address);
}

/**
 * store_person_new:
 * @id: who it is, for ever
 *
 * Makes an empty row.
 *
 * Returns: (transfer full): the row
 */
StorePerson *
store_person_new (const char *id)
{
  StorePerson *person;

  g_return_val_if_fail (id != NULL, NULL);

  person = g_new0 (StorePerson, 1);
  person->id = g_strdup (id);
  person->name = g_strdup ("");
  person->addresses = g_ptr_array_new_with_free_func ((GDestroyNotify) store_address_free);
  return person;
}

static gpointer
copy_address (gconstpointer address,
              gpointer      data)
{
  return store_address_copy (address);
}

/**
 * store_person_copy:
 * @person: a row
 *
 * Copies a row with its addresses; the picture is shared.
 *
 * Returns: (transfer full): the copy
 */
StorePerson *
store_person_copy (const StorePerson *person)
{
  StorePerson *copy;

  g_return_val_if_fail (person != NULL, NULL);

  copy = g_memdup2 (person, sizeof *person);
  copy->id = g_strdup (person->id);
  copy->uid = g_strdup (person->uid);
  copy->name = g_strdup (person->name);
  copy->family = g_strdup (person->family);
  copy->given = g_strdup (person->given);
  copy->organisation = g_strdup (person->organisation);
  copy->note = g_strdup (person->note);
  copy->account = g_strdup (person->account);
  copy->card = g_strdup (person->card);
  copy->picture = person->picture != NULL ? g_bytes_ref (person->picture) : NULL;
  copy->addresses = g_ptr_array_copy (person->addresses, copy_address, NULL);
  g_ptr_array_set_free_func (copy->addresses, (GDestroyNotify) store_address_free);
  return copy;
}

/**
 * store_person_free:
 * @person: (transfer full): a row
 *
 * Frees a row.
 */
void
store_person_free (StorePerson *person)
{
  g_return_if_fail (person != NULL);

  g_free (person->id);
  g_free (person->uid);
  g_free (person->name);
  g_free (person->family);
  g_free (person->given);
  g_free (person->organisation);
  g_free (person->note);
  g_free (person->account);
  g_free (person->card);
  g_clear_pointer (&person->picture, g_bytes_unref);
  g_ptr_array_unref (person->addresses);
  g_free (person);
}
