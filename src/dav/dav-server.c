/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Address books lie behind HTTP, and what answers there may be anybody: a hotel's login page, a server that sends one
 * round in circles, or one without end. So encryption is asked for, the password is shown to the server one typed and
 * its own family only, and every answer has a limit. */

#include "config.h"

#include "dav-server.h"

#include <libsoup/soup.h>
#include <string.h>

#include "dav-guard.h"

#define LARGEST_ANSWER (32 * 1024 * 1024)
#define CHUNK (64 * 1024)
#define MOST_REDIRECTIONS 6
#define SILENCE_S 30
#define PATIENCE_S (5 * 60)
#define LONGEST_PATIENCE_S (24 * 60 * 60)

struct _DavServer
{
  GObject parent_instance;

  SoupSession *session;
  char *user;
  char *password;
  char *open_host;
  SoupAuth *auth; /* what was asked of us last, answered; NULL: nothing */
  char *auth_host;
  guint patience_s;
};

G_DEFINE_FINAL_TYPE (DavServer, dav_server, G_TYPE_OBJECT)

G_DEFINE_QUARK (dav-error-quark, dav_error)

/* What is kept of a question until it is answered. */
typedef struct
{
  char *method;
  char *depth;
  char *type;
  char *if_match;
  gboolean if_none_match;
  GBytes *body;
  GUri *url;
  char *first_host;
  guint n_redirections;
  SoupMessage *message;
  DavGuard *guard;
  SoupAuth *auth; /* what was asked of us; NULL: nothing, or it was answered once */
  gboolean proven;
  GInputStream *stream;
  GByteArray *data;
} Asking;

static void
asking_free (Asking *asking)
{
  g_free (asking->method);
  g_free (asking->depth);
  g_free (asking->type);
  g_free (asking->if_match);
  g_clear_pointer (&asking->body, g_bytes_unref);
  g_clear_pointer (&asking->url, g_uri_unref);
  g_free (asking->first_host);
  g_clear_pointer (&asking->guard, dav_guard_free);
  g_clear_object (&asking->message);
  g_clear_object (&asking->auth);
  g_clear_object (&asking->stream);
  g_clear_pointer (&asking->data, g_byte_array_unref);
  g_free (asking);
}

/**
 * dav_answer_free:
 * @answer: (transfer full): an answer
 *
 * Frees an answer.
 */
void
dav_answer_free (DavAnswer *answer)
{
  g_return_if_fail (answer != NULL);

  g_clear_pointer (&answer->body, g_bytes_unref);
  g_free (answer->etag);
  g_free (answer->url);
  g_free (answer);
}

static void
dav_server_finalize (GObject *object)
{
  DavServer *self = DAV_SERVER (object);

  soup_session_abort (self->session);
  g_object_unref (self->session);
  g_free (self->user);
  if (self->password != NULL)
    explicit_bzero (self->password, strlen (self->password));
  g_free (self->password);
  g_free (self->open_host);
  g_clear_object (&self->auth);
  g_free (self->auth_host);

  G_OBJECT_CLASS (dav_server_parent_class)->finalize (object);
}

static void
dav_server_class_init (DavServerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = dav_server_finalize;
}

static void
dav_server_init (DavServer *self)
{
  self->session = soup_session_new_with_options ("timeout", SILENCE_S, "user-agent", "Earshot", NULL);
}

/**
 * dav_server_new:
 * @user: who asks
 * @password: how they prove it
 * @open_host: (nullable): the one host that may be spoken to without encryption
 *
 * Makes the one who asks; nothing is sent yet.
 *
 * Returns: (transfer full): a server
 */
DavServer *
dav_server_new (const char *user,
                const char *password,
                const char *open_host)
{
  DavServer *self;

  g_return_val_if_fail (user != NULL, NULL);
  g_return_val_if_fail (password != NULL, NULL);

  self = g_object_new (DAV_TYPE_SERVER, NULL);
  self->user = g_strdup (user);
  self->password = g_strdup (password);
  self->open_host = g_strdup (open_host);
  return self;
}

