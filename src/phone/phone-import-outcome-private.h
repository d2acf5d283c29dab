/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "phone-import-outcome.h"
#include "phone.h"

G_BEGIN_DECLS

/* Private to the room: filled by who carries a plan out. */
PhoneImportOutcome *phone_import_outcome_new         (Phone              *phone);
void                phone_import_outcome_add_account (PhoneImportOutcome *self,
                                                      PhoneAccount       *account);
/* Takes the sentence. */
void                phone_import_outcome_refuse      (PhoneImportOutcome *self,
                                                      char               *text);
/* Adds StorePerson to the people of the phone. */
void                phone_import_outcome_take_people (PhoneImportOutcome *self,
                                                      GPtrArray          *rows);
/* Takes the ids (char *) of calls that were not there. */
void                phone_import_outcome_set_calls   (PhoneImportOutcome *self,
                                                      GPtrArray          *ids);

G_END_DECLS
