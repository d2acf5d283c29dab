/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A request that cannot be parsed still has a sender who waits for an answer. What the answer needs is copied
 * out of the wreck as octets, unread. */

#include "sip-parser.h"

#include <string.h>

#include "sip-lines.h"
#include "sip-status.h"

typedef struct
{
  GString  *vias;
  SipSlice  from;
  SipSlice  to;
  SipSlice  call_id;
  SipSlice  cseq;
} Wreck;

static void
append_field (GString    *to,
              const char *name,
              SipSlice    value)
{
  gsize length = value.length;
  g_autofree char *unfolded = sip_line_unfold (value, &length);
  gsize start;

  g_string_append_printf (to, "%s: ", name);
  start = to->len;
  g_string_append_len (to, unfolded != NULL ? unfolded : value.data, (gssize) length);
  /* A CR alone may be why the request was refused. */
  g_strdelimit (to->str + start, "\r", ' ');
  g_string_append (to, "\r\n");
}

static void
keep_first (SipSlice *kept,
            SipSlice  value)
{
  if (kept->data == NULL)
    *kept = value;
}

static void
keep_field (Wreck    *self,
            SipSlice  line)
{
  SipSlice name, value;

  if (!sip_line_split (line, &name, &value) || memchr (line.data, '\0', line.length) != NULL)
    return;
  switch ((guint) sip_header_lookup (name.data, (gssize) name.length))
    {
    case SIP_HEADER_VIA:
      append_field (self->vias, "Via", value);
      break;
    case SIP_HEADER_FROM:
      keep_first (&self->from, value);
      break;
    case SIP_HEADER_TO:
      keep_first (&self->to, value);
      break;
    case SIP_HEADER_CALL_ID:
      keep_first (&self->call_id, value);
      break;
    case SIP_HEADER_CSEQ:
      keep_first (&self->cseq, value);
      break;
    default:
      break;
    }
}

/* "A stateless UAS MUST generate To tags … the same tag for the same request" (RFC 3261 §8.2.7) */
static void
append_to (GString     *reply,
           const Wreck *self,
           SipSlice     head)
{
  g_autoptr (SipAddress) address = NULL;
  guint64 hash = 0xcbf29ce484222325u;

  if (self->to.data == NULL)
    return;
  append_field (reply, "To", self->to);
  address = sip_address_parse (self->to.data, (gssize) self->to.length, NULL);
  if (address == NULL || sip_address_get_tag (address) != NULL)
    return;
  for (gsize i = 0; i < head.length; i++)
    hash = (hash ^ (guint8) head.data[i]) * 0x100000001b3u;
  g_string_truncate (reply, reply->len - 2);
  g_string_append_printf (reply, ";tag=%016" G_GINT64_MODIFIER "x\r\n", hash);
}

/* A response is never answered, and neither is an ACK. */
static gboolean
may_be_answered (SipSlice start)
{
  static const char *const unanswered[] = { "SIP/", "ACK ", NULL };

  for (gsize i = 0; unanswered[i] != NULL; i++)
    if (start.length >= 4 && sip_slice_is ((SipSlice) { start.data, 4 }, unanswered[i]))
      return FALSE;
  return TRUE;
}

/**
 * sip_parser_salvage_reply:
 * @bytes: octets that sip_parser_parse() refused, or the head of them
 * @status: the status to answer with, 300 to 699
 * @reason: (nullable): a reason phrase of one line; %NULL for the usual one
 *
 * Builds an answer to a request too broken to be a message. Via, From, To, Call-ID and CSeq are copied as
 * they came; a tag is added to a readable To and is the same for the same request.
 *
 * Returns: (transfer full) (nullable): the reply's octets; %NULL when there is no Via to route it by, or when
 *   the octets were a response or an ACK
 */
GBytes *
sip_parser_salvage_reply (GBytes     *bytes,
                          guint       status,
                          const char *reason)
{
  g_autoptr (GString) vias = g_string_new (NULL);
  g_autoptr (GString) reply = NULL;
  g_autofree char *phrase = NULL;
  Wreck wreck = { vias };
  SipSlice all, line;
  SipCursor cursor;

  g_return_val_if_fail (bytes != NULL, NULL);
  g_return_val_if_fail (status >= 300 && status <= 699, NULL);

  all = sip_slice_of_bytes (bytes);
  cursor = sip_cursor (all);
  while (sip_cursor_peek (&cursor) == '\r' || sip_cursor_peek (&cursor) == '\n')
    cursor.at++;
  if (sip_line_take_start (&cursor, &line) != SIP_LINE || !may_be_answered (line))
    return NULL;
  gboolean folded;
  while (sip_line_take_field (&cursor, &line, &folded) == SIP_LINE)
    keep_field (&wreck, line);
  if (vias->len == 0)
    return NULL;

  phrase = g_strdelimit (g_strdup (reason != NULL ? reason : sip_status_get_reason (status)), "\r\n", ' ');
  reply = g_string_new (NULL);
  g_string_append_printf (reply, "SIP/2.0 %u %s\r\n%s", status, phrase, vias->str);
  if (wreck.from.data != NULL)
    append_field (reply, "From", wreck.from);
  append_to (reply, &wreck, (SipSlice) { all.data, (gsize) (cursor.at - all.data) });
  if (wreck.call_id.data != NULL)
    append_field (reply, "Call-ID", wreck.call_id);
  if (wreck.cseq.data != NULL)
    append_field (reply, "CSeq", wreck.cseq);
  g_string_append (reply, "Content-Length: 0\r\n\r\n");
  return g_string_free_to_bytes (g_steal_pointer (&reply));
}