/**
 * dav_server_get_patience_s:
 * @self: a server
 *
 * How long the last refusal for now asks one to wait.
 *
 * Returns: seconds; 0 when it did not say
 */
guint
dav_server_get_patience_s (DavServer *self)
{
  g_return_val_if_fail (DAV_IS_SERVER (self), 0);

  return self->patience_s;
}

/* Encrypted, or to the host that a person agreed to. */
static gboolean
check_url (DavServer  *self,
           GUri       *url,
           GError    **error)
{
  const char *scheme = g_uri_get_scheme (url);
  const char *host = g_uri_get_host (url);

  if (host == NULL || *host == '\0')
    {
      g_set_error (error, DAV_ERROR, DAV_ERROR_NONSENSE, "an address without a host");
      return FALSE;
    }
  if (g_str_equal (scheme, "https"))
    return TRUE;
  if (g_str_equal (scheme, "http") && self->open_host != NULL && g_ascii_strcasecmp (host, self->open_host) == 0)
    return TRUE;

  g_set_error (error, DAV_ERROR, DAV_ERROR_OPEN, "%s://%s is not encrypted", scheme, host);
  return FALSE;
}

/* Only noted: libsoup 3.6 never ends a question that has a body and is asked again from here. */
static gboolean
authenticate_cb (SoupMessage *message,
                 SoupAuth    *auth,
                 gboolean     retrying,
                 GTask       *task)
{
  Asking *asking = g_task_get_task_data (task);

  if (!soup_auth_is_for_proxy (auth))
    g_set_object (&asking->auth, auth);
  return FALSE;
}

static GError *
translate (DavGuard     *guard,
           const GError *error)
{
  GError *ended = NULL;

  if (!dav_guard_check (guard, &ended))
    return ended;
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return g_error_copy (error);
  if (error->domain == G_TLS_ERROR)
    return g_error_new (DAV_ERROR, DAV_ERROR_CERTIFICATE, "%s", error->message);
  return g_error_new (DAV_ERROR, DAV_ERROR_UNREACHABLE, "%s", error->message);
}

/* RFC 9110 §10.2.3: seconds, or a date. */
static guint
read_patience (SoupMessage *message)
{
  const char *text = soup_message_headers_get_one (soup_message_get_response_headers (message), "Retry-After");
  guint64 seconds = 0;

  if (text == NULL)
    return 0;
  if (!g_ascii_string_to_unsigned (text, 10, 0, LONGEST_PATIENCE_S, &seconds, NULL))
    {
      g_autoptr (GDateTime) then = soup_date_time_new_from_http_string (text);
      g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
      gint64 wait = then != NULL ? g_date_time_difference (then, now) / G_TIME_SPAN_SECOND : 0;

      seconds = (guint64) CLAMP (wait, 0, LONGEST_PATIENCE_S);
    }
  return (guint) seconds;
}

static gboolean
check_status (DavServer    *self,
              SoupMessage  *message,
              GError      **error)
{
  static const struct
  {
    guint status;
    DavError code;
  } rows[] = {
    { 401, DAV_ERROR_PASSWORD }, { 404, DAV_ERROR_NOT_FOUND }, { 410, DAV_ERROR_NOT_FOUND },
    { 412, DAV_ERROR_CHANGED },  { 413, DAV_ERROR_TOO_LARGE }, { 429, DAV_ERROR_BUSY },
    { 502, DAV_ERROR_BUSY },     { 503, DAV_ERROR_BUSY },      { 504, DAV_ERROR_BUSY },
    { 507, DAV_ERROR_FULL },
  };
  guint status = soup_message_get_status (message);
  DavError code = DAV_ERROR_REFUSED;

  if (status >= 200 && status < 300)
    return TRUE;

  for (guint n = 0; n < G_N_ELEMENTS (rows); n++)
    if (rows[n].status == status)
      code = rows[n].code;
  self->patience_s = code == DAV_ERROR_BUSY || code == DAV_ERROR_FULL ? read_patience (message) : 0;
  g_set_error (error, DAV_ERROR, code, "%u to %s", status, soup_message_get_method (message));
  return FALSE;
}

