/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "store-database.h"

G_BEGIN_DECLS

#define STORE_MESSAGE_BODY_MAX 65536 /* octets */

typedef enum
{
  STORE_MESSAGE_STATE_RECEIVED,
  STORE_MESSAGE_STATE_SENDING, /* or waiting for it */
  STORE_MESSAGE_STATE_SENT,    /* somebody took it; no proof that it was delivered */
  STORE_MESSAGE_STATE_NOT_SENT,
  STORE_MESSAGE_STATE_DELIVERED,
  STORE_MESSAGE_STATE_READ,
} StoreMessageState;

/* One row: a message to or from the address of a conversation. */
typedef struct
{
  char             *id;      /* made by the writer; writing it again is the same row */
  char             *account;
  char             *address; /* with the account: the conversation */
  StoreMessageState state;
  gboolean          unread;
  gint64            time_us; /* since 1970 */
  char             *text;
  char             *error_text; /* nullable */
  char             *receipt_id; /* of one that came: what its writer calls it; nullable */
  gboolean          owes_read;  /* its writer asked to be told when it is read, and was not yet */
  gint64            retry_at_us; /* since 1970: not before; 0: at once */
  guint             attempts;
} StoreMessage;

#define STORE_TYPE_MESSAGE (store_message_get_type ())
GType         store_message_get_type  (void) G_GNUC_CONST;
StoreMessage *store_message_copy      (const StoreMessage *message);
void          store_message_free      (StoreMessage       *message);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (StoreMessage, store_message_free)

/* Inserts the message, or updates state, error and unread by its id; makes the conversation. @title, nullable,
 * becomes the conversation's. */
void       store_messages_put_async         (StoreDatabase        *database,
                                             const StoreMessage   *message,
                                             const char           *title,
                                             GCancellable         *cancellable,
                                             GAsyncReadyCallback   callback,
                                             gpointer              user_data);
gboolean   store_messages_put_finish        (StoreDatabase        *database,
                                             GAsyncResult         *result,
                                             GError              **error);
/* A page of StoreMessage, newest first: those before the message @before, or (NULL) the newest. */
void       store_messages_list_async        (StoreDatabase        *database,
                                             const char           *account,
                                             const char           *address,
                                             const char           *before,
                                             guint                 limit,
                                             GCancellable         *cancellable,
                                             GAsyncReadyCallback   callback,
                                             gpointer              user_data);
GPtrArray *store_messages_list_finish       (StoreDatabase        *database,
                                             GAsyncResult         *result,
                                             GError              **error);
void       store_messages_mark_read_async   (StoreDatabase        *database,
                                             const char           *account,
                                             const char           *address,
                                             GCancellable         *cancellable,
                                             GAsyncReadyCallback   callback,
                                             gpointer              user_data);
gboolean   store_messages_mark_read_finish  (StoreDatabase        *database,
                                             GAsyncResult         *result,
                                             GError              **error);
void       store_messages_delete_async      (StoreDatabase        *database,
                                             const char           *id,
                                             GCancellable         *cancellable,
                                             GAsyncReadyCallback   callback,
                                             gpointer              user_data);
gboolean   store_messages_delete_finish     (StoreDatabase        *database,
                                             GAsyncResult         *result,
                                             GError              **error);

G_END_DECLS
