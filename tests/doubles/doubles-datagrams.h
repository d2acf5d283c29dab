/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A host on loopback that takes datagrams and answers only what it is told. */
typedef struct _DoublesDatagrams DoublesDatagrams;

/* @port 0: any. */
DoublesDatagrams *doubles_datagrams_new       (GSocketFamily     family,
                                               guint             port);
void              doubles_datagrams_free      (DoublesDatagrams *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DoublesDatagrams, doubles_datagrams_free)

guint             doubles_datagrams_get_port  (DoublesDatagrams *self);
/* What has come, as GBytes, the oldest first; the caller may take from it. */
GPtrArray        *doubles_datagrams_get_heard (DoublesDatagrams *self);
/* Who sent the last one, "127.0.0.1:40000" or "[::1]:40000"; NULL: nobody. */
const char       *doubles_datagrams_get_peer  (DoublesDatagrams *self);
/* To who sent the last one. */
void              doubles_datagrams_say       (DoublesDatagrams *self,
                                               const void       *data,
                                               gsize             size);

G_END_DECLS
