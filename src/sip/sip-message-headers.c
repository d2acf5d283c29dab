/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What the rest of the program asks of a message. Every text given out here is valid UTF-8 without a NUL
 * inside: a NUL, which a quoted string may hold, is shown as U+2400, an octet that is no UTF-8 as U+FFFD.
 * Whoever needs the octets themselves, to send them back, takes the fields (sip-message-private.h). */

#include "sip-message-private.h"

#include "sip-header-table.h"

/**
 * sip_message_count_header:
 * @self: a message
 * @header: a known header
 *
 * How many values a header has, over all its fields: elements of a list count one by one.
 *
 * Returns: the number of values; 0 where it is absent
 */
guint
sip_message_count_header (SipMessage *self,
                          SipHeader   header)
{
  g_return_val_if_fail (self != NULL, 0);
  g_return_val_if_fail (header < SIP_N_HEADERS, 0);

  return sip_message_get_values (self, header).count;
}

/**
 * sip_message_get_header:
 * @self: a message
 * @header: a known header
 *
 * The first value of a header, unfolded and trimmed.
 *
 * Returns: (nullable): the value as text; %NULL where it is absent
 */
const char *
sip_message_get_header (SipMessage *self,
                        SipHeader   header)
{
  return sip_message_get_header_nth (self, header, 0);
}

/**
 * sip_message_get_header_nth:
 * @self: a message
 * @header: a known header
 * @index: which value, from 0
 *
 * One value of a header, unfolded and trimmed.
 *
 * Returns: (nullable): the value as text; %NULL where there are not so many
 */
const char *
sip_message_get_header_nth (SipMessage *self,
                            SipHeader   header,
                            guint       index)
{
  SipValue *value;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (header < SIP_N_HEADERS, NULL);

  value = sip_message_get_value (self, header, index);
  if (value != NULL && value->text == NULL)
    value->text = sip_slice_dup_text (value->octets);
  return value != NULL ? value->text : NULL;
}

/**
 * sip_message_get_header_by_name:
 * @self: a message
 * @name: a header's name, in any case
 * @index: which value, from 0
 *
 * One value of a header that need not be known; of an unknown one, every field is one value.
 *
 * Returns: (nullable): the value as text; %NULL where there are not so many
 */
const char *
sip_message_get_header_by_name (SipMessage *self,
                                const char *name,
                                guint       index)
{
  SipHeader header;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (name != NULL, NULL);

  header = sip_header_lookup (name, -1);
  if (header != SIP_HEADER_UNKNOWN)
    return sip_message_get_header_nth (self, header, index);

  for (guint i = 0; i < self->n_fields; i++)
    {
      const SipField *field = &self->fields[i];

      if (field->header != SIP_HEADER_UNKNOWN || !sip_slice_is (field->name, name) || index-- > 0)
        continue;
      if (self->texts == NULL)
        self->texts = g_new0 (char *, self->n_fields);
      if (self->texts[i] == NULL)
        self->texts[i] = sip_slice_dup_text (field->value);
      return self->texts[i];
    }
  return NULL;
}

/**
 * sip_message_get_via:
 * @self: a message
 * @index: which, from 0: the top one
 *
 * Returns: (transfer none) (nullable): a Via value; %NULL where it is absent or malformed
 */
SipVia *
sip_message_get_via (SipMessage *self,
                     guint       index)
{
  SipValue *value;

  g_return_val_if_fail (self != NULL, NULL);

  value = sip_message_get_value (self, SIP_HEADER_VIA, index);
  return value != NULL ? sip_value_get_via (value) : NULL;
}

/**
 * sip_message_get_from:
 * @self: a message
 *
 * Returns: (transfer none) (nullable): From; %NULL where it is absent or malformed
 */
SipAddress *
sip_message_get_from (SipMessage *self)
{
  return sip_message_get_address (self, SIP_HEADER_FROM, 0);
}

/**
 * sip_message_get_to:
 * @self: a message
 *
 * Returns: (transfer none) (nullable): To; %NULL where it is absent or malformed
 */
SipAddress *
sip_message_get_to (SipMessage *self)
{
  return sip_message_get_address (self, SIP_HEADER_TO, 0);
}

/**
 * sip_message_get_address:
 * @self: a message
 * @header: a header whose values are addresses: Contact, Route, Refer-To…
 * @index: which value, from 0
 *
 * Returns: (transfer none) (nullable): the address; %NULL where it is absent, malformed or "*"
 */
