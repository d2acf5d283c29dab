/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A BYE or a CANCEL says that it is over and not why. Reason says why (RFC 3326): it is the difference between a call that
 * was missed and one that another telephone took, and what a person at a server's log looks for.
 */

#include "ua-reason.h"

#include "sip-params.h"
#include "sip-slice.h"
#include "ua-error.h"

#include <string.h>

#define MAX_TEXT_LENGTH 200 /* characters; what a stranger says is shown in one line */

typedef struct
{
  UaError     code;
  const char *reason;
} Row;

static const Row rows[] = {
  { UA_ERROR_EXPIRED, "SIP;cause=408;text=\"Session timer expired\"" },
  { UA_ERROR_NO_ACK, "SIP;cause=408;text=\"No ACK\"" },
  { UA_ERROR_CONNECTION, "SIP;cause=503;text=\"Line lost\"" },
  { UA_ERROR_DIALOG, "SIP;cause=481;text=\"Dialog lost\"" },
  { UA_ERROR_BAD_DESCRIPTION, "SIP;cause=488;text=\"Description cannot be used\"" },
  { UA_ERROR_MEDIA, "SIP;cause=500;text=\"Media failed\"" },
};

/**
 * ua_reason_for_end:
 * @how: who ended the call
 * @error: (nullable): why it failed
 *
 * Chooses the Reason of the BYE or CANCEL that ends a call so (RFC 3326 §2): a person who hangs up is normal clearing,
 * cause 16 of Q.850.
 *
 * Returns: (transfer none): the value
 */
const char *
ua_reason_for_end (UaSessionEnd  how,
                   const GError *error)
{
  for (guint i = 0; how == UA_SESSION_END_FAILED && i < G_N_ELEMENTS (rows); i++)
    {
      if (g_error_matches (error, UA_ERROR, rows[i].code))
        return rows[i].reason;
    }
  return "Q.850;cause=16;text=\"Normal call clearing\"";
}

/* FALSE: there is no such value, or it cannot be read. */
static gboolean
read_value (SipMessage  *message,
            guint        index,
            SipSlice    *protocol,
            SipParams   *params)
{
  const char *value = sip_message_get_header_nth (message, SIP_HEADER_REASON, index);
  const char *fault = NULL;

  if (value == NULL)
    return FALSE;

  SipCursor cursor = sip_cursor (sip_slice (value, -1));

  *protocol = sip_cursor_take_all (&cursor, SIP_CHAR_TOKEN);
  sip_cursor_skip_space (&cursor);
  return sip_params_read_header (params, &cursor, &fault);
}

/**
 * ua_reason_get_cause:
 * @message: a BYE, a CANCEL or a response
 * @protocol: whose numbers
 *
 * Reads why it was sent.
 *
 * Returns: the cause; 0 when none is named
 */
guint
ua_reason_get_cause (SipMessage       *message,
                     UaReasonProtocol  protocol)
{
  static const char *const names[] = { "SIP", "Q.850" };

  g_return_val_if_fail (message != NULL, 0);

  for (guint i = 0; i < sip_message_count_header (message, SIP_HEADER_REASON); i++)
    {
      SipParams params = { NULL };
      SipSlice said = { NULL, 0 };
      guint32 cause = 0;

      if (read_value (message, i, &said, &params) && sip_slice_is (said, names[protocol])
          && sip_params_get (&params, "cause") != NULL)
        sip_slice_get_number (sip_slice (sip_params_get (&params, "cause"), -1), G_MAXUINT16, &cause);
      sip_params_clear (&params);
      if (cause != 0)
        return cause;
    }
  return 0;
}

static char *
shorten (const char *text)
{
  if (text == NULL || *text == '\0')
    return NULL;
  return g_utf8_substring (text, 0, MIN (g_utf8_strlen (text, -1), MAX_TEXT_LENGTH));
}

/* warning-value = warn-code SP warn-agent SP warn-text */
static char *
dup_warning (SipMessage *message)
{
  const char *value = sip_message_get_header (message, SIP_HEADER_WARNING);
  const char *quote = value != NULL ? strchr (value, '"') : NULL;
  SipSlice inner;

  if (quote == NULL)
    return NULL;

  SipCursor cursor = sip_cursor (sip_slice (quote, -1));

  if (!sip_cursor_take_quoted (&cursor, &inner))
    return NULL;

  g_autofree char *text = sip_quoted_decode (inner);

  return shorten (text);
}

/**
 * ua_reason_dup_text:
 * @message: a BYE, a CANCEL or a response
 *
 * Reads what it says in words about why it was sent: text= of Reason, else the first Warning. Words of a stranger.
 *
 * Returns: (transfer full) (nullable): the words; %NULL when there are none
 */
char *
ua_reason_dup_text (SipMessage *message)
{
  g_return_val_if_fail (message != NULL, NULL);

  for (guint i = 0; i < sip_message_count_header (message, SIP_HEADER_REASON); i++)
    {
      SipParams params = { NULL };
      SipSlice protocol;
      char *text = NULL;

      if (read_value (message, i, &protocol, &params))
        text = shorten (sip_params_get (&params, "text"));
      sip_params_clear (&params);
      if (text != NULL)
        return text;
    }
  return dup_warning (message);
}
