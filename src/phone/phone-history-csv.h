/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "phone-history.h"

G_BEGIN_DECLS

/* Past calls as lines of a table (RFC 4180, UTF-8). Each ends with CRLF; a spreadsheet takes no cell for a formula. */
char *phone_history_csv_dup_head (void);
char *phone_history_csv_dup_line (PhoneHistoryEntry *entry);

G_END_DECLS
