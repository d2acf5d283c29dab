/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Candidates that come after the descriptions (issue 5 item 1, RFC 8840): two calls in one process, whose descriptions
 * are robbed of their candidates on the way, and a server of STUN that takes its time. */

#include "media-interfaces.h"
#include "media-pair.h"
#include "media-threads.h"

#include <string.h>

static char *
strip (const char *description)
{
  g_auto (GStrv) lines = g_strsplit (description, "\r\n", -1);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; lines[i] != NULL && lines[i][0] != '\0'; i++)
    {
      if (!g_str_has_prefix (lines[i], "a=candidate:") && !g_str_equal (lines[i], "a=end-of-candidates"))
        g_string_append_printf (text, "%s\r\n", lines[i]);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* What the sessions learn of each other by SIP. */
static void
agree (Pair *pair)
{
  ua_description_handler_set_trickle (pair->callee, UA_DESCRIPTION_TRICKLE_FULL);
}

static void
carry (UaDescriptionHandler *from,
       UaDescriptionHandler *to)
{
  g_autofree char *fragment = ua_description_handler_make_fragment (from, TRUE);
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (fragment);
  g_test_message ("fragment:\n%s", fragment);
  g_assert_true (ua_description_handler_take_fragment (to, fragment, &error));
  g_assert_no_error (error);
}

/* The answer, of which nothing is told yet to the caller. */
static char *
offer_stripped (Pair *pair)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *offer = pair_get (pair->caller, &error);
  g_autofree char *stripped = NULL;
  char *answer;

  g_assert_no_error (error);
  g_assert_nonnull (strstr (offer, "a=ice-options:trickle\r\n"));
  stripped = strip (offer);
  pair_set (pair->callee, stripped, &error);
  g_assert_no_error (error);
  answer = pair_get (pair->callee, &error);
  g_assert_no_error (error);
  g_assert_nonnull (strstr (answer, "a=ice-options:trickle\r\n"));
  ua_description_handler_set_trickle (pair->caller, UA_DESCRIPTION_TRICKLE_FULL);

  return answer;
}

static gboolean
both_hear (Pair *pair)
{
  return pair_hears (pair_caller (pair), 440) && pair_hears (pair_callee (pair), 1000);
}

static void
test_late (void)
{
  Pair *pair = pair_new ("tone:1000:-20", "tone:440:-20");
  g_autofree char *answer = NULL;
  g_autofree char *stripped = NULL;
  g_autoptr (GError) error = NULL;

  agree (pair);
  answer = offer_stripped (pair);
  stripped = strip (answer);
  pair_set (pair->caller, stripped, &error);
  g_assert_no_error (error);
  g_assert_false (pair_is_connected (pair));
  carry (pair->caller, pair->callee);
  carry (pair->callee, pair->caller);
  /* RFC 8840 §4.4: all of it is said again, and does no harm. */
  carry (pair->callee, pair->caller);
  pair_wait (pair, pair_is_connected);
  pair_wait (pair, both_hear);
  pair_free (pair);
}

/* A fragment may overtake the description that it goes on with, on either side. */
static void
test_overtaking (void)
{
  Pair *pair = pair_new ("tone:1000:-20", "tone:440:-20");
  g_autoptr (GError) error = NULL;
  g_autofree char *offer = NULL;
  g_autofree char *stripped_offer = NULL;
  g_autofree char *answer = NULL;
  g_autofree char *stripped = NULL;

  agree (pair);
  offer = pair_get (pair->caller, &error);
  g_assert_no_error (error);
  carry (pair->caller, pair->callee);
  stripped_offer = strip (offer);
  pair_set (pair->callee, stripped_offer, &error);
  g_assert_no_error (error);
  answer = pair_get (pair->callee, &error);
  g_assert_no_error (error);
  carry (pair->callee, pair->caller);
  stripped = strip (answer);
  pair_set (pair->caller, stripped, &error);
  g_assert_no_error (error);
  pair_wait (pair, pair_is_connected);
  pair_free (pair);
}

