/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Servers that help sound through routers, asked for themselves: those that are there, those that refuse, and those that
 * mean us no good. */

#include "media-reach.h"

#include <string.h>

#include "media-error.h"

/* What the server says to each message, one after the other. */
typedef enum
{
  SAY_SEEN_XORED,  /* 192.0.2.1 */
  SAY_SEEN,        /* the same as older servers write it */
  SAY_LENT,        /* 198.51.100.7 */
  SAY_QUESTION,    /* 401 with a realm and a nonce */
  SAY_FULL,        /* 486 */
  SAY_OF_ANOTHER,  /* an answer to another question */
  SAY_CUT_OFF,     /* an attribute that is longer than its message */
  SAY_NO_ADDRESS,
  SAY_NOTHING,
} Say;

typedef struct
{
  GSocket *socket;
  GSource *source;
  const Say *says;
  guint n_asked;
  gboolean signed_well;
  gboolean goodbye;
  char *address; /* "stun:127.0.0.1:40000" */
} Server;

static void
put_head (GByteArray   *bytes,
          const guint8 *request,
          guint         type)
{
  g_byte_array_append (bytes, (guint8[]){ (guint8) (type >> 8), (guint8) type, 0, 0 }, 4);
  g_byte_array_append (bytes, request + 4, 16);
}

static void
put (GByteArray   *bytes,
     guint8        type,
     const guint8 *value,
     guint8        length)
{
  g_byte_array_append (bytes, (guint8[]){ 0, type, 0, length }, 4);
  g_byte_array_append (bytes, value, length);
  bytes->data[3] = (guint8) (bytes->len - 20);
}

static GByteArray *
make_answer (Say           say,
             const guint8 *request)
{
  static const guint8 plain[] = { 0, 1, 1, 1, 192, 0, 2, 1 };
  static const guint8 xored[] = { 0, 1, 1, 1, 192 ^ 0x21, 0 ^ 0x12, 2 ^ 0xa4, 1 ^ 0x42 };
  static const guint8 lent[] = { 0, 1, 1, 1, 198 ^ 0x21, 51 ^ 0x12, 100 ^ 0xa4, 7 ^ 0x42 };
  GByteArray *bytes = g_byte_array_new ();

  put_head (bytes, request, request[1] | (say == SAY_QUESTION || say == SAY_FULL ? 0x110u : 0x100u));
  switch (say)
    {
    case SAY_SEEN_XORED:
      put (bytes, 0x20, xored, sizeof xored);
      break;
    case SAY_SEEN:
      put (bytes, 0x01, plain, sizeof plain);
      break;
    case SAY_LENT:
      put (bytes, 0x16, lent, sizeof lent);
      break;
    case SAY_QUESTION:
      put (bytes, 0x09, (const guint8[]){ 0, 0, 4, 1 }, 4);
      put (bytes, 0x14, (const guint8 *) "here", 4);
      put (bytes, 0x15, (const guint8 *) "once", 4);
      break;
    case SAY_FULL:
      put (bytes, 0x09, (const guint8[]){ 0, 0, 4, 86 }, 4);
      break;
    case SAY_OF_ANOTHER:
      put (bytes, 0x20, xored, sizeof xored);
      bytes->data[19] ^= 1;
      break;
    case SAY_CUT_OFF:
      put (bytes, 0x20, xored, sizeof xored);
      bytes->data[23] = 200;
      break;
    case SAY_NO_ADDRESS:
    case SAY_NOTHING:
    default:
      break;
    }
  return bytes;
}

/* RFC 8489 §9.2.2, written once more. */
static gboolean
is_signed (const guint8 *request,
           gsize         length)
{
  g_autofree char *key = g_compute_checksum_for_string (G_CHECKSUM_MD5, "anna:here:secret", -1);
  g_autofree char *hmac = NULL;
  g_autoptr (GString) sent = g_string_new (NULL);
  guint8 bytes[16];

  for (guint i = 0; i < 16; i++)
    bytes[i] = (guint8) (g_ascii_xdigit_value (key[2 * i]) << 4 | g_ascii_xdigit_value (key[2 * i + 1]));
  hmac = g_compute_hmac_for_data (G_CHECKSUM_SHA1, bytes, 16, request, length - 24);
  for (gsize i = length - 20; i < length; i++)
    g_string_append_printf (sent, "%02x", request[i]);
  return g_str_equal (hmac, sent->str);
}

