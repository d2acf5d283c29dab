/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A telephone exchange on loopback that only passes on what it hears: several phones register there and call each other.
 * It knows just enough of the protocol for that; who tests a server uses a real one. Changes that a test wants made on the
 * way are its "tamper". */
typedef struct
{
  GSocketService *service;
  guint           port;
  GPtrArray      *lines;
  GHashTable     *homes;  /* user → id of a line + 1 */
  GCancellable   *closed;
  /* Another text of the request (transfer full), or NULL: as it is. */
  char         *(*tamper) (const char *request);
  char         *(*tamper_response) (const char *response);
} DoublesSwitch;

DoublesSwitch *doubles_switch_new        (void);
void           doubles_switch_free       (DoublesSwitch *self);
/* Cuts every line there is, and nobody can come back. */
void           doubles_switch_drop_lines (DoublesSwitch *self);
/* The first of that name; "": there is none. */
char          *doubles_switch_dup_header (const char    *message,
                                          const char    *name);

G_END_DECLS
