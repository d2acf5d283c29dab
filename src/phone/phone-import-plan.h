/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "phone-import-item.h"
#include "phone-import-outcome.h"

G_BEGIN_DECLS

/* All that would come over, for a person to see before anything does. */
#define PHONE_TYPE_IMPORT_PLAN (phone_import_plan_get_type ())
G_DECLARE_FINAL_TYPE (PhoneImportPlan, phone_import_plan, PHONE, IMPORT_PLAN, GObject)

GListModel         *phone_import_plan_get_items    (PhoneImportPlan      *self); /* PhoneImportItem */
/* What cannot come over at all, a sentence each. */
const char *const  *phone_import_plan_get_notes    (PhoneImportPlan      *self);
const char         *phone_import_plan_get_origin   (PhoneImportPlan      *self); /* who offers it; NULL: nobody says */
/* Takes over what is selected; once. */
void                phone_import_plan_carry_out_async (PhoneImportPlan   *self,
                                                    GCancellable         *cancellable,
                                                    GAsyncReadyCallback   callback,
                                                    gpointer              user_data);
PhoneImportOutcome *phone_import_plan_carry_out_finish (PhoneImportPlan  *self,
                                                    GAsyncResult         *result,
                                                    GError              **error);

G_END_DECLS
