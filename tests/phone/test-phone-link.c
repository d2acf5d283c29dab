/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Links of strangers: what is left of good ones, and that nothing is left of the others. */

#include "phone-link.h"

#include "phone.h"

typedef struct
{
  const char *text;
  const char *target;
  const char *address;
} Good;

static const Good good[] = {
  { "sip:bob@example.org", "sip:bob@example.org", "bob@example.org" },
  { "sips:bob@example.org", "sips:bob@example.org", "sips:bob@example.org" },
  { "SIP:Bob@EXAMPLE.org", "sip:Bob@example.org", "Bob@example.org" },
  { "sip:bob@example.org;transport=WS", "sip:bob@example.org;transport=ws", "bob@example.org" },
  { "sip:bob@192.0.2.7:5070", "sip:bob@192.0.2.7:5070", "bob@192.0.2.7:5070" },
  { "sip:bob@[2001:db8::7]", "sip:bob@[2001:db8::7]", "bob@[2001:db8::7]" },
  { "sip:j%C3%BCrgen@example.org", "sip:j%C3%BCrgen@example.org", "jürgen@example.org" },
  { "tel:+49-30-1234567", "tel:+49301234567", "+49301234567" },
  { "tel:+1(212)555.0100", "tel:+12125550100", "+12125550100" },
  { "tel:110;phone-context=+49", "tel:110", "110" },
  /* What a link may not decide is gone. */
  { "sip:bob@example.org;maddr=192.0.2.66;lr;ttl=255", "sip:bob@example.org", "bob@example.org" },
  { "sip:bob@example.org;transport=pigeon", "sip:bob@example.org", "bob@example.org" },
  { "sip:bob@example.org?From=mallory&Route=%3Csip:evil%3E&Call-ID=1", "sip:bob@example.org", "bob@example.org" },
  { "sip:bob@example.org;method=INVITE", "sip:bob@example.org", "bob@example.org" },
};

static const char *const bad[] = {
  "",
  "sip:",
  "sip:@",
  "tel:",
  "tel:+",
  "bob@example.org",
  "http://example.org/",
  "file:///etc/passwd",
  "callto:bob@example.org",
  "javascript:alert(1)",
  "sip://bob@example.org",
  "sip:bob@",
  "sip:bob@exa mple.org",
  "sip:bob@example.org\r\nRoute: <sip:evil>",
  "sip:bob@example.org\n",
  "sip:bob%0D%0AEvil:%201@example.org",
  "sip:bob%00@example.org",
  "sip:bob%20smith@example.org",
  "sip:bank%40example.com@evil.example",
  "sip:bank%3Aexample@evil.example",
  "sip:bob:password@example.org",
  "sip:%E2%80%AEbob@example.org",
  "sip:%E2%80%8Bbob@example.org",
  "sip:%FF%FE@example.org",
  "sip:bob%ZZ@example.org",
  "sip:<bob>@example.org",
  "sip:\"bob\"@example.org",
  "sip:j\xc3\xbcrgen@example.org",
  "sip:bob@example.org:99999",
  "sip:bob@example.org:-1",
  "sip:bob@[::1",
  "sip:*21*5550100%23@example.org",
  "sip:bob@example.org;method=BYE",
  "sip:bob@example.org;method=REGISTER",
  "tel:*21*5550100#",
  "tel:*%2306%23",
  "tel:+49abc",
  "tel:12345678901234567890123456789012345",
  "tel:/5550100",
  "tel:5550100,,123",
};

static void
test_good (void)
{
  for (gsize n = 0; n < G_N_ELEMENTS (good); n++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (PhoneLink) link = phone_link_parse (good[n].text, &error);

      g_test_message ("%s", good[n].text);
      g_assert_no_error (error);
      g_assert_cmpstr (link->target, ==, good[n].target);
      g_assert_cmpstr (link->address, ==, good[n].address);
      g_assert_false (link->writes);
      g_assert_null (link->body);
    }
}

static void
test_bad (void)
{
  for (gsize n = 0; n < G_N_ELEMENTS (bad); n++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (PhoneLink) link = phone_link_parse (bad[n], &error);

      g_test_message ("%s", bad[n]);
      g_assert_null (link);
      g_assert_error (error, PHONE_ERROR, PHONE_ERROR_BAD_TARGET);
    }
}

static void
test_long (void)
{
  g_autofree char *user = g_strnfill (2000, 'a');
  g_autofree char *text = g_strconcat ("sip:", user, "@example.org", NULL);
  g_autoptr (PhoneLink) link = phone_link_parse (text, NULL);

  g_assert_null (link);
}

/* A message is begun, with what it says; of two that say something the first counts. */
static void
test_message (void)
{
  g_autoptr (PhoneLink) plain = phone_link_parse ("sip:bob@example.org;method=MESSAGE", NULL);
  g_autoptr (PhoneLink) full = phone_link_parse (
    "sip:bob@example.org;method=MESSAGE?subject=x&body=Gr%C3%BC%C3%9Fe%0D%0Aus&body=evil", NULL);
  g_autoptr (PhoneLink) broken = phone_link_parse ("sip:bob@example.org;method=MESSAGE?body=%FF", NULL);

  g_assert_true (plain->writes);
  g_assert_null (plain->body);
  g_assert_true (full->writes);
  g_assert_cmpstr (full->body, ==, "Grüße  us");
  g_assert_cmpstr (full->target, ==, "sip:bob@example.org");
  g_assert_null (broken->body);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/phone/link/good", test_good);
  g_test_add_func ("/phone/link/bad", test_bad);
  g_test_add_func ("/phone/link/long", test_long);
  g_test_add_func ("/phone/link/message", test_message);
  return g_test_run ();
}
