/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Octets somewhere in a buffer that somebody else owns. Never NUL-terminated; may hold NUL. */
typedef struct
{
  const char *data;
  gsize       length;
} SipSlice;

/* A reading position with its end: no parser in this room looks past what it was given. */
typedef struct
{
  const char *at;
  const char *end;
} SipCursor;

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

static inline SipCursor
sip_cursor (SipSlice slice)
{
  return (SipCursor) { slice.data, slice.data + slice.length };
}

static inline SipSlice
sip_cursor_rest (SipCursor *self)
{
  return (SipSlice) { self->at, (gsize) (self->end - self->at) };
}

static inline gboolean
sip_cursor_at_end (SipCursor *self)
{
  return self->at >= self->end;
}

/* NUL at the end; ask at_end() where NUL may occur. */
static inline char
sip_cursor_peek (SipCursor *self)
{
  return self->at < self->end ? *self->at : '\0';
}

static inline void
sip_cursor_skip_space (SipCursor *self)
{
  while (self->at < self->end && (*self->at == ' ' || *self->at == '\t'))
    self->at++;
}

static inline gboolean
sip_cursor_take (SipCursor *self,
                 char       c)
{
  if (self->at >= self->end || *self->at != c)
    return FALSE;
  self->at++;
  return TRUE;
}

/* With white space around it. */
static inline gboolean
sip_cursor_take_between (SipCursor *self,
                         char       c)
{
  SipCursor ahead = *self;

  sip_cursor_skip_space (&ahead);
  if (!sip_cursor_take (&ahead, c))
    return FALSE;
  sip_cursor_skip_space (&ahead);
  *self = ahead;
  return TRUE;
}

static inline SipSlice
sip_cursor_take_all (SipCursor    *self,
                     SipCharClass  classes)
{
  const char *start = self->at;
  const char *at = start;

  while (at < self->end && sip_char_is (*at, classes))
    at++;
  self->at = at;
  return (SipSlice) { start, (gsize) (at - start) };
}

G_END_DECLS
