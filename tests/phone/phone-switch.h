/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "phone-world.h"

#include <string.h>

/* A telephone exchange on loopback that only passes on what it hears: several phones register there and call each other.
 * It knows just enough of the protocol for that; who tests a server uses a real one. Changes that a test wants made on the
 * way are its "tamper". */

typedef struct _Switch Switch;

typedef struct
{
  Switch            *owner;
  guint              id;
  GSocketConnection *connection;
  GString           *heard;
  char               buffer[8192];
} SwitchLine;

struct _Switch
{
  GSocketService *service;
  guint           port;
  GPtrArray      *lines;
  GHashTable     *homes;  /* user → id of a line + 1 */
  GCancellable   *closed;
  /* Another text of the request (transfer full), or NULL: as it is. */
  char         *(*tamper) (const char *request);
};

static char *
switch_dup_header (const char *message,
                   const char *name)
{
  g_autofree char *mark = g_strdup_printf ("\r\n%s:", name);
  const char *at = strcasestr (message, mark);

  if (at == NULL)
    return g_strdup ("");
  at += strlen (mark);
  return g_strstrip (g_strndup (at, strcspn (at, "\r")));
}

/* "bob" of "…sip:bob@…"; "" where there is none. */
static char *
switch_dup_user (const char *text)
{
  const char *at = strstr (text, "sip:");
  const char *end = at != NULL ? at + strcspn (at, "@>; \r") : NULL;

  return at != NULL && *end == '@' ? g_strndup (at + 4, end - at - 4) : g_strdup ("");
}

static void
switch_send (SwitchLine *line,
             const char *text)
{
  g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (line->connection)), text, strlen (text), NULL,
                             NULL, NULL);
}

static void
switch_answer (SwitchLine *line,
               const char *request,
               const char *status)
{
  static const char *const copied[] = { "Via", "From", "Call-ID", "CSeq", NULL };
  g_autoptr (GString) text = g_string_new ("SIP/2.0 ");
  g_autofree char *to = switch_dup_header (request, "To");
  g_autofree char *contact = switch_dup_header (request, "Contact");

  g_string_append_printf (text, "%s\r\nTo: %s;tag=switch\r\n", status, to);
  for (guint n = 0; copied[n] != NULL; n++)
    {
      g_autofree char *value = switch_dup_header (request, copied[n]);

      g_string_append_printf (text, "%s: %s\r\n", copied[n], value);
    }
  if (g_str_has_prefix (request, "REGISTER"))
    g_string_append_printf (text, "Contact: %s;expires=600\r\n", contact);
  g_string_append (text, "Content-Length: 0\r\n\r\n");
  switch_send (line, text->str);
}

static void
switch_register (SwitchLine *line,
                 const char *request)
{
  static const char *const places[] = { "To", "Contact", NULL };

  for (guint n = 0; places[n] != NULL; n++)
    {
      g_autofree char *value = switch_dup_header (request, places[n]);

      g_hash_table_insert (line->owner->homes, switch_dup_user (value), GUINT_TO_POINTER (line->id + 1));
    }
  switch_answer (line, request, "200 OK");
}

/* The branch is made from theirs, so that a CANCEL finds its INVITE. */
static void
switch_pass_on (SwitchLine *line,
                const char *request,
                guint       to)
{
  g_autofree char *via = switch_dup_header (request, "Via");
  const char *branch = strstr (via, "branch=");
  g_autofree char *token = g_strndup (branch + 7, strcspn (branch + 7, ";,\r"));
  const char *rest = strstr (request, "\r\n") + 2;
  g_autofree char *text = g_strdup_printf ("%.*sVia: SIP/2.0/TCP switch.invalid;branch=%s.%u\r\n%s",
                                           (int) (rest - request), request, token, line->id, rest);

  switch_send (g_ptr_array_index (line->owner->lines, to), text);
}

