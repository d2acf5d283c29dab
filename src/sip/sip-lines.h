/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <string.h>

#include "sip-slice.h"

G_BEGIN_DECLS

/* Lines of a message head. Parser, framer, log and salvage all cut here, so that they cannot read one message
 * in two ways. A line ends with CRLF; a bare LF is borne. */
typedef enum
{
  SIP_LINE,         /* one field, with its folds */
  SIP_LINE_BLANK,   /* the head ends here, and the cursor is behind it */
  SIP_LINE_PARTIAL, /* the octets end before the line does; the cursor stays */
} SipLine;

/* Takes up to the next LF; the slice has neither LF nor the CR before it. */
static inline gboolean
sip_line_take_physical (SipCursor *from,
                        SipSlice  *line)
{
  gsize left = (gsize) (from->end - from->at);
  const char *lf = left > 0 ? memchr (from->at, '\n', left) : NULL;

  if (lf == NULL)
    return FALSE;
  *line = (SipSlice) { from->at, (gsize) (lf - from->at) };
  if (line->length > 0 && lf[-1] == '\r')
    line->length--;
  from->at = lf + 1;
  return TRUE;
}

static inline gboolean
sip_line_is_white (char c)
{
  return c == ' ' || c == '\t';
}

/* The start line: never folded. */
SipLine  sip_line_take_start (SipCursor *from,
                              SipSlice  *line);

/* A header field: goes on over every line that begins with white space (RFC 3261 §7.3.1). @folded: whether it does. */
static inline SipLine
sip_line_take_field (SipCursor *from,
                     SipSlice  *line,
                     gboolean  *folded)
{
  SipCursor ahead = *from;
  SipSlice more;

  *folded = FALSE;
  if (!sip_line_take_physical (&ahead, line))
    return SIP_LINE_PARTIAL;
  while (line->length > 0 && ahead.at < ahead.end && sip_line_is_white (*ahead.at))
    {
      if (!sip_line_take_physical (&ahead, &more))
        return SIP_LINE_PARTIAL;
      line->length = (gsize) (more.data + more.length - line->data);
      *folded = TRUE;
    }
  *from = ahead;
  return line->length > 0 ? SIP_LINE : SIP_LINE_BLANK;
}

static inline gboolean
sip_line_may_trim (char c)
{
  return sip_line_is_white (c) || c == '\r' || c == '\n';
}

/* "Name : value", both trimmed, the value with its folds; FALSE when it is no header field. */
static inline gboolean
sip_line_split (SipSlice  line,
                SipSlice *name,
                SipSlice *value)
{
  SipCursor cursor = sip_cursor (line);

  *name = sip_cursor_take_all (&cursor, SIP_CHAR_TOKEN);
  sip_cursor_skip_space (&cursor);
  if (name->length == 0 || !sip_cursor_take (&cursor, ':'))
    return FALSE;
  while (cursor.at < cursor.end && sip_line_may_trim (*cursor.at))
    cursor.at++;
  while (cursor.at < cursor.end && sip_line_may_trim (cursor.end[-1]))
    cursor.end--;
  *value = sip_cursor_rest (&cursor);
  return TRUE;
}

/* Folds become one space; NULL when there were none and the slice is good as it is. */
char    *sip_line_unfold     (SipSlice   value,
                              gsize     *length);
/* Octets up to and with the blank line, or 0 when it is not there yet. @from: where an earlier search of the
 * same octets stopped; moved on. */
gsize    sip_lines_find_end  (SipSlice   octets,
                              gsize     *from);

/* What the Content-Length fields of one message add up to (RFC 3261 §20.14). */
typedef struct
{
  gboolean    known;
  guint32     octets;
  const char *fault; /* not a number, or two that differ; NULL: none */
} SipLength;

void     sip_length_add      (SipLength *self,
                              SipSlice   value);

G_END_DECLS
