/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "phone-import-formats-private.h"

G_BEGIN_DECLS

/* Private to the room, for a thread: adds what is in a file, whatever it is. */
gboolean phone_import_read_file (PhoneImportBundle  *bundle,
                                 GFile              *file,
                                 GCancellable       *cancellable,
                                 GError            **error);

G_END_DECLS
