/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A link may lead to a document with a password in it: nobody on the way may read it, and a server may not send us on
 * to a place where somebody could. A link may also be a secret itself, so that no message here repeats it. */

#include "config.h"

#include "transport-download.h"

#include <libsoup/soup.h>
#include <string.h>

#include "transport.h"

#define MOST_REDIRECTS 5
#define SILENCE_S 10
#define PATIENCE_S 30
#define CHUNK (16 * 1024)

typedef struct
{
  SoupSession *session;
  SoupMessage *message;
  GInputStream *stream;
  GByteArray *data;
  GCancellable *inner; /* what is asked with; ended from here as well */
  GCancellable *outer; /* nullable */
  gulong outer_handler;
  GSource *timer;
  gsize heard; /* octets of what comes at the moment */
  guint n_redirects;
  const char *ended; /* why it was ended from here; NULL: it was not */
  TransportError ended_code;
} Download;

static void
download_free (gpointer data)
{
  Download *download = data;

  g_source_destroy (download->timer);
  g_source_unref (download->timer);
  if (download->outer_handler != 0)
    g_signal_handler_disconnect (download->outer, download->outer_handler);
  g_clear_object (&download->outer);
  g_object_unref (download->inner);
  g_clear_object (&download->message);
  g_clear_object (&download->stream);
  soup_session_abort (download->session);
  g_object_unref (download->session);
  if (download->data->len > 0)
    explicit_bzero (download->data->data, download->data->len);
  g_byte_array_unref (download->data);
  g_free (download);
}

static const char *
get_host (Download *download)
{
  return g_uri_get_host (soup_message_get_uri (download->message));
}

/* Takes the task. */
static void
fail (GTask          *task,
      TransportError  code,
      const char     *what)
{
  Download *download = g_task_get_task_data (task);

  g_task_return_new_error (task, TRANSPORT_ERROR, code, "%s: %s", download->message != NULL ? get_host (download) : "a link",
                           what);
  g_object_unref (task);
}

/* libsoup reads what stands beside a refusal or a redirection to its end, before anybody hears of it; and a server that says
 * a letter now and then never seems to be silent. So it is counted where it comes in, and ended from here. */
static void
end (Download       *download,
     TransportError  code,
     const char     *why)
{
  download->ended = why;
  download->ended_code = code;
  g_cancellable_cancel (download->inner);
}

static gboolean
late_cb (gpointer data)
{
  end (data, TRANSPORT_ERROR_TIMEOUT, "it sends too slowly");
  return G_SOURCE_REMOVE;
}

static void
heard_cb (SoupMessage *message,
          guint        size,
          GTask       *task)
{
  Download *download = g_task_get_task_data (task);

  download->heard += size;
  if (download->heard > TRANSPORT_DOWNLOAD_LARGEST)
    end (download, TRANSPORT_ERROR_TOO_LARGE, "what it sends is too large");
}

static void
called_off_cb (GCancellable *outer,
               gpointer      inner)
{
  g_cancellable_cancel (inner);
}

static void
begin_watching (Download     *download,
                GCancellable *outer)
{
  download->inner = g_cancellable_new ();
  download->timer = g_timeout_source_new_seconds (PATIENCE_S);
  g_source_set_callback (download->timer, late_cb, download, NULL);
  g_source_attach (download->timer, g_main_context_get_thread_default ());
  if (outer == NULL)
    return;
  download->outer = g_object_ref (outer);
  download->outer_handler = g_cancellable_connect (outer, G_CALLBACK (called_off_cb), g_object_ref (download->inner),
                                                   g_object_unref);
}

static TransportError
judge (const GError *error)
{
  if (error->domain == G_TLS_ERROR)
    return TRANSPORT_ERROR_CERTIFICATE;
  if (error->domain == G_RESOLVER_ERROR)
    return TRANSPORT_ERROR_RESOLVE;
  return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT) ? TRANSPORT_ERROR_TIMEOUT : TRANSPORT_ERROR_REFUSED;
}

static void
fail_for (GTask  *task,
          GError *error)
{
  g_autoptr (GError) mine = error;
  Download *download = g_task_get_task_data (task);

  if (download->ended != NULL)
    {
      fail (task, download->ended_code, download->ended);
      return;
    }
  if (g_error_matches (mine, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_task_return_error (task, g_steal_pointer (&mine));
      g_object_unref (task);
      return;
    }
  fail (task, judge (mine), mine->message);
}

static void
return_text (GTask *task)
{
  Download *download = g_task_get_task_data (task);

  if (!g_utf8_validate_len ((const char *) download->data->data, download->data->len, NULL)
      || memchr (download->data->data, '\0', download->data->len) != NULL)
    {
      fail (task, TRANSPORT_ERROR_PROTOCOL, "what it sent is no text");
      return;
    }
  g_byte_array_append (download->data, (const guint8 *) "", 1);
  g_task_return_pointer (task, g_strdup ((const char *) download->data->data), g_free);
  g_object_unref (task);
}

static void
chunk_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  GTask *task = user_data;
  Download *download = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GBytes) chunk = g_input_stream_read_bytes_finish (G_INPUT_STREAM (source), result, &error);

  if (chunk == NULL)
    fail_for (task, error);
  else if (g_bytes_get_size (chunk) == 0)
    return_text (task);
  else
    {
      g_byte_array_append (download->data, g_bytes_get_data (chunk, NULL), (guint) g_bytes_get_size (chunk));
      g_input_stream_read_bytes_async (download->stream, CHUNK, G_PRIORITY_DEFAULT, download->inner,
                                       chunk_cb, task);
    }
}

