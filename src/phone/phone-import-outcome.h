/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _Phone Phone;

/* What came over, and can be taken back. */
#define PHONE_TYPE_IMPORT_OUTCOME (phone_import_outcome_get_type ())
G_DECLARE_FINAL_TYPE (PhoneImportOutcome, phone_import_outcome, PHONE, IMPORT_OUTCOME, GObject)

guint              phone_import_outcome_get_n_accounts  (PhoneImportOutcome   *self);
guint              phone_import_outcome_get_n_people    (PhoneImportOutcome   *self); /* new ones */
guint              phone_import_outcome_get_n_merged    (PhoneImportOutcome   *self); /* who were here already */
guint              phone_import_outcome_get_n_calls     (PhoneImportOutcome   *self); /* new ones */
/* What was selected and did not come over, a sentence each. */
const char *const *phone_import_outcome_get_refusals    (PhoneImportOutcome   *self);
/* All is as it was before. */
void               phone_import_outcome_undo_async      (PhoneImportOutcome   *self,
                                                         GCancellable         *cancellable,
                                                         GAsyncReadyCallback   callback,
                                                         gpointer              user_data);
gboolean           phone_import_outcome_undo_finish     (PhoneImportOutcome   *self,
                                                         GAsyncResult         *result,
                                                         GError              **error);

G_END_DECLS
