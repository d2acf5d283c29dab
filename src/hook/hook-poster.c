/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: a call does not wait for a server on the web. What is told goes on its own, for a few seconds and a few at a
 * time; no redirection is followed, nothing of the answer is read but whether it was taken. */

#include "hook-poster.h"

#include <json-glib/json-glib.h>
#include <libsoup/soup.h>

#define TIMEOUT_S 10
#define AT_ONCE   8

struct _HookPoster
{
  GObject parent_instance;

  SoupSession *session;
  GCancellable *leaving;
  guint n_under_way;
};

enum
{
  FAILED,
  TOLD,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HookPoster, hook_poster, G_TYPE_OBJECT)

static void
add (JsonBuilder *builder,
     const char  *name,
     const char  *value)
{
  g_autofree char *valid = g_utf8_make_valid (value, -1);

  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, valid);
}

static GBytes *
build_body (const HookCall *call)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *time = g_date_time_format_iso8601 (now);
  char *text;

  json_builder_begin_object (builder);
  add (builder, "event", call->event);
  add (builder, "id", call->id);
  add (builder, "time", time);
  add (builder, "direction", call->direction);
  add (builder, "number", call->number);
  add (builder, "address", call->address);
  add (builder, "name", call->name);
  add (builder, "account", call->account);
  json_builder_set_member_name (builder, "duration");
  json_builder_add_int_value (builder, call->duration);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  text = json_to_string (root, FALSE);
  return g_bytes_new_take (text, strlen (text));
}

static void
sent_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (HookPoster) self = user_data;
  g_autoptr (GError) error = NULL;
  SoupMessage *message = soup_session_get_async_result_message (SOUP_SESSION (source), result);
  g_autoptr (GInputStream) answer = soup_session_send_finish (SOUP_SESSION (source), result, &error);

  self->n_under_way--;
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (error == NULL && !SOUP_STATUS_IS_SUCCESSFUL (soup_message_get_status (message)))
    g_set_error (&error, HOOK_ERROR, HOOK_ERROR_REFUSED, "refused: %u %s", (guint) soup_message_get_status (message),
                 soup_message_get_reason_phrase (message) != NULL ? soup_message_get_reason_phrase (message) : "");
  /* Whatever else it says is not read. */
  if (error != NULL)
    g_signal_emit (self, signals[FAILED], 0, error);
  else
    g_signal_emit (self, signals[TOLD], 0);
}

static void
hook_poster_dispose (GObject *object)
{
  HookPoster *self = HOOK_POSTER (object);

  g_cancellable_cancel (self->leaving);
  G_OBJECT_CLASS (hook_poster_parent_class)->dispose (object);
}

static void
hook_poster_finalize (GObject *object)
{
  HookPoster *self = HOOK_POSTER (object);

  g_object_unref (self->session);
  g_object_unref (self->leaving);
  G_OBJECT_CLASS (hook_poster_parent_class)->finalize (object);
}

static void
hook_poster_class_init (HookPosterClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = hook_poster_dispose;
  object_class->finalize = hook_poster_finalize;

  signals[FAILED] = g_signal_new ("failed", HOOK_TYPE_POSTER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                  G_TYPE_ERROR);
  signals[TOLD] = g_signal_new ("told", HOOK_TYPE_POSTER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
hook_poster_init (HookPoster *self)
{
  self->leaving = g_cancellable_new ();
  self->session = soup_session_new_with_options ("timeout", TIMEOUT_S, "idle-timeout", TIMEOUT_S, "max-conns", AT_ONCE,
                                                 "max-conns-per-host", AT_ONCE, "user-agent", "Earshot", NULL);
}

/**
 * hook_poster_new:
 *
 * Returns: (transfer full): a poster with nothing under way
 */
HookPoster *
hook_poster_new (void)
{
  return g_object_new (HOOK_TYPE_POSTER, NULL);
}

/**
 * hook_poster_tell:
 * @self: a poster
 * @address: where to; it has passed hook_address_check()
 * @call: what to tell; copied
 *
 * Posts the call as JSON.
 */
void
hook_poster_tell (HookPoster     *self,
                  const char     *address,
                  const HookCall *call)
{
  g_autofree char *filled = hook_address_fill (address, call);
  g_autoptr (SoupMessage) message = NULL;
  g_autoptr (GBytes) body = build_body (call);
  g_autoptr (GError) error = NULL;

  g_return_if_fail (HOOK_IS_POSTER (self));

  if (self->n_under_way >= AT_ONCE)
    g_set_error (&error, HOOK_ERROR, HOOK_ERROR_TOO_MANY, "%u are under way", self->n_under_way);
  else if ((message = soup_message_new (SOUP_METHOD_POST, filled)) == NULL)
    g_set_error (&error, HOOK_ERROR, HOOK_ERROR_BAD_ADDRESS, "bad address for calls: “%.200s”", address);
  if (error != NULL)
    {
      g_signal_emit (self, signals[FAILED], 0, error);
      return;
    }
  soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT);
  soup_message_set_request_body_from_bytes (message, "application/json", body);
  self->n_under_way++;
  soup_session_send_async (self->session, message, G_PRIORITY_DEFAULT, self->leaving, sent_cb, g_object_ref (self));
}