static void send_asking (GTask *task);

/* TRUE: it goes on elsewhere, or nowhere. */
static gboolean
follow (GTask *task)
{
  DavServer *self = g_task_get_source_object (task);
  Asking *asking = g_task_get_task_data (task);
  SoupMessageHeaders *headers = soup_message_get_response_headers (asking->message);
  const char *location = soup_message_headers_get_one (headers, "Location");
  guint status = soup_message_get_status (asking->message);
  g_autoptr (GUri) url = NULL;
  GError *error = NULL;

  if (location == NULL || (status != 301 && status != 302 && status != 303 && status != 307 && status != 308))
    return FALSE;

  url = dav_server_parse_url (asking->url, location);
  if (url == NULL || ++asking->n_redirections > MOST_REDIRECTIONS)
    g_set_error (&error, DAV_ERROR, DAV_ERROR_ELSEWHERE, "sent on too often or to nowhere");
  else if (check_url (self, url, &error) && !dav_server_is_family (g_uri_get_host (url), asking->first_host))
    g_set_error (&error, DAV_ERROR, DAV_ERROR_ELSEWHERE, "sent on to %s", g_uri_get_host (url));
  if (error != NULL)
    {
      g_task_return_error (task, error);
      return TRUE;
    }

  g_clear_pointer (&asking->url, g_uri_unref);
  asking->url = g_steal_pointer (&url);
  g_clear_object (&asking->message);
  send_asking (task);
  return TRUE;
}

/* TRUE: it is asked again, by somebody who says who they are. */
static gboolean
prove (GTask *task)
{
  DavServer *self = g_task_get_source_object (task);
  Asking *asking = g_task_get_task_data (task);

  if (soup_message_get_status (asking->message) != 401 || asking->auth == NULL || asking->proven)
    return FALSE;

  asking->proven = TRUE;
  soup_auth_authenticate (asking->auth, self->user, self->password);
  g_set_object (&self->auth, asking->auth);
  g_set_str (&self->auth_host, g_uri_get_host (asking->url));
  g_clear_object (&asking->message);
  send_asking (task);
  return TRUE;
}

static void
finish_asking (GTask *task)
{
  Asking *asking = g_task_get_task_data (task);
  SoupMessageHeaders *headers = soup_message_get_response_headers (asking->message);
  GError *error = NULL;
  DavAnswer *answer;

  if (!check_status (g_task_get_source_object (task), asking->message, &error))
    {
      g_task_return_error (task, error);
      return;
    }

  answer = g_new0 (DavAnswer, 1);
  answer->body = g_byte_array_free_to_bytes (g_steal_pointer (&asking->data));
  answer->etag = g_strdup (soup_message_headers_get_one (headers, "ETag"));
  answer->url = g_uri_to_string (asking->url);
  g_task_return_pointer (task, answer, (GDestroyNotify) dav_answer_free);
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Asking *asking = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) chunk = g_input_stream_read_bytes_finish (G_INPUT_STREAM (source), result, &error);

  if (chunk == NULL)
    {
      g_task_return_error (task, translate (asking->guard, error));
      return;
    }
  if (g_bytes_get_size (chunk) == 0)
    {
      finish_asking (task);
      return;
    }
  g_byte_array_append (asking->data, g_bytes_get_data (chunk, NULL), (guint) g_bytes_get_size (chunk));
  g_input_stream_read_bytes_async (asking->stream, CHUNK, G_PRIORITY_DEFAULT,
                                   dav_guard_get_cancellable (asking->guard), read_cb, g_object_ref (task));
}

static void
sent_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Asking *asking = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GInputStream) stream = soup_session_send_finish (SOUP_SESSION (source), result, &error);

  if (stream == NULL)
    {
      g_task_return_error (task, translate (asking->guard, error));
      return;
    }
  if (follow (task) || prove (task))
    return;
  if (!SOUP_STATUS_IS_SUCCESSFUL (soup_message_get_status (asking->message)))
    {
      finish_asking (task); /* what stands beside a refusal is of no interest */
      return;
    }

  g_set_object (&asking->stream, stream);
  g_input_stream_read_bytes_async (stream, CHUNK, G_PRIORITY_DEFAULT, dav_guard_get_cancellable (asking->guard),
                                   read_cb, g_object_ref (task));
}

