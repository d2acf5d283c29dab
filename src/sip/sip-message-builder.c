/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The only place where a message is written. It works on octets, so that what is copied out of a request into
 * its answer goes back exactly as it came; and no value, wherever it is from, can bring a line of its own. */

#include "sip-message-builder-private.h"

#include "sip-message-private.h"
#include "sip-parser.h"
#include "sip-uri-private.h"

static void
line_clear (gpointer data)
{
  SipBuilderLine *line = data;

  g_free (line->name);
  g_string_free (line->value, TRUE);
}

static SipMessageBuilder *
builder_new (void)
{
  SipMessageBuilder *self = g_new0 (SipMessageBuilder, 1);

  g_atomic_ref_count_init (&self->refs);
  self->start = g_string_new (NULL);
  self->lines = g_array_sized_new (FALSE, FALSE, sizeof (SipBuilderLine), 16);
  g_array_set_clear_func (self->lines, line_clear);
  self->body = g_bytes_new (NULL, 0);
  return self;
}

GString *
sip_builder_clean (const char *text)
{
  GString *value = g_string_new (text);

  for (gsize i = 0; i < value->len; i++)
    if (value->str[i] == '\r' || value->str[i] == '\n')
      value->str[i] = ' ';
  return value;
}

SipBuilderLine *
sip_builder_nth (SipMessageBuilder *self,
                 guint              index)
{
  return &g_array_index (self->lines, SipBuilderLine, index);
}

void
sip_builder_append_copy (SipMessageBuilder *self,
                         SipHeader          header,
                         SipSlice           name,
                         SipSlice           value)
{
  GString *copy = g_string_new_len (value.data, (gssize) value.length);
  SipBuilderLine line = { header, sip_slice_dup (name), copy };

  g_array_append_val (self->lines, line);
}

static void
copy_fields (SipMessageBuilder *self,
             SipMessage        *from,
             SipHeader          header)
{
  for (guint i = 0; i < from->n_fields; i++)
    {
      const SipField *field = &from->fields[i];

      if (field->header == header)
        sip_builder_append_copy (self, header, sip_slice (sip_header_get_name (header), -1), field->value);
    }
}

static SipMessageBuilder *
new_request (const char *method,
             SipUri     *request_uri)
{
  SipMessageBuilder *self = builder_new ();

  g_string_printf (self->start, "%s ", method);
  sip_uri_append_for_request (request_uri, self->start);
  g_string_append (self->start, " SIP/2.0");
  return self;
}

/**
 * sip_message_builder_new_request:
 * @method: a known method
 * @request_uri: where the request goes; its headers part is left out (RFC 3261 §19.1.1)
 *
 * Starts a request with nothing but its start line.
 *
 * Returns: (transfer full): the builder
 */
SipMessageBuilder *
sip_message_builder_new_request (SipMethod  method,
                                 SipUri    *request_uri)
{
  g_return_val_if_fail (method != SIP_METHOD_OTHER, NULL);
  g_return_val_if_fail (request_uri != NULL, NULL);

  return new_request (sip_method_get_name (method), request_uri);
}

/**
 * sip_message_builder_new_extension:
 * @method: a method that has no number; a token
 * @request_uri: where the request goes
 *
 * Starts a request with a method that this room does not know.
 *
 * Returns: (transfer full): the builder
 */
SipMessageBuilder *
sip_message_builder_new_extension (const char *method,
                                   SipUri     *request_uri)
{
  g_return_val_if_fail (method != NULL && sip_slice_is_all (sip_slice (method, -1), SIP_CHAR_TOKEN), NULL);
  g_return_val_if_fail (request_uri != NULL, NULL);

  return new_request (method, request_uri);
}

static void
add_to_tag (SipMessageBuilder *self,
            SipMessage        *request,
            const char        *to_tag)
{
  SipAddress *to = sip_message_get_to (request);

  if (to == NULL || sip_address_get_tag (to) != NULL || to_tag == NULL)
    return;
  for (guint i = 0; i < self->lines->len; i++)
    if (sip_builder_nth (self, i)->header == SIP_HEADER_TO)
      g_string_append_printf (sip_builder_nth (self, i)->value, ";tag=%s", to_tag);
}

/**
 * sip_message_builder_new_response:
 * @request: the request to answer
 * @status: 100 to 699
 * @reason: (nullable): a reason phrase; %NULL for the usual one
 * @to_tag: (nullable): our tag, a token; used when To has none and the status is above 100
 *
 * Starts a response: Via, From, To, Call-ID and CSeq as they came (RFC 3261 §8.2.6.2), Record-Route too where
 * a dialog may follow (§12.1.1), Timestamp in a 100 (§8.2.6.1).
 *
 * Returns: (transfer full): the builder
 */
