/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Loss on a real network cannot be asked to be the same twice; this one can. */

#include "media-lossy.h"

#include <gio/gio.h>

#define LARGEST 2048

typedef struct
{
  GSocket        *socket; /* stands for this side before the other */
  GSource        *source;
  GSocketAddress *address; /* where this side really is */
  GRand          *chance;  /* over the packets it sends */
  guint           n_packets;
  guint           n_lost;
} Side;

struct _MediaRelay
{
  GMutex        mutex; /* over the weather, the addresses and the numbers */
  MediaWeather  weather;
  Side          sides[2];
  GMainContext *context;
  GMainLoop    *loop;
  GThread      *thread;
};

typedef struct
{
  GSocket        *socket;
  GSocketAddress *address;
  GBytes         *bytes;
} Parcel;

static void
parcel_free (gpointer data)
{
  Parcel *parcel = data;

  g_object_unref (parcel->socket);
  g_object_unref (parcel->address);
  g_bytes_unref (parcel->bytes);
  g_free (parcel);
}

static gboolean
deliver_cb (gpointer user_data)
{
  Parcel *parcel = user_data;
  gsize size;
  const char *data = g_bytes_get_data (parcel->bytes, &size);

  g_socket_send_to (parcel->socket, parcel->address, data, size, NULL, NULL);
  return G_SOURCE_REMOVE;
}

static void
send_later (MediaRelay *relay,
            guint       from,
            GBytes     *bytes,
            guint       delay_ms)
{
  g_autoptr (GSource) source = g_timeout_source_new (delay_ms);
  Parcel *parcel = g_new0 (Parcel, 1);

  parcel->socket = g_object_ref (relay->sides[from].socket);
  parcel->address = g_object_ref (relay->sides[1 - from].address);
  parcel->bytes = g_bytes_ref (bytes);
  if (delay_ms == 0)
    {
      deliver_cb (parcel);
      parcel_free (parcel);
      return;
    }
  g_source_set_callback (source, deliver_cb, parcel, parcel_free);
  g_source_attach (source, relay->context);
}

/* RFC 7983 7 and RFC 5761 4. */
static gboolean
is_sound (const guint8 *packet,
          gssize        size)
{
  return size >= 12 && packet[0] >> 6 == 2 && (packet[1] < 192 || packet[1] > 223);
}

/* The same chances are asked for each packet, whatever the weather, so that one seed loses the same packets. */
static void
pass (MediaRelay   *relay,
      guint         from,
      const guint8 *packet,
      gssize        size)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&relay->mutex);
  g_autoptr (GBytes) bytes = g_bytes_new (packet, size);
  Side *side = &relay->sides[from];
  double lost, twice, late, later;

  if (relay->sides[1 - from].address == NULL || side->socket == NULL)
    return;
  if (!is_sound (packet, size))
    {
      send_later (relay, from, bytes, 0);
      return;
    }
  lost = g_rand_double (side->chance);
  twice = g_rand_double (side->chance);
  late = g_rand_double (side->chance);
  later = g_rand_double (side->chance);
  side->n_packets++;
  if (lost < relay->weather.loss)
    {
      side->n_lost++;
      return;
    }
  send_later (relay, from, bytes, (guint) (late * relay->weather.jitter_ms));
  if (twice < relay->weather.duplicate)
    send_later (relay, from, bytes, (guint) (later * relay->weather.jitter_ms));
}

typedef struct
{
  MediaRelay *relay;
  guint       side;
} Mouth;

static gboolean
socket_readable_cb (GSocket      *socket,
                    GIOCondition  condition,
                    gpointer      user_data)
{
  Mouth *mouth = user_data;
  guint8 packet[LARGEST];
  gssize size = g_socket_receive (socket, (char *) packet, sizeof packet, NULL, NULL);

  /* What comes to the socket of one side was sent by the other. */
  if (size > 0)
    pass (mouth->relay, 1 - mouth->side, packet, size);

  return G_SOURCE_CONTINUE;
}

static gpointer
run (gpointer data)
{
  MediaRelay *relay = data;

  g_main_context_push_thread_default (relay->context);
  g_main_loop_run (relay->loop);
  g_main_context_pop_thread_default (relay->context);

  return NULL;
}

MediaRelay *
relay_new (const MediaWeather *weather)
{
  MediaRelay *relay = g_new0 (MediaRelay, 1);

  g_mutex_init (&relay->mutex);
  relay->weather = *weather;
  for (guint i = 0; i < G_N_ELEMENTS (relay->sides); i++)
    relay->sides[i].chance = g_rand_new_with_seed (weather->seed + i);
  relay->context = g_main_context_new ();
  relay->loop = g_main_loop_new (relay->context, FALSE);
  relay->thread = g_thread_new ("relay", run, relay);

  return relay;
}

static gboolean
quit_cb (gpointer user_data)
{
  g_main_loop_quit (user_data);
  return G_SOURCE_REMOVE;
}

