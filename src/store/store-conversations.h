/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "store-database.h"

G_BEGIN_DECLS

/* One row: an address somebody exchanged messages with, and the last of them. */
typedef struct
{
  char  *account;
  char  *address;
  char  *title;     /* nullable */
  char  *last_text; /* nullable: no message is left */
  gint64 last_time_us;
  guint  unread;
  char  *draft; /* nullable: nothing was begun */
  gboolean asks;  /* somebody unknown wrote, and nobody let them in yet */
  gboolean muted; /* by hand */
} StoreConversation;

#define STORE_TYPE_CONVERSATION (store_conversation_get_type ())
GType              store_conversation_get_type (void) G_GNUC_CONST;
StoreConversation *store_conversation_copy     (const StoreConversation *conversation);
void               store_conversation_free     (StoreConversation       *conversation);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (StoreConversation, store_conversation_free)

/* All of them, the one with the newest message first. */
void       store_conversations_list_async    (StoreDatabase        *database,
                                              GCancellable         *cancellable,
                                              GAsyncReadyCallback   callback,
                                              gpointer              user_data);
GPtrArray *store_conversations_list_finish   (StoreDatabase        *database,
                                              GAsyncResult         *result,
                                              GError              **error);
/* With all its messages. */
void       store_conversations_delete_async  (StoreDatabase        *database,
                                              const char           *account,
                                              const char           *address,
                                              GCancellable         *cancellable,
                                              GAsyncReadyCallback   callback,
                                              gpointer              user_data);
gboolean   store_conversations_delete_finish (StoreDatabase        *database,
                                              GAsyncResult         *result,
                                              GError              **error);
/* What was begun and not sent; NULL: nothing. A conversation is made for it. */
void       store_conversations_draft_async   (StoreDatabase        *database,
                                              const char           *account,
                                              const char           *address,
                                              const char           *draft,
                                              GCancellable         *cancellable,
                                              GAsyncReadyCallback   callback,
                                              gpointer              user_data);
gboolean   store_conversations_draft_finish  (StoreDatabase        *database,
                                              GAsyncResult         *result,
                                              GError              **error);
/* Keeps asks and muted of @conversation; the conversation is made for it. */
void       store_conversations_mark_async    (StoreDatabase        *database,
                                              const StoreConversation *conversation,
                                              GCancellable         *cancellable,
                                              GAsyncReadyCallback   callback,
                                              gpointer              user_data);
gboolean   store_conversations_mark_finish   (StoreDatabase        *database,
                                              GAsyncResult         *result,
                                              GError              **error);

G_END_DECLS
