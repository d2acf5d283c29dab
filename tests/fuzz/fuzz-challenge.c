/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What a server may put into a challenge and into Authentication-Info, and what a client may put into
 * credentials. Whatever it is, the answer is a message that can be read, and strange credentials are never
 * right. */

#include "sip-challenge.h"
#include "sip-digest.h"
#include "sip-parser.h"
#include "sip-tokens.h"

#include <string.h>

int LLVMFuzzerTestOneInput (const guint8 *data,
                            size_t        size);

#define SECRET "correct horse battery staple"

static SipMessage *
message_with (const char   *start,
              const char   *name,
              const guint8 *data,
              gsize         size)
{
  g_autoptr (GString) text = g_string_new (start);
  g_autoptr (GBytes) bytes = NULL;

  g_string_append_printf (text, "\r\nVia: SIP/2.0/UDP h\r\nFrom: <sip:a@b>;tag=1\r\nTo: <sip:a@b>\r\n"
                                "Call-ID: x\r\nCSeq: 1 REGISTER\r\n%s: ", name);
  g_string_append_len (text, (const char *) data, (gssize) size);
  g_string_append (text, "\r\n\r\n");
  bytes = g_bytes_new (text->str, text->len);
  return sip_parser_parse (bytes, NULL);
}

static void
answer (SipDigest  *digest,
        SipMessage *response)
{
  g_autoptr (SipUri) uri = sip_uri_new (SIP_URI_SCHEME_SIP, NULL, "b", 0);
  g_auto (GStrv) realms = sip_digest_list_realms (response);

  for (guint i = 0; realms != NULL && realms[i] != NULL; i++)
    {
      g_autoptr (SipMessageBuilder) builder = sip_message_builder_new_request (SIP_METHOD_REGISTER, uri);
      g_autoptr (GError) error = NULL;
      g_autoptr (SipMessage) request = NULL;
      gboolean good = sip_digest_answer (digest, response, builder, realms[i], "a\"b", SECRET, 0, &error);

      g_assert_true (good == (error == NULL));
      request = sip_message_builder_end (builder);
      if (good)
        g_assert_nonnull (sip_message_get_header (request, SIP_HEADER_AUTHORIZATION));
      sip_digest_learn (digest, response, realms[i]);
    }
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        size_t        size)
{
  g_autoptr (SipTokens) tokens = sip_tokens_new_seeded (1);
  g_autoptr (SipDigest) digest = sip_digest_new (tokens);
  g_autoptr (SipMessage) challenge = message_with ("SIP/2.0 401 No", "WWW-Authenticate", data, size);
  g_autoptr (SipMessage) info = message_with ("SIP/2.0 200 OK", "Authentication-Info", data, size);
  g_autoptr (SipMessage) claim = message_with ("REGISTER sip:b SIP/2.0", "Authorization", data, size);
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_autoptr (GPtrArray) parsed = sip_challenge_parse_all (text);
  g_autofree char *nonce = NULL;

  if (challenge != NULL)
    answer (digest, challenge);
  if (info != NULL)
    sip_digest_learn (digest, info, "x");
  if (claim != NULL)
    g_assert_false (sip_digest_verify (claim, FALSE, "x", "a", SECRET, &nonce));
  return 0;
}