static void
switch_take_request (SwitchLine *line,
                     const char *request)
{
  g_autofree char *user = switch_dup_user (request);
  guint home = GPOINTER_TO_UINT (g_hash_table_lookup (line->owner->homes, user));
  g_autofree char *other = line->owner->tamper != NULL ? line->owner->tamper (request) : NULL;

  if (g_str_has_prefix (request, "REGISTER"))
    switch_register (line, request);
  else if (home != 0)
    switch_pass_on (line, other != NULL ? other : request, home - 1);
  else if (*user == '\0')
    switch_answer (line, request, "200 OK");
  else if (!g_str_has_prefix (request, "ACK"))
    switch_answer (line, request, "404 Not Found");
}

static void
switch_take_response (SwitchLine *line,
                      const char *response)
{
  const char *via = strstr (response, "Via: ");
  const char *next = strstr (via, "\r\n") + 2;
  g_autofree char *value = g_strndup (via, next - via - 2);
  guint to = (guint) g_ascii_strtoull (strrchr (value, '.') + 1, NULL, 10);
  g_autofree char *text = g_strdup_printf ("%.*s%s", (int) (via - response), response, next);

  switch_send (g_ptr_array_index (line->owner->lines, to), text);
}

static void
switch_take (SwitchLine *line)
{
  const char *end;

  while ((end = strstr (line->heard->str, "\r\n\r\n")) != NULL)
    {
      g_autofree char *length = switch_dup_header (line->heard->str, "Content-Length");
      gsize whole = (gsize) (end + 4 - line->heard->str) + g_ascii_strtoull (length, NULL, 10);
      g_autofree char *message = NULL;

      if (end == line->heard->str)
        {
          g_string_erase (line->heard, 0, 4);
          switch_send (line, "\r\n");
          continue;
        }
      if (line->heard->len < whole)
        return;
      message = g_strndup (line->heard->str, whole);
      g_string_erase (line->heard, 0, (gssize) whole);
      if (g_str_has_prefix (message, "SIP/2.0"))
        switch_take_response (line, message);
      else
        switch_take_request (line, message);
    }
}

static void switch_listen (SwitchLine *line);

static void
switch_read_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      data)
{
  g_autoptr (GError) error = NULL;
  gssize size = g_input_stream_read_finish (G_INPUT_STREAM (source), result, &error);
  SwitchLine *line = data;

  if (size <= 0)
    return;
  g_string_append_len (line->heard, line->buffer, size);
  switch_take (line);
  switch_listen (line);
}

static void
switch_listen (SwitchLine *line)
{
  g_input_stream_read_async (g_io_stream_get_input_stream (G_IO_STREAM (line->connection)), line->buffer,
                             sizeof line->buffer, G_PRIORITY_DEFAULT, line->owner->closed, switch_read_cb, line);
}

static gboolean
switch_incoming_cb (GSocketService    *service,
                    GSocketConnection *connection,
                    GObject           *source,
                    Switch            *self)
{
  SwitchLine *line = g_new0 (SwitchLine, 1);

  line->owner = self;
  line->id = self->lines->len;
  line->connection = g_object_ref (connection);
  line->heard = g_string_new (NULL);
  g_ptr_array_add (self->lines, line);
  switch_listen (line);
  return TRUE;
}

static void
switch_line_free (gpointer data)
{
  SwitchLine *line = data;

  g_object_unref (line->connection);
  g_string_free (line->heard, TRUE);
  g_free (line);
}

static Switch *
switch_new (void)
{
  Switch *self = g_new0 (Switch, 1);

  self->service = g_socket_service_new ();
  self->port = g_socket_listener_add_any_inet_port (G_SOCKET_LISTENER (self->service), NULL, NULL);
  self->lines = g_ptr_array_new_with_free_func (switch_line_free);
  self->homes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->closed = g_cancellable_new ();
  g_signal_connect (self->service, "incoming", G_CALLBACK (switch_incoming_cb), self);
  return self;
}

