/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "phone-people-private.h"

#include "dav-book.h"
#include "store-books.h"

G_BEGIN_DECLS

/* Private to the room: one round of bringing the people here and an address book elsewhere into step. People that were
 * not read yet must not be given: they would all seem to be deleted. */
void     phone_book_sync_async   (PhonePeople          *people,
                                  DavServer            *server,
                                  GCancellable         *cancellable,
                                  GAsyncReadyCallback   callback,
                                  gpointer              user_data);
/* What could be done is done, whatever is returned; FALSE: there is more, and why it was not. */
gboolean phone_book_sync_finish  (PhonePeople          *people,
                                  GAsyncResult         *result,
                                  GError              **error);

G_END_DECLS
