/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What a stranger may write to send us to somebody, and to tell how that went: the first line is a Refer-To, which is
 * also read as a Replaces; the rest is a sipfrag. Nothing that is taken over can bring a line of its own. */

#include "sip-address.h"
#include "ua-referral-target.h"
#include "ua-sipfrag.h"

#include <string.h>

int LLVMFuzzerTestOneInput (const guint8 *data,
                            size_t        size);

static void
assert_replaces (UaReplaces *replaces)
{
  g_autofree char *text = ua_replaces_to_string (replaces);
  g_autoptr (UaReplaces) again = ua_replaces_parse (text);
  g_autofree char *text_again = again != NULL ? ua_replaces_to_string (again) : NULL;

  g_assert_cmpstr (text, ==, text_again);
  for (const char *c = text; *c != '\0'; c++)
    g_assert_true (g_ascii_isgraph (*c));
}

static void
read_target (const char *text)
{
  g_autoptr (SipAddress) address = sip_address_parse (text, -1, NULL);
  g_auto (UaReferralTarget) target = { NULL, NULL, FALSE };
  guint status = ua_referral_target_read (&target, address);

  g_assert_true (status == 0 || (status >= 400 && status < 700));
  if (status != 0)
    return;
  g_assert_cmpint (sip_uri_get_scheme (target.uri), <=, SIP_URI_SCHEME_SIPS);
  g_assert_null (sip_uri_get_headers (target.uri));
  g_assert_null (sip_uri_get_param (target.uri, "method"));
  if (target.replaces != NULL)
    assert_replaces (target.replaces);
}

static void
read_fragment (const guint8 *data,
               gsize         size)
{
  g_autoptr (GBytes) body = g_bytes_new (data, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (UaSipfrag) fragment = ua_sipfrag_parse (UA_SIPFRAG_CONTENT_TYPE, body, &error);

  g_assert_true ((fragment == NULL) == (error != NULL));
  if (fragment == NULL)
    return;
  g_assert_true (fragment->status >= 100 && fragment->status < 700);
  g_assert_true (g_utf8_validate (fragment->reason, -1, NULL));
  g_assert_null (strpbrk (fragment->reason, "\r\n"));
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        size_t        size)
{
  const guint8 *end = size > 0 ? memchr (data, '\n', size) : NULL;
  gsize length = end != NULL ? (gsize) (end - data) : size;
  g_autofree char *line = g_utf8_make_valid ((const char *) data, (gssize) length);
  g_autoptr (UaReplaces) replaces = ua_replaces_parse (line);

  if (replaces != NULL)
    assert_replaces (replaces);
  read_target (line);
  read_fragment (end != NULL ? end + 1 : data, end != NULL ? size - length - 1 : size);
  return 0;
}
