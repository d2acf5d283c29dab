/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "phone-person.h"

G_BEGIN_DECLS

/* Whom one knows: a GListModel of PhonePerson in the order of their names. Signal:
 *   changed ()        phone_people_find() may give another answer from now on */
#define PHONE_TYPE_PEOPLE (phone_people_get_type ())
G_DECLARE_FINAL_TYPE (PhonePeople, phone_people, PHONE, PEOPLE, GObject)

/* Those of a phone: they give their names to its calls, past calls and conversations. */
typedef struct _Phone Phone;
PhonePeople *phone_get_people               (Phone                *self);

/* What became of a file. */
typedef struct
{
  guint n_added;
  guint n_merged;   /* were here already; what they lacked was added */
  GPtrArray *refused; /* char *: a sentence for each card that was not taken */
} PhoneImport;

void         phone_import_free              (PhoneImport          *import);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PhoneImport, phone_import_free)

/* Whose number or address it is, however it is written. @domain: of the account that is called or calls; NULL: any. */
PhonePerson *phone_people_find              (PhonePeople          *self,
                                             const char           *domain,
                                             const char           *address); /* transfer none; NULL: nobody's */
/* Keeps somebody new, what was changed, or who was removed. */
void         phone_people_save              (PhonePeople          *self,
                                             PhonePerson          *person);
/* phone_people_save() has them back, as long as the object lives. */
void         phone_people_remove            (PhonePeople          *self,
                                             PhonePerson          *person);
/* PhonePerson:picture notifies. */
void         phone_people_load_picture      (PhonePeople          *self,
                                             PhonePerson          *person);
/* A number as people write it here; anything else as it is. */
char        *phone_people_write_number      (PhonePeople          *self,
                                             const char           *number);

/* Cards of other address books, vCard 2.1, 3.0 and 4.0. */
void         phone_people_import_async      (PhonePeople          *self,
                                             GFile                *file,
                                             GCancellable         *cancellable,
                                             GAsyncReadyCallback   callback,
                                             gpointer              user_data);
PhoneImport *phone_people_import_finish     (PhonePeople          *self,
                                             GAsyncResult         *result,
                                             GError              **error);
/* Everybody, as vCard 3.0; a file that is there is replaced. */
void         phone_people_export_async      (PhonePeople          *self,
                                             GFile                *file,
                                             GCancellable         *cancellable,
                                             GAsyncReadyCallback   callback,
                                             gpointer              user_data);
gboolean     phone_people_export_finish     (PhonePeople          *self,
                                             GAsyncResult         *result,
                                             GError              **error);

G_END_DECLS
