/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* RTP without ICE with somebody between or beside the two: what they send is neither heard nor followed (TRUST 3.8). */

#include "media-middle.h"
#include "media-threads.h"

#include <string.h>

#define PACKET 172
#define HEADER 12
#define STRANGER_SSRC 0x5eed5eed
/* Longest age of a level, a period of the meter, and what the jitter buffer holds. */
#define METER_FALLS_US (800 * 1000)

static gboolean
both_hear (Pair *pair)
{
  return pair_hears (pair_caller (pair), 440) && pair_hears (pair_callee (pair), 1000);
}

static gboolean
callee_hears (Pair *pair)
{
  return pair_hears (pair_callee (pair), 1000);
}

static gboolean
caller_hears (Pair *pair)
{
  return pair_hears (pair_caller (pair), 440);
}

static gboolean
is_lost (Pair *pair)
{
  return media_session_get_state (pair_caller (pair)) == MEDIA_STATE_CONNECTING;
}

static char *
only_pcmu (const char *offer)
{
  g_autoptr (GString) text = g_string_new (offer);

  g_assert_cmpuint (g_string_replace (text, " 111 9 0 8 13 110 126\r\n", " 0 126\r\n", 1), ==, 1);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* Loud, and in a code that everybody decodes. */
static void
send_noise (GSocket        *socket,
            GSocketAddress *target,
            guint16         number)
{
  guint8 packet[PACKET] = { 0x80, 0, number >> 8, number & 0xff };
  guint32 timestamp = GUINT32_TO_BE (number * 160u), ssrc = GUINT32_TO_BE (STRANGER_SSRC);

  memcpy (packet + 4, &timestamp, sizeof timestamp);
  memcpy (packet + 8, &ssrc, sizeof ssrc);
  for (guint i = HEADER; i < PACKET; i++)
    packet[i] = i / 2 % 2 != 0 ? 0x00 : 0x80;
  g_socket_send_to (socket, target, (const char *) packet, sizeof packet, NULL, NULL);
}

static GSocket *
new_stranger (void)
{
  g_autoptr (GInetAddress) any = g_inet_address_new_any (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) address = g_inet_socket_address_new (any, 0);
  GSocket *socket = g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_DATAGRAM, G_SOCKET_PROTOCOL_UDP, NULL);

  g_socket_set_blocking (socket, FALSE);
  g_assert_true (g_socket_bind (socket, address, FALSE, NULL));

  return socket;
}

/* Fifty packets, as many as in a second, from somebody who knows the port. */
static void
test_bleed (void)
{
  Pair *pair = middle_new_pair (MEDIA_PROFILE_PLAIN);
  g_autoptr (GSocket) stranger = new_stranger ();
  g_autoptr (GSocketAddress) target = NULL;
  Middle *relay = middle_new (pair, only_pcmu);
  char buffer[2048];
  guint source;

  pair_wait (pair, both_hear);
  target = middle_dup_caller_address (relay);
  source = g_timeout_add (20, pair_tick_cb, NULL);
  for (guint i = 0; i < 50; i++)
    {
      send_noise (stranger, target, i);
      g_main_context_iteration (NULL, TRUE);
      g_assert_cmpfloat (media_session_get_remote_level (pair_caller (pair)), <, -15);
    }
  g_source_remove (source);
  pair_wait (pair, both_hear);
  g_assert_cmpint (g_socket_receive (stranger, buffer, sizeof buffer, NULL, NULL), <, 0);
  g_assert_cmpstr (media_session_get_codec (pair_caller (pair)), ==, "PCMU");

  middle_free (relay);
  pair_free (pair);
}

/* What was changed on the way is not heard; when it is left alone again, it is. */
static void
test_tampered (void)
{
  Pair *pair = middle_new_pair (MEDIA_PROFILE_SDES);
  Middle *relay = middle_new (pair, NULL);
  guint before;

  middle_set_manner (relay, MIDDLE_TAMPER);
  pair_wait (pair, caller_hears);
  before = middle_get_n_packets (relay);
  while (middle_get_n_packets (relay) < before + 100)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (pair_hears_nothing (pair_callee (pair)));
  middle_set_manner (relay, MIDDLE_PASS);
  pair_wait (pair, callee_hears);

  middle_free (relay);
  pair_free (pair);
}

static gboolean
caller_hears_nothing (Pair *pair)
{
  return pair_hears_nothing (pair_caller (pair));
}

/* The meter does not go on showing a voice that has stopped coming, wherever between two ticks of a second it stops. */
static void
test_meter_falls (void)
{
  Pair *pair = middle_new_pair (MEDIA_PROFILE_PLAIN);
  Middle *relay = middle_new (pair, NULL);

  for (guint i = 0; i < 5; i++)
    {
      gint64 start;

      pair_wait (pair, both_hear);
      start = g_get_monotonic_time ();
      middle_set_manner (relay, MIDDLE_DROP);
      pair_wait (pair, caller_hears_nothing);
      g_test_message ("silence is shown after %d ms", (int) ((g_get_monotonic_time () - start) / 1000));
      g_assert_cmpint (g_get_monotonic_time () - start, <, METER_FALLS_US);
      middle_set_manner (relay, MIDDLE_PASS);
    }

  middle_free (relay);
  pair_free (pair);
}

static gboolean
callee_counts (Pair *pair)
{
  const MediaStats *stats = media_session_get_stats (pair_callee (pair));

  return stats != NULL && stats->packets_received > 100 && stats->packets_sent > 100 && stats->packets_lost < 10;
}

/* Every packet comes twice, the second time from elsewhere: each counts once, and ours go where they went. */
static void
test_replayed (void)
{
  Pair *pair = middle_new_pair (MEDIA_PROFILE_SDES);
  Middle *relay = middle_new (pair, NULL);

  middle_set_manner (relay, MIDDLE_REPLAY);
  pair_wait (pair, both_hear);
  pair_wait (pair, callee_counts);
  g_assert_cmpuint (media_session_get_stats (pair_callee (pair))->packets_received, <=,
                    middle_get_n_packets (relay) / 2 + 5);
  g_assert_false (middle_was_followed (relay));
  g_assert_true (both_hear (pair));

  middle_free (relay);
  pair_free (pair);
}

/* Nothing comes any more, and nothing tells us why: as with a path that ICE has lost. */
static void
test_silence (void)
{
  Pair *pair = middle_new_pair (MEDIA_PROFILE_PLAIN);
  Middle *relay;

  media_session_set_patience (pair_caller (pair), 2000);
  relay = middle_new (pair, NULL);
  pair_wait (pair, both_hear);
  middle_set_manner (relay, MIDDLE_DROP);
  pair_wait (pair, is_lost);
  g_assert_cmpuint (pair->n_failed, ==, 0);

  middle_free (relay);
  pair_free (pair);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/media-rtp/bleed", test_bleed);
  g_test_add_func ("/media-rtp/tampered", test_tampered);
  g_test_add_func ("/media-rtp/meter-falls", test_meter_falls);
  g_test_add_func ("/media-rtp/replayed", test_replayed);
  g_test_add_func ("/media-rtp/silence", test_silence);

  return media_threads_run_tests ();
}
