/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "store-database.h"
#include "store-worker.h"

G_BEGIN_DECLS

/* Private to the room: how the files with tables reach the thread. Both take the task. */
void store_database_read  (StoreDatabase  *self,
                           StoreReadFunc   func,
                           GTask          *task);
void store_database_write (StoreDatabase  *self,
                           StoreWriteFunc  func,
                           GTask          *task);

G_END_DECLS
