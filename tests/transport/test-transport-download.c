/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A web server on loopback that is honest, and the same one when it is not. */

#include "transport-download.h"

#include <libsoup/soup.h>
#include <string.h>

#include "doubles-authority.h"
#include "doubles-server.h"
#include "doubles-wait.h"
#include "transport.h"

typedef struct
{
  DoublesAuthority *authority;
  SoupServer *server;
  guint port;
} Fixture;

static void
answer_cb (SoupServer        *server,
           SoupServerMessage *message,
           const char        *path,
           GHashTable        *query,
           gpointer           data)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);
  g_autofree char *large = NULL;

  if (g_str_equal (path, "/good"))
    soup_server_message_set_response (message, "text/plain", SOUP_MEMORY_STATIC, "hello", 5);
  else if (g_str_equal (path, "/large"))
    {
      large = g_strnfill (TRANSPORT_DOWNLOAD_LARGEST + 1, 'x');
      soup_server_message_set_response (message, "text/plain", SOUP_MEMORY_COPY, large, strlen (large));
    }
  else if (g_str_equal (path, "/binary"))
    soup_server_message_set_response (message, "text/plain", SOUP_MEMORY_STATIC, "a\0b", 3);
  else if (g_str_equal (path, "/moved"))
    soup_message_headers_append (headers, "Location", "/good");
  else if (g_str_equal (path, "/circle"))
    soup_message_headers_append (headers, "Location", "/circle");
  else if (g_str_equal (path, "/plain"))
    soup_message_headers_append (headers, "Location", "http://127.0.0.1:1/good");
  if (g_str_has_prefix (path, "/much"))
    {
      large = g_strnfill (TRANSPORT_DOWNLOAD_LARGEST * 4, 'x');
      soup_server_message_set_response (message, "text/plain", SOUP_MEMORY_COPY, large, strlen (large));
    }
  if (soup_message_headers_get_one (headers, "Location") != NULL)
    soup_server_message_set_status (message, SOUP_STATUS_FOUND, NULL);
  else if (g_str_has_suffix (path, "who"))
    {
      soup_message_headers_append (headers, "WWW-Authenticate", "Basic realm=\"r\"");
      soup_server_message_set_status (message, SOUP_STATUS_UNAUTHORIZED, NULL);
    }
  else
    soup_server_message_set_status (message, g_str_equal (path, "/none") ? SOUP_STATUS_NOT_FOUND : SOUP_STATUS_OK, NULL);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  self_signed)
{
  DoublesCertificate wish = { .name = "web", .alternative = "IP:127.0.0.1", .self_signed = self_signed != NULL };
  g_autoptr (GTlsCertificate) certificate = NULL;
  g_autoptr (GError) error = NULL;
  GSList *uris;

  fixture->authority = doubles_authority_new ();
  certificate = doubles_authority_issue (fixture->authority, &wish);
  fixture->server = soup_server_new ("tls-certificate", certificate, NULL);
  soup_server_add_handler (fixture->server, NULL, answer_cb, fixture, NULL);
  soup_server_listen_local (fixture->server, 0, SOUP_SERVER_LISTEN_HTTPS | SOUP_SERVER_LISTEN_IPV4_ONLY, &error);
  g_assert_no_error (error);
  uris = soup_server_get_uris (fixture->server);
  fixture->port = (guint) g_uri_get_port (uris->data);
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  soup_server_disconnect (fixture->server);
  g_object_unref (fixture->server);
  doubles_authority_free (fixture->authority);
}

static void
result_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      slot)
{
  *(GAsyncResult **) slot = g_object_ref (result);
}

static char *
download (Fixture     *fixture,
          const char  *path,
          char       **host,
          GError     **error)
{
  g_autofree char *url = *path == '/' ? g_strdup_printf ("https://secret:token@127.0.0.1:%u%s", fixture->port, path)
                                      : g_strdup (path);
  g_autoptr (GAsyncResult) result = NULL;

  transport_download_async (url, NULL, result_cb, &result);
  doubles_wait_until (result != NULL);
  return transport_download_finish (result, host, error);
}

