/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A pipe over one end of a pair of sockets: what is cut out of the octets that are put into the other. The same over
 * real TCP and TLS is in test-transport-tcp.c.
 */

#include "transport-pipe.h"

#include "transport.h"

#include "doubles-wait.h"

#include "sip-limits.h"

#include <sys/socket.h>

typedef struct
{
  GSocket       *far;
  TransportPipe *pipe;
  GPtrArray     *heard; /* of char * */
  GString       *said;  /* what the far end has heard */
  GError        *error;
  guint          n_ends;
  gboolean       drops; /* at the first message */
} Fixture;

static void
message_cb (GBytes   *bytes,
            gpointer  owner)
{
  Fixture *fixture = owner;

  g_ptr_array_add (fixture->heard, g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes)));
  if (fixture->drops)
    g_clear_pointer (&fixture->pipe, transport_pipe_drop);
}

static void
ended_cb (GError   *error,
          gpointer  owner)
{
  Fixture *fixture = owner;

  fixture->error = error;
  fixture->n_ends++;
}

static const TransportPipeFuncs funcs = { message_cb, ended_cb };

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  int ends[2] = { -1, -1 };
  g_autoptr (GError) error = NULL;
  g_autoptr (GSocket) near = NULL;
  g_autoptr (GSocketConnection) connection = NULL;

  g_assert_cmpint (socketpair (AF_UNIX, SOCK_STREAM, 0, ends), ==, 0);
  near = g_socket_new_from_fd (ends[0], &error);
  g_assert_no_error (error);
  fixture->far = g_socket_new_from_fd (ends[1], &error);
  g_assert_no_error (error);
  g_socket_set_blocking (fixture->far, FALSE);

  connection = g_socket_connection_factory_create_connection (near);
  fixture->heard = g_ptr_array_new_with_free_func (g_free);
  fixture->said = g_string_new (NULL);
  fixture->pipe = transport_pipe_new (G_IO_STREAM (connection), "tcp://far", &funcs, fixture);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_clear_pointer (&fixture->pipe, transport_pipe_drop);
  doubles_wait_settle ();
  g_object_unref (fixture->far);
  g_ptr_array_unref (fixture->heard);
  g_string_free (fixture->said, TRUE);
  g_clear_error (&fixture->error);
}

static void
say (Fixture    *fixture,
     const char *text,
     gsize       size)
{
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_socket_send (fixture->far, text, size, NULL, &error), ==, size);
  g_assert_no_error (error);
}

/* Takes all that has come; returns how much there has been. */
static gsize
hear (Fixture *fixture)
{
  char buffer[4096];
  gssize size = 0;

  while ((size = g_socket_receive (fixture->far, buffer, sizeof buffer, NULL, NULL)) > 0)
    g_string_append_len (fixture->said, buffer, size);

  return fixture->said->len;
}

static void
assert_heard (Fixture    *fixture,
              const char *text)
{
  doubles_wait_until (fixture->heard->len > 0);
  g_autofree char *first = g_ptr_array_steal_index (fixture->heard, 0);

  g_assert_cmpstr (first, ==, text);
}

static void
assert_ended (Fixture *fixture,
              int      code)
{
  doubles_wait_until (fixture->n_ends > 0);
  g_assert_error (fixture->error, TRANSPORT_ERROR, code);
  g_test_message ("%s", fixture->error->message);
  doubles_wait_settle ();
  g_assert_cmpuint (fixture->n_ends, ==, 1);
}

#define HEAD "OPTIONS sip:ann@example.org SIP/2.0\r\nVia: SIP/2.0/TCP [::1];branch=z9hG4bKa\r\n" \
             "From: <sip:b@example.org>;tag=1\r\nTo: <sip:a@example.org>\r\nCall-ID: c\r\nCSeq: 1 OPTIONS\r\n"
#define EMPTY HEAD "Content-Length: 0\r\n\r\n"
#define BODY  HEAD "Content-Length: 5\r\n\r\nhello"

/* J10, RFC 3261 §18.3: however the network cuts the octets, the messages are the same. */
static void
test_cuts (Fixture       *fixture,
           gconstpointer  data)
{
  static const char octets[] = EMPTY "\r\n\r\n" BODY "\r\n" BODY EMPTY;
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);

  for (guint round = 0; round < 50; round++)
    {
      for (gsize at = 0, n = 0; at < strlen (octets); at += n)
        {
          n = (gsize) g_rand_int_range (rand, 1, round == 0 ? 2 : 200);
          n = MIN (n, strlen (octets) - at);
          say (fixture, octets + at, n);
          doubles_wait_settle ();
        }

      for (guint i = 0; i < fixture->heard->len; i++)
        {
          if (*(char *) fixture->heard->pdata[i] == '\r')
            g_ptr_array_remove_index (fixture->heard, i--);
        }
      g_assert_cmpuint (fixture->heard->len, ==, 4);
      assert_heard (fixture, EMPTY);
      assert_heard (fixture, BODY);
      assert_heard (fixture, BODY);
      assert_heard (fixture, EMPTY);
    }
}

/* J11, RFC 5626 §3.5.1: ping and pong, whole; and a ping that was cut in two is two pongs, which nobody minds. */
static void
test_keep_alives (Fixture       *fixture,
                  gconstpointer  data)
{
  say (fixture, "\r\n\r\n", 4);
  assert_heard (fixture, "\r\n\r\n");
  say (fixture, "\r\n", 2);
  assert_heard (fixture, "\r\n");

  say (fixture, "\r\n", 2);
  assert_heard (fixture, "\r\n");
  say (fixture, "\r\n" EMPTY, 2 + strlen (EMPTY));
  assert_heard (fixture, "\r\n");
  assert_heard (fixture, EMPTY);
}

