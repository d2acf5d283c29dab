/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* Something that would come over: an account, all people, all past calls. Properties:
 *   selected (read-write): whether it shall */
#define PHONE_TYPE_IMPORT_ITEM (phone_import_item_get_type ())
G_DECLARE_FINAL_TYPE (PhoneImportItem, phone_import_item, PHONE, IMPORT_ITEM, GObject)

typedef enum
{
  PHONE_IMPORT_KIND_ACCOUNT,
  PHONE_IMPORT_KIND_PEOPLE,
  PHONE_IMPORT_KIND_CALLS,
} PhoneImportKind;

PhoneImportKind    phone_import_item_get_kind       (PhoneImportItem *self);
const char        *phone_import_item_get_title      (PhoneImportItem *self);
const char        *phone_import_item_get_subtitle   (PhoneImportItem *self); /* "": nothing to say */
/* What does not come along, a sentence each. */
const char *const *phone_import_item_get_notes      (PhoneImportItem *self);
/* It is here already, and cannot be selected. */
gboolean           phone_import_item_is_known       (PhoneImportItem *self);
/* An account whose password was not to be had; it comes over with one alone. */
gboolean           phone_import_item_needs_password (PhoneImportItem *self);
void               phone_import_item_set_password   (PhoneImportItem *self,
                                                     const char      *password);
gboolean           phone_import_item_is_selected    (PhoneImportItem *self);
void               phone_import_item_set_selected   (PhoneImportItem *self,
                                                     gboolean         selected);

G_END_DECLS