/* Who knows nothing of it gets what it always got. */
static void
test_one_side (void)
{
  Pair *pair = pair_new ("tone:1000:-20", "tone:440:-20");
  g_autoptr (GError) error = NULL;
  g_autofree char *offer = pair_get (pair->caller, &error);
  g_autofree char *answer = NULL;

  g_assert_no_error (error);
  ua_description_handler_set_trickle (pair->callee, UA_DESCRIPTION_TRICKLE_NONE);
  pair_set (pair->callee, offer, &error);
  g_assert_no_error (error);
  answer = pair_get (pair->callee, &error);
  g_assert_no_error (error);
  g_assert_null (strstr (answer, "ice-options"));
  g_assert_nonnull (strstr (answer, "a=candidate:"));
  ua_description_handler_set_trickle (pair->caller, UA_DESCRIPTION_TRICKLE_NONE);
  pair_set (pair->caller, answer, &error);
  g_assert_no_error (error);
  g_assert_null (ua_description_handler_make_fragment (pair->caller, TRUE));
  g_assert_null (ua_description_handler_make_fragment (pair->callee, TRUE));
  pair_wait (pair, pair_is_connected);
  pair_free (pair);
}

/* TRUST 3: a stranger's fragment harms nothing. */
static void
test_strange (void)
{
  Pair *pair = pair_new ("tone:1000:-20", "tone:440:-20");
  g_autoptr (GError) error = NULL;

  agree (pair);
  pair_exchange (pair->caller, pair->callee, NULL);
  g_assert_false (ua_description_handler_take_fragment (pair->callee, "nonsense", &error));
  g_assert_error (error, MEDIA_ERROR, MEDIA_ERROR_DESCRIPTION);
  g_assert_true (ua_description_handler_take_fragment (pair->callee,
    "a=ice-ufrag:8hhY\r\na=ice-pwd:asd88fgpdd777uzjYhagZg\r\nm=audio 9 RTP/AVP 0\r\na=mid:audio0\r\n"
    "a=candidate:1 1 UDP 2130706431 192.0.2.2 5000 typ host\r\n", NULL));
  pair_wait (pair, pair_is_connected);
  pair_wait (pair, both_hear);
  pair_free (pair);
}

static void
changed_cb (UaDescriptionHandler *handler,
            guint                *n_changed)
{
  ++*n_changed;
}

/* Who says that it takes candidates and then refuses them is made an offer that has them all. */
static void
test_refused (void)
{
  Pair *pair = pair_new ("tone:1000:-20", "tone:440:-20");
  g_autofree char *answer = NULL;
  g_autofree char *stripped = NULL;
  g_autoptr (GError) error = NULL;
  guint n_changed = 0;

  agree (pair);
  answer = offer_stripped (pair);
  stripped = strip (answer);
  pair_set (pair->caller, stripped, &error);
  g_assert_no_error (error);
  g_signal_connect (pair->callee, "changed", G_CALLBACK (changed_cb), &n_changed);
  ua_description_handler_set_trickle (pair->callee, UA_DESCRIPTION_TRICKLE_NONE);
  g_assert_cmpuint (n_changed, ==, 1);
  ua_description_handler_set_trickle (pair->caller, UA_DESCRIPTION_TRICKLE_NONE);
  pair_exchange (pair->callee, pair->caller, NULL);
  pair_wait (pair, pair_is_connected);
  pair_wait (pair, both_hear);
  g_signal_handlers_disconnect_by_data (pair->callee, &n_changed);
  pair_free (pair);
}

typedef struct
{
  GSocket *socket;
  GSource *source;
  gboolean open;     /* answers at once; before that it keeps what it is asked */
  GQueue   requests; /* of Asked */
} Slow;

typedef struct
{
  Slow           *slow;
  GSocketAddress *peer;
  guint8          id[16];
} Asked;

static void
asked_free (gpointer data)
{
  Asked *asked = data;

  g_clear_object (&asked->peer);
  g_free (asked);
}

/* A Binding success with an address that nobody has (RFC 8489 §14.1). */
static void
slow_answer (Slow  *slow,
             Asked *asked)
{
  guint8 answer[32] = { 0x01, 0x01, 0x00, 0x0c };
  const guint8 mapped[12] = { 0x00, 0x01, 0x00, 0x08, 0x00, 0x01, 0x1b, 0x58, 203, 0, 113, 7 };

  memcpy (answer + 4, asked->id, 16);
  memcpy (answer + 20, mapped, sizeof mapped);
  g_socket_send_to (slow->socket, asked->peer, (const char *) answer, sizeof answer, NULL, NULL);
  asked_free (asked);
}

static void
slow_open (Slow *slow)
{
  slow->open = TRUE;
  while (!g_queue_is_empty (&slow->requests))
    slow_answer (slow, g_queue_pop_head (&slow->requests));
}

