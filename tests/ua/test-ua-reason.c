/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why a call ends, said and read (RFC 3326). */

#include "ua-reason.h"

#include "sip-parser.h"
#include "ua-error.h"

#include <string.h>

static SipMessage *
make_bye (const char *lines)
{
  g_autofree char *text = g_strdup_printf ("BYE sip:alice@example.org SIP/2.0\r\n"
                                           "Via: SIP/2.0/TCP far.example;branch=z9hG4bK1\r\n"
                                           "From: <sip:bob@example.org>;tag=b\r\nTo: <sip:alice@example.org>;tag=a\r\n"
                                           "Call-ID: c\r\nCSeq: 1 BYE\r\n%sContent-Length: 0\r\n\r\n",
                                           lines);
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (GError) error = NULL;
  SipMessage *message = sip_parser_parse (bytes, &error);

  g_assert_no_error (error);
  return message;
}

static void
test_read (void)
{
  static const struct
  {
    const char *lines;
    guint       sip;
    guint       q850;
    const char *text;
  } rows[] = {
    { "", 0, 0, NULL },
    { "Reason: SIP;cause=200;text=\"Call completed elsewhere\"\r\n", 200, 0, "Call completed elsewhere" },
    { "Reason: SIP ;cause=603 ;text=\"Decline\"\r\n", 603, 0, "Decline" },
    { "Reason: sip;CAUSE=200\r\n", 200, 0, NULL },
    { "Reason: Q.850;cause=16, SIP;cause=480;text=\"gone\"\r\n", 480, 16, "gone" },
    { "Reason: Q.850;cause=17;text=\"User busy\"\r\nReason: SIP;cause=486\r\n", 486, 17, "User busy" },
    { "Reason: SIP;text=\"a \\\"quoted\\\" word\"\r\n", 0, 0, "a \"quoted\" word" },
    { "Reason: SIP;cause=99999999999\r\n", 0, 0, NULL },
    { "Reason: SIP;cause=-1\r\n", 0, 0, NULL },
    { "Reason: other;cause=1;text=x\r\n", 0, 0, "x" },
    { "Warning: 399 far.example \"no more, today\"\r\n", 0, 0, "no more, today" },
    { "Warning: 399 far.example unquoted\r\n", 0, 0, NULL },
    { "Reason: SIP;cause=488\r\nWarning: 304 f \"no such codec\"\r\n", 488, 0, "no such codec" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (SipMessage) bye = make_bye (rows[i].lines);
      g_autofree char *text = ua_reason_dup_text (bye);

      g_test_message ("%s", rows[i].lines);
      g_assert_cmpuint (ua_reason_get_cause (bye, UA_REASON_PROTOCOL_SIP), ==, rows[i].sip);
      g_assert_cmpuint (ua_reason_get_cause (bye, UA_REASON_PROTOCOL_Q850), ==, rows[i].q850);
      g_assert_cmpstr (text, ==, rows[i].text);
    }
}

/* One line on a screen, whatever a stranger writes. */
static void
test_long (void)
{
  g_autofree char *words = g_strnfill (500, 'x');
  g_autofree char *line = g_strdup_printf ("Reason: SIP;text=\"%s\"\r\n", words);
  g_autoptr (SipMessage) bye = make_bye (line);
  g_autofree char *text = ua_reason_dup_text (bye);

  g_assert_cmpuint (strlen (text), ==, 200);
}

static void
test_say (void)
{
  static const struct
  {
    UaError     code;
    const char *prefix;
  } rows[] = {
    { UA_ERROR_EXPIRED, "SIP;cause=408;" },         { UA_ERROR_NO_ACK, "SIP;cause=408;" },
    { UA_ERROR_MEDIA, "SIP;cause=500;" },           { UA_ERROR_BAD_DESCRIPTION, "SIP;cause=488;" },
    { UA_ERROR_CONNECTION, "SIP;cause=503;" },      { UA_ERROR_DIALOG, "SIP;cause=481;" },
    { UA_ERROR_STOPPED, "Q.850;cause=16;" },
  };

  g_assert_cmpstr (ua_reason_for_end (UA_SESSION_END_LOCAL, NULL), ==, "Q.850;cause=16;text=\"Normal call clearing\"");
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = g_error_new_literal (UA_ERROR, rows[i].code, "why");
      g_autofree char *line =
        g_strdup_printf ("Reason: %s\r\n", ua_reason_for_end (UA_SESSION_END_FAILED, error));
      g_autoptr (SipMessage) bye = make_bye (line);
      g_autofree char *text = ua_reason_dup_text (bye);

      g_assert_true (g_str_has_prefix (line + strlen ("Reason: "), rows[i].prefix));
      g_assert_nonnull (text);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/ua/reason/read", test_read);
  g_test_add_func ("/ua/reason/long", test_long);
  g_test_add_func ("/ua/reason/say", test_say);

  return g_test_run ();
}
