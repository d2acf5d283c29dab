/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The character sets of the grammar (RFC 3261 §25.1), as bits. */
typedef enum
{
  SIP_CHAR_ALPHA  = 1 << 0,
  SIP_CHAR_DIGIT  = 1 << 1,
  SIP_CHAR_TOKEN  = 1 << 2,  /* token */
  SIP_CHAR_WORD   = 1 << 3,  /* word: Call-ID */
  SIP_CHAR_USER   = 1 << 4,  /* user, without escapes */
  SIP_CHAR_PARAM  = 1 << 5,  /* paramchar of a URI, without escapes */
  SIP_CHAR_HEADER = 1 << 6,  /* hname and hvalue of a URI, without escapes */
  SIP_CHAR_HOST   = 1 << 7,  /* a host name; with the underscore that real networks use */
  SIP_CHAR_VALUE  = 1 << 8,  /* an unquoted parameter value: token, host, and what peers forget to quote */
  SIP_CHAR_SCHEME = 1 << 9,  /* scheme, after its first letter */
  SIP_CHAR_URIC   = 1 << 10, /* any character of an absolute URI */
  SIP_CHAR_PHONE  = 1 << 11, /* phonedigit-hex without '+' (RFC 3966) */
  SIP_CHAR_VISUAL = 1 << 12, /* visual-separator (RFC 3966) */
  SIP_CHAR_LAX    = 1 << 13, /* what peers write in a user and never should: read, not written */
} SipCharClass;

/* The classes of each octet. */
extern const guint16 sip_char_classes[256];

/* What follows is asked for each octet of a message, so it is here and not behind a call. */

static inline gboolean
sip_char_is (char         c,
             SipCharClass classes)
{
  return (sip_char_classes[(guint8) c] & classes) != 0;
}

/* Of ASCII. */
static inline char
sip_char_lower (char c)
{
  return (char) (c | ((guint8) (c - 'A') < 26) << 5);
}

G_END_DECLS
