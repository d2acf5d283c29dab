/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Most headers of a message are never looked at. A header's fields are cut into values, and a value into its
 * parts, when somebody first asks; after that the answer is kept. Messages belong to the main thread, so no
 * lock is needed. */

#include "sip-message-private.h"

#include <string.h>

#include "sip-header-table.h"
#include "sip-limits.h"

#define FIRST_VALUES 5

typedef struct
{
  guint16 field;        /* the first field of that header, from 1; 0: none */
  guint16 count;
  guint   first : 30;   /* among the items */
  guint   asked : 1;
  guint   too_many : 1;
} Range;

G_STATIC_ASSERT (SIP_MAX_FIELDS <= G_MAXUINT16);

/* The values of all headers that were asked for, one header after the other. */
struct _SipValueTable
{
  Range     ranges[SIP_N_HEADERS];
  SipValue *items;
  guint     n_items;
  guint     room;
  SipValue  first_items[FIRST_VALUES];
};

/* Strings together the fields of each header, so that nobody searches for them twice. */
static SipValueTable *
table_new (SipMessage *message)
{
  SipValueTable *self = g_malloc (sizeof (SipValueTable));

  memset (self->ranges, 0, sizeof self->ranges);
  self->items = self->first_items;
  self->n_items = 0;
  self->room = FIRST_VALUES;
  for (guint i = message->n_fields; i > 0; i--)
    {
      SipField *field = &message->fields[i - 1];

      field->next = self->ranges[field->header].field;
      self->ranges[field->header].field = (guint16) i;
    }
  return self;
}

static void
make_room (SipValueTable *self)
{
  self->room *= 4;
  if (self->items == self->first_items)
    {
      self->items = g_new (SipValue, self->room);
      memcpy (self->items, self->first_items, sizeof self->first_items);
    }
  else
    self->items = g_renew (SipValue, self->items, self->room);
}

void
sip_value_table_free (SipValueTable *self)
{
  for (guint i = 0; i < self->n_items; i++)
    {
      SipValue *value = &self->items[i];

      g_free (value->text);
      g_free (value->method);
      g_clear_pointer (&value->address, sip_address_unref);
      g_clear_pointer (&value->via, sip_via_unref);
    }
  if (self->items != self->first_items)
    g_free (self->items);
  g_free (self);
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
add_value (SipValueTable *self,
           SipHeader      header,
           SipSlice       octets)
{
  Range *range = &self->ranges[header];

  if (range->count >= most_values (header))
    {
      range->too_many = TRUE;
      return;
    }
  if (self->n_items == self->room)
    make_room (self);
  self->items[self->n_items++] = (SipValue) { .octets = octets };
  range->count++;
}

static void
add_field (SipValueTable *self,
           SipHeader      header,
           SipSlice       octets)
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

static void
cut_values (SipMessage *self,
            SipHeader   header)
{
  Range *range = &self->values->ranges[header];

  range->asked = TRUE;
  range->first = self->values->n_items;
  if (header == SIP_HEADER_UNKNOWN)
    return;
  for (guint i = range->field; i > 0; i = self->fields[i - 1].next)
    add_field (self->values, header, self->fields[i - 1].value);
}

SipValues
sip_message_get_values (SipMessage *self,
                        SipHeader   header)
{
  const Range *range;

  if (self->values == NULL)
    self->values = table_new (self);
  range = &self->values->ranges[header];
  if (!range->asked)
    cut_values (self, header);
  return (SipValues) { self->values->items + range->first, range->count, range->too_many };
}

SipValue *
sip_message_get_value (SipMessage *self,
                       SipHeader   header,
                       guint       index)
{
  SipValues values = sip_message_get_values (self, header);

  return index < values.count ? &values.items[index] : NULL;
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
