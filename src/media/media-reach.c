/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: when two people do not hear each other, the first question is whether the servers that should help their
 * sound through the routers are there at all, and whether the relay takes the password. A call says that too late and to
 * nobody. So they are asked for themselves: a Binding (RFC 8489) or an Allocate (RFC 8656), and nothing more. */

#include "config.h"

#include "media-reach.h"

#include <string.h>

#include "media-error.h"

#define COOKIE 0x2112a442u
#define HEADER 20
#define MAX_MESSAGE 1500
#define AGAIN_MS 500
#define MAX_TRIES 2 /* without a password, and with one */

enum
{
  BINDING = 0x0001,
  ALLOCATE = 0x0003,
  REFRESH = 0x0004,
  SUCCESS = 0x0100,
  REFUSED = 0x0110,

  MAPPED_ADDRESS = 0x0001,
  USERNAME = 0x0006,
  MESSAGE_INTEGRITY = 0x0008,
  ERROR_CODE = 0x0009,
  LIFETIME = 0x000d,
  REALM = 0x0014,
  NONCE = 0x0015,
  XOR_RELAYED_ADDRESS = 0x0016,
  REQUESTED_TRANSPORT = 0x0019,
  XOR_MAPPED_ADDRESS = 0x0020,
};

typedef struct
{
  gboolean relay;
  gboolean stream; /* TCP or TLS: nothing is sent twice */
  char *user;
  char *password;
  char *realm; /* NULL: not asked for a password yet */
  char *nonce;
  GSocketConnection *connection;
  GByteArray *request;
  GByteArray *heard; /* of a stream: what came so far */
  guint8 buffer[MAX_MESSAGE];
  guint tries;
  GSource *again;
} Reach;

static void
reach_free (gpointer data)
{
  Reach *self = data;

  if (self->again != NULL)
    g_source_destroy (self->again);
  g_clear_pointer (&self->again, g_source_unref);
  g_clear_object (&self->connection);
  g_clear_pointer (&self->request, g_byte_array_unref);
  g_clear_pointer (&self->heard, g_byte_array_unref);
  g_free (self->user);
  if (self->password != NULL)
    explicit_bzero (self->password, strlen (self->password));
  g_free (self->password);
  g_free (self->realm);
  g_free (self->nonce);
  g_free (self);
}

static void
put16 (GByteArray *bytes,
       guint       value)
{
  g_byte_array_append (bytes, (guint8[]){ (guint8) (value >> 8), (guint8) value }, 2);
}

static guint
get16 (const guint8 *at)
{
  return (guint) at[0] << 8 | at[1];
}

static void
put_attribute (GByteArray   *bytes,
               guint         type,
               const guint8 *value,
               gsize         length)
{
  static const guint8 padding[4];

  put16 (bytes, type);
  put16 (bytes, (guint) length);
  g_byte_array_append (bytes, value, (guint) length);
  g_byte_array_append (bytes, padding, (4 - length % 4) % 4);
  bytes->data[2] = (guint8) ((bytes->len - HEADER) >> 8);
  bytes->data[3] = (guint8) (bytes->len - HEADER);
}

static void
put_text (GByteArray *bytes,
          guint       type,
          const char *text)
{
  put_attribute (bytes, type, (const guint8 *) text, strlen (text));
}