static void
test_honest (Fixture       *fixture,
             gconstpointer  data)
{
  static const char *const paths[] = { "/good", "/moved" };

  for (guint n = 0; n < G_N_ELEMENTS (paths); n++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *host = NULL;
      g_autofree char *text = download (fixture, paths[n], &host, &error);

      g_assert_no_error (error);
      g_assert_cmpstr (text, ==, "hello");
      g_assert_cmpstr (host, ==, "127.0.0.1");
    }
}

static void
test_refused (Fixture       *fixture,
              gconstpointer  data)
{
  static const struct
  {
    const char *path;
    TransportError code;
  } rows[] = {
    { "/large", TRANSPORT_ERROR_TOO_LARGE },
    { "/much-who", TRANSPORT_ERROR_TOO_LARGE },
    { "/binary", TRANSPORT_ERROR_PROTOCOL },
    { "/circle", TRANSPORT_ERROR_PROTOCOL },
    { "/plain", TRANSPORT_ERROR_BAD_URL },
    { "/who", TRANSPORT_ERROR_FORBIDDEN },
    { "/none", TRANSPORT_ERROR_REFUSED },
    { "http://127.0.0.1:1/", TRANSPORT_ERROR_BAD_URL },
    { "https://", TRANSPORT_ERROR_BAD_URL },
    { "https://127.0.0.1:1/", TRANSPORT_ERROR_REFUSED },
    { "nonsense", TRANSPORT_ERROR_BAD_URL },
  };

  for (guint n = 0; n < G_N_ELEMENTS (rows); n++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *text = download (fixture, rows[n].path, NULL, &error);

      g_test_message ("%s", rows[n].path);
      g_assert_null (text);
      g_assert_error (error, TRANSPORT_ERROR, (int) rows[n].code);
      g_assert_null (strstr (error->message, "token")); /* a link may be a secret */
    }
}

/* What stands beside a redirection may never come; nobody waits for it. */
static void
test_stalled (Fixture       *fixture,
              gconstpointer  data)
{
  static const char elsewhere[] = "HTTP/1.1 302 Found\r\nLocation: /good\r\nContent-Length: 1000000\r\n\r\nbut first";
  static const char good[] = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello";
  DoublesCertificate wish = { .name = "web", .alternative = "IP:127.0.0.1" };
  g_autoptr (GTlsCertificate) certificate = doubles_authority_issue (fixture->authority, &wish);
  g_autoptr (DoublesServer) peer = doubles_server_new ();
  g_autofree char *url = g_strdup_printf ("https://127.0.0.1:%u/", doubles_server_get_port (peer));
  g_autoptr (GAsyncResult) result = NULL;
  g_autofree char *text = NULL;

  doubles_server_set_certificate (peer, certificate);
  transport_download_async (url, NULL, result_cb, &result);
  doubles_wait_until (doubles_server_get_n_accepted (peer) == 1 && doubles_server_get_heard (peer)->len > 0);
  doubles_server_say (peer, elsewhere, strlen (elsewhere));
  doubles_wait_until (doubles_server_get_n_accepted (peer) == 2 && doubles_server_get_heard (peer)->len > 0);
  doubles_server_say (peer, good, strlen (good));
  doubles_wait_until (result != NULL);
  text = transport_download_finish (result, NULL, NULL);
  g_assert_cmpstr (text, ==, "hello");
}

/* Nobody waits for who was called off, whatever the server is doing. */
static void
test_called_off (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autofree char *url = g_strdup_printf ("https://127.0.0.1:%u/good", fixture->port);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  transport_download_async (url, cancellable, result_cb, &result);
  g_cancellable_cancel (cancellable);
  doubles_wait_until (result != NULL);
  g_assert_null (transport_download_finish (result, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* Who cannot prove who they are is told nothing and believed nothing. */
static void
test_untrusted (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (download (fixture, "/good", NULL, &error));
  g_assert_error (error, TRANSPORT_ERROR, TRANSPORT_ERROR_CERTIFICATE);
}

#define add(name, untrusted, func) \
  g_test_add ("/transport/download/" name, Fixture, untrusted, set_up, func, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("honest", NULL, test_honest);
  add ("refused", NULL, test_refused);
  add ("stalled", NULL, test_stalled);
  add ("called-off", NULL, test_called_off);
  add ("untrusted", "self-signed", test_untrusted);
  return g_test_run ();
}
