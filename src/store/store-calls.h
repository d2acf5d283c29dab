/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "store-database.h"

G_BEGIN_DECLS

/* How a call went. */
typedef enum
{
  STORE_CALL_KIND_OUTGOING,
  STORE_CALL_KIND_INCOMING,
  STORE_CALL_KIND_MISSED,
  STORE_CALL_KIND_DECLINED,
  STORE_CALL_KIND_ELSEWHERE,
  STORE_CALL_KIND_UNANSWERED,
} StoreCallKind;

/* One row: a call, begun or past. */
typedef struct
{
  char         *id;      /* made by the writer; writing it again is the same row */
  char         *account;
  char         *address;
  char         *name;    /* nullable */
  StoreCallKind kind;
  gint64        started_us; /* since 1970 */
  guint         duration_s;
  char         *end_text;   /* nullable: an ordinary end */
  char         *diverted_by; /* nullable: nobody sent the call on to us */
  guint         mark;        /* how it was heard on the whole, 100 (bad) – 450; 0: not known, nor are the next two */
  guint         worst_mark;  /* in its worst second */
  guint         loss;        /* thousandths of what should have been heard */
  char         *recording;   /* nullable: it was not recorded; a URI */
} StoreCall;

#define STORE_TYPE_CALL (store_call_get_type ())
GType      store_call_get_type        (void) G_GNUC_CONST;
StoreCall *store_call_copy            (const StoreCall *call);
void       store_call_free            (StoreCall       *call);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (StoreCall, store_call_free)

/* Inserts the call, or updates it by its id. */
void       store_calls_put_async      (StoreDatabase        *database,
                                       const StoreCall      *call,
                                       GCancellable         *cancellable,
                                       GAsyncReadyCallback   callback,
                                       gpointer              user_data);
gboolean   store_calls_put_finish     (StoreDatabase        *database,
                                       GAsyncResult         *result,
                                       GError              **error);
/* A page, newest first: those before the call @before, or (NULL) the newest. */
void       store_calls_list_async     (StoreDatabase        *database,
                                       const char           *before,
                                       guint                 limit,
                                       GCancellable         *cancellable,
                                       GAsyncReadyCallback   callback,
                                       gpointer              user_data);
GPtrArray *store_calls_list_finish    (StoreDatabase        *database,
                                       GAsyncResult         *result,
                                       GError              **error);
/* A call that is not there counts as deleted. */
void       store_calls_delete_async   (StoreDatabase        *database,
                                       const char           *id,
                                       GCancellable         *cancellable,
                                       GAsyncReadyCallback   callback,
                                       gpointer              user_data);
gboolean   store_calls_delete_finish  (StoreDatabase        *database,
                                       GAsyncResult         *result,
                                       GError              **error);

G_END_DECLS
