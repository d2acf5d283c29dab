/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* One message in a datagram or a WebSocket frame, through all that is done with it before a person hears of
 * it. What is written from it must read the same. */

#include "sip-parser.h"
#include "sip-sanity.h"

int LLVMFuzzerTestOneInput (const guint8 *data,
                            size_t        size);

static const char *const methods[] = { "INVITE", "ACK", "BYE", "OPTIONS", "MESSAGE", NULL };
static const char *const extensions[] = { "timer", NULL };
static const char *const types[] = { "application/sdp", NULL };
static const SipAbilities abilities = { methods, extensions, types, NULL };

static void
ask_everything (SipMessage *message)
{
  g_autofree char *type = sip_message_dup_content_type (message);
  guint32 number;

  for (SipHeader header = SIP_HEADER_UNKNOWN + 1; header < SIP_N_HEADERS; header++)
    for (guint i = 0; i < sip_message_count_header (message, header); i++)
      {
        g_assert_true (g_utf8_validate (sip_message_get_header_nth (message, header, i), -1, NULL));
        sip_message_get_number (message, header, &number);
        sip_message_has_token (message, header, "timer");
        if (header != SIP_HEADER_VIA)
          sip_message_get_address (message, header, i);
        else if (sip_message_get_via (message, i) != NULL)
          sip_via_has_magic (sip_message_get_via (message, i));
      }
  sip_message_get_cseq (message, &number, NULL);
  sip_message_get_method (message);
  sip_message_get_header_by_name (message, "X-Y", 1);
}

static void
assert_same (SipMessage *a,
             SipMessage *b)
{
  g_assert_cmpstr (sip_message_get_method_name (a), ==, sip_message_get_method_name (b));
  g_assert_cmpuint (sip_message_get_status (a), ==, sip_message_get_status (b));
  if (sip_message_is_request (a))
    g_assert_true (sip_uri_equal (sip_message_get_request_uri (a), sip_message_get_request_uri (b)));
  for (SipHeader header = SIP_HEADER_UNKNOWN + 1; header < SIP_N_HEADERS; header++)
    {
      guint n = sip_message_count_header (a, header);

      if (header == SIP_HEADER_CONTENT_LENGTH)
        continue;
      g_assert_cmpuint (n, ==, sip_message_count_header (b, header));
      for (guint i = 0; i < n; i++)
        g_assert_cmpstr (sip_message_get_header_nth (a, header, i), ==,
                         sip_message_get_header_nth (b, header, i));
    }
  g_assert_true (g_bytes_equal (sip_message_get_body (a), sip_message_get_body (b)));
}

static void
write_again (SipMessage *message)
{
  g_autoptr (SipMessageBuilder) builder = sip_message_builder_new_copy (message);
  g_autoptr (SipMessage) copy = sip_message_builder_end (builder);
  g_autoptr (SipMessageBuilder) second = sip_message_builder_new_copy (copy);
  g_autoptr (SipMessage) twin = sip_message_builder_end (second);

  assert_same (message, copy);
  g_assert_true (g_bytes_equal (sip_message_get_bytes (copy), sip_message_get_bytes (twin)));
}

static void
judge (SipMessage *message)
{
  g_autoptr (SipMessage) reply = NULL;
  g_autoptr (SipMessage) answer = NULL;
  SipSanityResult result;

  sip_message_check (message, NULL);
  sip_sanity_check (message, &abilities, &result);
  if (result.verdict == SIP_SANITY_REJECT)
    {
      reply = sip_sanity_make_reply (&result, message, "tag");
      g_assert_cmpuint (sip_message_get_status (reply), ==, result.status);
    }
  if (sip_message_is_request (message))
    {
      g_autoptr (SipMessageBuilder) builder = sip_message_builder_new_response (message, 200, NULL, "tag");

      answer = sip_message_builder_end (builder);
      g_assert_cmpuint (sip_message_count_header (answer, SIP_HEADER_VIA), ==,
                        sip_message_count_header (message, SIP_HEADER_VIA));
    }
  sip_sanity_result_clear (&result);
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        size_t        size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autofree char *redacted = sip_parser_dup_redacted (bytes);
  g_autoptr (GError) error = NULL;
  g_autoptr (SipMessage) message = sip_parser_parse (bytes, &error);

  g_assert_true ((message == NULL) == (error != NULL));
  if (message == NULL)
    {
      g_autoptr (GBytes) reply = sip_parser_salvage_reply (bytes, 400, NULL);
      g_autoptr (SipMessage) answer = reply != NULL ? sip_parser_parse (reply, NULL) : NULL;

      if (answer != NULL)
        g_assert_cmpuint (sip_message_get_status (answer), ==, 400);
      return 0;
    }
  ask_everything (message);
  write_again (message);
  judge (message);
  return 0;
}
