/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A name server that knows what the test says, and of every other name that it does not exist. Answers come from the
 * main loop. */
#define DOUBLES_TYPE_RESOLVER (doubles_resolver_get_type ())
G_DECLARE_FINAL_TYPE (DoublesResolver, doubles_resolver, DOUBLES, RESOLVER, GResolver)

DoublesResolver *doubles_resolver_new         (void);
/* SRV records from now on: "10 60 5061 sip1.example.org" each (NULL-terminated). */
void             doubles_resolver_set_servers (DoublesResolver   *self,
                                               const char        *name,
                                               const char *const *records);
/* A literal address of @name from now on; NULL: it has none. */
void             doubles_resolver_set_address (DoublesResolver   *self,
                                               const char        *name,
                                               const char        *address);
/* Questions for @name fail in this way; NULL: questions for every name. */
void             doubles_resolver_set_failure (DoublesResolver   *self,
                                               const char        *name,
                                               GResolverError     code);
/* Questions for @name wait for doubles_resolver_release(); NULL: questions for every name. */
void             doubles_resolver_hold        (DoublesResolver   *self,
                                               const char        *name);
/* What is held is answered, and what is asked from now on as well. */
void             doubles_resolver_release     (DoublesResolver   *self);
/* What was asked since the last call, in order: "SRV _sip._udp.example.org A example.org ". */
char            *doubles_resolver_steal_heard (DoublesResolver   *self);
guint            doubles_resolver_get_n_held  (DoublesResolver   *self);

G_END_DECLS
