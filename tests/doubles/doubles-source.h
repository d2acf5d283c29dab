/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "transport-source.h"

G_BEGIN_DECLS

/* A source without DNS: finds what the test says, by default one target, the server itself; makes what the test's
 * function makes. What is found is told from the main loop. */
#define DOUBLES_TYPE_SOURCE (doubles_source_get_type ())
G_DECLARE_FINAL_TYPE (DoublesSource, doubles_source, DOUBLES, SOURCE, GObject)

typedef Transport *(*DoublesSourceMakeFunc) (TransportTarget *target, gpointer user_data, GError **error);

DoublesSource *doubles_source_new         (DoublesSourceMakeFunc  make,
                                           gpointer               user_data);
/* What @server resolves to from now on, best first (NULL-terminated URIs); NULL: TRANSPORT_ERROR_RESOLVE. */
void           doubles_source_set_targets (DoublesSource         *self,
                                           const char            *server,
                                           const char *const     *uris);
/* DNS is silent: searches end only when they are cancelled. */
void           doubles_source_set_silent  (DoublesSource         *self,
                                           gboolean               silent);
/* What was searched for and what was praised since the last call: "find wss://a praise wss://a ". */
char          *doubles_source_steal_heard (DoublesSource         *self);

G_END_DECLS