/* RFC 3261 §18.3: who cannot be followed is told so, if there is somebody to tell, and left. */
static void
test_broken (Fixture       *fixture,
             gconstpointer  data)
{
  static const char octets[] = EMPTY HEAD "Content-Length: many\r\n\r\nhello" EMPTY;

  say (fixture, octets, strlen (octets));
  assert_ended (fixture, TRANSPORT_ERROR_PROTOCOL);
  assert_heard (fixture, EMPTY);
  g_assert_cmpuint (fixture->heard->len, ==, 0);
  doubles_wait_until (hear (fixture) > 0);
  g_assert_true (g_str_has_prefix (fixture->said->str, "SIP/2.0 400 "));
}

/* TRUST section 3: nobody may make us hold what he never ends. */
static void
test_endless (Fixture       *fixture,
              gconstpointer  data)
{
  g_autofree char *endless = g_strnfill (1024, 'x');

  say (fixture, "OPTIONS sip:a SIP/2.0\r\nSubject: ", 32);
  for (guint i = 0; i < SIP_MAX_STREAM / 1024 + 64 && fixture->n_ends == 0; i++)
    {
      say (fixture, endless, 1024);
      doubles_wait_settle ();
    }
  assert_ended (fixture, TRANSPORT_ERROR_TOO_LARGE);
}

/* T12: an end in the middle of a message. */
static void
test_end (Fixture       *fixture,
          gconstpointer  data)
{
  say (fixture, HEAD, strlen (HEAD));
  g_socket_close (fixture->far, NULL);
  assert_ended (fixture, TRANSPORT_ERROR_LOST);
  g_assert_cmpuint (fixture->heard->len, ==, 0);
}

/* T12, T19: that it cannot be written is told later, as an end. */
static void
test_write_to_nobody (Fixture       *fixture,
                      gconstpointer  data)
{
  g_autoptr (GBytes) message = g_bytes_new_static (EMPTY, strlen (EMPTY));

  g_socket_close (fixture->far, NULL);
  g_assert_true (transport_pipe_write (fixture->pipe, message, NULL));
  g_assert_cmpuint (fixture->n_ends, ==, 0);
  assert_ended (fixture, TRANSPORT_ERROR_LOST);
  g_assert_false (transport_pipe_write (fixture->pipe, message, NULL));
}

/* T19: four of the largest messages may wait, in order and whole, and not one octet more. */
static void
test_queue (Fixture       *fixture,
            gconstpointer  data)
{
  const gsize limit = 4 * SIP_MAX_STREAM;
  g_autofree char *text = g_strnfill (limit - 1, 'x');
  g_autoptr (GBytes) most = g_bytes_new (text, limit - 1);
  g_autoptr (GBytes) last = g_bytes_new_static ("y", 1);
  g_autoptr (GError) error = NULL;

  g_assert_true (transport_pipe_write (fixture->pipe, most, &error));
  g_assert_true (transport_pipe_write (fixture->pipe, last, &error));
  g_assert_false (transport_pipe_write (fixture->pipe, last, &error));
  g_assert_error (error, TRANSPORT_ERROR, TRANSPORT_ERROR_TOO_LARGE);

  doubles_wait_until (hear (fixture) == limit);
  g_assert_cmpint (fixture->said->str[limit - 1], ==, 'y');
  g_assert_true (transport_pipe_write (fixture->pipe, last, NULL));
}

/* What waits is written before the end, and what comes in meanwhile is not read. */
static void
test_close (Fixture       *fixture,
            gconstpointer  data)
{
  g_autofree char *text = g_strnfill (SIP_MAX_STREAM, 'x');
  g_autoptr (GBytes) message = g_bytes_new (text, SIP_MAX_STREAM);

  g_assert_true (transport_pipe_write (fixture->pipe, message, NULL));
  transport_pipe_close (fixture->pipe);
  g_assert_false (transport_pipe_write (fixture->pipe, message, NULL));
  say (fixture, EMPTY, strlen (EMPTY));
  doubles_wait_until (hear (fixture) == SIP_MAX_STREAM);
  doubles_wait_until (fixture->n_ends == 1);

  g_assert_no_error (fixture->error);
  g_assert_cmpuint (fixture->heard->len, ==, 0);
}

/* TRUST 3.4: dropped from inside what it tells, it tells no more. */
static void
test_drop_inside (Fixture       *fixture,
                  gconstpointer  data)
{
  fixture->drops = TRUE;
  say (fixture, EMPTY EMPTY, 2 * strlen (EMPTY));
  doubles_wait_until (fixture->pipe == NULL);
  doubles_wait_settle ();

  g_assert_cmpuint (fixture->heard->len, ==, 1);
  g_assert_cmpuint (fixture->n_ends, ==, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func) g_test_add ("/transport-pipe/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("cuts", test_cuts);
  ADD ("keep-alives", test_keep_alives);
  ADD ("broken", test_broken);
  ADD ("endless", test_endless);
  ADD ("end", test_end);
  ADD ("write-to-nobody", test_write_to_nobody);
  ADD ("queue", test_queue);
  ADD ("close", test_close);
  ADD ("drop-inside", test_drop_inside);

  return g_test_run ();
}
