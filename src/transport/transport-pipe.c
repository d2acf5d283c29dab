/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A stream takes and gives what it likes: half a message, three at once, nothing for a while. Here it is made to
 * look as if it carried whole messages, without ever waiting for it, and without a call under way that would have
 * to be called off when its owner goes.
 */

#include "transport-pipe.h"

#include "transport.h"

#include "sip-framer.h"
#include "sip-limits.h"
#include "sip-parser.h"

#define READ_SIZE   (16 * 1024)
#define MAX_WAITING (4 * SIP_MAX_STREAM) /* octets; who takes none for so long is not listening */

struct _TransportPipe
{
  GIOStream                *stream;
  GPollableInputStream     *input;
  GPollableOutputStream    *output;
  char                     *name;
  const TransportPipeFuncs *funcs;
  gpointer                  owner;   /* NULL: nobody hears anything any more */
  SipFramer                *framer;
  GSource                  *reading;
  GSource                  *writing; /* NULL: all is written */
  GQueue                    waiting; /* of GBytes */
  gsize                     n_waiting;
  gsize                     n_written; /* octets of the first that waits */
  gboolean                  closing;
};

static void
stop (GSource **source)
{
  if (*source == NULL)
    return;

  g_source_destroy (*source);
  g_clear_pointer (source, g_source_unref);
}

static void
pipe_clear (gpointer data)
{
  TransportPipe *self = data;

  g_object_unref (self->stream);
  g_free (self->name);
  sip_framer_free (self->framer);
  g_queue_clear_full (&self->waiting, (GDestroyNotify) g_bytes_unref);
}

static void
pipe_unref (TransportPipe *self)
{
  g_atomic_rc_box_release_full (self, pipe_clear);
}

static void
end (TransportPipe *self,
     GError        *error)
{
  gpointer owner = g_steal_pointer (&self->owner);

  stop (&self->reading);
  stop (&self->writing);
  if (owner != NULL)
    self->funcs->ended (error, owner);
  else
    g_clear_error (&error);
}

static GError *
lost (TransportPipe *self,
      const GError  *error)
{
  if (error == NULL)
    return g_error_new (TRANSPORT_ERROR, TRANSPORT_ERROR_LOST, "%s closed the connection", self->name);

  return g_error_new (TRANSPORT_ERROR, TRANSPORT_ERROR_LOST, "the connection to %s broke: %s", self->name,
                      error->message);
}

/* Whoever can still be told what is wrong is told (RFC 3261 §18.3), if that can be done at once; then there is
 * nothing to say to each other. */
static void
break_off (TransportPipe *self,
           GBytes        *head,
           const GError  *error)
{
  g_autoptr (GBytes) answer = head != NULL ? sip_parser_salvage_reply (head, 400, "Bad Content-Length") : NULL;
  gboolean too_large = g_error_matches (error, SIP_PARSE_ERROR, SIP_PARSE_ERROR_TOO_LARGE);

  if (answer != NULL && self->n_waiting == 0)
    g_pollable_output_stream_write_nonblocking (self->output, g_bytes_get_data (answer, NULL), g_bytes_get_size (answer),
                                                NULL, NULL);

  end (self, g_error_new (TRANSPORT_ERROR, too_large ? TRANSPORT_ERROR_TOO_LARGE : TRANSPORT_ERROR_PROTOCOL,
                          "what %s sends cannot be cut into messages: %s", self->name, error->message));
}

/* FALSE: nobody listens any more. */
static gboolean
hand_up (TransportPipe *self)
{
  static const char line_ends[] = "\r\n\r\n";

  while (self->owner != NULL && self->reading != NULL)
    {
      g_autoptr (GBytes) bytes = NULL;
      g_autoptr (GError) error = NULL;
      SipFrame frame = sip_framer_next (self->framer, &bytes, &error);

      if (frame == SIP_FRAME_NONE)
        return TRUE;
      if (frame == SIP_FRAME_BROKEN)
        {
          break_off (self, bytes, error);
          return FALSE;
        }
      if (frame != SIP_FRAME_MESSAGE)
        bytes = g_bytes_new_static (line_ends, frame == SIP_FRAME_PING ? 4 : 2);

      self->funcs->message (bytes, self->owner);
    }

  return FALSE;
}

