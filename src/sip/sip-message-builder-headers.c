/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The verbs by which a message under construction gets its header fields and body. */

#include "sip-message-builder-private.h"

#include <string.h>

#include "sip-parser.h"

static void
insert_text (SipMessageBuilder *self,
             guint              at,
             SipHeader          header,
             const char        *value)
{
  SipBuilderLine line = sip_builder_write (self, header, sip_slice (sip_header_get_name (header), -1), sip_slice (value, -1));

  sip_builder_clean (self, line.value);
  g_array_insert_val (self->lines, at, line);
}

/* The place of the first (or behind the last) field of @header; the end (or @otherwise) when there is
 * none. */
static guint
place_first (SipMessageBuilder *self,
             SipHeader          header,
             guint              otherwise)
{
  for (guint i = 0; i < self->lines->len; i++)
    if (sip_builder_nth (self, i)->header == header)
      return i;
  return otherwise;
}

static guint
place_after_last (SipMessageBuilder *self,
                  SipHeader          header)
{
  for (guint i = self->lines->len; i > 0; i--)
    if (sip_builder_nth (self, i - 1)->header == header)
      return i;
  return self->lines->len;
}

static gboolean
is_ours_to_set (SipHeader header)
{
  /* Content-Length is counted when the message is done, never claimed. */
  return header > SIP_HEADER_UNKNOWN && header < SIP_N_HEADERS && header != SIP_HEADER_CONTENT_LENGTH;
}

/**
 * sip_message_builder_set_header:
 * @self: a builder
 * @header: a known header, not Content-Length
 * @value: its value; line breaks in it become spaces
 *
 * Sets a header in place of all its fields so far.
 */
void
sip_message_builder_set_header (SipMessageBuilder *self,
                                SipHeader          header,
                                const char        *value)
{
  guint at;

  g_return_if_fail (self != NULL && is_ours_to_set (header) && value != NULL);

  at = place_first (self, header, self->lines->len);
  insert_text (self, at, header, value);
  for (guint i = self->lines->len; i > at + 1; i--)
    if (sip_builder_nth (self, i - 1)->header == header)
      g_array_remove_index (self->lines, i - 1);
}

/**
 * sip_message_builder_add_header:
 * @self: a builder
 * @header: a known header, not Content-Length
 * @value: its value; line breaks in it become spaces
 *
 * Adds a field behind those of the same header.
 */
void
sip_message_builder_add_header (SipMessageBuilder *self,
                                SipHeader          header,
                                const char        *value)
{
  g_return_if_fail (self != NULL && is_ours_to_set (header) && value != NULL);

  insert_text (self, place_after_last (self, header), header, value);
}

/**
 * sip_message_builder_prepend_header:
 * @self: a builder
 * @header: a known header, not Content-Length
 * @value: its value; line breaks in it become spaces
 *
 * Adds a field before those of the same header, or before all others: how a Via is put on top.
 */
void
sip_message_builder_prepend_header (SipMessageBuilder *self,
                                    SipHeader          header,
                                    const char        *value)
{
  g_return_if_fail (self != NULL && is_ours_to_set (header) && value != NULL);

  insert_text (self, place_first (self, header, 0), header, value);
}

static gboolean
is_for_the_stack_alone (SipHeader header)
{
  static const SipHeader headers[] = {
    SIP_HEADER_VIA, SIP_HEADER_FROM, SIP_HEADER_TO, SIP_HEADER_CALL_ID, SIP_HEADER_CSEQ,
    SIP_HEADER_MAX_FORWARDS, SIP_HEADER_CONTACT, SIP_HEADER_ROUTE, SIP_HEADER_RECORD_ROUTE,
    SIP_HEADER_CONTENT_LENGTH, SIP_HEADER_CONTENT_TYPE, SIP_HEADER_AUTHORIZATION, SIP_HEADER_PROXY_AUTHORIZATION, SIP_HEADER_RSEQ,
    SIP_HEADER_RACK,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (headers); i++)
    if (headers[i] == header)
      return TRUE;
  return FALSE;
}

/**
 * sip_message_builder_add_extra:
 * @self: a builder
 * @name: a header's name, known or not
 * @value: its value, valid UTF-8 of one line
 * @error: (nullable): return location for a #GError
 *
 * Adds a header that somebody outside the stack asked for.
 *
 * Returns: %FALSE with a %SIP_PARSE_ERROR when the name is no token, the value is not one line of text, or
 *   the header is one that only the stack may write
 */