void
relay_free (MediaRelay *relay)
{
  g_main_context_invoke (relay->context, quit_cb, relay->loop);
  g_thread_join (relay->thread);
  for (guint i = 0; i < G_N_ELEMENTS (relay->sides); i++)
    {
      Side *side = &relay->sides[i];

      if (side->source != NULL)
        g_source_destroy (side->source);
      g_clear_pointer (&side->source, g_source_unref);
      g_clear_object (&side->socket);
      g_clear_object (&side->address);
      g_rand_free (side->chance);
    }
  g_main_loop_unref (relay->loop);
  g_main_context_unref (relay->context);
  g_mutex_clear (&relay->mutex);
  g_free (relay);
}

void
relay_set_weather (MediaRelay         *relay,
                   const MediaWeather *weather)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&relay->mutex);

  relay->weather = *weather;
}

/* On the address where the side itself is, because ICE ties sockets to interfaces. */
static guint
stand_in_for (MediaRelay *relay,
              guint       index,
              const char *host,
              guint       port)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&relay->mutex);
  Side *side = &relay->sides[index];
  g_autoptr (GSocketAddress) wanted = g_inet_socket_address_new_from_string (host, 0);
  g_autoptr (GSocketAddress) got = NULL;
  g_autoptr (GError) error = NULL;
  Mouth *mouth;

  g_assert_nonnull (wanted);
  g_clear_object (&side->address);
  side->address = g_inet_socket_address_new_from_string (host, port);
  if (side->socket == NULL)
    {
      side->socket = g_socket_new (g_socket_address_get_family (wanted), G_SOCKET_TYPE_DATAGRAM, G_SOCKET_PROTOCOL_UDP,
                                   &error);
      g_assert_no_error (error);
      g_socket_set_blocking (side->socket, FALSE);
      g_socket_bind (side->socket, wanted, FALSE, &error);
      g_assert_no_error (error);
      mouth = g_new0 (Mouth, 1);
      mouth->relay = relay;
      mouth->side = index;
      side->source = g_socket_create_source (side->socket, G_IO_IN, NULL);
      g_source_set_callback (side->source, G_SOURCE_FUNC (socket_readable_cb), mouth, g_free);
      g_source_attach (side->source, relay->context);
    }
  got = g_socket_get_local_address (side->socket, &error);
  g_assert_no_error (error);

  return g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (got));
}

/* "a=candidate:1 1 UDP 2015363327 127.0.0.1 40000 typ host": TRUE if it is one to stand in for. */
static gboolean
is_candidate (const char  *line,
              char      ***words)
{
  if (!g_str_has_prefix (line, "a=candidate:"))
    return FALSE;
  *words = g_strsplit (line, " ", -1);

  return TRUE;
}

/* Its address is that of the first candidate, or, without ICE, that of c= and m=. */
static void
find_address (char  **lines,
              char  **host,
              guint  *port)
{
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) words = NULL;

      if (is_candidate (lines[i], &words) && g_ascii_strcasecmp (words[2], "UDP") == 0 &&
          strchr (words[4], ':') == NULL)
        {
          g_set_str (host, words[4]);
          *port = (guint) g_ascii_strtoull (words[5], NULL, 10);
          return;
        }
      if (g_str_has_prefix (lines[i], "c=IN IP4 "))
        g_set_str (host, lines[i] + strlen ("c=IN IP4 "));
      if (g_str_has_prefix (lines[i], "m=audio "))
        *port = (guint) g_ascii_strtoull (lines[i] + strlen ("m=audio "), NULL, 10);
    }
}

char *
relay_rewrite (MediaRelay *relay,
               guint       side,
               const char *description)
{
  g_auto (GStrv) lines = g_strsplit (description, "\r\n", -1);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *host = NULL;
  gboolean any = FALSE;
  guint port = 0, stand_in;

  find_address (lines, &host, &port);
  stand_in = stand_in_for (relay, side, host, port);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) words = NULL;

      if (lines[i][0] == '\0')
        continue;
      if (is_candidate (lines[i], &words))
        {
          if (!any)
            g_string_append_printf (text, "a=candidate:1 1 UDP 2015363327 %s %u typ host\r\n", host, stand_in);
          any = TRUE;
        }
      else if (g_str_has_prefix (lines[i], "m=audio "))
        g_string_append_printf (text, "m=audio %u%s\r\n", stand_in, strchr (lines[i] + strlen ("m=audio "), ' '));
      else if (g_str_has_prefix (lines[i], "c="))
        g_string_append_printf (text, "c=IN IP4 %s\r\n", host);
      else
        g_string_append_printf (text, "%s\r\n", lines[i]);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

void
relay_count (MediaRelay *relay,
             guint       side,
             guint      *n_packets,
             guint      *n_lost)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&relay->mutex);

  *n_packets = relay->sides[side].n_packets;
  *n_lost = relay->sides[side].n_lost;
}
