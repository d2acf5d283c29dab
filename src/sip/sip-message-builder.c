/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The only place where a message is written. It works on octets, so that what is copied out of a request into
 * its answer goes back exactly as it came; and no value, wherever it is from, can bring a line of its own. */

#include "sip-message-builder-private.h"

#include <string.h>

#include "sip-message-private.h"
#include "sip-parser.h"
#include "sip-uri-private.h"

#define ROOM_FOR_TEXT  1000
#define ROOM_FOR_LINES 16

static SipMessageBuilder *
builder_new (void)
{
  SipMessageBuilder *self = g_new0 (SipMessageBuilder, 1);

  g_atomic_ref_count_init (&self->refs);
  self->text = g_string_sized_new (ROOM_FOR_TEXT);
  self->lines = g_array_sized_new (FALSE, FALSE, sizeof (SipBuilderLine), ROOM_FOR_LINES);
  self->body = g_bytes_new (NULL, 0);
  return self;
}

void
sip_builder_clean (SipMessageBuilder *self,
                   gsize              at)
{
  char *text = self->text->str + at;
  gsize length = self->text->len - at;

  /* Without a branch, so that the compiler may do many octets at a time. */
  for (gsize i = 0; i < length; i++)
    text[i] = text[i] == '\r' || text[i] == '\n' ? ' ' : text[i];
}

SipBuilderLine *
sip_builder_nth (SipMessageBuilder *self,
                 guint              index)
{
  return &g_array_index (self->lines, SipBuilderLine, index);
}

SipBuilderLine
sip_builder_write (SipMessageBuilder *self,
                   SipHeader          header,
                   SipSlice           name,
                   SipSlice           value)
{
  SipBuilderLine line = { header, self->text->len, self->text->len + name.length + 2 };

  g_string_append_len (self->text, name.data, (gssize) name.length);
  g_string_append_len (self->text, ": ", 2);
  g_string_append_len (self->text, value.data, (gssize) value.length);
  line.length = self->text->len - line.at;
  g_string_append_c (self->text, '\0');
  return line;
}

static void
append_copy (SipMessageBuilder *self,
             SipHeader          header,
             SipSlice           name,
             SipSlice           value)
{
  SipBuilderLine line = sip_builder_write (self, header, name, value);

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
        append_copy (self, header, sip_slice (sip_header_get_name (header), -1), field->value);
    }
}

static SipMessageBuilder *
new_request (const char *method,
             SipUri     *request_uri)
{
  SipMessageBuilder *self = builder_new ();

  g_string_append (self->text, method);
  g_string_append_c (self->text, ' ');
  sip_uri_append_for_request (request_uri, self->text);
  g_string_append (self->text, " SIP/2.0");
  self->start = self->text->len;
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
  g_autoptr (GString) tagged = NULL;

  if (to == NULL || sip_address_get_tag (to) != NULL || to_tag == NULL)
    return;
  for (guint i = 0; i < self->lines->len; i++)
    {
      SipBuilderLine *line = sip_builder_nth (self, i);

      if (line->header != SIP_HEADER_TO)
        continue;
      tagged = g_string_new_len (self->text->str + line->value, (gssize) (line->at + line->length - line->value));
      g_string_append_printf (tagged, ";tag=%s", to_tag);
      *line = sip_builder_write (self, SIP_HEADER_TO, sip_slice ("To", -1), (SipSlice) { tagged->str, tagged->len });
      return;
    }
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
  SipMessageBuilder *self;

  g_return_val_if_fail (request != NULL && sip_message_is_request (request), NULL);
  g_return_val_if_fail (status >= 100 && status <= 699, NULL);

  self = builder_new ();
  g_string_printf (self->text, "SIP/2.0 %u ", status);
  g_string_append (self->text, reason != NULL ? reason : sip_status_get_reason (status));
  sip_builder_clean (self, 0);
  self->start = self->text->len;
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
      g_string_printf (self->text, "%s %s SIP/2.0", message->method_name, uri);
    }
  else
    g_string_printf (self->text, "SIP/2.0 %u %s", message->status, sip_message_get_reason (message));
  self->start = self->text->len;

  for (guint i = 0; i < message->n_fields; i++)
    {
      const SipField *field = &message->fields[i];

      if (field->header != SIP_HEADER_CONTENT_LENGTH)
        append_copy (self, field->header, field->name, field->value);
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
  g_string_free (self->text, TRUE);
  g_array_unref (self->lines);
  g_bytes_unref (self->body);
  g_free (self);
}

static char *
put (char       *to,
     const char *octets,
     gsize       length)
{
  memcpy (to, octets, length);
  return to + length;
}

static GBytes *
join (SipMessageBuilder *self)
{
  gsize body_length;
  const char *body = g_bytes_get_data (self->body, &body_length);
  char count[64];
  gsize count_length = (gsize) g_snprintf (count, sizeof count, "Content-Length: %" G_GSIZE_FORMAT "\r\n\r\n", body_length);
  gsize size = self->start + 2 + count_length + body_length;
  char *octets, *at;

  for (guint i = 0; i < self->lines->len; i++)
    size += sip_builder_nth (self, i)->length + 2;
  octets = at = g_malloc (size);
  at = put (at, self->text->str, self->start);
  at = put (at, "\r\n", 2);
  for (guint i = 0; i < self->lines->len; i++)
    {
      const SipBuilderLine *line = sip_builder_nth (self, i);

      at = put (at, self->text->str + line->at, line->length);
      at = put (at, "\r\n", 2);
    }
  at = put (at, count, count_length);
  if (body_length > 0)
    put (at, body, body_length);
  return g_bytes_new_take (octets, size);
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
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (SipMessage) message = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  bytes = join (self);
  message = sip_parser_parse_own (bytes, &error);
  if (message == NULL)
    g_critical ("we built what we cannot read: %s", error->message);
  return g_steal_pointer (&message);
}
