/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Every header that the RFCs we keep define is known by number. */

#include "sip-headers.h"

#include <string.h>

/* RFC 3261, 3262, 6665, 3311, 3323, 3325, 3326, 3327, 3428, 3515, 3581, 3608, 3841, 3842, 3891, 3892, 3903,
 * 4028, 5626, 5627, 6086; those not here define no header. */
static const char *const known[] = {
  "Accept", "Accept-Encoding", "Accept-Language", "Alert-Info", "Allow", "Authentication-Info", "Authorization",
  "Call-ID", "Call-Info", "Contact", "Content-Disposition", "Content-Encoding", "Content-Language",
  "Content-Length", "Content-Type", "CSeq", "Date", "Error-Info", "Expires", "From", "In-Reply-To", "Max-Forwards",
  "Min-Expires", "MIME-Version", "Organization", "Priority", "Proxy-Authenticate", "Proxy-Authorization",
  "Proxy-Require", "Record-Route", "Reply-To", "Require", "Retry-After", "Route", "Server", "Subject", "Supported",
  "Timestamp", "To", "Unsupported", "User-Agent", "Via", "Warning", "WWW-Authenticate",
  "RAck", "RSeq",
  "Event", "Allow-Events", "Subscription-State",
  "Privacy", "P-Asserted-Identity", "P-Preferred-Identity", "Reason", "Path", "Refer-To", "Service-Route",
  "Accept-Contact", "Reject-Contact", "Request-Disposition", "Replaces", "Referred-By", "SIP-ETag", "SIP-If-Match",
  "Session-Expires", "Min-SE", "Flow-Timer", "Info-Package", "Recv-Info",
};

static void
test_known (void)
{
  gboolean seen[SIP_N_HEADERS] = { FALSE };

  for (gsize i = 0; i < G_N_ELEMENTS (known); i++)
    {
      SipHeader header = sip_header_lookup (known[i], -1);
      g_autofree char *upper = g_ascii_strup (known[i], -1);
      g_autofree char *lower = g_ascii_strdown (known[i], -1);

      g_test_message ("%s", known[i]);
      g_assert_cmpint (header, !=, SIP_HEADER_UNKNOWN);
      g_assert_false (seen[header]);
      seen[header] = TRUE;
      g_assert_cmpstr (sip_header_get_name (header), ==, known[i]);
      g_assert_cmpint (sip_header_lookup (upper, -1), ==, header);
      g_assert_cmpint (sip_header_lookup (lower, -1), ==, header);
      if (strlen (known[i]) > 2)
        g_assert_cmpint (sip_header_lookup (known[i], (gssize) strlen (known[i]) - 1), !=, header);
    }
}

/* A name that differs in one octet from a known one is another name, whichever octet that is. */
static void
test_near_misses (void)
{
  static const char others[] = { '\0', '\r', '\x10', '@', '`', '_', '-', '0', 'x' };

  for (gsize i = 0; i < G_N_ELEMENTS (known); i++)
    for (gsize at = 0; at < strlen (known[i]); at++)
      for (gsize n = 0; n < G_N_ELEMENTS (others); n++)
        {
          gsize length = strlen (known[i]);
          g_autofree char *name = g_strdup (known[i]);
          SipHeader found;

          name[at] = others[n];
          found = sip_header_lookup (name, (gssize) length);
          if (found != SIP_HEADER_UNKNOWN)
            g_assert_cmpmem (name, length, known[i], length);
        }
}

static void
test_all_round (void)
{
  for (SipHeader header = SIP_HEADER_UNKNOWN + 1; header < SIP_N_HEADERS; header++)
    {
      const char *compact = sip_header_get_compact (header);

      g_assert_cmpint (sip_header_lookup (sip_header_get_name (header), -1), ==, header);
      if (compact != NULL)
        {
          g_assert_cmpuint (strlen (compact), ==, 1);
          g_assert_cmpint (sip_header_lookup (compact, -1), ==, header);
        }
    }
}

/* The letters registered with IANA */
static void
test_compact (void)
{
  static const struct
  {
    const char *letter, *name;
  } rows[] = {
    { "a", "Accept-Contact" }, { "b", "Referred-By" }, { "c", "Content-Type" }, { "d", "Request-Disposition" },
    { "e", "Content-Encoding" }, { "f", "From" }, { "i", "Call-ID" }, { "j", "Reject-Contact" }, { "k", "Supported" },
    { "l", "Content-Length" }, { "m", "Contact" }, { "o", "Event" }, { "r", "Refer-To" }, { "s", "Subject" },
    { "t", "To" }, { "u", "Allow-Events" }, { "v", "Via" }, { "x", "Session-Expires" }, { "y", "Identity" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *upper = g_ascii_strup (rows[i].letter, -1);

      g_assert_cmpstr (sip_header_get_name (sip_header_lookup (rows[i].letter, -1)), ==, rows[i].name);
      g_assert_cmpstr (sip_header_get_name (sip_header_lookup (upper, 1)), ==, rows[i].name);
      g_assert_cmpstr (sip_header_get_compact (sip_header_lookup (rows[i].name, -1)), ==, rows[i].letter);
    }
}

static void
test_unknown (void)
{
  static const char *const names[] = { "", "X-Custom", "C%6Fntact", "Vi", "Viaa", "Via ", "g", "z", "Unknown" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    g_assert_cmpint (sip_header_lookup (names[i], -1), ==, SIP_HEADER_UNKNOWN);
  g_assert_cmpint (sip_header_lookup ("Via\0", 4), ==, SIP_HEADER_UNKNOWN);
  g_assert_null (sip_header_get_name (SIP_HEADER_UNKNOWN));
  g_assert_null (sip_header_get_compact (SIP_HEADER_UNKNOWN));
}

static void
test_kinds (void)
{
  static const SipHeader lists[] = { SIP_HEADER_VIA, SIP_HEADER_CONTACT, SIP_HEADER_ROUTE, SIP_HEADER_ALLOW };
  static const SipHeader singles[] = { SIP_HEADER_FROM, SIP_HEADER_CSEQ, SIP_HEADER_SUBJECT, SIP_HEADER_DATE };

  for (gsize i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      g_assert_true (sip_header_is_list (lists[i]));
      g_assert_false (sip_header_is_single (lists[i]));
    }
  for (gsize i = 0; i < G_N_ELEMENTS (singles); i++)
    {
      g_assert_false (sip_header_is_list (singles[i]));
      g_assert_true (sip_header_is_single (singles[i]));
    }
  /* Many fields, yet no commas between values: a comma is part of a challenge. */
  g_assert_false (sip_header_is_list (SIP_HEADER_WWW_AUTHENTICATE));
  g_assert_false (sip_header_is_single (SIP_HEADER_WWW_AUTHENTICATE));
  g_assert_false (sip_header_is_list (SIP_HEADER_UNKNOWN));
  g_assert_false (sip_header_is_single (SIP_HEADER_UNKNOWN));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sip/headers/known", test_known);
  g_test_add_func ("/sip/headers/near-misses", test_near_misses);
  g_test_add_func ("/sip/headers/all-round", test_all_round);
  g_test_add_func ("/sip/headers/compact", test_compact);
  g_test_add_func ("/sip/headers/unknown", test_unknown);
  g_test_add_func ("/sip/headers/kinds", test_kinds);

  return g_test_run ();
}