gboolean
sip_message_builder_add_extra (SipMessageBuilder  *self,
                               const char         *name,
                               const char         *value,
                               GError            **error)
{
  SipHeader header;
  SipBuilderLine line;
  const char *fault = NULL;

  g_return_val_if_fail (self != NULL && name != NULL && value != NULL, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  header = sip_header_lookup (name, -1);
  if (!sip_slice_is_all (sip_slice (name, -1), SIP_CHAR_TOKEN))
    fault = "no header name";
  else if (strpbrk (value, "\r\n") != NULL || !g_utf8_validate (value, -1, NULL))
    fault = "not one line of text";
  else if (is_for_the_stack_alone (header))
    fault = "not for others to write";
  if (fault != NULL)
    {
      g_set_error (error, SIP_PARSE_ERROR, SIP_PARSE_ERROR_HEADER, "header “%s: %s”: %s", name, value, fault);
      return FALSE;
    }
  line = sip_builder_write (self, header, sip_slice (name, -1), sip_slice (value, -1));
  g_array_append_val (self->lines, line);
  return TRUE;
}

/**
 * sip_message_builder_set_address:
 * @self: a builder
 * @header: a header whose value is an address
 * @address: the address
 *
 * Sets a header to an address, in place of all its fields so far.
 */
void
sip_message_builder_set_address (SipMessageBuilder *self,
                                 SipHeader          header,
                                 SipAddress        *address)
{
  g_autofree char *value = NULL;

  g_return_if_fail (address != NULL);

  value = sip_address_to_string (address);
  sip_message_builder_set_header (self, header, value);
}

/**
 * sip_message_builder_add_address:
 * @self: a builder
 * @header: a header whose values are addresses
 * @address: the address
 *
 * Adds an address behind the fields of the same header.
 */
void
sip_message_builder_add_address (SipMessageBuilder *self,
                                 SipHeader          header,
                                 SipAddress        *address)
{
  g_autofree char *value = NULL;

  g_return_if_fail (address != NULL);

  value = sip_address_to_string (address);
  sip_message_builder_add_header (self, header, value);
}

/**
 * sip_message_builder_set_number:
 * @self: a builder
 * @header: a header whose value is a number
 * @value: the number
 *
 * Sets a header to a number, in place of all its fields so far.
 */
void
sip_message_builder_set_number (SipMessageBuilder *self,
                                SipHeader          header,
                                guint32            value)
{
  char text[16];

  g_snprintf (text, sizeof text, "%u", value);
  sip_message_builder_set_header (self, header, text);
}

/**
 * sip_message_builder_set_cseq:
 * @self: a builder
 * @number: the sequence number
 * @method_name: the method beside it
 *
 * Sets CSeq.
 */
void
sip_message_builder_set_cseq (SipMessageBuilder *self,
                              guint32            number,
                              const char        *method_name)
{
  g_autofree char *text = NULL;

  g_return_if_fail (method_name != NULL);

  text = g_strdup_printf ("%u %s", number, method_name);
  sip_message_builder_set_header (self, SIP_HEADER_CSEQ, text);
}

/**
 * sip_message_builder_set_body:
 * @self: a builder
 * @content_type: (nullable): its type; %NULL for none
 * @body: (nullable): the octets; %NULL for none
 *
 * Sets the body and Content-Type together.
 */
void
sip_message_builder_set_body (SipMessageBuilder *self,
                              const char        *content_type,
                              GBytes            *body)
{
  g_return_if_fail (self != NULL);

  g_bytes_unref (self->body);
  self->body = body != NULL ? g_bytes_ref (body) : g_bytes_new (NULL, 0);
  if (content_type != NULL)
    sip_message_builder_set_header (self, SIP_HEADER_CONTENT_TYPE, content_type);
  else
    sip_message_builder_remove_header (self, SIP_HEADER_CONTENT_TYPE);
}

/**
 * sip_message_builder_remove_header:
 * @self: a builder
 * @header: a known header
 *
 * Takes away all fields of a header.
 */
void
sip_message_builder_remove_header (SipMessageBuilder *self,
                                   SipHeader          header)
{
  g_return_if_fail (self != NULL && header > SIP_HEADER_UNKNOWN && header < SIP_N_HEADERS);

  for (guint i = self->lines->len; i > 0; i--)
    if (sip_builder_nth (self, i - 1)->header == header)
      g_array_remove_index (self->lines, i - 1);
}

/**
 * sip_message_builder_get_header:
 * @self: a builder
 * @header: a known header
 *
 * Reads back the first field of a header.
 *
 * Returns: (transfer none) (nullable): its value, until the builder is changed; %NULL when it was not written
 */
const char *
sip_message_builder_get_header (SipMessageBuilder *self,
                                SipHeader          header)
{
  g_return_val_if_fail (self != NULL && header > SIP_HEADER_UNKNOWN && header < SIP_N_HEADERS, NULL);

  for (guint i = 0; i < self->lines->len; i++)
    if (sip_builder_nth (self, i)->header == header)
      return self->text->str + sip_builder_nth (self, i)->value;
  return NULL;
}
