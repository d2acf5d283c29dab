/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* An open stream of octets that carries messages, TCP or TLS over it: cuts what comes in, queues what goes out. */
typedef struct _TransportPipe TransportPipe;

typedef struct
{
  /* One message or keep-alive came in. */
  void (*message) (GBytes *bytes, gpointer owner);
  /* The stream is of no more use; told once, and last. @error: transfer full; NULL: it was closed as asked. */
  void (*ended)   (GError *error, gpointer owner);
} TransportPipeFuncs;

/* @name: where it leads, for errors. Begins to read at once, and tells from the main loop. */
TransportPipe *transport_pipe_new   (GIOStream                *stream,
                                     const char               *name,
                                     const TransportPipeFuncs *funcs,
                                     gpointer                  owner);
/* Its owner hears nothing any more; the stream is closed at once. */
void           transport_pipe_drop  (TransportPipe            *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TransportPipe, transport_pipe_drop)

/* Never blocks: what the stream does not take now waits, up to a limit. */
gboolean       transport_pipe_write (TransportPipe            *self,
                                     GBytes                   *bytes,
                                     GError                  **error);
/* Ends when all is written that waits; what comes in is not read any more. */
void           transport_pipe_close (TransportPipe            *self);

G_END_DECLS
