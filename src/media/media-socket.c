/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Two UDP ports of our own rather than GStreamer's udpsrc and udpsink, because who a packet is from decides what may be
 * done with it, and where ours go is decided by the packets of theirs that passed. */

#include "media-socket.h"

#include "media-error.h"
#include "media-latch.h"

#define FIRST_PORT 16384
#define LAST_PORT 32767
#define MAX_TRIES 64
/* Larger than any packet of sound; longer ones are cut and fail to be what they claim. */
#define MAX_PACKET 2048
#define MIN_RTP 12
#define MIN_RTCP 8
/* RFC 5761 4: what is in the place of marker and payload type. */
#define FIRST_RTCP 192
#define LAST_RTCP 223

enum
{
  RTP,
  RTCP,
  N_PORTS
};

struct _MediaSocket
{
  GSocket         *sockets[N_PORTS];
  guint            port;
  GMutex           mutex; /* over the two below */
  MediaLatch       latches[N_PORTS];
  gboolean         mux;
  GThread         *thread;
  GCancellable    *stop;
  MediaSocketFunc  func;
  gpointer         user_data;
  GSocketAddress  *from; /* of the packet at hand; the thread's alone */
};

static GSocket *
bind_port (GSocketFamily   family,
           guint           port,
           GError        **error)
{
  g_autoptr (GSocket) socket = g_socket_new (family, G_SOCKET_TYPE_DATAGRAM, G_SOCKET_PROTOCOL_UDP, error);
  g_autoptr (GInetAddress) any = g_inet_address_new_any (family);
  g_autoptr (GSocketAddress) address = g_inet_socket_address_new (any, port);

  if (socket == NULL)
    return NULL;
  g_socket_set_blocking (socket, FALSE);
  if (!g_socket_bind (socket, address, FALSE, error))
    return NULL;

  return g_steal_pointer (&socket);
}

static gboolean
bind_pair (MediaSocket    *self,
           GSocketFamily   family,
           guint           port,
           GError        **error)
{
  g_autoptr (GSocket) rtp = bind_port (family, port, error);
  GSocket *rtcp = rtp != NULL ? bind_port (family, port + 1, error) : NULL;

  if (rtcp == NULL)
    return FALSE;
  self->sockets[RTP] = g_steal_pointer (&rtp);
  self->sockets[RTCP] = rtcp;
  self->port = port;

  return TRUE;
}

/**
 * media_socket_new:
 * @family: of the addresses
 * @first: the first port that may be used; 0: 16384
 * @last: the last one; 0: 32767
 * @error: (out): why not
 *
 * Binds a pair of ports, at random, so that nobody can guess them.
 *
 * Returns: (transfer full): the ports, or NULL with @error set
 */
MediaSocket *
media_socket_new (GSocketFamily   family,
                  guint           first,
                  guint           last,
                  GError        **error)
{
  g_autoptr (MediaSocket) self = g_new0 (MediaSocket, 1);
  g_autoptr (GError) reason = NULL;
  guint n_pairs;

  g_mutex_init (&self->mutex);
  self->stop = g_cancellable_new ();
  if (first == 0 || last <= first || last > G_MAXUINT16)
    {
      first = FIRST_PORT;
      last = LAST_PORT;
    }
  /* RTP is at an even port (RFC 3550 §11). */
  first += first % 2;
  n_pairs = last > first ? (last + 1 - first) / 2 : 0;
  if (n_pairs == 0)
    {
      g_set_error (error, MEDIA_ERROR, MEDIA_ERROR_CONNECTIVITY, "no even port with one above it up to %u", last);
      return NULL;
    }
  for (guint i = 0, at = g_random_int_range (0, n_pairs); i < MIN (n_pairs, MAX_TRIES); i++, at++)
    {
      g_clear_error (&reason);
      if (bind_pair (self, family, first + 2 * (at % n_pairs), &reason))
        return g_steal_pointer (&self);
    }
  g_set_error (error, MEDIA_ERROR, MEDIA_ERROR_CONNECTIVITY, "no port between %u and %u: %s", first, last,
               reason->message);

  return NULL;
}

/**
 * media_socket_get_port:
 * @self: the ports
 *
 * Gets where RTP arrives; RTCP arrives one above.
 *
 * Returns: the port
 */
guint
media_socket_get_port (MediaSocket *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->port;
}

/**
 * media_socket_describe:
 * @self: the ports
 * @rtp: (nullable): where they want RTP; NULL: where they wanted it before
 * @rtcp: (nullable): where they want RTCP
 * @mux: whether RTCP goes with RTP, both ways (RFC 5761)
 *
 * Takes what a description of theirs says.
 */
void
media_socket_describe (MediaSocket    *self,
                       GSocketAddress *rtp,
                       GSocketAddress *rtcp,
                       gboolean        mux)
{
  gint64 now = g_get_monotonic_time ();

  g_return_if_fail (self != NULL);

  g_mutex_lock (&self->mutex);
  media_latch_describe (&self->latches[RTP], rtp, now);
  media_latch_describe (&self->latches[RTCP], rtcp, now);
  g_atomic_int_set (&self->mux, mux);
  g_mutex_unlock (&self->mutex);
}