/* RFC 8489 §9.2.2: MD5 of user, realm and password; §14.5: the length counts this attribute already. */
static void
sign (Reach      *self,
      GByteArray *bytes)
{
  g_autofree char *words = g_strdup_printf ("%s:%s:%s", self->user, self->realm, self->password);
  g_autoptr (GChecksum) md5 = g_checksum_new (G_CHECKSUM_MD5);
  g_autoptr (GHmac) hmac = NULL;
  guint8 key[16];
  guint8 digest[20] = { 0 };
  gsize key_length = sizeof key;
  gsize digest_length = sizeof digest;
  guint before = bytes->len;

  g_checksum_update (md5, (const guint8 *) words, (gssize) strlen (words));
  g_checksum_get_digest (md5, key, &key_length);
  explicit_bzero (words, strlen (words));
  put_attribute (bytes, MESSAGE_INTEGRITY, digest, sizeof digest);
  hmac = g_hmac_new (G_CHECKSUM_SHA1, key, key_length);
  g_hmac_update (hmac, bytes->data, before);
  g_hmac_get_digest (hmac, digest, &digest_length);
  memcpy (bytes->data + before + 4, digest, sizeof digest);
}

static GByteArray *
make_request (Reach *self,
              guint  type)
{
  GByteArray *bytes = g_byte_array_new ();

  put16 (bytes, type);
  put16 (bytes, 0);
  put16 (bytes, COOKIE >> 16);
  put16 (bytes, COOKIE & 0xffff);
  for (guint i = 0; i < 6; i++)
    put16 (bytes, (guint) g_random_int () & 0xffff);
  if (type == ALLOCATE)
    put_attribute (bytes, REQUESTED_TRANSPORT, (guint8[]){ 17, 0, 0, 0 }, 4);
  if (type == REFRESH)
    put_attribute (bytes, LIFETIME, (guint8[4]){ 0 }, 4);
  if (self->realm != NULL)
    {
      put_text (bytes, USERNAME, self->user);
      put_text (bytes, REALM, self->realm);
      put_text (bytes, NONCE, self->nonce);
      sign (self, bytes);
    }
  return bytes;
}

/* NULL: there is none, or it is cut off. */
static const guint8 *
find_attribute (const guint8 *message,
                gsize         length,
                guint         type,
                gsize        *value_length)
{
  gsize at = HEADER;

  while (at + 4 <= length)
    {
      gsize found = get16 (message + at + 2);

      if (at + 4 + found > length)
        return NULL;
      if (get16 (message + at) == type)
        {
          *value_length = found;
          return message + at + 4;
        }
      at += 4 + (found + 3) / 4 * 4;
    }
  return NULL;
}

static char *
read_address (const guint8 *message,
              gsize         length,
              guint         type)
{
  gsize found = 0;
  const guint8 *value = find_attribute (message, length, type, &found);
  gsize n = value != NULL && found >= 2 && value[1] == 2 ? 16 : 4;
  guint8 bytes[16];
  g_autoptr (GInetAddress) address = NULL;

  if (value == NULL || found < 4 + n)
    return NULL;
  /* The mask is the cookie and the name of the transaction, which stand one after the other. */
  for (gsize i = 0; i < n; i++)
    bytes[i] = type == MAPPED_ADDRESS ? value[4 + i] : value[4 + i] ^ message[4 + i];
  address = g_inet_address_new_from_bytes (bytes, n == 16 ? G_SOCKET_FAMILY_IPV6 : G_SOCKET_FAMILY_IPV4);
  return g_inet_address_to_string (address);
}

static char *
read_text (const guint8 *message,
           gsize         length,
           guint         type)
{
  gsize found = 0;
  const guint8 *value = find_attribute (message, length, type, &found);

  return value != NULL && found < 768 && memchr (value, '\0', found) == NULL ? g_strndup ((const char *) value, found) : NULL;
}

static guint
read_code (const guint8 *message,
           gsize         length)
{
  gsize found = 0;
  const guint8 *value = find_attribute (message, length, ERROR_CODE, &found);

  return value != NULL && found >= 4 ? (value[2] & 7u) * 100u + value[3] : 0;
}

static void start_request (GTask *task);

static void
send_now (Reach *self)
{
  /* What is lost is sent again, and what cannot be sent is not answered. */
  g_socket_send (g_socket_connection_get_socket (self->connection), (const char *) self->request->data, self->request->len,
                 NULL, NULL);
}

