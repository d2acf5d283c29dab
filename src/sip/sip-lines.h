/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

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

/* The start line: never folded. */
SipLine  sip_line_take_start (SipCursor *from,
                              SipSlice  *line);
/* A header field: goes on over every line that begins with white space (RFC 3261 §7.3.1). @folded: whether it does. */
SipLine  sip_line_take_field (SipCursor *from,
                              SipSlice  *line,
                              gboolean  *folded);
/* "Name : value", both trimmed, the value with its folds; FALSE when it is no header field. */
gboolean sip_line_split      (SipSlice   line,
                              SipSlice  *name,
                              SipSlice  *value);
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
