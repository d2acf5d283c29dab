/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "store-messages.h"

#include <sqlite3.h>

G_BEGIN_DECLS

/* Private to the room: a row of messages, asked for as "m", and the message it becomes. */
#define STORE_MESSAGE_COLUMNS \
  "m.id, m.state, m.unread, m.time, m.body, m.error_text, m.receipt_id, m.owes_read, m.retry_at, m.attempts"
#define STORE_MESSAGE_N_COLUMNS 10

StoreMessage *store_message_from_row (sqlite3_stmt *row,
                                      const char   *account,
                                      const char   *address);

G_END_DECLS
