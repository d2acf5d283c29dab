/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "store-error.h"

G_BEGIN_DECLS

/* What other programs keep; read, and never written. Both wait, for a disk or for a person: on a thread of one's own. */

/* GStrv, a row each, as text; what is NULL there is "". */
GPtrArray *store_foreign_read_rows     (const char           *path,
                                        const char           *sql,
                                        guint                 limit,
                                        GCancellable         *cancellable,
                                        GError              **error);
/* @attributes: "name", "value", …, NULL. NULL without an error: there is none. Free with store_secrets_wipe(). */
char      *store_foreign_lookup_secret (const char           *schema,
                                        const char *const    *attributes,
                                        GCancellable         *cancellable,
                                        GError              **error);

G_END_DECLS
