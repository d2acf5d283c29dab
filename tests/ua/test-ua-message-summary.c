/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What waits in a mailbox. */

#include "ua-message-summary.h"

#include "doubles-body.h"

static void
test_asterisk (void)
{
  g_autoptr (GBytes) body = doubles_body_read ("asterisk-message-summary.txt");
  g_autoptr (UaMessageSummary) summary = ua_message_summary_parse (body, NULL);
  const UaMessageCount *voice = &summary->counts[UA_MESSAGE_KIND_VOICE];

  g_assert_true (summary->waiting);
  g_assert_cmpstr (summary->account, ==, "sip:*97@pbx.example;transport=ws");
  g_assert_true (voice->told);
  g_assert_cmpuint (voice->n_new, ==, 2);
  g_assert_cmpuint (voice->n_old, ==, 8);
  g_assert_cmpuint (voice->n_urgent_new, ==, 0);
  g_assert_cmpuint (voice->n_urgent_old, ==, 2);
  g_assert_false (summary->counts[UA_MESSAGE_KIND_FAX].told);
}

/* Counts that overflow, and the headers of single messages behind the empty line. */
static void
test_cisco (void)
{
  g_autoptr (GBytes) body = doubles_body_read ("cisco-message-summary.txt");
  g_autoptr (UaMessageSummary) summary = ua_message_summary_parse (body, NULL);

  g_assert_false (summary->waiting);
  g_assert_cmpuint (summary->counts[UA_MESSAGE_KIND_FAX].n_new, ==, G_MAXUINT);
  g_assert_cmpuint (summary->counts[UA_MESSAGE_KIND_FAX].n_old, ==, 1);
  g_assert_cmpuint (summary->counts[UA_MESSAGE_KIND_TEXT].n_new, ==, 1);
  g_assert_cmpstr (summary->account, ==, "sip:5000@192.0.2.10");
}

static void
test_odd (void)
{
  g_autoptr (GBytes) body = doubles_body_new ("\r\nMESSAGES-WAITING : YES\r\nvoice-message: \r\nno colon\r\n"
                                              "fax-message: -3/x (\r\nmessage-account:\r\n");
  g_autoptr (UaMessageSummary) summary = ua_message_summary_parse (body, NULL);
  g_autoptr (UaMessageSummary) again = ua_message_summary_ref (summary);

  g_assert_true (again->waiting);
  g_assert_true (summary->counts[UA_MESSAGE_KIND_VOICE].told);
  g_assert_cmpuint (summary->counts[UA_MESSAGE_KIND_VOICE].n_new, ==, 0);
  g_assert_cmpuint (summary->counts[UA_MESSAGE_KIND_FAX].n_new, ==, 0);
  g_assert_null (summary->account);
}

static void
test_none (void)
{
  g_autoptr (GBytes) empty = doubles_body_new ("");
  g_autoptr (GBytes) other = doubles_body_new ("Voice-Message: 1/0\r\n");
  g_autoptr (GError) error = NULL;

  g_assert_null (ua_message_summary_parse (empty, NULL));
  g_assert_null (ua_message_summary_parse (other, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/ua/message-summary/asterisk", test_asterisk);
  g_test_add_func ("/ua/message-summary/cisco", test_cisco);
  g_test_add_func ("/ua/message-summary/odd", test_odd);
  g_test_add_func ("/ua/message-summary/none", test_none);
  return g_test_run ();
}
