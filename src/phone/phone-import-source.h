/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "phone-import-plan.h"

G_BEGIN_DECLS

/* The files of another telephone. */
#define PHONE_TYPE_IMPORT_SOURCE (phone_import_source_get_type ())
G_DECLARE_FINAL_TYPE (PhoneImportSource, phone_import_source, PHONE, IMPORT_SOURCE, GObject)

/* A file that a person chose; what it is shows when it is read. */
PhoneImportSource *phone_import_source_new        (GFile                *file);
const char        *phone_import_source_get_title  (PhoneImportSource    *self); /* "Linphone", or the name of the file */
const char        *phone_import_source_get_place  (PhoneImportSource    *self); /* where it is, for a person */
/* A GListModel of those found below @home; NULL: the person's own. */
void               phone_import_find_async        (const char           *home,
                                                   GCancellable         *cancellable,
                                                   GAsyncReadyCallback   callback,
                                                   gpointer              user_data);
GListModel        *phone_import_find_finish       (GAsyncResult         *result,
                                                   GError              **error);
/* What would come over to @phone; nothing is kept yet. */
void               phone_import_source_read_async (PhoneImportSource    *self,
                                                   Phone                *phone,
                                                   GCancellable         *cancellable,
                                                   GAsyncReadyCallback   callback,
                                                   gpointer              user_data);
PhoneImportPlan   *phone_import_source_read_finish (PhoneImportSource   *self,
                                                   GAsyncResult         *result,
                                                   GError              **error);

G_END_DECLS
