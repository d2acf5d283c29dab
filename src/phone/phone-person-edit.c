/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What a person changes about somebody they know. Nothing of it is kept before phone_people_save(). */

#include "config.h"

#include "phone-person-private.h"

#include <string.h>

#include "phone-portrait.h"
#include "phone-text.h"

static gboolean
set_line (char       **field,
          const char  *text)
{
  g_autofree char *clean = text != NULL ? phone_text_clean_line (text) : NULL;

  return g_set_str (field, clean != NULL && *clean != '\0' ? clean : NULL);
}

/**
 * phone_person_set_name:
 * @self: a person
 * @name: what they are called
 *
 * Renames them. The last word is taken for the family's name, which other address books sort by.
 */
void
phone_person_set_name (PhonePerson *self,
                       const char  *name)
{
  g_autofree char *clean = NULL;
  const char *blank;

  g_return_if_fail (PHONE_IS_PERSON (self));
  g_return_if_fail (name != NULL);

  clean = phone_text_clean_line (name);
  if (!g_set_str (&self->row->name, clean))
    return;

  blank = strrchr (clean, ' ');
  g_clear_pointer (&self->row->given, g_free);
  g_set_str (&self->row->family, blank != NULL ? blank + 1 : NULL);
  self->row->given = blank != NULL ? g_strndup (clean, blank - clean) : g_strdup (clean);
  phone_person_make_sort_key (self);
  g_object_notify (G_OBJECT (self), "name");
}

/**
 * phone_person_set_organisation:
 * @self: a person
 * @organisation: (nullable): where they work
 *
 * Says where they work.
 */
void
phone_person_set_organisation (PhonePerson *self,
                               const char  *organisation)
{
  g_return_if_fail (PHONE_IS_PERSON (self));

  if (set_line (&self->row->organisation, organisation))
    g_object_notify (G_OBJECT (self), "organisation");
}

/**
 * phone_person_set_note:
 * @self: a person
 * @note: (nullable): some lines
 *
 * Writes something down about them.
 */
void
phone_person_set_note (PhonePerson *self,
                       const char  *note)
{
  g_autofree char *clean = NULL;

  g_return_if_fail (PHONE_IS_PERSON (self));

  clean = note != NULL ? phone_text_clean_body (note, strlen (note)) : NULL;
  g_set_str (&self->row->note, clean != NULL && *clean != '\0' ? clean : NULL);
}

/**
 * phone_person_set_account:
 * @self: a person
 * @account: (nullable): the id of an account
 *
 * Chooses by which account they are called.
 */
void
phone_person_set_account (PhonePerson *self,
                          const char  *account)
{
  g_return_if_fail (PHONE_IS_PERSON (self));

  g_set_str (&self->row->account, account);
}

/**
 * phone_person_set_favourite:
 * @self: a person
 * @favourite: whether they stand above the others
 *
 * Puts them above the others, or back among them.
 */
void
phone_person_set_favourite (PhonePerson *self,
                            gboolean     favourite)
{
  g_return_if_fail (PHONE_IS_PERSON (self));

  if (self->row->favourite == !!favourite)
    return;
  self->row->favourite = !!favourite;
  g_object_notify (G_OBJECT (self), "favourite");
}

static gboolean
is_picture (GBytes *picture)
{
  gsize length;
  const void *octets = g_bytes_get_data (picture, &length);

  return phone_portrait_is_safe (octets, length);
}

/**
 * phone_person_set_picture:
 * @self: a person
 * @picture: (nullable): a PNG or JPEG file; %NULL: none
 *
 * Gives them a picture, or takes it away.
 *
 * Returns: %FALSE when it is neither, or too large
 */
gboolean
phone_person_set_picture (PhonePerson *self,
                          GBytes      *picture)
{
  g_return_val_if_fail (PHONE_IS_PERSON (self), FALSE);

  if (picture != NULL && !is_picture (picture))
    return FALSE;

  self->lost_picture = picture == NULL && self->row->has_picture;
  g_clear_pointer (&self->row->picture, g_bytes_unref);
  self->row->picture = picture != NULL ? g_bytes_ref (picture) : NULL;
  self->row->has_picture = picture != NULL;
  g_object_notify (G_OBJECT (self), "picture");
  return TRUE;
}

/**
 * phone_person_clear_addresses:
 * @self: a person
 *
 * Forgets all ways to reach them, before the right ones are added.
 */
void
phone_person_clear_addresses (PhonePerson *self)
{
  g_return_if_fail (PHONE_IS_PERSON (self));

  g_clear_pointer (&self->former, g_ptr_array_unref);
  self->former = self->row->addresses;
  self->row->addresses = g_ptr_array_new_with_free_func ((GDestroyNotify) store_address_free);
}

/* What stood before it in a card holds as long as it is of the same kind and called the same. */
static char *
find_head (PhonePerson        *self,
           const StoreAddress *address)
{
  for (guint n = 0; self->former != NULL && n < self->former->len; n++)
    {
      const StoreAddress *former = g_ptr_array_index (self->former, n);

      if (former->kind == address->kind && g_strcmp0 (former->label, address->label) == 0
          && g_str_equal (former->value, address->value))
        return g_strdup (former->head);
    }
  return NULL;
}

/**
 * phone_person_add_address:
 * @self: a person
 * @kind: what it is good for
 * @label: (nullable): what the person calls it
 * @value: the number or address; nothing is added when it is empty
 *
 * Adds a way to reach them.
 */
void
phone_person_add_address (PhonePerson      *self,
                          PhoneAddressKind  kind,
                          const char       *label,
                          const char       *value)
{
  g_autofree char *clean = NULL;
  StoreAddress *address;

  g_return_if_fail (PHONE_IS_PERSON (self));
  g_return_if_fail (value != NULL);

  clean = phone_text_clean_line (value);
  if (*clean == '\0')
    return;

  address = store_address_new ((StoreAddressKind) kind, NULL, clean);
  set_line (&address->label, label);
  address->head = find_head (self, address);
  g_ptr_array_add (self->row->addresses, address);
}
