/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Two ports, one turned to each telephone, on the main context of the test. RTCP comes with RTP. */

#include "media-middle.h"

#define MAX_PACKET 2048
#define TAMPERED 20 /* behind the header */

enum
{
  TO_CALLER, /* the caller sends to this one, and is sent from it */
  TO_CALLEE,
  ELSEWHERE,
  N_SOCKETS
};

struct _Middle
{
  GSocket        *sockets[N_SOCKETS];
  GSource        *sources[N_SOCKETS];
  GSocketAddress *addresses[2]; /* of the caller and the callee */
  MiddleManner     manner;
  guint           n_packets;
  gboolean        followed;
};

UaDescriptionHandler *
middle_new_handler (Pair          *pair,
                   const char    *microphone,
                   MediaProfile   profile,
                   MediaProfiles  taken)
{
  g_autoptr (MediaSettings) settings = NULL;

  media_engine_set_microphone (pair->engine, microphone);
  settings = media_engine_dup_settings (pair->engine);
  settings->profile = profile;
  settings->taken = taken;

  return UA_DESCRIPTION_HANDLER (media_session_new (settings));
}

Pair *
middle_new_pair (MediaProfile profile)
{
  Pair *pair = pair_new ("silence", "silence");

  g_clear_object (&pair->caller);
  g_clear_object (&pair->callee);
  pair->caller = middle_new_handler (pair, "tone:1000:-20", profile, MEDIA_PROFILES_ALL);
  pair->callee = middle_new_handler (pair, "tone:440:-20", profile, MEDIA_PROFILES_ALL);
  pair_watch (pair, pair->caller, pair->caller_tones);
  pair_watch (pair, pair->callee, pair->callee_tones);

  return pair;
}

Pair *
middle_call_through (const char   *microphone,
                     const char   *speaker,
                     MediaProfile  profile)
{
  Pair *pair = g_new0 (Pair, 1);

  pair->engine = media_engine_new ();
  media_engine_set_speaker (pair->engine, "none");
  pair->caller = middle_new_handler (pair, "tone:1000:-20", profile, MEDIA_PROFILES_ALL);
  media_engine_set_speaker (pair->engine, speaker);
  pair->callee = middle_new_handler (pair, microphone, profile, MEDIA_PROFILES_ALL);
  pair->caller_tones = g_string_new (NULL);
  pair->callee_tones = g_string_new (NULL);
  pair_watch (pair, pair->caller, pair->caller_tones);
  pair_watch (pair, pair->callee, pair->callee_tones);
  pair_exchange (pair->caller, pair->callee, NULL);
  pair_wait (pair, pair_is_connected);
  g_assert_cmpint (media_session_get_profile (pair_callee (pair)), ==, profile);

  return pair;
}

static void
forward (Middle      *self,
         guint       from,
         char       *packet,
         gsize       size)
{
  gboolean is_to_callee = from == TO_CALLER;

  if (self->manner == MIDDLE_DROP)
    return;
  if (is_to_callee && self->manner == MIDDLE_TAMPER && size > TAMPERED)
    packet[TAMPERED] ^= 1;
  g_socket_send_to (self->sockets[is_to_callee ? TO_CALLEE : TO_CALLER], self->addresses[is_to_callee ? 1 : 0], packet,
                    size, NULL, NULL);
  self->n_packets += is_to_callee;
  if (!is_to_callee || self->manner != MIDDLE_REPLAY)
    return;
  g_socket_send_to (self->sockets[ELSEWHERE], self->addresses[1], packet, size, NULL, NULL);
  self->n_packets++;
}

static gboolean
socket_readable_cb (GSocket      *socket,
                    GIOCondition  condition,
                    gpointer      user_data)
{
  Middle *self = user_data;
  char packet[MAX_PACKET];
  gssize size;

  while ((size = g_socket_receive (socket, packet, sizeof packet, NULL, NULL)) > 0)
    {
      if (socket == self->sockets[ELSEWHERE])
        self->followed = TRUE;
      else
        forward (self, socket == self->sockets[TO_CALLER] ? TO_CALLER : TO_CALLEE, packet, size);
    }

  return G_SOURCE_CONTINUE;
}

