/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The headers of an INVITE from a stranger that say who calls. Whatever is taken from them is within its limits, and may be
 * shown and written again. */

#include "sip-parser.h"
#include "ua-caller.h"

#include <string.h>

int LLVMFuzzerTestOneInput (const guint8 *data,
                            size_t        size);

static void
assert_uri (const char *text)
{
  g_assert_true (text == NULL || (strlen (text) <= 2048 && strpbrk (text, "\r\n") == NULL));
}

static void
assert_diversions (GPtrArray *diversions)
{
  g_assert_cmpuint (diversions->len, <=, UA_DIVERSION_MAX);
  for (guint i = 0; i < diversions->len; i++)
    {
      UaDiversion *diversion = g_ptr_array_index (diversions, i);
      g_autoptr (SipAddress) value = ua_diversion_to_address (diversion);
      g_autofree char *text = sip_address_to_string (value);
      g_autoptr (SipAddress) again = sip_address_parse (text, -1, NULL);

      g_assert_nonnull (ua_diversion_reason_name (diversion->reason));
      g_assert_nonnull (again);
      g_assert_null (strpbrk (text, "\r\n"));
    }
}

static void
assert_sound (UaCaller *caller,
              gboolean  trusted)
{
  g_assert_nonnull (ua_caller_get_identity (caller));
  g_assert_true (trusted || !ua_caller_is_asserted (caller));
  g_assert_cmpuint (ua_caller_get_answer_after_s (caller), <=, UA_CALLER_MAX_ANSWER_AFTER_S);
  g_assert_cmpint (ua_caller_get_answer_mode (caller), <=, UA_ANSWER_MODE_AUTO_REQUIRED);
  assert_uri (ua_caller_get_alert (caller));
  assert_uri (ua_caller_get_icon (caller));
  assert_diversions (ua_caller_get_diversions (caller));
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        size_t        size)
{
  g_autoptr (GString) text = g_string_new ("INVITE sip:a@b SIP/2.0\r\nVia: SIP/2.0/WSS h;branch=z9hG4bK1\r\nTo: <sip:a@b>\r\n"
                                           "Call-ID: c\r\nCSeq: 1 INVITE\r\nFrom: <sip:d@e>;tag=f\r\n");
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (SipMessage) message = NULL;

  g_string_append_len (text, (const char *) data, (gssize) size);
  g_string_append (text, "\r\n\r\n");
  bytes = g_bytes_new (text->str, text->len);
  message = sip_parser_parse (bytes, NULL);
  if (message == NULL || sip_message_get_from (message) == NULL)
    return 0;
  for (guint trusted = 0; trusted < 2; trusted++)
    {
      g_autoptr (UaCaller) caller = ua_caller_new (message, trusted == 1);

      assert_sound (caller, trusted == 1);
    }
  return 0;
}
