/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A host on loopback that takes connections and says only what it was told, however wrong that is. */
typedef struct _DoublesServer DoublesServer;

DoublesServer     *doubles_server_new       (void);
DoublesServer     *doubles_server_new_at    (GSocketFamily  family);
void               doubles_server_free      (DoublesServer *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DoublesServer, doubles_server_free)

guint              doubles_server_get_port  (DoublesServer *self);
/* Answers the WebSocket handshake, choosing @protocol (NULL: none), and nothing afterwards: not even a ping.
 * Without this the server is silent from the start. */
void               doubles_server_shake     (DoublesServer *self,
                                             const char    *protocol);
/* Speaks TLS and shows this. */
void               doubles_server_set_certificate (DoublesServer *self,
                                             GTlsCertificate *certificate);
guint              doubles_server_get_n_accepted (DoublesServer *self);
/* The far end has closed the last connection. */
gboolean           doubles_server_get_ended (DoublesServer *self);
/* What the last one to connect has said so far; it may be binary. */
GByteArray        *doubles_server_get_heard (DoublesServer *self);
void               doubles_server_say       (DoublesServer *self,
                                             const void    *data,
                                             gsize          size);
/* Says it again and again, without waiting, until so many octets are said or nobody takes them any more. */
void               doubles_server_flood     (DoublesServer *self,
                                             const void    *data,
                                             gsize          size,
                                             gsize          total);
/* Takes nothing from the connection any more, or does again, so that what is sent to it piles up. */
void               doubles_server_set_deaf  (DoublesServer *self,
                                             gboolean       deaf);
/* Closes the connection with RST. */
void               doubles_server_reset     (DoublesServer *self);
/* Closes the connection without a word. */
void               doubles_server_drop      (DoublesServer *self);

G_END_DECLS
