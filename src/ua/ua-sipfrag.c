/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* How a call that somebody makes for us is going comes as the first line of the answers they get. It is text of a
 * stranger about a stranger: a number and a few words are taken from it, and nothing else.
 */

#include "ua-sipfrag.h"

#include "sip-slice.h"
#include "sip-status.h"

#include <string.h>

#define MAX_STATUS 699

static gboolean
is_fragment (const char *content_type)
{
  static const char name[] = "message/sipfrag";
  gsize length = sizeof name - 1;

  if (content_type == NULL)
    return TRUE;
  return g_ascii_strncasecmp (content_type, name, length) == 0 && strchr ("; \t", content_type[length]) != NULL;
}

/* The first line that is not empty, within what is looked at; FALSE when it does not end there. */
static gboolean
take_line (GBytes   *body,
           SipSlice *line)
{
  SipSlice whole = sip_slice_of_bytes (body);
  gsize looked_at = MIN (whole.length, UA_SIPFRAG_MAX_LINE);
  const char *end;

  while (looked_at > 0 && (*whole.data == '\r' || *whole.data == '\n'))
    {
      whole.data++;
      whole.length--;
      looked_at--;
    }
  end = looked_at > 0 ? memchr (whole.data, '\n', looked_at) : NULL;
  if (end == NULL && whole.length > looked_at)
    return FALSE;
  *line = sip_slice (whole.data, end != NULL ? end - whole.data : (gssize) looked_at);
  if (line->length > 0 && line->data[line->length - 1] == '\r')
    line->length--;
  return TRUE;
}

static gboolean
take_version (SipCursor *cursor)
{
  static const char version[] = "SIP/2.0";
  SipSlice rest = sip_cursor_rest (cursor);
  gsize length = sizeof version - 1;

  if (rest.length <= length || g_ascii_strncasecmp (rest.data, version, length) != 0)
    return FALSE;
  cursor->at += length;
  return sip_cursor_peek (cursor) == ' ';
}

/* What a person may be shown is one line. */
static char *
dup_reason (SipSlice text)
{
  char *reason = sip_slice_dup_text (sip_slice_trim (text));

  for (char *c = reason; *c != '\0'; c++)
    {
      if (g_ascii_iscntrl (*c))
        *c = ' ';
    }
  return reason;
}

static UaSipfrag *
read_line (SipSlice line)
{
  SipCursor cursor = sip_cursor (line);
  guint32 status = 0;

  if (!take_version (&cursor))
    return NULL;
  sip_cursor_skip_space (&cursor);

  SipSlice digits = sip_cursor_take_all (&cursor, SIP_CHAR_DIGIT);
  gboolean ended = sip_cursor_at_end (&cursor) || sip_cursor_peek (&cursor) == ' ';

  if (!ended || digits.length != 3 || !sip_slice_get_number (digits, MAX_STATUS, &status) || status < 100)
    return NULL;

  UaSipfrag *self = g_new0 (UaSipfrag, 1);

  self->status = status;
  self->reason = dup_reason (sip_cursor_rest (&cursor));
  return self;
}

/**
 * ua_sipfrag_parse:
 * @content_type: (nullable): of the body; %NULL: not told
 * @body: octets of a stranger
 * @error: a %G_IO_ERROR_INVALID_DATA
 *
 * Reads the status line of an answer that somebody else got (RFC 3420).
 *
 * Returns: (transfer full) (nullable): what it says; %NULL when there is none
 */
UaSipfrag *
ua_sipfrag_parse (const char  *content_type,
                  GBytes      *body,
                  GError     **error)
{
  g_return_val_if_fail (body != NULL, NULL);

  SipSlice line = { NULL, 0 };

  if (is_fragment (content_type) && take_line (body, &line))
    {
      UaSipfrag *self = read_line (line);

      if (self != NULL)
        return self;
    }
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "no status line of an answer");
  return NULL;
}

/**
 * ua_sipfrag_free:
 * @self: (transfer full): what was read
 *
 * Frees it.
 */
void
ua_sipfrag_free (UaSipfrag *self)
{
  g_return_if_fail (self != NULL);

  g_free (self->reason);
  g_free (self);
}

/**
 * ua_sipfrag_write:
 * @status: 100–699
 *
 * Writes the status line of an answer, in the usual words, which tell nothing of who gave it (RFC 3515 §5.3).
 *
 * Returns: (transfer full): the body of a NOTIFY
 */
GBytes *
ua_sipfrag_write (guint status)
{
  g_return_val_if_fail (status >= 100 && status <= MAX_STATUS, NULL);

  char *text = g_strdup_printf ("SIP/2.0 %u %s\r\n", status, sip_status_get_reason (status));

  return g_bytes_new_take (text, strlen (text));
}
