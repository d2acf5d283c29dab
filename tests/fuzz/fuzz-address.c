/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* One address by itself, and as many as a Contact field holds. What is accepted is written as it was read. */

#include "sip-parser.h"

#include <string.h>

int LLVMFuzzerTestOneInput (const guint8 *data,
                            size_t        size);

static void
assert_sound (SipAddress *address)
{
  g_autofree char *text = sip_address_to_string (address);
  g_autoptr (GError) error = NULL;
  g_autoptr (SipAddress) again = sip_address_parse (text, -1, &error);
  g_autofree char *text_again = NULL;
  g_autoptr (SipAddress) tagged = sip_address_with_param (address, "tag", "a b");
  const char *name = sip_address_get_display_name (address);

  g_assert_no_error (error);
  text_again = sip_address_to_string (again);
  g_assert_cmpstr (text, ==, text_again);
  g_assert_null (strpbrk (text, "\r\n"));
  g_assert_true (name == NULL || g_utf8_validate (name, -1, NULL));
  g_assert_cmpstr (sip_address_get_tag (tagged), ==, "a b");
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        size_t        size)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SipAddress) address = sip_address_parse ((const char *) data, (gssize) size, &error);
  g_autoptr (GString) text = g_string_new ("SIP/2.0 200 OK\r\nContact: ");
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (SipMessage) message = NULL;

  g_assert_true ((address == NULL) == (error != NULL));
  if (address != NULL)
    assert_sound (address);

  g_string_append_len (text, (const char *) data, (gssize) size);
  g_string_append (text, "\r\n\r\n");
  bytes = g_bytes_new (text->str, text->len);
  message = sip_parser_parse (bytes, NULL);
  for (guint i = 0; message != NULL && i < sip_message_count_header (message, SIP_HEADER_CONTACT); i++)
    {
      SipAddress *contact = sip_message_get_address (message, SIP_HEADER_CONTACT, i);

      if (contact != NULL)
        assert_sound (contact);
    }
  return 0;
}
