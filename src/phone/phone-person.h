/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What an address is good for. */
typedef enum
{
  PHONE_ADDRESS_PHONE, /* a number: called */
  PHONE_ADDRESS_SIP,   /* called, and written to */
  PHONE_ADDRESS_EMAIL,
} PhoneAddressKind;

/* Somebody one knows. Changes are the object's until phone_people_save(). Properties (notify):
 *   name, organisation, favourite, picture (GBytes of a PNG or JPEG file; NULL: none, or not loaded yet),
 *   words (all by which they are looked for) */
#define PHONE_TYPE_PERSON (phone_person_get_type ())
G_DECLARE_FINAL_TYPE (PhonePerson, phone_person, PHONE, PERSON, GObject)

PhonePerson      *phone_person_new              (const char       *name);
const char       *phone_person_get_id           (PhonePerson      *self);
const char       *phone_person_get_name         (PhonePerson      *self);
const char       *phone_person_get_organisation (PhonePerson      *self); /* NULL: none; nor of those below */
const char       *phone_person_get_note         (PhonePerson      *self);
const char       *phone_person_get_account      (PhonePerson      *self); /* the id of the one that calls them */
gboolean          phone_person_is_favourite     (PhonePerson      *self);
gboolean          phone_person_has_picture      (PhonePerson      *self); /* loaded or not */
GBytes           *phone_person_get_picture      (PhonePerson      *self);
guint             phone_person_get_n_addresses  (PhonePerson      *self);
/* @label: "home", "work", "mobile", "fax", "other", a person's own word; NULL: none. */
PhoneAddressKind  phone_person_get_address      (PhonePerson      *self,
                                                 guint             position,
                                                 const char      **value,
                                                 const char      **label);

void              phone_person_set_name         (PhonePerson      *self, const char *name);
void              phone_person_set_organisation (PhonePerson      *self, const char *organisation);
void              phone_person_set_note         (PhonePerson      *self, const char *note);
void              phone_person_set_account      (PhonePerson      *self, const char *account);
void              phone_person_set_favourite    (PhonePerson      *self, gboolean favourite);
/* FALSE: it is no PNG or JPEG, or too large. */
gboolean          phone_person_set_picture      (PhonePerson      *self, GBytes *picture);
void              phone_person_clear_addresses  (PhonePerson      *self);
void              phone_person_add_address      (PhonePerson      *self,
                                                 PhoneAddressKind  kind,
                                                 const char       *label,
                                                 const char       *value);

G_END_DECLS