/* One portion a turn, so that a peer that never stops does not stop everything else. TLS may hold more than the
 * socket shows; its source knows that. */
static gboolean
readable_cb (GObject  *input,
             gpointer  user_data)
{
  TransportPipe *self = g_atomic_rc_box_acquire (user_data);
  guint8 buffer[READ_SIZE];
  g_autoptr (GError) error = NULL;
  gssize size = g_pollable_input_stream_read_nonblocking (self->input, buffer, sizeof buffer, NULL, &error);
  gboolean goes_on = TRUE;

  if (size > 0)
    {
      sip_framer_push (self->framer, buffer, (gsize) size);
      goes_on = hand_up (self);
    }
  else if (size == 0 || !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_WOULD_BLOCK))
    {
      end (self, lost (self, error));
      goes_on = FALSE;
    }

  pipe_unref (self);

  return goes_on ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

static void
closed_cb (GObject      *stream,
           GAsyncResult *result,
           gpointer      user_data)
{
  TransportPipe *self = user_data;

  g_io_stream_close_finish (G_IO_STREAM (stream), result, NULL);
  end (self, NULL);
  pipe_unref (self);
}

static void
close_now (TransportPipe *self)
{
  g_io_stream_close_async (self->stream, G_PRIORITY_DEFAULT, NULL, closed_cb, g_atomic_rc_box_acquire (self));
}

/* FALSE: the stream takes no more now, or broke. */
static gboolean
write_first (TransportPipe  *self,
             GError        **error)
{
  GBytes *first = g_queue_peek_head (&self->waiting);
  gsize size;
  const guint8 *data = g_bytes_get_data (first, &size);
  gssize n = g_pollable_output_stream_write_nonblocking (self->output, data + self->n_written, size - self->n_written,
                                                         NULL, error);

  if (n < 0)
    return FALSE;

  self->n_written += (gsize) n;
  self->n_waiting -= (gsize) n;
  if (self->n_written == size)
    {
      g_bytes_unref (g_queue_pop_head (&self->waiting));
      self->n_written = 0;
    }

  return TRUE;
}

static gboolean
writable_cb (GObject  *output,
             gpointer  user_data)
{
  TransportPipe *self = user_data;
  g_autoptr (GError) error = NULL;

  while (!g_queue_is_empty (&self->waiting) && write_first (self, &error))
    continue;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_WOULD_BLOCK))
    return G_SOURCE_CONTINUE;

  g_clear_pointer (&self->writing, g_source_unref);
  if (error != NULL)
    end (self, lost (self, error));
  else if (self->closing)
    close_now (self);

  return G_SOURCE_REMOVE;
}

static GSource *
watch (GSource *source,
       GSourceFunc func,
       TransportPipe *self)
{
  g_source_set_callback (source, func, g_atomic_rc_box_acquire (self), (GDestroyNotify) pipe_unref);
  g_source_attach (source, NULL);

  return source;
}

/* All writing is done from here, so that a loss is never told from inside transport_pipe_write(). */
static void
watch_output (TransportPipe *self)
{
  if (self->writing == NULL)
    self->writing = watch (g_pollable_output_stream_create_source (self->output, NULL), G_SOURCE_FUNC (writable_cb),
                           self);
}

/**
 * transport_pipe_new:
 * @stream: an open stream whose ends can be polled
 * @name: where it leads, without secrets
 * @funcs: what is told; lives longer than the pipe
 * @owner: for @funcs
 *
 * Begins to read a stream. Nothing is told before this returns.
 *
 * Returns: (transfer full): the pipe; it ends with transport_pipe_drop()
 */
