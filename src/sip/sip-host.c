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

static char *
read_ipv6 (SipCursor *from)
{
  SipCursor ahead = *from;
  g_autofree char *address = NULL;
  struct in6_addr binary;
  SipSlice slice;

  if (!sip_cursor_take (&ahead, '['))
    return NULL;
  slice.data = ahead.at;
  while (!sip_cursor_at_end (&ahead)
         && (g_ascii_isxdigit (*ahead.at) || *ahead.at == ':' || *ahead.at == '.'))
    ahead.at++;
  slice.length = (gsize) (ahead.at - slice.data);
  if (slice.length >= INET6_ADDRSTRLEN || !sip_cursor_take (&ahead, ']'))
    return NULL;

  address = g_ascii_strdown (slice.data, (gssize) slice.length);
  mend_three_colons (address);
  if (inet_pton (AF_INET6, address, &binary) != 1)
    return NULL;
  *from = ahead;
  return g_steal_pointer (&address);
}

char *
sip_host_read (SipCursor *from)
{
  SipCursor ahead = *from;
  SipSlice host;

  if (sip_cursor_peek (from) == '[')
    return read_ipv6 (from);

  host = sip_cursor_take_all (&ahead, SIP_CHAR_HOST);
  if (host.length == 0 || host.length > 255 || !g_ascii_isalnum (host.data[0]))
    return NULL;
  *from = ahead;
  return g_ascii_strdown (host.data, (gssize) host.length);
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
