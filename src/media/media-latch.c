/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* RTP without ICE has no handshake, so a telephone behind a router is found by where its first packet comes from. Who
 * believes every later packet, too, sends the call to whoever throws one in ("RTP bleed", CVE-2017-14099). So the
 * first source of the first seconds is believed, the described one in any case, and then no other. */

#include "media-latch.h"

#define MIN_PORT 1024
/* As long nothing came from the old place of a peer whose packets prove themselves. */
#define MOVED_US G_USEC_PER_SEC

static gboolean
is_same (GSocketAddress *a,
         GSocketAddress *b)
{
  GInetSocketAddress *first = G_INET_SOCKET_ADDRESS (a), *second = G_INET_SOCKET_ADDRESS (b);

  return g_inet_socket_address_get_port (first) == g_inet_socket_address_get_port (second) &&
         g_inet_address_equal (g_inet_socket_address_get_address (first),
                               g_inet_socket_address_get_address (second));
}

static gboolean
is_same_host (GSocketAddress *a,
              GSocketAddress *b)
{
  return g_inet_address_equal (g_inet_socket_address_get_address (G_INET_SOCKET_ADDRESS (a)),
                               g_inet_socket_address_get_address (G_INET_SOCKET_ADDRESS (b)));
}

/**
 * media_latch_clear:
 * @self: the latch
 *
 * Forgets everything.
 */
void
media_latch_clear (MediaLatch *self)
{
  g_return_if_fail (self != NULL);

  g_clear_object (&self->described);
  g_clear_object (&self->locked);
  g_clear_object (&self->former);
  self->firm = FALSE;
}

/**
 * media_latch_describe:
 * @self: the latch
 * @described: (nullable): where they say they are
 * @now: monotonic time, µs
 *
 * Takes what a description says; one that says the same again changes nothing.
 */
void
media_latch_describe (MediaLatch     *self,
                      GSocketAddress *described,
                      gint64          now)
{
  g_return_if_fail (self != NULL);

  if (described == NULL || (self->described != NULL && is_same (self->described, described)))
    return;
  g_set_object (&self->former, self->locked);
  g_clear_object (&self->locked);
  g_set_object (&self->described, described);
  self->firm = FALSE;
  self->since = now;
}

static void
lock (MediaLatch     *self,
      GSocketAddress *from,
      gboolean        firm)
{
  g_set_object (&self->locked, from);
  self->firm = firm;
}

/* Nobody has been heard since the last description. What still comes from where they were before says nothing. */
static gboolean
may_be_first (MediaLatch     *self,
              GSocketAddress *from,
              gint64          now)
{
  if (self->described == NULL)
    return FALSE;
  if (is_same_host (self->described, from))
    return TRUE;

  return now - self->since < MEDIA_LATCH_WINDOW_US && (self->former == NULL || !is_same (self->former, from));
}

static gboolean
may_follow (MediaLatch     *self,
            GSocketAddress *from,
            gboolean        proven,
            gint64          now)
{
  if (proven)
    return now - self->heard_at > MOVED_US;

  return !self->firm && now - self->since < MEDIA_LATCH_WINDOW_US && is_same (self->described, from);
}

/**
 * media_latch_admits:
 * @self: the latch
 * @from: where a packet comes from
 * @proven: whether it could be decrypted, so that nobody else can have sent it
 * @now: monotonic time, µs
 *
 * Decides whether a packet is theirs, and remembers where it came from if it is the first.
 *
 * Returns: FALSE when it is to be dropped
 */
gboolean
media_latch_admits (MediaLatch     *self,
                    GSocketAddress *from,
                    gboolean        proven,
                    gint64          now)
{
  g_return_val_if_fail (self != NULL, FALSE);

  if (!G_IS_INET_SOCKET_ADDRESS (from) ||
      g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (from)) < MIN_PORT)
    return FALSE;
  if (self->locked == NULL)
    {
      if (!proven && !may_be_first (self, from, now))
        return FALSE;
      lock (self, from, proven || is_same (self->described, from));
    }
  else if (!is_same (self->locked, from))
    {
      if (!may_follow (self, from, proven, now))
        return proven;
      lock (self, from, TRUE);
    }
  self->heard_at = now;

  return TRUE;
}

/**
 * media_latch_get_target:
 * @self: the latch
 *
 * Gets where ours are to go: to where theirs come from, and until then to where they were described.
 *
 * Returns: (transfer none) (nullable): the address
 */
GSocketAddress *
media_latch_get_target (MediaLatch *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->locked != NULL ? self->locked : self->described;
}