static void ask (GTask *task, GUri *uri);

/* Where the server sends us, if that is as safe. */
static void
closed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  GTask *task = user_data;
  Download *download = g_task_get_task_data (task);
  const char *place = soup_message_headers_get_one (soup_message_get_response_headers (download->message), "Location");
  g_autoptr (GUri) uri = NULL;

  if (download->ended != NULL)
    {
      fail (task, download->ended_code, download->ended);
      return;
    }
  if (place != NULL)
    uri = g_uri_parse_relative (soup_message_get_uri (download->message), place, SOUP_HTTP_URI_FLAGS, NULL);
  if (uri == NULL || download->n_redirects++ >= MOST_REDIRECTS)
    fail (task, TRANSPORT_ERROR_PROTOCOL, "it sends us round in circles");
  else
    ask (task, uri);
}

static void
answered_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  GTask *task = user_data;
  Download *download = g_task_get_task_data (task);
  GError *error = NULL;
  guint status;

  g_clear_object (&download->stream);
  download->stream = soup_session_send_finish (SOUP_SESSION (source), result, &error);
  status = soup_message_get_status (download->message);
  if (download->stream == NULL)
    fail_for (task, error);
  else if (SOUP_STATUS_IS_REDIRECTION (status)) /* what stands beside it is of no interest, but in the way */
    g_input_stream_close_async (download->stream, G_PRIORITY_DEFAULT, download->inner, closed_cb, task);
  else if (status == SOUP_STATUS_UNAUTHORIZED || status == SOUP_STATUS_FORBIDDEN)
    fail (task, TRANSPORT_ERROR_FORBIDDEN, "it wants to know who asks");
  else if (!SOUP_STATUS_IS_SUCCESSFUL (status))
    fail (task, TRANSPORT_ERROR_REFUSED, soup_status_get_phrase (status));
  else
    g_input_stream_read_bytes_async (download->stream, CHUNK, G_PRIORITY_DEFAULT, download->inner, chunk_cb,
                                     task);
}

/* Takes the task. */
static void
ask (GTask *task,
     GUri  *uri)
{
  Download *download = g_task_get_task_data (task);

  if (g_strcmp0 (g_uri_get_scheme (uri), "https") != 0 || g_uri_get_host (uri) == NULL || *g_uri_get_host (uri) == '\0')
    {
      fail (task, TRANSPORT_ERROR_BAD_URL, "anybody on the way could read it");
      return;
    }
  g_clear_object (&download->message);
  download->message = soup_message_new_from_uri (SOUP_METHOD_GET, uri);
  soup_message_add_flags (download->message, SOUP_MESSAGE_NO_REDIRECT);
  soup_message_headers_replace (soup_message_get_request_headers (download->message), "Accept",
                                "application/json, application/xml, text/xml, text/plain");
  download->heard = 0;
  g_signal_connect_object (download->message, "got-body-data", G_CALLBACK (heard_cb), task, G_CONNECT_DEFAULT);
  soup_session_send_async (download->session, download->message, G_PRIORITY_DEFAULT, download->inner,
                           answered_cb, task);
}

/**
 * transport_download_async:
 * @url: "https://…"
 * @cancellable: (nullable): ends it
 * @callback: called with a text
 * @user_data: for @callback
 *
 * Fetches a text of %TRANSPORT_DOWNLOAD_LARGEST octets at most (RFC 9110), within half a minute, and only from servers
 * that prove who they are.
 */
void
transport_download_async (const char          *url,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  g_autoptr (GUri) uri = NULL;
  Download *download;
  GTask *task;

  g_return_if_fail (url != NULL);

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, transport_download_async);
  download = g_new0 (Download, 1);
  download->session = soup_session_new_with_options ("timeout", SILENCE_S, NULL);
  download->data = g_byte_array_new ();
  begin_watching (download, cancellable);
  g_task_set_task_data (task, download, download_free);
  uri = g_uri_parse (url, SOUP_HTTP_URI_FLAGS, NULL);
  if (uri == NULL)
    fail (task, TRANSPORT_ERROR_BAD_URL, "it makes no sense");
  else
    ask (task, uri);
}

/**
 * transport_download_finish:
 * @result: what the callback was given
 * @host: (out) (optional) (transfer full): whom it came from in the end
 * @error: return location for a #TRANSPORT_ERROR
 *
 * Ends transport_download_async().
 *
 * Returns: (transfer full) (nullable): UTF-8
 */
char *
transport_download_finish (GAsyncResult  *result,
                           char         **host,
                           GError       **error)
{
  Download *download;
  char *text;

  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  download = g_task_get_task_data (G_TASK (result));
  text = g_task_propagate_pointer (G_TASK (result), error);
  if (host != NULL)
    *host = text != NULL ? g_strdup (get_host (download)) : NULL;
  return text;
}
