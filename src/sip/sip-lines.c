/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Two programs that cut one message at different places can be played against each other; here there is one
 * knife. */

#include "sip-lines.h"

#include <string.h>

/* Takes up to the next LF; the slice has neither LF nor the CR before it. */
static gboolean
take_physical (SipCursor *from,
               SipSlice  *line)
{
  SipSlice rest = sip_cursor_rest (from);
  const char *lf = rest.length > 0 ? memchr (rest.data, '\n', rest.length) : NULL;

  if (lf == NULL)
    return FALSE;
  *line = (SipSlice) { rest.data, (gsize) (lf - rest.data) };
  if (line->length > 0 && line->data[line->length - 1] == '\r')
    line->length--;
  from->at = lf + 1;
  return TRUE;
}

SipLine
sip_line_take_start (SipCursor *from,
                     SipSlice  *line)
{
  if (!take_physical (from, line))
    return SIP_LINE_PARTIAL;
  return line->length == 0 ? SIP_LINE_BLANK : SIP_LINE;
}

SipLine
sip_line_take_field (SipCursor *from,
                     SipSlice  *line,
                     gboolean  *folded)
{
  SipCursor ahead = *from;
  SipSlice more;

  *folded = FALSE;
  if (!take_physical (&ahead, line))
    return SIP_LINE_PARTIAL;
  while (line->length > 0 && ahead.at < ahead.end && (*ahead.at == ' ' || *ahead.at == '\t'))
    {
      if (!take_physical (&ahead, &more))
        return SIP_LINE_PARTIAL;
      line->length = (gsize) (more.data + more.length - line->data);
      *folded = TRUE;
    }
  *from = ahead;
  return line->length > 0 ? SIP_LINE : SIP_LINE_BLANK;
}

static gboolean
is_fold (char c)
{
  return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static SipSlice
trim_folds (SipSlice self)
{
  while (self.length > 0 && is_fold (self.data[0]))
    {
      self.data++;
      self.length--;
    }
  while (self.length > 0 && is_fold (self.data[self.length - 1]))
    self.length--;
  return self;
}

gboolean
sip_line_split (SipSlice  line,
                SipSlice *name,
                SipSlice *value)
{
  SipCursor cursor = sip_cursor (line);

  *name = sip_cursor_take_all (&cursor, SIP_CHAR_TOKEN);
  sip_cursor_skip_space (&cursor);
  if (name->length == 0 || !sip_cursor_take (&cursor, ':'))
    return FALSE;
  *value = trim_folds (sip_cursor_rest (&cursor));
  return TRUE;
}

char *
sip_line_unfold (SipSlice  value,
                 gsize    *length)
{
  char *plain;
  gsize n = 0;

  if (memchr (value.data, '\n', value.length) == NULL)
    return NULL;

  plain = g_malloc (value.length + 1);
  for (gsize i = 0; i < value.length; i++)
    {
      gsize end = i;

      if (end < value.length && value.data[end] == '\r')
        end++;
      if (end < value.length && value.data[end] == '\n')
        {
          /* "All LWS, including folding, has the same semantics as SP" */
          while (end + 1 < value.length && (value.data[end + 1] == ' ' || value.data[end + 1] == '\t'))
            end++;
          plain[n++] = ' ';
          i = end;
        }
      else
        plain[n++] = value.data[i];
    }
  plain[n] = '\0';
  *length = n;
  return plain;
}

gsize
sip_lines_find_end (SipSlice  octets,
                    gsize    *from)
{
  while (*from < octets.length)
    {
      const char *lf = memchr (octets.data + *from, '\n', octets.length - *from);
      gsize next;

      if (lf == NULL)
        {
          *from = octets.length;
          return 0;
        }
      next = (gsize) (lf - octets.data) + 1;
      if (next < octets.length && octets.data[next] == '\r')
        next++;
      if (next >= octets.length)
        {
          /* What follows this line is not here yet: ask again from this line end. */
          *from = (gsize) (lf - octets.data);
          return 0;
        }
      if (octets.data[next] == '\n')
        return next + 1;
      *from = (gsize) (lf - octets.data) + 1;
    }
  return 0;
}

void
sip_length_add (SipLength *self,
                SipSlice   value)
{
  guint32 octets;

  if (!sip_slice_get_number (value, G_MAXINT32, &octets))
    self->fault = "Content-Length is not a number of octets";
  else if (self->known && self->octets != octets)
    self->fault = "two values of Content-Length";
  else
    *self = (SipLength) { TRUE, octets, self->fault };
}
