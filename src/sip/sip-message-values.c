/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Most headers of a message are never looked at. A header's fields are cut into values, and a value into its
 * parts, when somebody first asks; after that the answer is kept. Messages belong to the main thread, so no
 * lock is needed. */

#include "sip-message-private.h"

#include "sip-header-table.h"
#include "sip-limits.h"

static void
value_clear (gpointer data)
{
  SipValue *value = data;

  g_free (value->text);
  g_free (value->method);
  g_clear_pointer (&value->address, sip_address_unref);
  g_clear_pointer (&value->via, sip_via_unref);
}

static guint
most_values (SipHeader header)
{
  switch ((guint) header)
    {
    case SIP_HEADER_VIA:
      return SIP_MAX_VIA;
    case SIP_HEADER_ROUTE:
    case SIP_HEADER_RECORD_ROUTE:
      return SIP_MAX_ROUTE;
    case SIP_HEADER_CONTACT:
      return SIP_MAX_CONTACT;
    default:
      return SIP_MAX_VALUES;
    }
}

static void
add_value (SipValues *self,
           SipHeader  header,
           SipSlice   octets)
{
  SipValue value = { .octets = octets };

  if (self->items->len >= most_values (header))
    self->too_many = TRUE;
  else
    g_array_append_val (self->items, value);
}

static void
add_field (SipValues *self,
           SipHeader  header,
           SipSlice   octets)
{
  SipGrammar grammar = sip_header_table[header].grammar;
  SipCursor cursor = sip_cursor (octets);
  SipSlice element;
  gboolean more = TRUE;

  if (!sip_grammar_is_list (grammar))
    {
      add_value (self, header, octets);
      return;
    }
  while (more)
    {
      more = sip_cursor_take_element (&cursor, ',', &element);
      if (element.length > 0 || !sip_grammar_may_be_empty (grammar))
        add_value (self, header, element);
    }
}

const SipValues *
sip_message_get_values (SipMessage *self,
                        SipHeader   header)
{
  SipValues *values = self->values[header];

  if (values != NULL)
    return values;

  values = self->values[header] = g_new0 (SipValues, 1);
  values->items = g_array_new (FALSE, FALSE, sizeof (SipValue));
  g_array_set_clear_func (values->items, value_clear);
  for (guint i = 0; header != SIP_HEADER_UNKNOWN && i < self->fields->len; i++)
    {
      SipField *field = &g_array_index (self->fields, SipField, i);

      if (field->header == header)
        add_field (values, header, field->value);
    }
  return values;
}

SipValue *
sip_message_get_value (SipMessage *self,
                       SipHeader   header,
                       guint       index)
{
  const SipValues *values = sip_message_get_values (self, header);

  return index < values->items->len ? &g_array_index (values->items, SipValue, index) : NULL;
}

SipAddress *
sip_value_get_address (SipValue *self)
{
  if (!self->tried)
    {
      self->tried = TRUE;
      self->address = sip_address_parse (self->octets.data, (gssize) self->octets.length, NULL);
    }
  return self->address;
}

SipVia *
sip_value_get_via (SipValue *self)
{
  if (!self->tried)
    {
      self->tried = TRUE;
      self->via = sip_via_parse (self->octets.data, (gssize) self->octets.length, NULL);
    }
  return self->via;
}

void
sip_values_free (SipValues *self)
{
  g_array_unref (self->items);
  g_free (self);
}
