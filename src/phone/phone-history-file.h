/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "phone.h"

G_BEGIN_DECLS

/* Writes all past calls into a table that a spreadsheet reads, and replaces @file with it. */
void     phone_export_history_async  (Phone                *phone,
                                      GFile                *file,
                                      GCancellable         *cancellable,
                                      GAsyncReadyCallback   callback,
                                      gpointer              user_data);
gboolean phone_export_history_finish (Phone                *phone,
                                      GAsyncResult         *result,
                                      GError              **error);

G_END_DECLS
