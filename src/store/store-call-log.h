/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "store-calls.h"

G_BEGIN_DECLS

/* Which of the past calls are wanted. */
typedef enum
{
  STORE_CALL_LOG_ALL,
  STORE_CALL_LOG_MISSED,
  STORE_CALL_LOG_INCOMING, /* missed, declined and taken elsewhere, too */
  STORE_CALL_LOG_OUTGOING,
  STORE_CALL_LOG_RECORDED,
} StoreCallLogFilter;

/* A page of those wanted, newest first: those before the call @before, or (NULL) the newest. */
void       store_call_log_list_async          (StoreDatabase        *database,
                                               StoreCallLogFilter    filter,
                                               const char           *before,
                                               guint                 limit,
                                               GCancellable         *cancellable,
                                               GAsyncReadyCallback   callback,
                                               gpointer              user_data);
GPtrArray *store_call_log_list_finish         (StoreDatabase        *database,
                                               GAsyncResult         *result,
                                               GError              **error);
/* How many calls were missed since store_call_log_mark_seen_async(); -1: not known. */
void       store_call_log_count_unseen_async  (StoreDatabase        *database,
                                               GCancellable         *cancellable,
                                               GAsyncReadyCallback   callback,
                                               gpointer              user_data);
gssize     store_call_log_count_unseen_finish (StoreDatabase        *database,
                                               GAsyncResult         *result,
                                               GError              **error);
void       store_call_log_mark_seen_async     (StoreDatabase        *database,
                                               GCancellable         *cancellable,
                                               GAsyncReadyCallback   callback,
                                               gpointer              user_data);
gboolean   store_call_log_mark_seen_finish    (StoreDatabase        *database,
                                               GAsyncResult         *result,
                                               GError              **error);
/* Deletes every call but those with an id in @spared. */
void       store_call_log_clear_async         (StoreDatabase        *database,
                                               const char *const    *spared,
                                               GCancellable         *cancellable,
                                               GAsyncReadyCallback   callback,
                                               gpointer              user_data);
gboolean   store_call_log_clear_finish        (StoreDatabase        *database,
                                               GAsyncResult         *result,
                                               GError              **error);

G_END_DECLS