static gboolean
slow_asked_cb (GSocket      *socket,
               GIOCondition  condition,
               gpointer      user_data)
{
  Slow *slow = user_data;
  Asked *asked = g_new0 (Asked, 1);
  guint8 request[200];
  gssize size = g_socket_receive_from (socket, &asked->peer, (char *) request, sizeof request, NULL, NULL);

  if (size < 20)
    {
      asked_free (asked);
      return G_SOURCE_CONTINUE;
    }
  memcpy (asked->id, request + 4, 16);
  if (slow->open)
    slow_answer (slow, asked);
  else
    g_queue_push_tail (&slow->requests, asked);

  return G_SOURCE_CONTINUE;
}

/* One of this machine's that the sockets of a call can reach, of IPv4. */
static GInetAddress *
find_address (void)
{
  g_auto (GStrv) addresses = media_interfaces_list (TRUE);

  for (guint i = 0; addresses[i] != NULL; i++)
    {
      if (strchr (addresses[i], ':') == NULL)
        return g_inet_address_new_from_string (addresses[i]);
    }
  g_assert_not_reached ();
}

static char *
slow_start (Slow *slow)
{
  g_autoptr (GInetAddress) address = find_address ();
  g_autofree char *host = g_inet_address_to_string (address);
  g_autoptr (GSocketAddress) any_port = g_inet_socket_address_new (address, 0);
  g_autoptr (GSocketAddress) bound = NULL;
  g_autoptr (GError) error = NULL;

  slow->socket = g_socket_new (g_inet_address_get_family (address), G_SOCKET_TYPE_DATAGRAM, G_SOCKET_PROTOCOL_UDP, &error);
  g_assert_no_error (error);
  g_socket_bind (slow->socket, any_port, FALSE, &error);
  g_assert_no_error (error);
  bound = g_socket_get_local_address (slow->socket, &error);
  slow->source = g_socket_create_source (slow->socket, G_IO_IN, NULL);
  g_source_set_callback (slow->source, G_SOURCE_FUNC (slow_asked_cb), slow, NULL);
  g_source_attach (slow->source, NULL);

  return g_strdup_printf ("stun://%s:%u", host,
                          g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (bound)));
}

static void
slow_stop (Slow *slow)
{
  g_source_destroy (slow->source);
  g_source_unref (slow->source);
  g_queue_clear_full (&slow->requests, asked_free);
  g_clear_object (&slow->socket);
}

static gboolean
has_found (Pair *pair)
{
  g_autofree char *fragment = ua_description_handler_make_fragment (pair->callee, FALSE);

  return fragment != NULL && strstr (fragment, " 203.0.113.7 7000 typ srflx") != NULL;
}

static gboolean
has_ended (Pair *pair)
{
  g_autofree char *fragment = ua_description_handler_make_fragment (pair->callee, FALSE);

  return fragment != NULL && strstr (fragment, "a=end-of-candidates") != NULL;
}

/* What a server is slow to say of us is said later; the answer does not wait for it, and the call does not either. */
static void
test_slow_server (void)
{
  Slow slow = { 0 };
  g_autofree char *server = slow_start (&slow);
  Pair *pair = pair_new ("tone:1000:-20", "tone:440:-20");
  g_autofree char *answer = NULL;
  g_autoptr (GError) error = NULL;
  gint64 begin;

  g_object_unref (pair->callee);
  media_engine_set_stun_server (pair->engine, server);
  pair->callee = media_engine_create_handler (pair->engine);
  pair_watch (pair, pair->callee, pair->callee_tones);
  agree (pair);
  begin = g_get_monotonic_time ();
  answer = offer_stripped (pair);
  g_test_message ("answered after %d ms", (int) ((g_get_monotonic_time () - begin) / 1000));
  g_assert_null (strstr (answer, "srflx"));
  g_assert_null (strstr (answer, "end-of-candidates"));
  pair_set (pair->caller, answer, &error);
  g_assert_no_error (error);
  carry (pair->caller, pair->callee);
  slow_open (&slow);
  pair_wait (pair, has_found);
  pair_wait (pair, pair_is_connected);
  pair_wait (pair, has_ended);
  pair_free (pair);
  slow_stop (&slow);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/media/session/trickle/late", test_late);
  g_test_add_func ("/media/session/trickle/overtaking", test_overtaking);
  g_test_add_func ("/media/session/trickle/one-side", test_one_side);
  g_test_add_func ("/media/session/trickle/strange", test_strange);
  g_test_add_func ("/media/session/trickle/refused", test_refused);
  g_test_add_func ("/media/session/trickle/slow-server", test_slow_server);

  return media_threads_run_tests ();
}
