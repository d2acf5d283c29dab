/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Octets to message, in one pass and no deeper than needed: the start line is understood, the header fields
 * are cut but not read, the body is measured but not touched. */

#include "sip-parser.h"

#include <string.h>

#include "sip-limits.h"
#include "sip-lines.h"
#include "sip-message-private.h"

#define USUAL_VERSION "SIP/2.0"

G_DEFINE_QUARK (sip-parse-error-quark, sip_parse_error)

/* Our own messages are not held to the limits for others: a reply that copies 256 fields and adds one is
 * right. */
typedef struct
{
  gsize line;
  guint fields;
} Caps;

static const Caps foreign_caps = { SIP_MAX_HEADER_LINE, SIP_MAX_HEADERS };
static const Caps own_caps = { G_MAXSIZE, SIP_MAX_FIELDS };

static gboolean
fail (GError        **error,
      SipParseError   code,
      const char     *fault,
      SipSlice        where)
{
  g_autofree char *shown = NULL;

  where.length = MIN (where.length, 200);
  shown = sip_redact (where);
  g_set_error (error, SIP_PARSE_ERROR, (int) code, "%s: “%s”", fault, shown);
  return FALSE;
}

/* "SIP/2.0"; another version is read too, so that 505 can be said. */
static gboolean
is_version (SipSlice text)
{
  SipCursor cursor = sip_cursor (text);
  SipSlice name;

  if (sip_slice_is_exactly (text, USUAL_VERSION))
    return TRUE;
  name = sip_cursor_take_all (&cursor, SIP_CHAR_ALPHA);
  return sip_slice_is (name, "SIP") && sip_cursor_take (&cursor, '/')
         && sip_cursor_take_all (&cursor, SIP_CHAR_DIGIT).length > 0 && sip_cursor_take (&cursor, '.')
         && sip_cursor_take_all (&cursor, SIP_CHAR_DIGIT).length > 0 && sip_cursor_at_end (&cursor);
}

static void
set_version (SipMessage *self,
             SipSlice    version)
{
  if (G_LIKELY (sip_slice_is_exactly (version, USUAL_VERSION)))
    self->version = USUAL_VERSION;
  else
    self->version = self->own_version = sip_slice_dup (version);
}

static SipSlice
take_word (SipCursor *from)
{
  const char *start = from->at;
  const char *space = start < from->end ? memchr (start, ' ', (gsize) (from->end - start)) : NULL;

  from->at = space != NULL ? space : from->end;
  return (SipSlice) { start, (gsize) (from->at - start) };
}

/* Status-Line = SIP-Version SP Status-Code SP Reason-Phrase; the last SP is borne missing. */
static gboolean
read_status_line (SipMessage  *self,
                  SipSlice     line,
                  GError     **error)
{
  SipCursor cursor = sip_cursor (line);
  SipSlice version = take_word (&cursor);
  SipSlice code;
  guint32 status;

  sip_cursor_take (&cursor, ' ');
  code = take_word (&cursor);
  if (!is_version (version) || code.length != 3 || !sip_slice_get_number (code, 699, &status) || status < 100)
    return fail (error, SIP_PARSE_ERROR_START_LINE, "bad status line", line);
  sip_cursor_take (&cursor, ' ');
  set_version (self, version);
  self->status = status;
  self->phrase = sip_cursor_rest (&cursor);
  return TRUE;
}

/* Request-Line = Method SP Request-URI SP SIP-Version; exactly one SP (RFC 3261 §7.1). */
static gboolean
read_request_line (SipMessage  *self,
                   SipSlice     line,
                   GError     **error)
{
  SipCursor cursor = sip_cursor (line);
  SipSlice method = sip_cursor_take_all (&cursor, SIP_CHAR_TOKEN);
  gboolean first = sip_cursor_take (&cursor, ' ');
  SipSlice uri = take_word (&cursor);
  gboolean second = sip_cursor_take (&cursor, ' ');
  SipSlice version = sip_cursor_rest (&cursor);

  if (method.length == 0 || !first || !second || !is_version (version))
    return fail (error, SIP_PARSE_ERROR_START_LINE, "bad request line", line);
  self->request_uri = sip_uri_parse (uri.data, (gssize) uri.length, NULL);
  if (self->request_uri == NULL)
    return fail (error, SIP_PARSE_ERROR_START_LINE, "bad Request-URI", line);
  sip_message_set_method (self, method);
  set_version (self, version);
  return TRUE;
}

static gboolean
read_start_line (SipMessage  *self,
                 SipCursor   *from,
                 const Caps  *caps,
                 GError     **error)
{
  SipSlice line;

  if (sip_line_take_start (from, &line) == SIP_LINE_PARTIAL)
    return fail (error, SIP_PARSE_ERROR_INCOMPLETE, "no end of the start line", sip_cursor_rest (from));
  if (line.length > caps->line)
    return fail (error, SIP_PARSE_ERROR_TOO_LARGE, "start line too long", line);
  /* No method name holds a '/', so this cannot be a request. */
  if (line.length > 4 && sip_slice_is ((SipSlice) { line.data, 4 }, "SIP/"))
    return read_status_line (self, line, error);
  return read_request_line (self, line, error);
}

