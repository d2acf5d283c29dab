/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sip-char.h"

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
