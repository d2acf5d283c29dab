/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* No password, no proof of one and no media key may reach a log (TRUST, redaction rule). This works on raw
 * octets line by line, so that it also covers what could not be parsed, parts of a multipart, and a SIP
 * message carried in the body of another. */

#include "sip-parser.h"

#include <string.h>

#include "sip-lines.h"
#include "sip-message-private.h"

#define BLOT "[redacted]"

static gboolean
is_credential (SipHeader header)
{
  return header == SIP_HEADER_AUTHORIZATION || header == SIP_HEADER_PROXY_AUTHORIZATION
         || header == SIP_HEADER_AUTHENTICATION_INFO || header == SIP_HEADER_PROXY_AUTHENTICATION_INFO;
}

static gboolean
is_challenge (SipHeader header)
{
  return header == SIP_HEADER_WWW_AUTHENTICATE || header == SIP_HEADER_PROXY_AUTHENTICATE;
}

/* Where, in lower case, a secret begins in a line of any body; what follows is blotted to the end of the
 * line. */
static const char *const body_marks[] = { "a=crypto:", "inline:", "a=ice-pwd:", "a=key-mgmt:", "k=", "signal=", NULL };

static const char *
find_mark (SipSlice    line,
           const char *mark)
{
  gsize n = strlen (mark);

  for (gsize i = 0; i + n <= line.length; i++)
    {
      /* The marks that are SDP lines count only where a line of SDP can begin. */
      if (mark[1] == '=' && i > 0)
        return NULL;
      if (g_ascii_strncasecmp (line.data + i, mark, n) == 0)
        return line.data + i + n;
    }
  return NULL;
}

/* The body of an INFO may be one key of a telephone, and several of them a secret number. */
static gboolean
is_key (SipSlice line)
{
  return line.length == 1 && strchr ("0123456789*#ABCDabcd", *line.data) != NULL && *line.data != '\0';
}

static void
append_body_line (GString  *to,
                  SipSlice  line)
{
  const char *end = line.data + line.length;

  if (is_key (line))
    {
      g_string_append (to, BLOT);
      return;
    }
  for (gsize i = 0; body_marks[i] != NULL; i++)
    {
      const char *secret = find_mark (line, body_marks[i]);

      if (secret != NULL && secret < end)
        {
          g_string_append_len (to, line.data, secret - line.data);
          g_string_append (to, BLOT);
          return;
        }
    }
  g_string_append_len (to, line.data, (gssize) line.length);
}

/* "nonce", "=" and its value, however they are spaced. */
static gboolean
take_nonce (SipCursor *from)
{
  SipCursor ahead = *from;
  SipSlice rest = sip_cursor_rest (from);
  SipSlice value;

  if (rest.length < 5 || !sip_slice_is ((SipSlice) { rest.data, 5 }, "nonce"))
    return FALSE;
  ahead.at += 5;
  if (!sip_cursor_take_between (&ahead, '='))
    return FALSE;
  if (!sip_cursor_take_quoted (&ahead, &value) && sip_cursor_take_all (&ahead, SIP_CHAR_VALUE).length == 0)
    ahead.at = ahead.end;
  *from = ahead;
  return TRUE;
}

/* A challenge stays readable, but for its nonce: it is half of what an attacker needs to try passwords. */
static void
append_challenge (GString  *to,
                  SipSlice  line)
{
  gsize length = line.length;
  g_autofree char *unfolded = sip_line_unfold (line, &length);
  SipCursor cursor = sip_cursor ((SipSlice) { unfolded != NULL ? unfolded : line.data, length });

  while (!sip_cursor_at_end (&cursor))
    {
      if (take_nonce (&cursor))
        g_string_append (to, "nonce=" BLOT);
      else
        g_string_append_c (to, *cursor.at++);
    }
}

static void
append_line (GString  *to,
             SipSlice  line)
{
  SipSlice name, value;
  SipHeader header = SIP_HEADER_UNKNOWN;

  if (sip_line_split (line, &name, &value))
    header = sip_header_lookup (name.data, (gssize) name.length);

  if (is_credential (header))
    g_string_append_printf (to, "%.*s: " BLOT, (int) name.length, name.data);
  else if (is_challenge (header))
    append_challenge (to, line);
  else
    append_body_line (to, line);
}

char *
sip_redact (SipSlice octets)
{
  g_autoptr (GString) text = g_string_sized_new (octets.length + 1);
  SipCursor cursor = sip_cursor (octets);
  SipSlice line;
  gboolean folded;

  while (sip_line_take_field (&cursor, &line, &folded) != SIP_LINE_PARTIAL)
    {
      append_line (text, line);
      g_string_append_c (text, '\n');
    }
  /* A last line without an end, or one that was folded and broke off, may hold a secret as well. */
  append_line (text, sip_cursor_rest (&cursor));
  return sip_slice_dup_text ((SipSlice) { text->str, text->len });
}

/**
 * sip_parser_dup_redacted:
 * @bytes: octets that were or will be on the wire
 *
 * The octets as text for a log: credentials and keys replaced, valid UTF-8, NUL shown as U+2400. Line ends
 * are LF.
 *
 * Returns: (transfer full): the text
 */
char *
sip_parser_dup_redacted (GBytes *bytes)
{
  g_return_val_if_fail (bytes != NULL, NULL);

  return sip_redact (sip_slice_of_bytes (bytes));
}

/**
 * sip_message_dup_redacted:
 * @self: a message
 *
 * The message as text for a log, with credentials and keys replaced.
 *
 * Returns: (transfer full): the text
 */
char *
sip_message_dup_redacted (SipMessage *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return sip_parser_dup_redacted (sip_message_get_bytes (self));
}
