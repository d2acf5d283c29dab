/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Who calls, and what of it may be believed. */

#include "ua-caller.h"

#include "sip-parser.h"

#include <string.h>

#define FROM "From: \"Bob\" <sip:bob@example.org>;tag=b\r\n"
#define NOBODY "From: \"Anonymous\" <sip:anonymous@anonymous.invalid>;tag=b\r\n"

static UaCaller *
read_caller (const char *from,
             const char *lines,
             gboolean    trusted)
{
  g_autofree char *text = g_strdup_printf ("INVITE sip:alice@example.org SIP/2.0\r\n"
                                           "Via: SIP/2.0/WSS far.example;branch=z9hG4bK1\r\n"
                                           "%sTo: <sip:alice@example.org>\r\nCall-ID: c\r\nCSeq: 1 INVITE\r\n%s\r\n",
                                           from, lines);
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (GError) error = NULL;
  g_autoptr (SipMessage) message = sip_parser_parse (bytes, &error);

  g_assert_no_error (error);
  return ua_caller_new (message, trusted);
}

static const struct
{
  const char *what;
  const char *from;
  const char *lines;
  gboolean    trusted;
  const char *identity;
  gboolean    asserted;
  gboolean    anonymous;
} identities[] = {
  { "From alone", FROM, "", TRUE, "sip:bob@example.org", FALSE, FALSE },
  { "asserted, and believed", FROM, "P-Asserted-Identity: \"Robert\" <sip:+4930@example.org>\r\n", TRUE,
    "sip:+4930@example.org", TRUE, FALSE },
  { "asserted by somebody", FROM, "P-Asserted-Identity: <sip:+4930@example.org>\r\n", FALSE, "sip:bob@example.org", FALSE,
    FALSE },
  { "a sip and a tel one", FROM, "P-Asserted-Identity: <tel:+4930>, <sip:x@example.org>\r\n", TRUE, "tel:+4930", TRUE,
    FALSE },
  { "one that cannot be called, and one", FROM, "P-Asserted-Identity: <mailto:x@y>, <sip:x@example.org>\r\n", TRUE,
    "sip:x@example.org", TRUE, FALSE },
  { "nonsense", FROM, "P-Asserted-Identity: <<>>\r\n", TRUE, "sip:bob@example.org", FALSE, FALSE },
  { "nobody", NOBODY, "", TRUE, "sip:anonymous@anonymous.invalid", FALSE, TRUE },
  { "nobody, as providers write it", "From: <sip:Anonymous@provider.example>;tag=b\r\n", "", TRUE,
    "sip:Anonymous@provider.example", FALSE, TRUE },
  { "our server knows, and others shall not", NOBODY, "P-Asserted-Identity: <sip:bob@e>\r\nPrivacy: id\r\n", TRUE,
    "sip:bob@e", TRUE, TRUE },
  { "Privacy: user", FROM, "Privacy: header;User\r\n", TRUE, "sip:bob@example.org", FALSE, TRUE },
  { "Privacy: none", FROM, "Privacy: none\r\n", TRUE, "sip:bob@example.org", FALSE, FALSE },
  { "Remote-Party-ID is anybody's", FROM, "Remote-Party-ID: <sip:boss@e>;party=calling\r\n", TRUE, "sip:bob@example.org",
    FALSE, FALSE },
};

/* RFC 3323 §4.1, RFC 3325 §8, §9 */
static void
test_identity (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autoptr (UaCaller) caller = read_caller (identities[i].from, identities[i].lines, identities[i].trusted);
  g_autofree char *uri = sip_uri_to_string (sip_address_get_uri (ua_caller_get_identity (caller)));

  g_test_summary (identities[i].what);
  g_assert_cmpstr (uri, ==, identities[i].identity);
  g_assert_cmpint (ua_caller_is_asserted (caller), ==, identities[i].asserted);
  g_assert_cmpint (ua_caller_is_anonymous (caller), ==, identities[i].anonymous);
}

