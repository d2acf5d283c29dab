/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The way to a real name server and back, with one that lives on loopback and says what the test says. */

#include "transport-naptr-query.h"

#include "transport-naptr.h"
#include "transport.h"

#include "doubles-naptr.h"
#include "doubles-wait.h"

#define NO_ERROR    0x80
#define SERVER_FAIL 0x82
#define NO_NAME     0x83

typedef struct
{
  GSocket *socket;
  GSource *source;
  GByteArray *answer; /* NULL: silence */
  guint n_heard;
  TransportNaptrQuery *query;
} Fixture;

/* The answer has to carry the number of the question. */
static gboolean
heard_cb (GSocket      *socket,
          GIOCondition  condition,
          gpointer      user_data)
{
  Fixture *fixture = user_data;
  g_autoptr (GSocketAddress) from = NULL;
  char question[512];
  gssize length = g_socket_receive_from (socket, &from, question, sizeof question, NULL, NULL);

  g_assert_cmpint (length, >, 12);
  fixture->n_heard++;
  if (fixture->answer == NULL)
    return G_SOURCE_CONTINUE;

  fixture->answer->data[0] = (guint8) question[0];
  fixture->answer->data[1] = (guint8) question[1];
  g_socket_send_to (socket, from, (const char *) fixture->answer->data, fixture->answer->len, NULL, NULL);
  return G_SOURCE_CONTINUE;
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) any = g_inet_socket_address_new (loopback, 0);
  g_autoptr (GSocketAddress) bound = NULL;
  g_autoptr (GError) error = NULL;

  fixture->socket = g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_DATAGRAM, G_SOCKET_PROTOCOL_UDP, &error);
  g_assert_no_error (error);
  g_assert_true (g_socket_bind (fixture->socket, any, FALSE, NULL));
  fixture->source = g_socket_create_source (fixture->socket, G_IO_IN, NULL);
  g_source_set_callback (fixture->source, G_SOURCE_FUNC (heard_cb), fixture, NULL);
  g_source_attach (fixture->source, NULL);
  bound = g_socket_get_local_address (fixture->socket, NULL);
  fixture->query = transport_naptr_query_new (G_INET_SOCKET_ADDRESS (bound));
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_source_destroy (fixture->source);
  g_source_unref (fixture->source);
  g_socket_close (fixture->socket, NULL);
  g_object_unref (fixture->socket);
  g_clear_pointer (&fixture->answer, g_byte_array_unref);
  g_object_unref (fixture->query);
}

static GPtrArray *
ask (Fixture  *fixture,
     GError  **error)
{
  g_auto (DoublesAnswer) answer = { 0 };

  transport_naptr_query_ask_async (fixture->query, "example.org", NULL, doubles_answer_cb, &answer);
  return transport_naptr_query_ask_finish (fixture->query, doubles_answer_wait (&answer), error);
}

static void
set_answer (Fixture           *fixture,
            const char *const *records,
            guint8             code)
{
  fixture->answer = doubles_naptr_write (records);
  fixture->answer->data[3] = code;
}

static void
test_records (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records = NULL;
  TransportNaptr *first;

  set_answer (fixture, (const char *[]) { "10 20 s SIPS+D2T - _sips._tcp.example.org", NULL }, NO_ERROR);
  records = ask (fixture, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (records->len, ==, 1);
  first = g_ptr_array_index (records, 0);
  g_assert_cmpint (first->way, ==, TRANSPORT_WAY_TLS);
  g_assert_cmpstr (first->name, ==, "_sips._tcp.example.org");
}

static void
test_none (Fixture       *fixture,
           gconstpointer  data)
{
  static const guint8 codes[] = { NO_ERROR, NO_NAME };

  for (gsize i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) records = NULL;

      g_clear_pointer (&fixture->answer, g_byte_array_unref);
      set_answer (fixture, (const char *[]) { NULL }, codes[i]);
      records = ask (fixture, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (records->len, ==, 0);
    }
}

/* F5 */
static void
test_server_fails (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  set_answer (fixture, (const char *[]) { NULL }, SERVER_FAIL);
  g_assert_null (ask (fixture, &error));
  g_assert_error (error, TRANSPORT_ERROR, TRANSPORT_ERROR_RESOLVE);
  g_assert_nonnull (strstr (error->message, "example.org"));
}

/* F5: who loses patience does not wait for the thread. */
static void
test_silence (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_auto (DoublesAnswer) answer = { 0 };
  g_autoptr (GError) error = NULL;

  transport_naptr_query_ask_async (fixture->query, "example.org", cancellable, doubles_answer_cb, &answer);
  doubles_wait_until (fixture->n_heard == 1);
  g_assert_null (answer.result);
  g_cancellable_cancel (cancellable);
  g_assert_null (transport_naptr_query_ask_finish (fixture->query, doubles_answer_wait (&answer), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/transport-naptr-query/records", Fixture, NULL, set_up, test_records, tear_down);
  g_test_add ("/transport-naptr-query/none", Fixture, NULL, set_up, test_none, tear_down);
  g_test_add ("/transport-naptr-query/server-fails", Fixture, NULL, set_up, test_server_fails, tear_down);
  g_test_add ("/transport-naptr-query/silence", Fixture, NULL, set_up, test_silence, tear_down);

  return g_test_run ();
}
