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

gboolean  sip_char_is             (char          c,
                                   SipCharClass  classes);

SipSlice  sip_slice               (const char   *data,
                                   gssize        length); /* -1: NUL-terminated */
SipSlice  sip_slice_of_bytes      (GBytes       *bytes); /* never NULL, even of none */
SipSlice  sip_slice_trim          (SipSlice      self);
gboolean  sip_slice_is            (SipSlice      self,
                                   const char   *text); /* case-insensitive */
gboolean  sip_slice_is_exactly    (SipSlice      self,
                                   const char   *text);
gboolean  sip_slice_is_all        (SipSlice      self,
                                   SipCharClass  classes); /* FALSE when empty */
char     *sip_slice_dup           (SipSlice      self); /* for slices known to hold plain ASCII */
/* As a C string fit for the rest of the program: valid UTF-8, NUL shown as U+2400. */
char     *sip_slice_dup_text      (SipSlice      self);
/* The number written there; FALSE when it is none or above @max. */
gboolean  sip_slice_get_number    (SipSlice      self,
                                   guint32       max,
                                   guint32      *number);

SipCursor sip_cursor              (SipSlice      slice);
SipSlice  sip_cursor_rest         (SipCursor    *self);
gboolean  sip_cursor_at_end       (SipCursor    *self);
char      sip_cursor_peek         (SipCursor    *self); /* NUL at the end; ask at_end() where NUL may occur */
void      sip_cursor_skip_space   (SipCursor    *self);
gboolean  sip_cursor_take         (SipCursor    *self,
                                   char          c);
gboolean  sip_cursor_take_between (SipCursor    *self,
                                   char          c); /* with white space around it */
SipSlice  sip_cursor_take_all     (SipCursor    *self,
                                   SipCharClass  classes);
/* As above, and %HH escapes; an escape that is none ends the slice. */
SipSlice  sip_cursor_take_escaped (SipCursor    *self,
                                   SipCharClass  classes);
/* "…"; @inner is without the quotes and still with its backslashes. */
gboolean  sip_cursor_take_quoted  (SipCursor    *self,
                                   SipSlice     *inner);
/* To the next @separator outside quotes and angle brackets, which is consumed; TRUE when there was one, so
 * that another element follows, even an empty one. */
gboolean  sip_cursor_take_element (SipCursor    *self,
                                   char          separator,
                                   SipSlice     *element);

/* Takes the backslashes out of the inside of a quoted string, as text. */
char     *sip_quoted_decode       (SipSlice      inner);
void      sip_quoted_append       (GString      *to,
                                   const char   *text); /* with the quotes */

G_END_DECLS