static const struct
{
  const char  *lines;
  UaAnswerMode mode;
  guint        after_s;
} modes[] = {
  { "", UA_ANSWER_MODE_MANUAL, 0 },
  { "Answer-Mode: Auto\r\n", UA_ANSWER_MODE_AUTO, 0 },
  { "Answer-Mode: Manual\r\n", UA_ANSWER_MODE_MANUAL, 0 },
  { "Answer-Mode: auto ; Require\r\n", UA_ANSWER_MODE_AUTO_REQUIRED, 0 },
  { "Priv-Answer-Mode: Auto;require\r\n", UA_ANSWER_MODE_AUTO_REQUIRED, 0 },
  { "Answer-Mode: Automatic\r\n", UA_ANSWER_MODE_MANUAL, 0 },
  { "Call-Info: <sip:example.org>;answer-after=0\r\n", UA_ANSWER_MODE_AUTO, 0 },
  { "Call-Info: <sip:example.org;answer-after=5>\r\n", UA_ANSWER_MODE_AUTO, 5 },
  { "Call-Info: <sip:e>;answer-after=99999999\r\n", UA_ANSWER_MODE_AUTO, UA_CALLER_MAX_ANSWER_AFTER_S },
  { "Call-Info: <sip:e>;answer-after=-1\r\n", UA_ANSWER_MODE_MANUAL, 0 },
  { "Call-Info: <sip:e>;answer-after=now\r\n", UA_ANSWER_MODE_MANUAL, 0 },
  { "Alert-Info: <http://e/x>;info=alert-autoanswer;delay=2\r\n", UA_ANSWER_MODE_AUTO, 2 },
  { "Alert-Info: <http://www.notused.com>;info=\"Auto Answer\"\r\n", UA_ANSWER_MODE_AUTO, 0 },
  { "Alert-Info: <http://e/x>;info=alert-group\r\n", UA_ANSWER_MODE_MANUAL, 0 },
};

/* RFC 5373 §4, and what desk telephones write */
static void
test_mode (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autoptr (UaCaller) caller = read_caller (FROM, modes[i].lines, FALSE);

  g_assert_cmpint (ua_caller_get_answer_mode (caller), ==, modes[i].mode);
  g_assert_cmpuint (ua_caller_get_answer_after_s (caller), ==, modes[i].after_s);
}

static void
test_sounds_and_pictures (void)
{
  g_autoptr (UaCaller) plain = read_caller (FROM, "", FALSE);
  g_autoptr (UaCaller) caller =
    read_caller (FROM,
                 "Alert-Info: <urn:alert:service:call-waiting>, <http://e/2>\r\n"
                 "Call-Info: <http://e/card>;purpose=card, <https://e/bob.png>;purpose=icon\r\n"
                 "Diversion: <sip:carol@example.org>;reason=away\r\n",
                 FALSE);

  g_assert_null (ua_caller_get_alert (plain));
  g_assert_null (ua_caller_get_icon (plain));
  g_assert_cmpuint (ua_caller_get_diversions (plain)->len, ==, 0);
  g_assert_cmpstr (ua_caller_get_alert (caller), ==, "urn:alert:service:call-waiting");
  g_assert_cmpstr (ua_caller_get_icon (caller), ==, "https://e/bob.png");
  g_assert_cmpuint (ua_caller_get_diversions (caller)->len, ==, 1);
}

/* What is said a hundred times is read for the first sixteen, and what cannot be read harms nobody. */
static void
test_hostile (void)
{
  g_autoptr (GString) lines = g_string_new ("Alert-Info: <<\r\nCall-Info: ;;;\r\nAnswer-Mode: ;\r\nPrivacy: ;;;;\r\n");

  for (guint i = 0; i < 100; i++)
    g_string_append (lines, "Call-Info: <http://e/x>;purpose=x\r\n");
  g_string_append (lines, "Call-Info: <http://e/y>;answer-after=0;purpose=icon\r\n");

  g_autoptr (UaCaller) caller = read_caller (FROM, lines->str, TRUE);
  g_auto (GValue) value = G_VALUE_INIT;

  g_assert_cmpint (ua_caller_get_answer_mode (caller), ==, UA_ANSWER_MODE_MANUAL);
  g_assert_null (ua_caller_get_icon (caller));
  g_value_init (&value, UA_TYPE_CALLER);
  g_value_set_boxed (&value, caller);
  g_assert_true (g_value_get_boxed (&value) == caller);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (identities); i++)
    {
      g_autofree char *path = g_strdup_printf ("/ua/caller/identity/%u", i);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_identity);
    }
  for (guint i = 0; i < G_N_ELEMENTS (modes); i++)
    {
      g_autofree char *path = g_strdup_printf ("/ua/caller/mode/%u", i);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_mode);
    }
  g_test_add_func ("/ua/caller/sounds-and-pictures", test_sounds_and_pictures);
  g_test_add_func ("/ua/caller/hostile", test_hostile);

  return g_test_run ();
}
