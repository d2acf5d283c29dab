/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Whom a stranger wants us to call, and what of the address is left when it is read. */

#include "ua-referral-target.h"

#include <string.h>

static const struct
{
  const char *refer_to;
  guint       status;
  const char *uri;
  const char *replaces; /* NULL: none */
  gboolean    required;
} rows[] = {
  { "<sip:carol@example.org>", 0, "sip:carol@example.org", NULL, FALSE },
  { "Carol <sips:carol@example.org;gr=1>;x=y", 0, "sips:carol@example.org;gr=1", NULL, FALSE },
  { "<sip:carol@example.org;method=INVITE>", 0, "sip:carol@example.org", NULL, FALSE },
  { "<sip:carol@example.org?Subject=x&Route=%3Csip:evil%3E&From=%3Csip:boss%3E>", 0, "sip:carol@example.org", NULL, FALSE },
  { "<sip:carol@example.org?Replaces=a%40b%3Bto-tag%3D1%3Bfrom-tag%3D2>", 0, "sip:carol@example.org",
    "a@b;to-tag=1;from-tag=2", FALSE },
  { "<sip:carol@example.org?Require=replaces&replaces=a%3Bearly-only%3Bto-tag%3D1%3Bfrom-tag%3D2>", 0,
    "sip:carol@example.org", "a;to-tag=1;from-tag=2;early-only", TRUE },
  { "<sip:carol@example.org?Require=100rel>", 0, "sip:carol@example.org", NULL, FALSE },
  { "<sip:carol@example.org?Replacess=a>", 0, "sip:carol@example.org", NULL, FALSE },
  { "<sip:carol@example.org?Replaces=a>", 400, NULL, NULL, FALSE },
  { "<sip:carol@example.org?Replaces=>", 400, NULL, NULL, FALSE },
  { "<sip:carol@example.org?Replaces=a%00%3Bto-tag%3D1%3Bfrom-tag%3D2>", 400, NULL, NULL, FALSE },
  { "<sip:carol@example.org?Replaces=a%0D%0AX:y%3Bto-tag%3D1%3Bfrom-tag%3D2>", 400, NULL, NULL, FALSE },
  { "<sip:carol@example.org?Replaces=a%3Bto-tag%3D1%3Bfrom-tag%3D2&Replaces=a%3Bto-tag%3D1%3Bfrom-tag%3D2>", 400, NULL,
    NULL, FALSE },
  { "<sip:carol@example.org?a=&b=&c=&d=&e=&f=&g=&h=&i=&j=&k=&l=&m=&n=&o=&p=&q=>", 400, NULL, NULL, FALSE },
  { "<sip:carol@example.org;method=REGISTER>", 603, NULL, NULL, FALSE },
  { "<tel:+1-900-555-0100>", 416, NULL, NULL, FALSE },
  { "<https://example.org/>", 416, NULL, NULL, FALSE },
  { "<urn:service:sos>", 416, NULL, NULL, FALSE },
};

/* RFC 3515 §2.1, TRUST 3.10 */
static void
test_rows (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (SipAddress) address = sip_address_parse (rows[i].refer_to, -1, NULL);
      g_auto (UaReferralTarget) target = { NULL, NULL, FALSE };

      g_test_message ("%s", rows[i].refer_to);
      g_assert_nonnull (address);
      g_assert_cmpuint (ua_referral_target_read (&target, address), ==, rows[i].status);
      if (rows[i].status != 0)
        continue;

      g_autofree char *uri = sip_uri_to_string (target.uri);
      g_autofree char *replaces = target.replaces != NULL ? ua_replaces_to_string (target.replaces) : NULL;

      g_assert_cmpstr (uri, ==, rows[i].uri);
      g_assert_cmpstr (replaces, ==, rows[i].replaces);
      g_assert_true (target.required == rows[i].required);
    }
}

static void
test_none (void)
{
  g_auto (UaReferralTarget) target = { NULL, NULL, FALSE };

  g_assert_cmpuint (ua_referral_target_read (&target, NULL), ==, SIP_STATUS_BAD_REQUEST);
}

/* A number has nothing to leave out. */
static void
test_strip (void)
{
  g_autoptr (SipUri) number = sip_uri_parse ("tel:+15551234", -1, NULL);
  g_autoptr (SipUri) plain = ua_referral_strip_uri (number);
  g_autofree char *text = sip_uri_to_string (plain);

  g_assert_cmpstr (text, ==, "tel:+15551234");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/ua/referral-target/rows", test_rows);
  g_test_add_func ("/ua/referral-target/none", test_none);
  g_test_add_func ("/ua/referral-target/strip", test_strip);
  return g_test_run ();
}