/* The address in @description; in its place comes that of the socket. */
static char *
take_place (const char      *description,
            GSocket         *socket,
            GSocketAddress **was)
{
  g_autoptr (GRegex) where = g_regex_new ("m=audio (\\d+) ([^\\r]+)\\r\\nc=IN IP4 ([^\\r]+)", 0, 0, NULL);
  g_autoptr (GSocketAddress) own = g_socket_get_local_address (socket, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  g_autofree char *port = NULL;
  g_autofree char *address = NULL;
  g_autofree char *replacement = NULL;

  g_assert_true (g_regex_match (where, description, 0, &match));
  port = g_match_info_fetch (match, 1);
  address = g_match_info_fetch (match, 3);
  *was = g_inet_socket_address_new_from_string (address, g_ascii_strtoull (port, NULL, 10));
  replacement = g_strdup_printf ("m=audio %u \\2\\r\\nc=IN IP4 %s",
                                 g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (own)), address);

  return g_regex_replace (where, description, -1, 0, replacement, 0, NULL);
}

static void
open_socket (Middle *self,
             guint  index)
{
  g_autoptr (GInetAddress) any = g_inet_address_new_any (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) address = g_inet_socket_address_new (any, 0);
  GSocket *socket = g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_DATAGRAM, G_SOCKET_PROTOCOL_UDP, NULL);

  g_socket_set_blocking (socket, FALSE);
  g_assert_true (g_socket_bind (socket, address, FALSE, NULL));
  self->sockets[index] = socket;
  self->sources[index] = g_socket_create_source (socket, G_IO_IN, NULL);
  g_source_set_callback (self->sources[index], G_SOURCE_FUNC (socket_readable_cb), self, NULL);
  g_source_attach (self->sources[index], NULL);
}

Middle *
middle_new (Pair        *pair,
           PairRewrite  rewrite)
{
  Middle *self = g_new0 (Middle, 1);
  g_autoptr (GError) error = NULL;
  g_autofree char *offer = pair_get (pair->caller, &error);
  g_autofree char *rewritten = NULL;
  g_autofree char *offered = NULL;
  g_autofree char *answer = NULL;
  g_autofree char *answered = NULL;

  g_assert_no_error (error);
  for (guint i = 0; i < N_SOCKETS; i++)
    open_socket (self, i);
  rewritten = rewrite != NULL ? rewrite (offer) : g_strdup (offer);
  offered = take_place (rewritten, self->sockets[TO_CALLEE], &self->addresses[0]);
  g_assert_true (pair_set (pair->callee, offered, &error));
  answer = pair_get (pair->callee, &error);
  g_assert_no_error (error);
  answered = take_place (answer, self->sockets[TO_CALLER], &self->addresses[1]);
  pair_set (pair->caller, answered, &error);
  g_assert_no_error (error);

  return self;
}

void
middle_free (Middle *self)
{
  for (guint i = 0; i < N_SOCKETS; i++)
    {
      g_source_destroy (self->sources[i]);
      g_source_unref (self->sources[i]);
      g_object_unref (self->sockets[i]);
    }
  g_object_unref (self->addresses[0]);
  g_object_unref (self->addresses[1]);
  g_free (self);
}

void
middle_set_manner (Middle       *self,
                  MiddleManner  manner)
{
  self->manner = manner;
}

guint
middle_get_n_packets (Middle *self)
{
  return self->n_packets;
}

gboolean
middle_was_followed (Middle *self)
{
  return self->followed;
}

GSocketAddress *
middle_dup_caller_address (Middle *self)
{
  return g_object_ref (self->addresses[0]);
}
