/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "store-database.h"

G_BEGIN_DECLS

/* A picture or a file that is a message. */
typedef struct
{
  char   *message; /* its id */
  char   *name;
  char   *type;    /* "image/png" */
  guint64 size;    /* octets */
  char   *place;   /* where it lies; nullable */
  GBytes *data;    /* nullable: not asked for, or not here */
} StoreFile;

#define STORE_FILE_MAX_OCTETS (1024 * 1024)

#define STORE_TYPE_FILE (store_file_get_type ())
GType      store_file_get_type     (void) G_GNUC_CONST;
StoreFile *store_file_copy         (const StoreFile      *file);
void       store_file_free         (StoreFile            *file);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (StoreFile, store_file_free)

/* Its message is in the store already. */
void       store_files_put_async   (StoreDatabase        *database,
                                    const StoreFile      *file,
                                    GCancellable         *cancellable,
                                    GAsyncReadyCallback   callback,
                                    gpointer              user_data);
gboolean   store_files_put_finish  (StoreDatabase        *database,
                                    GAsyncResult         *result,
                                    GError              **error);
/* Those of a conversation, without their data. */
void       store_files_list_async  (StoreDatabase        *database,
                                    const char           *account,
                                    const char           *address,
                                    GCancellable         *cancellable,
                                    GAsyncReadyCallback   callback,
                                    gpointer              user_data);
GPtrArray *store_files_list_finish (StoreDatabase        *database,
                                    GAsyncResult         *result,
                                    GError              **error);
/* That of a message, with its data; none or one. */
void       store_files_get_async   (StoreDatabase        *database,
                                    const char           *message,
                                    GCancellable         *cancellable,
                                    GAsyncReadyCallback   callback,
                                    gpointer              user_data);
GPtrArray *store_files_get_finish  (StoreDatabase        *database,
                                    GAsyncResult         *result,
                                    GError              **error);

G_END_DECLS