static gboolean
again_cb (gpointer user_data)
{
  send_now (user_data);
  return G_SOURCE_CONTINUE;
}

/* A relay keeps the place for ten minutes unless it is told (RFC 8656 §7). */
static void
say_goodbye (Reach *self)
{
  g_autoptr (GByteArray) goodbye = make_request (self, REFRESH);
  GOutputStream *output = g_io_stream_get_output_stream (G_IO_STREAM (self->connection));

  g_output_stream_write (output, goodbye->data, goodbye->len, NULL, NULL);
}

static void
take_success (GTask        *task,
              const guint8 *message,
              gsize         length)
{
  Reach *self = g_task_get_task_data (task);
  g_autofree char *address = read_address (message, length, self->relay ? XOR_RELAYED_ADDRESS : XOR_MAPPED_ADDRESS);

  if (address == NULL && !self->relay)
    address = read_address (message, length, MAPPED_ADDRESS);
  if (self->relay)
    say_goodbye (self);
  if (address != NULL)
    g_task_return_pointer (task, g_steal_pointer (&address), g_free);
  else
    g_task_return_new_error_literal (task, MEDIA_ERROR, MEDIA_ERROR_CONNECTIVITY, "the server names no address");
}

/* The first refusal of a relay is the question for the password (RFC 8489 §9.2.4). */
static void
take_refusal (GTask        *task,
              const guint8 *message,
              gsize         length)
{
  Reach *self = g_task_get_task_data (task);
  guint code = read_code (message, length);
  gboolean may_answer = code == 401 && self->realm == NULL && self->user != NULL && self->password != NULL;

  if (may_answer)
    {
      self->realm = read_text (message, length, REALM);
      self->nonce = read_text (message, length, NONCE);
    }
  if (may_answer && self->realm != NULL && self->nonce != NULL)
    start_request (task);
  else
    g_task_return_new_error (task, MEDIA_ERROR, code == 401 ? MEDIA_ERROR_SECURITY : MEDIA_ERROR_CONNECTIVITY,
                             "the server refuses with %u", code);
}

/* FALSE: it is not for us, and we go on listening. */
static gboolean
take_message (GTask        *task,
              const guint8 *message,
              gsize         length)
{
  Reach *self = g_task_get_task_data (task);
  guint method = self->relay ? ALLOCATE : BINDING;

  if (length < HEADER || get16 (message + 2) + (gsize) HEADER > length
      || memcmp (message + 4, self->request->data + 4, HEADER - 4) != 0)
    return FALSE;
  length = get16 (message + 2) + (gsize) HEADER;
  if (get16 (message) == (method | SUCCESS))
    take_success (task, message, length);
  else if (get16 (message) == (method | REFUSED))
    take_refusal (task, message, length);
  else
    return FALSE;
  return TRUE;
}

static void listen_on (GTask *task);

static gboolean
take_stream (GTask *task,
             gsize  length)
{
  Reach *self = g_task_get_task_data (task);

  g_byte_array_append (self->heard, self->buffer, (guint) length);
  if (self->heard->len < HEADER || self->heard->len < get16 (self->heard->data + 2) + (guint) HEADER)
    return FALSE;
  return take_message (task, self->heard->data, self->heard->len);
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Reach *self = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  gssize length = g_input_stream_read_finish (G_INPUT_STREAM (source), result, &error);

  if (length < 0)
    g_task_return_error (task, g_steal_pointer (&error));
  else if (self->stream && (length == 0 || self->heard->len > MAX_MESSAGE))
    g_task_return_new_error_literal (task, MEDIA_ERROR, MEDIA_ERROR_CONNECTIVITY, "the server hung up");
  else if (!(self->stream ? take_stream (task, (gsize) length) : take_message (task, self->buffer, (gsize) length)))
    listen_on (g_object_ref (task));
}

