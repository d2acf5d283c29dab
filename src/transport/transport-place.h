/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "transport-way.h"

G_BEGIN_DECLS

/* What a person named, taken apart. */
typedef struct
{
  TransportWay way;
  char        *host;      /* lower case, no brackets */
  guint        port;      /* 0: none was written */
  char        *user_info; /* of a WebSocket; NULL: none */
  char        *path;      /* of a WebSocket, "/" at least; else NULL */
  char        *query;     /* of a WebSocket; NULL: none */
} TransportPlace;

TransportPlace *transport_place_parse         (const char           *text,
                                               GError              **error);
void            transport_place_free          (TransportPlace       *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TransportPlace, transport_place_free)

/* The normal form: a default port goes without saying. */
char           *transport_place_to_string     (const TransportPlace *self);

G_END_DECLS
