/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Where a port ends and an address begins is guessed wrong by every program that guesses (RFC 5118 §4.2,
 * §4.3); this file alone decides it, for URIs and for Via. */

#include "sip-uri-private.h"

#include <arpa/inet.h>
#include <string.h>

/* RFC 3261's grammar allowed three colons before a dotted quad; RFC 5118 §4.10 asks to bear it. */
static void
mend_three_colons (char *address)
{
  char *colons = strstr (address, ":::");

  if (colons != NULL)
    memmove (colons, colons + 1, strlen (colons));
}

static gboolean
is_of_ipv6 (char c)
{
  return g_ascii_isxdigit (c) || c == ':' || c == '.';
}

static const char *
read_ipv6 (SipReading *from)
{
  SipCursor ahead = from->cursor;
  char address[INET6_ADDRSTRLEN];
  struct in6_addr binary;
  SipSlice slice;

  if (!sip_cursor_take (&ahead, '['))
    return NULL;
  slice.data = ahead.at;
  while (!sip_cursor_at_end (&ahead) && is_of_ipv6 (*ahead.at))
    ahead.at++;
  slice.length = (gsize) (ahead.at - slice.data);
  if (slice.length >= sizeof address || !sip_cursor_take (&ahead, ']'))
    return NULL;

  memcpy (address, slice.data, slice.length);
  address[slice.length] = '\0';
  mend_three_colons (address);
  if (inet_pton (AF_INET6, address, &binary) != 1)
    return NULL;
  from->cursor = ahead;
  return sip_reading_adopt (from, g_ascii_strdown (address, -1));
}

const char *
sip_host_read (SipReading *from)
{
  SipCursor ahead = from->cursor;
  SipSlice host;

  if (sip_cursor_peek (&ahead) == '[')
    return read_ipv6 (from);

  host = sip_cursor_take_all (&ahead, SIP_CHAR_HOST);
  if (host.length == 0 || host.length > 255 || !g_ascii_isalnum (host.data[0]))
    return NULL;
  from->cursor = ahead;
  return sip_reading_lower (from, host);
}

gboolean
sip_port_read (SipCursor *from,
               gboolean   spaced,
               guint     *port)
{
  guint32 number;

  *port = 0;
  if (spaced ? !sip_cursor_take_between (from, ':') : !sip_cursor_take (from, ':'))
    return TRUE;
  if (!sip_slice_get_number (sip_cursor_take_all (from, SIP_CHAR_DIGIT), G_MAXUINT16, &number) || number == 0)
    return FALSE;
  *port = number;
  return TRUE;
}

void
sip_host_append (GString    *to,
                 const char *host,
                 guint       port)
{
  if (strchr (host, ':') != NULL)
    g_string_append_printf (to, "[%s]", host);
  else
    g_string_append (to, host);
  if (port != 0)
    g_string_append_printf (to, ":%u", port);
}

gboolean
sip_host_equal (const char *a,
                const char *b)
{
  struct in6_addr binary_a, binary_b;

  if (g_ascii_strcasecmp (a, b) == 0)
    return TRUE;
  return inet_pton (AF_INET6, a, &binary_a) == 1 && inet_pton (AF_INET6, b, &binary_b) == 1
         && memcmp (&binary_a, &binary_b, sizeof binary_a) == 0;
}