static void
switch_free (Switch *self)
{
  g_cancellable_cancel (self->closed);
  g_socket_service_stop (self->service);
  g_socket_listener_close (G_SOCKET_LISTENER (self->service));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_ptr_array_unref (self->lines);
  g_hash_table_unref (self->homes);
  g_object_unref (self->service);
  g_object_unref (self->closed);
  g_free (self);
}

/* Three people with a phone each at one exchange. */
typedef struct
{
  Switch *exchange;
  World   anna;
  World   bob;
  World   carol;
} Office;

static PhoneAccount *
office_join (Office     *office,
             World      *world,
             const char *name,
             const char *display_name)
{
  g_autofree char *address = g_strdup_printf ("%s@127.0.0.1:%u", name, office->exchange->port);
  g_autofree char *server = g_strdup_printf ("tcp://127.0.0.1:%u", office->exchange->port);
  g_autoptr (GError) error = NULL;
  PhoneAccount *account;

  world_set_up (world, NULL);
  account = phone_add_transient_account (world->phone, address, "secret", server, display_name, &error);
  g_assert_no_error (error);
  wait_until (phone_account_get_state (account) == PHONE_ACCOUNT_STATE_REGISTERED);
  return account;
}

static G_GNUC_UNUSED void
office_open (Office        *office,
             gconstpointer  data)
{
  office->exchange = switch_new ();
  office_join (office, &office->anna, "anna", "Anna");
  office_join (office, &office->bob, "bob", "Bob");
  office_join (office, &office->carol, "carol", "Carol");
}

static G_GNUC_UNUSED void
office_close (Office        *office,
              gconstpointer  data)
{
  world_tear_down (&office->anna, NULL);
  world_tear_down (&office->bob, NULL);
  world_tear_down (&office->carol, NULL);
  switch_free (office->exchange);
}

/* The account of one of them. */
static G_GNUC_UNUSED PhoneAccount *
office_account (World *world)
{
  return phone_get_default_account (world->phone);
}

/* The newest call of one of them (transfer none); NULL: none. */
static G_GNUC_UNUSED PhoneCall *
office_last_call (World *world)
{
  GListModel *calls = phone_get_calls (world->phone);
  guint n = g_list_model_get_n_items (calls);
  g_autoptr (PhoneCall) call = n > 0 ? g_list_model_get_item (calls, n - 1) : NULL;

  return call;
}

static G_GNUC_UNUSED gboolean
office_has_call (World          *world,
                 PhoneCallState  state)
{
  PhoneCall *call = office_last_call (world);

  return call != NULL && phone_call_get_state (call) == state;
}

/* Calls @whom by name (transfer full). */
static G_GNUC_UNUSED PhoneCall *
office_call (World      *world,
             const char *whom)
{
  g_autoptr (GError) error = NULL;
  PhoneCall *call = phone_call (world->phone, NULL, whom, &error);

  g_assert_no_error (error);
  return g_object_ref (call);
}

/* @from calls @to, who answers; the caller's end (transfer full). */
static G_GNUC_UNUSED PhoneCall *
office_talk (World      *from,
             World      *to,
             const char *whom)
{
  PhoneCall *call = office_call (from, whom);

  wait_until (office_has_call (to, PHONE_CALL_STATE_INCOMING));
  phone_call_answer_async (office_last_call (to), NULL, NULL, NULL);
  wait_until (phone_call_get_state (call) == PHONE_CALL_STATE_ACTIVE && office_has_call (to, PHONE_CALL_STATE_ACTIVE));
  return call;
}

static G_GNUC_UNUSED PhoneRequest *
office_request (World *world)
{
  g_autoptr (PhoneRequest) request = g_list_model_get_item (phone_get_requests (world->phone), 0);

  return request; /* the list holds it */
}

static G_GNUC_UNUSED PhoneHistoryEntry *
office_last_entry (World *world)
{
  g_autoptr (PhoneHistoryEntry) entry = g_list_model_get_item (G_LIST_MODEL (phone_get_history (world->phone)), 0);

  return entry; /* the list holds it */
}
