/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Somebody one knows, as a window shows them and a person edits them. */

#include "config.h"

#include "phone-person-private.h"

#include <string.h>

G_DEFINE_FINAL_TYPE (PhonePerson, phone_person, G_TYPE_OBJECT)

enum
{
  PROP_NAME = 1,
  PROP_ORGANISATION,
  PROP_FAVOURITE,
  PROP_PICTURE,
  PROP_WORDS,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

/* By what somebody is looked for: their name, where they work, how they are reached; numbers with and without blanks. */
static char *
make_words (PhonePerson *self)
{
  g_autoptr (GString) words = g_string_new (self->row->name);

  g_string_append_printf (words, "\n%s", self->row->organisation != NULL ? self->row->organisation : "");
  for (guint n = 0; n < self->row->addresses->len; n++)
    {
      const StoreAddress *address = g_ptr_array_index (self->row->addresses, n);

      g_string_append_printf (words, "\n%s", address->value);
      if (address->kind == STORE_ADDRESS_KIND_PHONE && address->key != NULL)
        g_string_append_printf (words, "\n%s", address->key);
    }
  return g_string_free_and_steal (g_steal_pointer (&words));
}

static void
phone_person_get_property (GObject    *object,
                           guint       prop_id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  PhonePerson *self = PHONE_PERSON (object);

  switch (prop_id)
    {
    case PROP_NAME:
      g_value_set_string (value, self->row->name);
      break;
    case PROP_ORGANISATION:
      g_value_set_string (value, self->row->organisation);
      break;
    case PROP_FAVOURITE:
      g_value_set_boolean (value, self->row->favourite);
      break;
    case PROP_PICTURE:
      g_value_set_boxed (value, self->row->picture);
      break;
    case PROP_WORDS:
      g_value_take_string (value, make_words (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
phone_person_finalize (GObject *object)
{
  PhonePerson *self = PHONE_PERSON (object);

  g_clear_pointer (&self->row, store_person_free);
  g_clear_pointer (&self->former, g_ptr_array_unref);
  g_free (self->sort_key);

  G_OBJECT_CLASS (phone_person_parent_class)->finalize (object);
}

static void
phone_person_class_init (PhonePersonClass *klass)
{
  const GParamFlags readable = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = phone_person_get_property;
  object_class->finalize = phone_person_finalize;

  props[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, readable);
  props[PROP_ORGANISATION] = g_param_spec_string ("organisation", NULL, NULL, NULL, readable);
  props[PROP_FAVOURITE] = g_param_spec_boolean ("favourite", NULL, NULL, FALSE, readable);
  props[PROP_PICTURE] = g_param_spec_boxed ("picture", NULL, NULL, G_TYPE_BYTES, readable);
  props[PROP_WORDS] = g_param_spec_string ("words", NULL, NULL, NULL, readable);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
phone_person_init (PhonePerson *self)
{
}

void
phone_person_make_sort_key (PhonePerson *self)
{
  g_autofree char *folded = g_utf8_casefold (self->row->name, -1);

  g_free (self->sort_key);
  self->sort_key = g_utf8_collate_key (folded, -1);
}

PhonePerson *
phone_person_new_from_row (StorePerson *row)
{
  PhonePerson *self = g_object_new (PHONE_TYPE_PERSON, NULL);

  self->row = row;
  phone_person_make_sort_key (self);
  return self;
}

/**
 * phone_person_new:
 * @name: what they are called
 *
 * Makes somebody new; phone_people_save() keeps them.
 *
 * Returns: (transfer full): the person
 */
PhonePerson *
phone_person_new (const char *name)
{
  g_autofree char *id = g_uuid_string_random ();
  PhonePerson *self;

  g_return_val_if_fail (name != NULL, NULL);

  self = phone_person_new_from_row (store_person_new (id));
  phone_person_set_name (self, name);
  return self;
}

StorePerson *
phone_person_get_row (PhonePerson *self)
{
  return self->row;
}

void
phone_person_row_changed (PhonePerson *self)
{
  phone_person_make_sort_key (self);
  for (guint n = PROP_NAME; n < N_PROPS; n++)
    g_object_notify_by_pspec (G_OBJECT (self), props[n]);
}

int
phone_person_compare (PhonePerson *a,
                      PhonePerson *b)
{
  int order = strcmp (a->sort_key, b->sort_key);

  return order != 0 ? order : strcmp (a->row->id, b->row->id);
}

void
phone_person_take_picture (PhonePerson *self,
                           GBytes      *picture)
{
  if (self->row->picture != NULL || g_bytes_get_size (picture) == 0)
    return;

  self->row->picture = g_bytes_ref (picture);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_PICTURE]);
}

gboolean
phone_person_lost_picture (PhonePerson *self)
{
  gboolean lost = self->lost_picture;

  self->lost_picture = FALSE;
  return lost;
}

/**
 * phone_person_get_id:
 * @self: a person
 *
 * Who it is, for ever.
 *
 * Returns: (transfer none): the id
 */
const char *
phone_person_get_id (PhonePerson *self)
{
  g_return_val_if_fail (PHONE_IS_PERSON (self), NULL);

  return self->row->id;
}

/**
 * phone_person_get_name:
 * @self: a person
 *
 * What they are called.
 *
 * Returns: (transfer none): the name
 */
const char *
phone_person_get_name (PhonePerson *self)
{
  g_return_val_if_fail (PHONE_IS_PERSON (self), NULL);

  return self->row->name;
}

/**
 * phone_person_get_organisation:
 * @self: a person
 *
 * Where they work.
 *
 * Returns: (transfer none) (nullable): its name; %NULL: it is not known
 */
const char *
phone_person_get_organisation (PhonePerson *self)
{
  g_return_val_if_fail (PHONE_IS_PERSON (self), NULL);

  return self->row->organisation;
}

/**
 * phone_person_get_note:
 * @self: a person
 *
 * What was written down about them.
 *
 * Returns: (transfer none) (nullable): some lines; %NULL: nothing
 */
const char *
phone_person_get_note (PhonePerson *self)
{
  g_return_val_if_fail (PHONE_IS_PERSON (self), NULL);

  return self->row->note;
}

/**
 * phone_person_get_account:
 * @self: a person
 *
 * By which account they are called.
 *
 * Returns: (transfer none) (nullable): its id; %NULL: by any
 */
const char *
phone_person_get_account (PhonePerson *self)
{
  g_return_val_if_fail (PHONE_IS_PERSON (self), NULL);

  return self->row->account;
}

/**
 * phone_person_is_favourite:
 * @self: a person
 *
 * Whether they stand above the others.
 *
 * Returns: %TRUE when they do
 */
gboolean
phone_person_is_favourite (PhonePerson *self)
{
  g_return_val_if_fail (PHONE_IS_PERSON (self), FALSE);

  return self->row->favourite;
}

/**
 * phone_person_has_picture:
 * @self: a person
 *
 * Whether there is a picture, be it loaded or not.
 *
 * Returns: %TRUE when there is
 */
gboolean
phone_person_has_picture (PhonePerson *self)
{
  g_return_val_if_fail (PHONE_IS_PERSON (self), FALSE);

  return self->row->has_picture;
}

/**
 * phone_person_get_picture:
 * @self: a person
 *
 * Their picture, once phone_people_load_picture() brought it.
 *
 * Returns: (transfer none) (nullable): a PNG or JPEG file; %NULL: none, or not loaded
 */
GBytes *
phone_person_get_picture (PhonePerson *self)
{
  g_return_val_if_fail (PHONE_IS_PERSON (self), NULL);

  return self->row->picture;
}

/**
 * phone_person_get_n_addresses:
 * @self: a person
 *
 * Counts the ways to reach them.
 *
 * Returns: how many there are
 */
guint
phone_person_get_n_addresses (PhonePerson *self)
{
  g_return_val_if_fail (PHONE_IS_PERSON (self), 0);

  return self->row->addresses->len;
}

/**
 * phone_person_get_address:
 * @self: a person
 * @position: which, from 0
 * @value: (out) (optional) (transfer none): as it was written
 * @label: (out) (optional) (transfer none) (nullable): what the person calls it
 *
 * One way to reach them.
 *
 * Returns: what it is good for
 */
PhoneAddressKind
phone_person_get_address (PhonePerson  *self,
                          guint         position,
                          const char  **value,
                          const char  **label)
{
  const StoreAddress *address;

  g_return_val_if_fail (PHONE_IS_PERSON (self), PHONE_ADDRESS_SIP);
  g_return_val_if_fail (position < self->row->addresses->len, PHONE_ADDRESS_SIP);

  address = g_ptr_array_index (self->row->addresses, position);
  if (value != NULL)
    *value = address->value;
  if (label != NULL)
    *label = address->label;
  return (PhoneAddressKind) address->kind; /* the same, in the same order */
}
