/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A URI as it comes in a message, and as a person types it: what is accepted has a host, is written as it was
 * read, and is equal to itself. */

#include "sip-uri.h"

#include <string.h>

int LLVMFuzzerTestOneInput (const guint8 *data,
                            size_t        size);

static void
assert_sound (SipUri *uri)
{
  g_autofree char *text = sip_uri_to_string (uri);
  g_autoptr (GError) error = NULL;
  g_autoptr (SipUri) again = sip_uri_parse (text, -1, &error);
  g_autofree char *text_again = NULL;
  g_autofree char *user = sip_uri_dup_user_decoded (uri);
  g_autoptr (SipUri) aor = sip_uri_to_aor (uri);

  /* A number that was typed grows when it becomes a URI. */
  if (g_error_matches (error, SIP_URI_ERROR, SIP_URI_ERROR_TOO_LONG))
    return;
  g_assert_no_error (error);
  text_again = sip_uri_to_string (again);
  g_assert_cmpstr (text, ==, text_again);
  g_assert_true (sip_uri_equal (uri, again));
  g_assert_true (user == NULL || g_utf8_validate (user, -1, NULL));
  g_assert_null (strpbrk (text, "\r\n \t<>\""));
  if (sip_uri_get_scheme (uri) <= SIP_URI_SCHEME_SIPS)
    g_assert_nonnull (sip_uri_get_host (uri));
  if (sip_uri_get_scheme (uri) != SIP_URI_SCHEME_OTHER)
    {
      g_autoptr (SipUri) more = sip_uri_with_param (uri, "x", "a;b\r\nc");

      g_assert_nonnull (sip_uri_get_param (more, "x"));
    }
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        size_t        size)
{
  g_autofree char *typed = g_strndup ((const char *) data, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (SipUri) uri = sip_uri_parse ((const char *) data, (gssize) size, &error);
  g_autoptr (SipUri) target = NULL;

  g_assert_true ((uri == NULL) == (error != NULL));
  if (uri != NULL)
    assert_sound (uri);

  g_clear_error (&error);
  if (g_utf8_validate (typed, -1, NULL))
    target = sip_uri_parse_target (typed, "example.com", &error);
  if (target != NULL)
    assert_sound (target);
  return 0;
}