TransportPipe *
transport_pipe_new (GIOStream                *stream,
                    const char               *name,
                    const TransportPipeFuncs *funcs,
                    gpointer                  owner)
{
  g_return_val_if_fail (G_IS_IO_STREAM (stream), NULL);
  g_return_val_if_fail (name != NULL && funcs != NULL && owner != NULL, NULL);

  TransportPipe *self = g_atomic_rc_box_new0 (TransportPipe);

  self->stream = g_object_ref (stream);
  self->input = G_POLLABLE_INPUT_STREAM (g_io_stream_get_input_stream (stream));
  self->output = G_POLLABLE_OUTPUT_STREAM (g_io_stream_get_output_stream (stream));
  self->name = g_strdup (name);
  self->funcs = funcs;
  self->owner = owner;
  self->framer = sip_framer_new ();
  g_queue_init (&self->waiting);
  self->reading = watch (g_pollable_input_stream_create_source (self->input, NULL), G_SOURCE_FUNC (readable_cb), self);

  return self;
}

/**
 * transport_pipe_drop:
 * @self: (transfer full): a pipe
 *
 * Lets go of it: nothing is told any more, and the stream is closed without a word unless it is closed already.
 */
void
transport_pipe_drop (TransportPipe *self)
{
  g_return_if_fail (self != NULL);

  self->owner = NULL;
  stop (&self->reading);
  stop (&self->writing);

  /* What waits is not worth blocking for: the socket itself is closed, and TLS over it has nothing to add. */
  g_autoptr (GIOStream) socket = G_IS_TLS_CONNECTION (self->stream) ? NULL : g_object_ref (self->stream);
  if (socket == NULL)
    g_object_get (self->stream, "base-io-stream", &socket, NULL);
  if (G_IS_SOCKET_CONNECTION (socket))
    g_socket_close (g_socket_connection_get_socket (G_SOCKET_CONNECTION (socket)), NULL);

  pipe_unref (self);
}

/**
 * transport_pipe_write:
 * @self: a pipe
 * @bytes: one message or keep-alive
 * @error: return location for %TRANSPORT_ERROR_TOO_LARGE when too much waits already, and for
 *   %TRANSPORT_ERROR_NOT_CONNECTED
 *
 * Queues a message. That it could not be written is told later, as the end of the pipe.
 *
 * Returns: %TRUE when it was taken
 */
gboolean
transport_pipe_write (TransportPipe  *self,
                      GBytes         *bytes,
                      GError        **error)
{
  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (bytes != NULL, FALSE);

  if (self->owner == NULL || self->closing)
    {
      g_set_error (error, TRANSPORT_ERROR, TRANSPORT_ERROR_NOT_CONNECTED, "%s is closing the connection", self->name);
      return FALSE;
    }
  if (self->n_waiting + g_bytes_get_size (bytes) > MAX_WAITING)
    {
      g_set_error (error, TRANSPORT_ERROR, TRANSPORT_ERROR_TOO_LARGE, "%s takes nothing, and %zu octets wait for it",
                   self->name, self->n_waiting);
      return FALSE;
    }
  if (g_bytes_get_size (bytes) == 0)
    return TRUE;

  g_queue_push_tail (&self->waiting, g_bytes_ref (bytes));
  self->n_waiting += g_bytes_get_size (bytes);
  watch_output (self);

  return TRUE;
}

/**
 * transport_pipe_close:
 * @self: a pipe
 *
 * Closes it properly: what waits is written first. Its end is told without an error; who has no patience drops it.
 */
void
transport_pipe_close (TransportPipe *self)
{
  g_return_if_fail (self != NULL);

  if (self->closing || self->owner == NULL)
    return;

  self->closing = TRUE;
  stop (&self->reading);
  watch_output (self);
}
