/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The floor: what no reader can leave out is to find where each line ends and where the name before its colon does. */

#include "sip-reader.h"

#include <string.h>

const char sip_reader_body[] = "v=0\r\n"
                               "o=alice 2890844526 2890844526 IN IP4 192.0.2.101\r\n"
                               "s=-\r\n"
                               "c=IN IP4 192.0.2.101\r\n"
                               "t=0 0\r\n"
                               "m=audio 49172 RTP/AVP 0 8 96\r\n"
                               "a=sendrecv\r\n";

static gsize
scan (const char *octets,
      gsize       length)
{
  const char *end = octets + length;
  const char *line = octets;
  gsize sum = 1;

  while (line < end && *line != '\r')
    {
      const char *lf = memchr (line, '\n', (gsize) (end - line));
      const char *colon = memchr (line, ':', (gsize) (lf - line));

      sum += colon != NULL ? (gsize) (colon - line) : 0;
      line = lf + 1;
    }
  return sum;
}

const SipReader sip_reader_scan = { .name = "bare scan", .index = scan };
