/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A message holds a dozen URIs, addresses and Vias, each of half a dozen strings. To allocate every one of them costs more than
 * to read them, so a value is one block: its struct, its parameters and one copy of its octets, cut in place. */

#include "sip-reading.h"

#include <string.h>

#define ALIGNMENT   sizeof (gpointer)
#define PARAMS_ROOM 128 /* for the first few parameters of a URI and its address */

gpointer
sip_pack_take (SipPack *self,
               gsize    size)
{
  gsize whole = (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
  char *piece = self->at;

  if (G_UNLIKELY ((gsize) (self->end - piece) < whole))
    {
      gsize room = MAX (whole, 256);

      piece = g_malloc (room);
      self->more = g_slist_prepend (self->more, piece);
      self->end = piece + room;
    }
  self->at = piece + whole;
  return piece;
}

void
sip_pack_clear (SipPack *self)
{
  g_slist_free_full (g_steal_pointer (&self->more), g_free);
}

gsize
sip_reading_estimate (gsize length)
{
  return PARAMS_ROOM + (length + ALIGNMENT) / ALIGNMENT * ALIGNMENT;
}

void
sip_reading_begin (SipReading *self,
                   SipPack    *pack,
                   SipSlice    octets)
{
  self->pack = pack;
  self->n_cuts = 0;
  self->lenient = FALSE;
  self->copy = sip_pack_take (pack, octets.length + 1);
  memcpy (self->copy, octets.data, octets.length);
  self->copy[octets.length] = '\0';
  self->cursor = (SipCursor) { self->copy, self->copy + octets.length };
}

char *
sip_reading_text (SipReading *self,
                  SipSlice    part)
{
  char *text = self->copy + (part.data - self->copy);

  if (G_LIKELY (self->n_cuts < SIP_READING_CUTS))
    self->cuts[self->n_cuts++] = text + part.length;
  else
    {
      text = memcpy (sip_pack_take (self->pack, part.length + 1), part.data, part.length);
      text[part.length] = '\0';
    }
  return text;
}

char *
sip_reading_lower (SipReading *self,
                   SipSlice    part)
{
  char *text = sip_reading_text (self, part);

  for (gsize i = 0; i < part.length; i++)
    text[i] = sip_char_lower (text[i]);
  return text;
}

const char *
sip_reading_adopt (SipReading *self,
                   char       *text)
{
  self->pack->more = g_slist_append (self->pack->more, text);
  return text;
}

void
sip_reading_end (SipReading *self)
{
  for (guint i = 0; i < self->n_cuts; i++)
    *self->cuts[i] = '\0';
}
