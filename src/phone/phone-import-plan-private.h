/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "phone-import-bundle-private.h"
#include "phone-import-plan.h"
#include "phone.h"

G_BEGIN_DECLS

/* Private to the room: takes what was found. */
PhoneImportPlan *phone_import_plan_new (Phone             *phone,
                                        PhoneImportBundle *bundle);

G_END_DECLS
