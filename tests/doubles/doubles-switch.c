/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Several telephones need somebody between them who is not clever. */

#include "doubles-switch.h"

#include <string.h>

typedef struct
{
  DoublesSwitch     *owner;
  guint              id;
  GSocketConnection *connection;
  GString           *heard;
  char               buffer[8192];
} SwitchLine;

char *
doubles_switch_dup_header (const char *message,
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
switch_send_octets (SwitchLine *line,
                    const void *octets,
                    gsize       length)
{
  g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (line->connection)), octets, length, NULL, NULL,
                             NULL);
}

static void
switch_send (SwitchLine *line,
             const char *text)
{
  switch_send_octets (line, text, strlen (text));
}

static void
switch_answer (SwitchLine *line,
               const char *request,
               const char *status)
{
  static const char *const copied[] = { "Via", "From", "Call-ID", "CSeq", NULL };
  g_autoptr (GString) text = g_string_new ("SIP/2.0 ");
  g_autofree char *to = doubles_switch_dup_header (request, "To");
  g_autofree char *contact = doubles_switch_dup_header (request, "Contact");

  g_string_append_printf (text, "%s\r\nTo: %s;tag=switch\r\n", status, to);
  for (guint n = 0; copied[n] != NULL; n++)
    {
      g_autofree char *value = doubles_switch_dup_header (request, copied[n]);

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
      g_autofree char *value = doubles_switch_dup_header (request, places[n]);

      g_hash_table_insert (line->owner->homes, switch_dup_user (value), GUINT_TO_POINTER (line->id + 1));
    }
  switch_answer (line, request, "200 OK");
}

/* The branch is made from theirs, so that a CANCEL finds its INVITE. */
static void
switch_pass_on (SwitchLine *line,
                const char *request,
                gsize       length,
                guint       to)
{
  g_autofree char *via = doubles_switch_dup_header (request, "Via");
  const char *branch = strstr (via, "branch=");
  g_autofree char *token = g_strndup (branch + 7, strcspn (branch + 7, ";,\r"));
  const char *rest = strstr (request, "\r\n") + 2;
  g_autoptr (GString) text = g_string_new_len (request, rest - request);

  g_string_append_printf (text, "Via: SIP/2.0/TCP switch.invalid;branch=%s.%u\r\n", token, line->id);
  g_string_append_len (text, rest, (gssize) length - (rest - request)); /* a body may be a picture */
  switch_send_octets (g_ptr_array_index (line->owner->lines, to), text->str, text->len);
}

static void
switch_take_request (SwitchLine *line,
                     const char *request,
                     gsize       length)
{
  g_autofree char *user = switch_dup_user (request);
  guint home = GPOINTER_TO_UINT (g_hash_table_lookup (line->owner->homes, user));
  g_autofree char *other = line->owner->tamper != NULL ? line->owner->tamper (request) : NULL;

  if (g_str_has_prefix (request, "REGISTER"))
    switch_register (line, request);
  else if (home != 0)
    switch_pass_on (line, other != NULL ? other : request, other != NULL ? strlen (other) : length, home - 1);
  else if (*user == '\0')
    switch_answer (line, request, "200 OK");
  else if (!g_str_has_prefix (request, "ACK"))
    switch_answer (line, request, "404 Not Found");
}

static void
switch_take_response (SwitchLine *line,
                      const char *whole)
{
  g_autofree char *other = line->owner->tamper_response != NULL ? line->owner->tamper_response (whole) : NULL;
  const char *response = other != NULL ? other : whole;
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
      g_autofree char *length = doubles_switch_dup_header (line->heard->str, "Content-Length");
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
      message = g_malloc0 (whole + 1);
      memcpy (message, line->heard->str, whole);
      g_string_erase (line->heard, 0, (gssize) whole);
      if (g_str_has_prefix (message, "SIP/2.0"))
        switch_take_response (line, message);
      else
        switch_take_request (line, message, whole);
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
                    DoublesSwitch            *self)
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

DoublesSwitch *
doubles_switch_new (void)
{
  DoublesSwitch *self = g_new0 (DoublesSwitch, 1);

  self->service = g_socket_service_new ();
  self->port = g_socket_listener_add_any_inet_port (G_SOCKET_LISTENER (self->service), NULL, NULL);
  self->lines = g_ptr_array_new_with_free_func (switch_line_free);
  self->homes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->closed = g_cancellable_new ();
  g_signal_connect (self->service, "incoming", G_CALLBACK (switch_incoming_cb), self);
  return self;
}

void
doubles_switch_drop_lines (DoublesSwitch *self)
{
  g_socket_service_stop (self->service);
  g_socket_listener_close (G_SOCKET_LISTENER (self->service));
  for (guint i = 0; i < self->lines->len; i++)
    {
      SwitchLine *line = g_ptr_array_index (self->lines, i);

      g_socket_shutdown (g_socket_connection_get_socket (line->connection), TRUE, TRUE, NULL);
    }
}

void
doubles_switch_free (DoublesSwitch *self)
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