static void
listen_on (GTask *task) /* transfer full */
{
  Reach *self = g_task_get_task_data (task);

  g_input_stream_read_async (g_io_stream_get_input_stream (G_IO_STREAM (self->connection)), self->buffer, sizeof self->buffer,
                             G_PRIORITY_DEFAULT, g_task_get_cancellable (task), read_cb, task);
}

static void
written_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  if (g_output_stream_write_all_finish (G_OUTPUT_STREAM (source), result, NULL, &error))
    listen_on (g_steal_pointer (&task));
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
start_request (GTask *task)
{
  Reach *self = g_task_get_task_data (task);

  if (++self->tries > MAX_TRIES)
    {
      g_task_return_new_error_literal (task, MEDIA_ERROR, MEDIA_ERROR_SECURITY, "the server asks again and again");
      return;
    }
  g_clear_pointer (&self->request, g_byte_array_unref);
  self->request = make_request (self, self->relay ? ALLOCATE : BINDING);
  g_byte_array_set_size (self->heard, 0);
  if (self->stream)
    {
      g_output_stream_write_all_async (g_io_stream_get_output_stream (G_IO_STREAM (self->connection)), self->request->data,
                                       self->request->len, G_PRIORITY_DEFAULT, g_task_get_cancellable (task), written_cb,
                                       g_object_ref (task));
      return;
    }
  send_now (self);
  if (self->again == NULL)
    {
      self->again = g_timeout_source_new (AGAIN_MS);
      g_source_set_callback (self->again, again_cb, self, NULL);
      g_source_attach (self->again, g_main_context_get_thread_default ());
    }
  listen_on (g_object_ref (task));
}

static void
connected_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Reach *self = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  self->connection = g_socket_client_connect_finish (G_SOCKET_CLIENT (source), result, &error);
  if (self->connection == NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    start_request (task);
}

/* The place without its scheme and what follows it. */
static char *
read_place (const char *server)
{
  const char *start = strchr (server, ':');

  start = start != NULL ? start + 1 : server;
  start += strspn (start, "/");
  return g_strndup (start, strcspn (start, "?"));
}

/**
 * media_reach_async:
 * @server: a STUN server or a relay, as an address
 * @user: (nullable): for a relay
 * @password: (nullable): the same
 * @cancellable: (nullable): ends it
 * @callback: called when it is known
 * @user_data: for @callback
 *
 * Asks the server whether it is there.
 */
void
media_reach_async (const char          *server,
                   const char          *user,
                   const char          *password,
                   GCancellable        *cancellable,
                   GAsyncReadyCallback  callback,
                   gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autofree char *place = NULL;
  gboolean secure;
  Reach *self;

  g_return_if_fail (server != NULL);

  secure = g_str_has_prefix (server, "turns:");
  place = read_place (server);
  self = g_new0 (Reach, 1);
  self->relay = g_str_has_prefix (server, "turn");
  self->stream = secure || strstr (server, "transport=tcp") != NULL;
  self->user = g_strdup (user);
  self->password = g_strdup (password);
  self->heard = g_byte_array_new ();
  g_task_set_source_tag (task, media_reach_async);
  g_task_set_task_data (task, self, reach_free);
  if (!self->stream)
    {
      g_socket_client_set_socket_type (client, G_SOCKET_TYPE_DATAGRAM);
      g_socket_client_set_protocol (client, G_SOCKET_PROTOCOL_UDP);
    }
  g_socket_client_set_enable_proxy (client, FALSE);
  g_socket_client_set_tls (client, secure);
  g_socket_client_connect_to_host_async (client, place, secure ? 5349 : 3478, cancellable, connected_cb,
                                         g_steal_pointer (&task));
}

/**
 * media_reach_finish:
 * @result: the result
 * @error: why the server did not help
 *
 * Returns: (transfer full) (nullable): the address it saw us at or lent us
 */
char *
media_reach_finish (GAsyncResult  *result,
                    GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, media_reach_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