static gboolean
is_packet (MediaSocket  *self,
           int           index,
           const guint8 *data,
           gssize        size,
           gboolean     *is_rtcp)
{
  if (size < MIN_RTCP || data[0] >> 6 != 2)
    return FALSE;
  *is_rtcp = data[1] >= FIRST_RTCP && data[1] <= LAST_RTCP;
  if (!*is_rtcp)
    return index == RTP && size >= MIN_RTP;

  return index == RTCP || g_atomic_int_get (&self->mux);
}

static void
read_all (MediaSocket *self,
          int          index)
{
  guint8 data[MAX_PACKET];

  while (!g_cancellable_is_cancelled (self->stop))
    {
      g_autoptr (GSocketAddress) from = NULL;
      gssize size = g_socket_receive_from (self->sockets[index], &from, (char *) data, sizeof data, NULL, NULL);
      gboolean is_rtcp;

      if (size < 0)
        return;
      if (from == NULL || !is_packet (self, index, data, size, &is_rtcp))
        continue;
      self->from = from;
      self->func (data, size, is_rtcp, self->user_data);
      self->from = NULL;
    }
}

static gpointer
run (gpointer user_data)
{
  MediaSocket *self = user_data;
  GPollFD fds[N_PORTS + 1] = { 0 };

  for (int i = 0; i < N_PORTS; i++)
    {
      fds[i].fd = g_socket_get_fd (self->sockets[i]);
      fds[i].events = G_IO_IN;
    }
  if (!g_cancellable_make_pollfd (self->stop, &fds[N_PORTS]))
    return NULL;
  while (!g_cancellable_is_cancelled (self->stop))
    {
      g_poll (fds, N_PORTS + 1, -1);
      for (int i = 0; i < N_PORTS; i++)
        {
          if (fds[i].revents != 0)
            read_all (self, i);
        }
    }
  g_cancellable_release_fd (self->stop);

  return NULL;
}

/**
 * media_socket_start:
 * @self: the ports, not started yet
 * @func: what to do with packets
 * @user_data: for @func
 *
 * Begins to read.
 */
void
media_socket_start (MediaSocket     *self,
                    MediaSocketFunc  func,
                    gpointer         user_data)
{
  g_return_if_fail (self != NULL && self->thread == NULL);
  g_return_if_fail (func != NULL);

  self->func = func;
  self->user_data = user_data;
  self->thread = g_thread_new ("media-socket", run, self);
}

/**
 * media_socket_admits:
 * @self: the ports
 * @is_rtcp: what the packet at hand is
 * @proven: whether it could be decrypted
 *
 * Decides, in the function, whether the packet it is called with is theirs.
 *
 * Returns: FALSE when it is to be dropped
 */
gboolean
media_socket_admits (MediaSocket *self,
                     gboolean     is_rtcp,
                     gboolean     proven)
{
  gboolean admitted;

  g_return_val_if_fail (self != NULL && self->from != NULL, FALSE);

  g_mutex_lock (&self->mutex);
  admitted = media_latch_admits (&self->latches[is_rtcp && !self->mux ? RTCP : RTP], self->from, proven,
                                 g_get_monotonic_time ());
  g_mutex_unlock (&self->mutex);

  return admitted;
}

/**
 * media_socket_send:
 * @self: the ports
 * @data: a packet
 * @size: octets of it
 * @is_rtcp: what it is
 *
 * Sends a packet to where they are, as far as that is known. What is lost is lost.
 */
void
media_socket_send (MediaSocket  *self,
                   const guint8 *data,
                   gsize         size,
                   gboolean      is_rtcp)
{
  g_autoptr (GSocketAddress) target = NULL;
  int index;

  g_return_if_fail (self != NULL);

  g_mutex_lock (&self->mutex);
  index = is_rtcp && !self->mux ? RTCP : RTP;
  g_set_object (&target, media_latch_get_target (&self->latches[index]));
  g_mutex_unlock (&self->mutex);
  if (target != NULL)
    g_socket_send_to (self->sockets[index], target, (const char *) data, size, NULL, NULL);
}

/**
 * media_socket_stop:
 * @self: the ports
 *
 * Stops reading. What is sent still goes out.
 */
void
media_socket_stop (MediaSocket *self)
{
  g_return_if_fail (self != NULL);

  g_cancellable_cancel (self->stop);
  g_clear_pointer (&self->thread, g_thread_join);
}

/**
 * media_socket_free:
 * @self: (transfer full) (nullable): the ports
 *
 * Stops and gives the ports back.
 */
void
media_socket_free (MediaSocket *self)
{
  if (self == NULL)
    return;
  media_socket_stop (self);
  for (int i = 0; i < N_PORTS; i++)
    {
      g_clear_object (&self->sockets[i]);
      media_latch_clear (&self->latches[i]);
    }
  g_object_unref (self->stop);
  g_mutex_clear (&self->mutex);
  g_free (self);
}
