/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A stream has no message boundaries but those that Content-Length draws. Once that cannot be believed every
 * later octet may be anything, so the framer then says so for good and never guesses (RFC 3261 §18.3). */

#include "sip-framer.h"

#include <string.h>

#include "sip-headers.h"
#include "sip-limits.h"
#include "sip-lines.h"
#include "sip-parser.h"

struct _SipFramer
{
  GByteArray *buffer;
  gsize       start;    /* of what has not been handed out */
  gsize       searched; /* how far, from there, the end of the head was looked for */
  gsize       head;     /* octets of the head; 0: its end is not here yet */
  gsize       total;    /* octets of the message, when the head is known */
  gboolean    broken;
};

/**
 * sip_framer_new:
 *
 * A framer for one connection.
 *
 * Returns: (transfer full): the framer
 */
SipFramer *
sip_framer_new (void)
{
  SipFramer *self = g_new0 (SipFramer, 1);

  self->buffer = g_byte_array_new ();
  return self;
}

/**
 * sip_framer_free:
 * @self: (transfer full): a framer
 *
 * Frees it with all it still holds.
 */
void
sip_framer_free (SipFramer *self)
{
  g_return_if_fail (self != NULL);

  g_byte_array_unref (self->buffer);
  g_free (self);
}

static SipSlice
rest (SipFramer *self)
{
  return (SipSlice) { (const char *) self->buffer->data + self->start, self->buffer->len - self->start };
}

/* Moves what is left to the front only when that is little, so that many small messages in one push cost no
 * more than their octets. */
static void
compact (SipFramer *self)
{
  if (self->start < self->buffer->len && self->start < self->buffer->len / 2)
    return;
  g_byte_array_remove_range (self->buffer, 0, (guint) self->start);
  self->start = 0;
}

static void
drop (SipFramer *self,
      gsize      octets)
{
  self->start += octets;
  self->searched = self->head = self->total = 0;
  compact (self);
}

static SipFrame
fail (SipFramer      *self,
      SipParseError   code,
      const char     *fault,
      GBytes        **message,
      GError        **error)
{
  self->broken = TRUE;
  if (self->head > 0)
    *message = g_bytes_new (rest (self).data, self->head);
  g_set_error_literal (error, SIP_PARSE_ERROR, (int) code, fault);
  return SIP_FRAME_BROKEN;
}

/* NULL when the head says how long its message is. */
static const char *
read_length (SipFramer *self)
{
  SipCursor cursor = sip_cursor ((SipSlice) { rest (self).data, self->head });
  SipLength length = { FALSE };
  gboolean typed = FALSE;
  SipSlice line, name, value;
  gboolean folded;

  sip_line_take_start (&cursor, &line);
  while (sip_line_take_field (&cursor, &line, &folded) == SIP_LINE)
    {
      SipHeader header = SIP_HEADER_UNKNOWN;

      if (sip_line_split (line, &name, &value))
        header = sip_header_lookup (name.data, (gssize) name.length);
      if (header == SIP_HEADER_CONTENT_LENGTH)
        sip_length_add (&length, value);
      typed |= header == SIP_HEADER_CONTENT_TYPE;
    }
  if (length.fault != NULL)
    return length.fault;
  /* Without it a body has no end; where none is announced it is taken for zero, for peers that forget it. */
  if (!length.known && typed)
    return "no Content-Length on a stream";
  self->total = self->head + length.octets;
  return NULL;
}

/* CRLF between messages (RFC 5626 §3.5.1). A ping cut in two by the network looks like two pongs, which
 * nobody minds; a pong could not be told from half a ping without waiting for ever. */
static SipFrame
take_keep_alive (SipFramer *self)
{
  SipSlice octets = rest (self);

  if (octets.length >= 4 && memcmp (octets.data, "\r\n\r\n", 4) == 0)
    {
      drop (self, 4);
      return SIP_FRAME_PING;
    }
  if (octets.length < 2 || (octets.length == 3 && octets.data[2] == '\r'))
    return SIP_FRAME_NONE;
  drop (self, 2);
  return SIP_FRAME_PONG;
}

/* A CR or LF alone between messages means nothing; none of them begins one (RFC 3261 §7.5). */
static void
skip_strays (SipFramer *self)
{
  SipSlice octets = rest (self);
  gsize n = 0;

  while (n < octets.length
         && (octets.data[n] == '\n'
             || (octets.data[n] == '\r' && n + 1 < octets.length && octets.data[n + 1] != '\n')))
    n++;
  if (n > 0)
    drop (self, n);
}

static SipFrame
take_message (SipFramer  *self,
              GBytes    **message,
              GError    **error)
{
  const char *fault;

  if (self->head == 0)
    {
      self->head = sip_lines_find_end (rest (self), &self->searched);
      if (self->head == 0 && self->searched > SIP_MAX_STREAM)
        return fail (self, SIP_PARSE_ERROR_TOO_LARGE, "header section without an end", message, error);
      if (self->head == 0)
        return SIP_FRAME_NONE;
      fault = read_length (self);
      if (fault != NULL)
        return fail (self, SIP_PARSE_ERROR_FRAMING, fault, message, error);
      if (self->total > SIP_MAX_STREAM)
        return fail (self, SIP_PARSE_ERROR_TOO_LARGE, "message too large", message, error);
    }
  if (rest (self).length < self->total)
    return SIP_FRAME_NONE;

  *message = g_bytes_new (rest (self).data, self->total);
  drop (self, self->total);
  return SIP_FRAME_MESSAGE;
}

/**
 * sip_framer_push:
 * @self: a framer
 * @data: (array length=length): octets from the stream
 * @length: how many
 *
 * Adds octets. After a %SIP_FRAME_BROKEN they are thrown away.
 */
void
sip_framer_push (SipFramer    *self,
                 const guint8 *data,
                 gsize         length)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (data != NULL || length == 0);
  g_return_if_fail (length <= G_MAXINT32);

  if (!self->broken && length > 0)
    g_byte_array_append (self->buffer, data, (guint) length);
}

/**
 * sip_framer_next:
 * @self: a framer
 * @message: (out) (transfer full) (nullable): set for %SIP_FRAME_MESSAGE: one message; and for
 *   %SIP_FRAME_BROKEN to the head that could not be framed, where it was all there, so that it can be
 *   answered
 * @error: (nullable): return location for a #GError, set for %SIP_FRAME_BROKEN
 *
 * Takes the next thing out of the stream. Call again until it returns %SIP_FRAME_NONE or %SIP_FRAME_BROKEN.
 *
 * Returns: what was found
 */
SipFrame
sip_framer_next (SipFramer  *self,
                 GBytes    **message,
                 GError    **error)
{
  g_return_val_if_fail (self != NULL, SIP_FRAME_BROKEN);
  g_return_val_if_fail (message != NULL, SIP_FRAME_BROKEN);
  g_return_val_if_fail (error == NULL || *error == NULL, SIP_FRAME_BROKEN);

  *message = NULL;
  if (self->broken)
    {
      g_set_error_literal (error, SIP_PARSE_ERROR, SIP_PARSE_ERROR_FRAMING, "framing was lost before");
      return SIP_FRAME_BROKEN;
    }
  skip_strays (self);
  if (rest (self).length == 0)
    return SIP_FRAME_NONE;
  return *rest (self).data == '\r' ? take_keep_alive (self) : take_message (self, message, error);
}