static gboolean
request_cb (GSocket      *socket,
            GIOCondition  condition,
            gpointer      user_data)
{
  Server *self = user_data;
  g_autoptr (GSocketAddress) from = NULL;
  g_autoptr (GByteArray) answer = NULL;
  guint8 request[1500];
  gssize length = g_socket_receive_from (socket, &from, (char *) request, sizeof request, NULL, NULL);
  Say say = self->says[self->n_asked];

  g_assert_cmpint (length, >=, 20);
  if (request[1] == 4)
    {
      self->goodbye = TRUE;
      return G_SOURCE_CONTINUE;
    }
  self->signed_well = length > 60 && is_signed (request, (gsize) length);
  if (say == SAY_NOTHING)
    return G_SOURCE_CONTINUE;
  self->n_asked++;
  answer = make_answer (say, request);
  g_socket_send_to (socket, from, (const char *) answer->data, answer->len, NULL, NULL);
  if (say == SAY_OF_ANOTHER)
    {
      g_autoptr (GByteArray) ours = make_answer (SAY_SEEN, request);

      g_socket_send_to (socket, from, (const char *) ours->data, ours->len, NULL, NULL);
    }
  return G_SOURCE_CONTINUE;
}

static void
server_start (Server     *self,
              const char *scheme,
              const Say  *says)
{
  g_autoptr (GSocketAddress) any = g_inet_socket_address_new_from_string ("127.0.0.1", 0);
  g_autoptr (GSocketAddress) bound = NULL;

  *self = (Server){ .says = says };
  self->socket = g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_DATAGRAM, G_SOCKET_PROTOCOL_UDP, NULL);
  g_assert_true (g_socket_bind (self->socket, any, FALSE, NULL));
  bound = g_socket_get_local_address (self->socket, NULL);
  self->address = g_strdup_printf ("%s:127.0.0.1:%u", scheme, g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (bound)));
  self->source = g_socket_create_source (self->socket, G_IO_IN, NULL);
  g_source_set_callback (self->source, G_SOURCE_FUNC (request_cb), self, NULL);
  g_source_attach (self->source, NULL);
}

static void
server_stop (Server *self)
{
  g_source_destroy (self->source);
  g_source_unref (self->source);
  g_object_unref (self->socket);
  g_free (self->address);
}

static void
reached_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static char *
reach (Server        *server,
       const char    *password,
       GCancellable  *cancellable,
       GError       **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  media_reach_async (server->address, "anna", password, cancellable, reached_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return media_reach_finish (result, error);
}

static void
test_there (void)
{
  static const struct
  {
    Say         says[2];
    const char *address;
  } rows[] = {
    { { SAY_SEEN_XORED }, "192.0.2.1" },
    { { SAY_SEEN }, "192.0.2.1" },
    { { SAY_OF_ANOTHER }, "192.0.2.1" },
    { { SAY_CUT_OFF }, NULL },
    { { SAY_NO_ADDRESS }, NULL },
    { { SAY_FULL }, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *address = NULL;
      Server server;

      server_start (&server, "stun", rows[i].says);
      address = reach (&server, NULL, NULL, &error);
      g_assert_cmpstr (address, ==, rows[i].address);
      g_assert_true ((address == NULL) == g_error_matches (error, MEDIA_ERROR, MEDIA_ERROR_CONNECTIVITY));
      server_stop (&server);
    }
}

/* The relay asks for the password, which goes there as a proof alone, and is told that we leave. */
static void
test_relay (void)
{
  static const Say says[] = { SAY_QUESTION, SAY_LENT, SAY_NOTHING };
  g_autoptr (GError) error = NULL;
  g_autofree char *address = NULL;
  Server server;

  server_start (&server, "turn", says);
  address = reach (&server, "secret", NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (address, ==, "198.51.100.7");
  g_assert_true (server.signed_well);
  while (!server.goodbye)
    g_main_context_iteration (NULL, TRUE);
  server_stop (&server);
}

static void
test_wrong_password (void)
{
  static const Say says[] = { SAY_QUESTION, SAY_QUESTION, SAY_NOTHING };
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) none = NULL;
  Server server;

  server_start (&server, "turn", says);
  g_assert_null (reach (&server, "wrong", NULL, &error));
  g_assert_error (error, MEDIA_ERROR, MEDIA_ERROR_SECURITY);
  server.n_asked = 0;
  g_assert_null (reach (&server, NULL, NULL, &none));
  g_assert_error (none, MEDIA_ERROR, MEDIA_ERROR_SECURITY);
  server_stop (&server);
}

static gboolean
cancel_cb (gpointer cancellable)
{
  g_cancellable_cancel (cancellable);
  return G_SOURCE_REMOVE;
}

/* Who says nothing is waited for as long as one likes. */
static void
test_silent (void)
{
  static const Say says[] = { SAY_NOTHING };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  Server server;

  server_start (&server, "stun", says);
  g_idle_add (cancel_cb, cancellable);
  g_assert_null (reach (&server, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  server_stop (&server);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/media/reach/there", test_there);
  g_test_add_func ("/media/reach/relay", test_relay);
  g_test_add_func ("/media/reach/wrong-password", test_wrong_password);
  g_test_add_func ("/media/reach/silent", test_silent);
  return g_test_run ();
}
