/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Two programs that cut one message at different places can be played against each other; here there is one
 * knife. */

#include "sip-lines.h"

#include <string.h>

SipLine
sip_line_take_start (SipCursor *from,
                     SipSlice  *line)
{
  if (!sip_line_take_physical (from, line))
    return SIP_LINE_PARTIAL;
  return line->length == 0 ? SIP_LINE_BLANK : SIP_LINE;
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