SipMessageBuilder *
sip_message_builder_new_response (SipMessage *request,
                                  guint       status,
                                  const char *reason,
                                  const char *to_tag)
{
  static const SipHeader copied[] = {
    SIP_HEADER_VIA, SIP_HEADER_FROM, SIP_HEADER_TO, SIP_HEADER_CALL_ID, SIP_HEADER_CSEQ,
  };
  g_autoptr (GString) phrase = NULL;
  SipMessageBuilder *self;

  g_return_val_if_fail (request != NULL && sip_message_is_request (request), NULL);
  g_return_val_if_fail (status >= 100 && status <= 699, NULL);

  self = builder_new ();
  phrase = sip_builder_clean (reason != NULL ? reason : sip_status_get_reason (status));
  g_string_printf (self->start, "SIP/2.0 %u %s", status, phrase->str);
  for (gsize i = 0; i < G_N_ELEMENTS (copied); i++)
    copy_fields (self, request, copied[i]);
  if (status > 100)
    add_to_tag (self, request, to_tag);
  if (status > 100 && status < 300)
    copy_fields (self, request, SIP_HEADER_RECORD_ROUTE);
  if (status == 100)
    copy_fields (self, request, SIP_HEADER_TIMESTAMP);
  return self;
}

/**
 * sip_message_builder_new_copy:
 * @message: a message
 *
 * Starts with everything of @message, to change something and send it again.
 *
 * Returns: (transfer full): the builder
 */
SipMessageBuilder *
sip_message_builder_new_copy (SipMessage *message)
{
  g_autofree char *uri = NULL;
  SipMessageBuilder *self;

  g_return_val_if_fail (message != NULL, NULL);

  self = builder_new ();
  if (sip_message_is_request (message))
    {
      uri = sip_uri_to_string (message->request_uri);
      g_string_printf (self->start, "%s %s SIP/2.0", message->method_name, uri);
    }
  else
    g_string_printf (self->start, "SIP/2.0 %u %s", message->status, sip_message_get_reason (message));

  for (guint i = 0; i < message->n_fields; i++)
    {
      const SipField *field = &message->fields[i];

      if (field->header != SIP_HEADER_CONTENT_LENGTH)
        sip_builder_append_copy (self, field->header, field->name, field->value);
    }
  g_bytes_unref (self->body);
  self->body = g_bytes_ref (sip_message_get_body (message));
  return self;
}

/**
 * sip_message_builder_ref:
 * @self: a builder
 *
 * Takes a reference.
 *
 * Returns: (transfer full): @self
 */
SipMessageBuilder *
sip_message_builder_ref (SipMessageBuilder *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->refs);
  return self;
}

/**
 * sip_message_builder_unref:
 * @self: (transfer full): a builder
 *
 * Drops a reference; the last one frees it.
 */
void
sip_message_builder_unref (SipMessageBuilder *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  g_string_free (self->start, TRUE);
  g_array_unref (self->lines);
  g_bytes_unref (self->body);
  g_free (self);
}

/**
 * sip_message_builder_end:
 * @self: a builder
 *
 * Writes the message, Content-Length last, and reads it back: what is returned is what a peer will read. The
 * builder may be used again.
 *
 * Returns: (transfer full): the message
 */
SipMessage *
sip_message_builder_end (SipMessageBuilder *self)
{
  g_autoptr (GString) text = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (SipMessage) message = NULL;
  gsize size;
  const char *body;

  g_return_val_if_fail (self != NULL, NULL);

  body = g_bytes_get_data (self->body, &size);
  text = g_string_sized_new (1024 + size);
  g_string_append_printf (text, "%s\r\n", self->start->str);
  for (guint i = 0; i < self->lines->len; i++)
    {
      const SipBuilderLine *line = sip_builder_nth (self, i);

      g_string_append_printf (text, "%s: ", line->name);
      g_string_append_len (text, line->value->str, (gssize) line->value->len);
      g_string_append (text, "\r\n");
    }
  g_string_append_printf (text, "Content-Length: %" G_GSIZE_FORMAT "\r\n\r\n", size);
  g_string_append_len (text, body, (gssize) size);

  bytes = g_string_free_to_bytes (g_steal_pointer (&text));
  message = sip_parser_parse_own (bytes, &error);
  if (message == NULL)
    g_critical ("we built what we cannot read: %s", error->message);
  return g_steal_pointer (&message);
}
