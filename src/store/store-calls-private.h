/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "store-calls.h"
#include "store-sql.h"

G_BEGIN_DECLS

/* What store_call_from_row() reads. */
#define STORE_CALL_COLUMNS \
  "id, account, address, name, kind, started, duration, end_text, diverted_by, mark, worst_mark, loss, recording"

StoreCall *store_call_from_row (sqlite3_stmt *row);

G_END_DECLS