SipAddress *
sip_message_get_address (SipMessage *self,
                         SipHeader   header,
                         guint       index)
{
  SipValue *value;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (header < SIP_N_HEADERS && header != SIP_HEADER_VIA, NULL);

  value = sip_message_get_value (self, header, index);
  return value != NULL ? sip_value_get_address (value) : NULL;
}

/**
 * sip_message_get_call_id:
 * @self: a message
 *
 * Returns: (nullable): Call-ID; %NULL where it is absent
 */
const char *
sip_message_get_call_id (SipMessage *self)
{
  return sip_message_get_header (self, SIP_HEADER_CALL_ID);
}

/**
 * sip_message_get_cseq:
 * @self: a message
 * @number: (out) (optional): the sequence number
 * @method_name: (out) (optional) (transfer none): the method beside it
 *
 * Reads CSeq.
 *
 * Returns: %FALSE where it is absent or malformed; then nothing is set
 */
gboolean
sip_message_get_cseq (SipMessage  *self,
                      guint32     *number,
                      const char **method_name)
{
  SipValue *value;
  SipSlice method;
  guint32 read;

  g_return_val_if_fail (self != NULL, FALSE);

  value = sip_message_get_value (self, SIP_HEADER_CSEQ, 0);
  if (value == NULL || !sip_grammar_read_cseq (value->octets, &read, &method))
    return FALSE;
  if (number != NULL)
    *number = read;
  if (method_name != NULL)
    {
      if (value->method == NULL)
        value->method = sip_slice_dup (method);
      *method_name = value->method;
    }
  return TRUE;
}

/**
 * sip_message_get_number:
 * @self: a message
 * @header: a header whose value begins with a number: Expires, Min-Expires, Max-Forwards, RSeq…
 * @value: (out): the number
 *
 * Reads a number. Seconds beyond 32 bits are read as the most that 32 bits hold and hops beyond 255 as 255
 * (RFC 4475 §3.1.2.4).
 *
 * Returns: %FALSE where it is absent or malformed; then nothing is set
 */
gboolean
sip_message_get_number (SipMessage *self,
                        SipHeader   header,
                        guint32    *value)
{
  SipValue *written;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (header < SIP_N_HEADERS, FALSE);
  g_return_val_if_fail (value != NULL, FALSE);

  written = sip_message_get_value (self, header, 0);
  return written != NULL
         && sip_grammar_read_number (sip_header_table[header].grammar, written->octets, value);
}

/**
 * sip_message_has_token:
 * @self: a message
 * @header: a header whose values begin with a token: Supported, Require, Allow, Privacy…
 * @token: the token, in any case
 *
 * Returns: %TRUE if one of the values is @token, whatever parameters follow it
 */
gboolean
sip_message_has_token (SipMessage *self,
                       SipHeader   header,
                       const char *token)
{
  SipValues values;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (header < SIP_N_HEADERS, FALSE);
  g_return_val_if_fail (token != NULL, FALSE);

  values = sip_message_get_values (self, header);
  for (guint i = 0; i < values.count; i++)
    {
      SipCursor cursor = sip_cursor (values.items[i].octets);
      gboolean all = sip_header_table[header].grammar == SIP_GRAMMAR_PRIVACY;
      gboolean more = TRUE;

      for (SipSlice part; more; more = more && all)
        {
          more = sip_cursor_take_element (&cursor, ';', &part);
          if (sip_slice_is (part, token))
            return TRUE;
        }
    }
  return FALSE;
}

/**
 * sip_message_dup_content_type:
 * @self: a message
 *
 * Returns: (transfer full) (nullable): "type/subtype" in lower case, without parameters; %NULL where there is
 *   none
 */
char *
sip_message_dup_content_type (SipMessage *self)
{
  SipValue *value;
  SipSlice type, subtype;

  g_return_val_if_fail (self != NULL, NULL);

  value = sip_message_get_value (self, SIP_HEADER_CONTENT_TYPE, 0);
  if (value == NULL || !sip_grammar_read_media (value->octets, &type, &subtype))
    return NULL;

  g_autofree char *written = g_strdup_printf ("%.*s/%.*s", (int) type.length, type.data,
                                              (int) subtype.length, subtype.data);
  return g_ascii_strdown (written, -1);
}
