/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ua-agent.h"

G_BEGIN_DECLS

/* A registrar behind an agent of its own: it challenges, checks, keeps one binding, and grants what it likes. */
typedef struct _DoublesRegistrar DoublesRegistrar;

DoublesRegistrar *doubles_registrar_new         (UaAgent          *agent,
                                                 const char       *realm,
                                                 const char       *username,
                                                 const char       *password);
void              doubles_registrar_free        (DoublesRegistrar *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DoublesRegistrar, doubles_registrar_free)

void              doubles_registrar_set_algorithm (DoublesRegistrar *self,
                                                 const char       *algorithm); /* "SHA-256" to begin with */
/* At most this long; 60 to begin with. */
void              doubles_registrar_set_grant   (DoublesRegistrar *self,
                                                 guint             seconds);
/* Answers every REGISTER with this from now on; 0: honestly again. */
void              doubles_registrar_set_refusal (DoublesRegistrar *self,
                                                 guint             status);
/* The next credentials are told to be stale. */
void              doubles_registrar_change_nonce (DoublesRegistrar *self);
/* The Contact of the binding; NULL: none. */
const char       *doubles_registrar_get_binding (DoublesRegistrar *self);
guint             doubles_registrar_get_n_asked (DoublesRegistrar *self);
guint             doubles_registrar_get_n_challenges (DoublesRegistrar *self);

G_END_DECLS