static void
send_asking (GTask *task)
{
  DavServer *self = g_task_get_source_object (task);
  Asking *asking = g_task_get_task_data (task);
  SoupMessageHeaders *headers;

  asking->message = soup_message_new_from_uri (asking->method, asking->url);
  soup_message_add_flags (asking->message, SOUP_MESSAGE_NO_REDIRECT | SOUP_MESSAGE_DO_NOT_USE_AUTH_CACHE);
  g_signal_connect_object (asking->message, "authenticate", G_CALLBACK (authenticate_cb), task, G_CONNECT_DEFAULT);
  headers = soup_message_get_request_headers (asking->message);
  if (self->auth != NULL && g_strcmp0 (self->auth_host, g_uri_get_host (asking->url)) == 0)
    {
      g_autofree char *proof = soup_auth_get_authorization (self->auth, asking->message);

      soup_message_headers_replace (headers, "Authorization", proof);
    }
  if (asking->depth != NULL)
    soup_message_headers_replace (headers, "Depth", asking->depth);
  if (asking->if_match != NULL)
    soup_message_headers_replace (headers, "If-Match", asking->if_match);
  if (asking->if_none_match)
    soup_message_headers_replace (headers, "If-None-Match", "*");
  if (asking->body != NULL)
    soup_message_set_request_body_from_bytes (asking->message, asking->type, asking->body);
  dav_guard_watch (asking->guard, asking->message);
  soup_session_send_async (self->session, asking->message, G_PRIORITY_DEFAULT,
                           dav_guard_get_cancellable (asking->guard), sent_cb, g_object_ref (task));
}

/**
 * dav_server_ask_async:
 * @self: a server
 * @request: the question
 * @cancellable: (nullable): stops waiting only
 * @callback: called with the answer
 * @user_data: for @callback
 *
 * Asks one question, wherever the server sends it on to, as long as that is encrypted and of the same owner.
 */
void
dav_server_ask_async (DavServer           *self,
                      const DavRequest    *request,
                      GCancellable        *cancellable,
                      GAsyncReadyCallback  callback,
                      gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  Asking *asking = g_new0 (Asking, 1);
  GError *error = NULL;

  g_return_if_fail (DAV_IS_SERVER (self));
  g_return_if_fail (request != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, dav_server_ask_async);
  g_task_set_task_data (task, asking, (GDestroyNotify) asking_free);
  asking->method = g_strdup (request->method);
  asking->depth = g_strdup (request->depth);
  asking->type = g_strdup (request->type);
  asking->if_match = g_strdup (request->if_match);
  asking->if_none_match = request->if_none_match;
  asking->body = request->body != NULL ? g_bytes_new (request->body, strlen (request->body)) : NULL;
  asking->data = g_byte_array_new ();
  asking->guard = dav_guard_new (PATIENCE_S, LARGEST_ANSWER, cancellable);
  asking->url = dav_server_parse_url (NULL, request->url);
  if (asking->url == NULL)
    g_set_error (&error, DAV_ERROR, DAV_ERROR_NONSENSE, "no address");
  if (error != NULL || !check_url (self, asking->url, &error))
    {
      g_task_return_error (task, error);
      return;
    }

  asking->first_host = g_strdup (g_uri_get_host (asking->url));
  send_asking (task);
}

/**
 * dav_server_ask_finish:
 * @self: a server
 * @result: what the callback was given
 * @error: return location for a #DAV_ERROR
 *
 * Ends dav_server_ask_async().
 *
 * Returns: (transfer full) (nullable): the answer, of a 2xx
 */
DavAnswer *
dav_server_ask_finish (DavServer     *self,
                       GAsyncResult  *result,
                       GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