static gboolean
read_field (SipMessage  *self,
            SipSlice     line,
            gboolean     folded,
            SipLength   *length,
            GError     **error)
{
  SipField field = { .unfolded = NULL };
  gsize unfolded;

  if (!sip_line_split (line, &field.name, &field.value))
    return fail (error, SIP_PARSE_ERROR_HEADER, "no header field", line);
  if (folded)
    field.unfolded = sip_line_unfold (field.value, &unfolded);
  if (field.unfolded != NULL)
    field.value = (SipSlice) { field.unfolded, unfolded };
  field.header = sip_header_lookup (field.name.data, (gssize) field.name.length);
  sip_message_add_field (self, &field);

  /* A CR that ends no line is where another program may see a line end. */
  if (field.value.length > 0 && memchr (field.value.data, '\r', field.value.length) != NULL)
    return fail (error, SIP_PARSE_ERROR_HEADER, "CR without LF", line);
  if (field.header == SIP_HEADER_CONTENT_LENGTH)
    sip_length_add (length, field.value);
  return TRUE;
}

static gboolean
read_fields (SipMessage  *self,
             SipCursor   *from,
             const Caps  *caps,
             SipLength   *length,
             GError     **error)
{
  gboolean folded;
  SipSlice line;
  SipLine kind;

  while ((kind = sip_line_take_field (from, &line, &folded)) == SIP_LINE)
    {
      if (line.length > caps->line)
        return fail (error, SIP_PARSE_ERROR_TOO_LARGE, "header field too long", line);
      if (self->n_fields >= caps->fields)
        return fail (error, SIP_PARSE_ERROR_TOO_LARGE, "too many header fields", line);
      if (!read_field (self, line, folded, length, error))
        return FALSE;
    }
  if (kind == SIP_LINE_PARTIAL)
    return fail (error, SIP_PARSE_ERROR_INCOMPLETE, "no end of the header section", sip_cursor_rest (from));
  return TRUE;
}

/* RFC 3261 §18.3: octets beyond Content-Length are discarded, fewer are an error; absent, the body is the
 * rest. */
static gboolean
read_body (SipMessage       *self,
           GBytes           *bytes,
           SipCursor        *from,
           const SipLength  *length,
           GError          **error)
{
  const char *start = sip_slice_of_bytes (bytes).data;
  SipSlice rest = sip_cursor_rest (from);
  gsize head = (gsize) (from->at - start);

  if (length->fault != NULL)
    return fail (error, SIP_PARSE_ERROR_FRAMING, length->fault, (SipSlice) { start, head });
  if (length->known && length->octets > rest.length)
    return fail (error, SIP_PARSE_ERROR_FRAMING, "body shorter than Content-Length",
                 (SipSlice) { start, head });
  if (length->known)
    rest.length = length->octets;
  self->source = g_bytes_ref (bytes);
  self->head = (SipSlice) { start, head };
  self->rest = rest;
  return TRUE;
}

static void
skip_blank_lines (SipCursor *from)
{
  while (sip_cursor_peek (from) == '\r' || sip_cursor_peek (from) == '\n')
    from->at++;
}

static SipMessage *
parse (GBytes      *bytes,
       const Caps  *caps,
       GError     **error)
{
  g_autoptr (SipMessage) self = sip_message_alloc ();
  SipLength length = { FALSE };
  SipSlice all = sip_slice_of_bytes (bytes);
  SipCursor cursor = sip_cursor (all);

  /* "Implementations processing SIP messages MUST ignore any CRLF appearing before the start-line" (§7.5) */
  skip_blank_lines (&cursor);
  if (!read_start_line (self, &cursor, caps, error)
      || !read_fields (self, &cursor, caps, &length, error)
      || !read_body (self, bytes, &cursor, &length, error))
    return NULL;
  return g_steal_pointer (&self);
}

SipMessage *
sip_parser_parse_own (GBytes  *bytes,
                      GError **error)
{
  return parse (bytes, &own_caps, error);
}

/**
 * sip_parser_parse:
 * @bytes: one message: a datagram, a WebSocket message, or what the framer cut
 * @error: (nullable): return location for a #GError
 *
 * Reads a message as far as is needed to know what it is (RFC 3261 §7). Header values are not judged here;
 * sip_message_check() does that. Octets after Content-Length are ignored (§18.3).
 *
 * Returns: (transfer full) (nullable): the message, or %NULL with a %SIP_PARSE_ERROR
 */
SipMessage *
sip_parser_parse (GBytes  *bytes,
                  GError **error)
{
  g_return_val_if_fail (bytes != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  if (g_bytes_get_size (bytes) > SIP_MAX_STREAM)
    {
      g_set_error (error, SIP_PARSE_ERROR, SIP_PARSE_ERROR_TOO_LARGE, "message of %" G_GSIZE_FORMAT " octets",
                   g_bytes_get_size (bytes));
      return NULL;
    }
  return parse (bytes, &foreign_caps, error);
}
