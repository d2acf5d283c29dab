/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "doubles-transport.h"
#include "transport-source.h"

G_BEGIN_DECLS

/* A source without DNS: finds what the test says, by default one target, the server itself, named by a person. What is
 * found is told from the main loop. It makes what the test's function makes; without one, transports that open as the
 * test says, by the clock. */
#define DOUBLES_TYPE_SOURCE (doubles_source_get_type ())
G_DECLARE_FINAL_TYPE (DoublesSource, doubles_source, DOUBLES, SOURCE, GObject)

typedef Transport *(*DoublesSourceMakeFunc) (TransportTarget *target, gpointer user_data, GError **error);

DoublesSource *doubles_source_new         (DoublesSourceMakeFunc  make,
                                           gpointer               user_data);
DoublesSource *doubles_source_new_world   (SipClock              *clock,
                                           SipTokens             *tokens);
/* What @server resolves to from now on, best first (NULL-terminated URIs); NULL: TRANSPORT_ERROR_RESOLVE. */
void           doubles_source_set_targets (DoublesSource         *self,
                                           const char            *server,
                                           const char *const     *uris);
/* DNS is silent: searches end only when they are cancelled, or, with an error, when it is not silent any more. */
void           doubles_source_set_silent  (DoublesSource         *self,
                                           gboolean               silent);
/* What was searched for, made and praised since the last call: "find wss://a make wss://a praise wss://a ". Made is
 * told in a world only. */
char          *doubles_source_steal_heard (DoublesSource         *self);

/* A world: how transports to @uri open from now on; they succeed until something else is said. */
void           doubles_source_set_opening (DoublesSource         *self,
                                           const char            *uri,
                                           DoublesOpening         opening);
/* They fail with this error, as with DOUBLES_OPENING_FAILS. */
void           doubles_source_set_refusal (DoublesSource         *self,
                                           const char            *uri,
                                           TransportError         code);
/* The transport made last for @uri, or for whatever with NULL; NULL when it is gone. Borrowed. */
DoublesTransport *doubles_source_get_transport (DoublesSource    *self,
                                           const char            *uri);
/* How many transports are connecting or connected now, and how many were made. */
guint          doubles_source_count_open  (DoublesSource         *self);
guint          doubles_source_get_n_made  (DoublesSource         *self);

G_END_DECLS
