/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Tags, order and way: RFC 3261 §12 from both sides. */

#include "doubles-message.h"
#include "sip-dialog.h"

#define ROUTES "Record-Route: <sip:near.example;lr>\nRecord-Route: <sip:far.example;lr>, <sip:end.example;lr>\n"

static SipMessage *
our_invite (void)
{
  g_autoptr (SipMessageBuilder) builder = doubles_message_begin ("INVITE");

  sip_message_builder_set_header (builder, SIP_HEADER_VIA, "SIP/2.0/WSS us.invalid;branch=z9hG4bKus");

  return sip_message_builder_end (builder);
}

/* Their answer to our_invite(); @extra are whole lines. */
static SipMessage *
their_answer (guint       status,
              const char *method,
              const char *tag,
              const char *extra)
{
  g_autofree char *text = g_strdup_printf ("SIP/2.0 %u Something\n"
                                           "Via: SIP/2.0/WSS us.invalid;branch=z9hG4bKus\n"
                                           "From: <sip:us@here.example>;tag=us\n"
                                           "To: <sip:peer@there.example>%s%s\n"
                                           "Call-ID: call-from-us\n"
                                           "CSeq: 3 %s\n"
                                           "%s\n", status, tag == NULL ? "" : ";tag=", tag == NULL ? "" : tag,
                                           method, extra);

  return doubles_message_parse (text);
}

static SipDialog *
client_dialog (guint       status,
               const char *tag,
               const char *extra)
{
  g_autoptr (SipMessage) invite = our_invite ();
  g_autoptr (SipMessage) answer = their_answer (status, "INVITE", tag, extra);
  g_autoptr (GError) error = NULL;
  SipDialog *dialog = sip_dialog_new_client (invite, answer, &error);

  g_assert_no_error (error);

  return dialog;
}

/* Their request inside the dialog of client_dialog (…, "peer", …). */
static SipMessage *
their_request (const char *method,
               guint       cseq,
               const char *from_tag,
               const char *to_tag,
               const char *extra)
{
  g_autofree char *text = g_strdup_printf ("%s sip:us@192.0.2.1 SIP/2.0\n"
                                           "Via: SIP/2.0/UDP peer.example;branch=z9hG4bKpeer\n"
                                           "Max-Forwards: 70\n"
                                           "From: <sip:peer@there.example>%s%s\n"
                                           "To: <sip:us@here.example>;tag=%s\n"
                                           "Call-ID: call-from-us\n"
                                           "CSeq: %u %s\n"
                                           "%s\n", method, from_tag == NULL ? "" : ";tag=",
                                           from_tag == NULL ? "" : from_tag, to_tag, cseq, method, extra);

  return doubles_message_parse (text);
}

static SipDialogVerdict
judge (SipDialog  *dialog,
       const char *method,
       guint       cseq)
{
  g_autoptr (SipMessage) request = their_request (method, cseq, "peer", "us", "");

  return sip_dialog_receive_request (dialog, request);
}

static void
assert_target (SipDialog  *dialog,
               const char *expected)
{
  g_autofree char *target = sip_uri_to_string (sip_dialog_get_remote_target (dialog));

  g_assert_cmpstr (target, ==, expected);
}

/* The next request's Request-URI and Routes, the latter joined by commas. */
static void
assert_way (SipDialog  *dialog,
            const char *request_uri,
            const char *routes)
{
  g_autoptr (SipMessageBuilder) builder = sip_dialog_make_request (dialog, SIP_METHOD_INFO, 0);
  g_autoptr (SipMessage) request = sip_message_builder_end (builder);
  g_autofree char *uri = sip_uri_to_string (sip_message_get_request_uri (request));
  g_autoptr (GString) way = g_string_new (NULL);
  const char *route;

  for (guint i = 0; (route = sip_message_get_header_nth (request, SIP_HEADER_ROUTE, i)) != NULL; i++)
    g_string_append_printf (way, "%s%s", i == 0 ? "" : ",", route);

  g_assert_cmpstr (uri, ==, request_uri);
  g_assert_cmpstr (way->str, ==, routes);
}

/* §12.1.2 */
static void
test_client_early (void)
{
  g_autoptr (SipDialog) dialog = client_dialog (180, "peer", "Contact: <sip:peer@192.0.2.9>\n" ROUTES);

  g_assert_cmpuint (sip_dialog_get_state (dialog), ==, SIP_DIALOG_STATE_EARLY);
  g_assert_cmpstr (sip_dialog_get_call_id (dialog), ==, "call-from-us");
  g_assert_cmpstr (sip_dialog_get_local_tag (dialog), ==, "us");
  g_assert_cmpstr (sip_dialog_get_remote_tag (dialog), ==, "peer");
  g_assert_cmpuint (sip_dialog_get_local_cseq (dialog), ==, 3);
  assert_target (dialog, "sip:peer@192.0.2.9");
  assert_way (dialog, "sip:peer@192.0.2.9",
              "<sip:end.example;lr>,<sip:far.example;lr>,<sip:near.example;lr>");
}

/* §13.2.2.4 */
static void
test_2xx_brings_a_new_way (void)
{
  g_autoptr (SipDialog) dialog = client_dialog (180, "peer", "Contact: <sip:peer@192.0.2.9>\n" ROUTES);
  g_autoptr (SipMessage) answer = their_answer (200, "INVITE", "peer", "Contact: <sip:desk@192.0.2.10>\n"
                                                "Record-Route: <sip:near.example;lr>\n");
  g_autoptr (SipMessage) again = their_answer (200, "INVITE", "peer", "Contact: <sip:desk@192.0.2.10>\n"
                                               "Record-Route: <sip:evil.example;lr>\n");

  sip_dialog_confirm (dialog, answer);
  g_assert_cmpuint (sip_dialog_get_state (dialog), ==, SIP_DIALOG_STATE_CONFIRMED);
  assert_way (dialog, "sip:desk@192.0.2.10", "<sip:near.example;lr>");
  sip_dialog_confirm (dialog, again);
  assert_way (dialog, "sip:desk@192.0.2.10", "<sip:near.example;lr>");
}

static void
test_forks_are_dialogs_of_their_own (void)
{
  g_autoptr (SipDialog) desk = client_dialog (180, "desk", "Contact: <sip:desk@192.0.2.9>\n");
  g_autoptr (SipDialog) mobile = client_dialog (183, "mobile", "Contact: <sip:mobile@192.0.2.10>\n");
  g_autoptr (SipMessage) answer = their_answer (200, "INVITE", "mobile", "Contact: <sip:m@192.0.2.10>\n");
  g_autoptr (SipMessage) request = their_request ("UPDATE", 1, "desk", "us", "");

  g_assert_false (sip_dialog_matches (desk, answer));
  g_assert_true (sip_dialog_matches (mobile, answer));
  g_assert_true (sip_dialog_matches (desk, request));
  g_assert_false (sip_dialog_matches (mobile, request));
}

static void
test_responses_that_make_none (void)
{
  static const struct { guint status; const char *tag; } none[] = {
    { 100, NULL }, { 100, "peer" }, { 180, NULL }, { 302, "peer" }, { 486, "peer" },
  };
  g_autoptr (SipMessage) invite = our_invite ();

  for (guint i = 0; i < G_N_ELEMENTS (none); i++)
    {
      g_autoptr (SipMessage) answer = their_answer (none[i].status, "INVITE", none[i].tag, "");
      g_autoptr (GError) error = NULL;

      g_assert_null (sip_dialog_new_client (invite, answer, &error));
      g_assert_error (error, SIP_DIALOG_ERROR, SIP_DIALOG_ERROR_NONE_MADE);
    }
}

static void
test_incomplete_messages_make_none (void)
{
  static const SipHeader needed[] = {
    SIP_HEADER_FROM, SIP_HEADER_TO, SIP_HEADER_CALL_ID, SIP_HEADER_CSEQ,
  };
  g_autoptr (SipMessage) invite = our_invite ();
  g_autoptr (SipMessage) answer = their_answer (200, "INVITE", "peer", "");
  g_autoptr (SipMessage) theirs = doubles_message_request ("INVITE", "z9hG4bKa");

  for (guint i = 0; i < G_N_ELEMENTS (needed); i++)
    {
      g_autoptr (SipMessage) bad_answer = doubles_message_without (answer, needed[i]);
      g_autoptr (SipMessage) bad_request = doubles_message_without (theirs, needed[i]);
      g_autoptr (GError) answer_error = NULL;
      g_autoptr (GError) request_error = NULL;

      g_assert_null (sip_dialog_new_client (invite, bad_answer, &answer_error));
      g_assert_error (answer_error, SIP_DIALOG_ERROR, SIP_DIALOG_ERROR_INCOMPLETE);
      g_assert_null (sip_dialog_new_server (bad_request, "us", &request_error));
      g_assert_error (request_error, SIP_DIALOG_ERROR, SIP_DIALOG_ERROR_INCOMPLETE);
    }
}

static void
test_early_dialog_may_end (void)
{
  g_autoptr (SipDialog) dialog = client_dialog (180, "peer", "");

  sip_dialog_terminate (dialog);
  g_assert_cmpuint (sip_dialog_get_state (dialog), ==, SIP_DIALOG_STATE_TERMINATED);
  g_assert_cmpstr (sip_address_get_tag (sip_dialog_get_local (dialog)), ==, "us");
  g_assert_cmpstr (sip_address_get_tag (sip_dialog_get_remote (dialog)), ==, "peer");
}

/* §12.1.1, §12.1.2: "the tag is considered to have a value of null" */
static void
test_peer_without_tags (void)
{
  g_autoptr (SipDialog) ours = client_dialog (200, NULL, "Contact: <sip:old@192.0.2.9>\n");
  g_autoptr (SipMessage) bye = their_request ("BYE", 1, NULL, "us", "");
  g_autoptr (SipMessage) tagged = their_request ("BYE", 2, "other", "us", "");
  g_autoptr (SipMessage) invite =
    doubles_message_parse ("INVITE sip:us@here.example SIP/2.0\nVia: SIP/2.0/UDP old.example\n"
                           "From: sip:old@there.example\nTo: sip:us@here.example\n"
                           "Call-ID: old\nCSeq: 1 INVITE\n\n");
  g_autoptr (SipDialog) theirs = sip_dialog_new_server (invite, "us", NULL);

  g_assert_null (sip_dialog_get_remote_tag (ours));
  g_assert_cmpuint (sip_dialog_receive_request (ours, tagged), ==, SIP_DIALOG_FOREIGN);
  g_assert_cmpuint (sip_dialog_receive_request (ours, bye), ==, SIP_DIALOG_ACCEPT);
  g_assert_null (sip_dialog_get_remote_tag (theirs));
  assert_target (theirs, "sip:old@there.example");
}

/* §12.1.1 */
static void
test_server (void)
{
  g_autoptr (SipMessage) invite =
    doubles_message_parse ("INVITE sip:us@192.0.2.1 SIP/2.0\nVia: SIP/2.0/UDP near.example;branch=z9hG4bK1\n"
                           "From: \"Peer\" <sip:peer@there.example>;tag=peer\nTo: <sip:us@here.example>\n"
                           "Call-ID: theirs\nCSeq: 70 INVITE\nContact: <sip:peer@192.0.2.9>\n" ROUTES "\n");
  g_autoptr (SipDialog) dialog = sip_dialog_new_server (invite, "mine", NULL);

  g_assert_cmpuint (sip_dialog_get_state (dialog), ==, SIP_DIALOG_STATE_EARLY);
  g_assert_cmpstr (sip_dialog_get_local_tag (dialog), ==, "mine");
  g_assert_cmpstr (sip_dialog_get_remote_tag (dialog), ==, "peer");
  g_assert_cmpuint (sip_dialog_get_local_cseq (dialog), ==, 0);
  assert_way (dialog, "sip:peer@192.0.2.9",
              "<sip:near.example;lr>,<sip:far.example;lr>,<sip:end.example;lr>");
  sip_dialog_confirm (dialog, NULL);
  g_assert_cmpuint (sip_dialog_get_state (dialog), ==, SIP_DIALOG_STATE_CONFIRMED);
}

/* §12.2.1.1 */
static void
test_request_is_addressed (void)
{
  g_autoptr (SipDialog) dialog = client_dialog (200, "peer", "Contact: <sip:peer@192.0.2.9>\n");
  g_autoptr (SipMessageBuilder) bye_builder = sip_dialog_make_request (dialog, SIP_METHOD_BYE, 0);
  g_autoptr (SipMessageBuilder) ack_builder = sip_dialog_make_request (dialog, SIP_METHOD_ACK, 3);
  g_autoptr (SipMessage) bye = sip_message_builder_end (bye_builder);
  g_autoptr (SipMessage) ack = sip_message_builder_end (ack_builder);

  g_assert_cmpstr (sip_message_get_header (bye, SIP_HEADER_FROM), ==, "<sip:us@here.example>;tag=us");
  g_assert_cmpstr (sip_message_get_header (bye, SIP_HEADER_TO), ==, "<sip:peer@there.example>;tag=peer");
  g_assert_cmpstr (sip_message_get_call_id (bye), ==, "call-from-us");
  g_assert_cmpstr (sip_message_get_header (bye, SIP_HEADER_CSEQ), ==, "4 BYE");
  g_assert_cmpstr (sip_message_get_header (bye, SIP_HEADER_MAX_FORWARDS), ==, "70");
  g_assert_cmpstr (sip_message_get_header (ack, SIP_HEADER_CSEQ), ==, "3 ACK");
  g_assert_cmpuint (sip_dialog_get_local_cseq (dialog), ==, 4);
}

/* §12.2.1.1: the first route has no "lr". */
static void
test_strict_router (void)
{
  g_autoptr (SipDialog) dialog =
    client_dialog (200, "peer", "Contact: <sip:peer@192.0.2.9;x=1>\n"
                   "Record-Route: <sip:loose.example;lr>\nRecord-Route: <sip:strict.example;method=INFO>\n");

  assert_way (dialog, "sip:strict.example", "<sip:loose.example;lr>,<sip:peer@192.0.2.9;x=1>");
}

static void
test_target_is_cleaned_for_the_request_uri (void)
{
  g_autoptr (SipDialog) dialog =
    client_dialog (200, "peer", "Contact: <sip:p?r@192.0.2.9;method=BYE;x=1?subject=hi?there>\n");

  assert_way (dialog, "sip:p?r@192.0.2.9;x=1", "");
}

static void
test_no_contact_means_where_it_went (void)
{
  g_autoptr (SipDialog) dialog = client_dialog (180, "peer", "");

  assert_target (dialog, "sip:peer@there.example");
}

/* §12.2.2 */
static void
test_order (void)
{
  g_autoptr (SipDialog) dialog = client_dialog (200, "peer", "");

  g_assert_cmpuint (judge (dialog, "INFO", 10), ==, SIP_DIALOG_ACCEPT);
  g_assert_cmpuint (judge (dialog, "INFO", 9), ==, SIP_DIALOG_OUT_OF_ORDER);
  g_assert_cmpuint (judge (dialog, "INFO", 10), ==, SIP_DIALOG_OUT_OF_ORDER);
  g_assert_cmpuint (judge (dialog, "INFO", 20), ==, SIP_DIALOG_ACCEPT);
  g_assert_cmpuint (judge (dialog, "ACK", 10), ==, SIP_DIALOG_ACCEPT);
  g_assert_cmpuint (judge (dialog, "CANCEL", 10), ==, SIP_DIALOG_ACCEPT);
  g_assert_cmpuint (judge (dialog, "INFO", 21), ==, SIP_DIALOG_ACCEPT);
}

static void
test_first_request_may_have_any_number (void)
{
  g_autoptr (SipDialog) dialog = client_dialog (200, "peer", "");

  g_assert_cmpuint (judge (dialog, "INFO", 0), ==, SIP_DIALOG_ACCEPT);
  g_assert_cmpuint (judge (dialog, "INFO", 0), ==, SIP_DIALOG_OUT_OF_ORDER);
}

static void
test_foreign_messages (void)
{
  g_autoptr (SipDialog) dialog = client_dialog (200, "peer", "");
  g_autoptr (SipMessage) their_tag = their_request ("BYE", 1, "other", "us", "");
  g_autoptr (SipMessage) our_tag = their_request ("BYE", 1, "peer", "other", "");
  g_autoptr (SipMessage) no_tag = their_request ("BYE", 1, NULL, "us", "");
  g_autoptr (SipMessage) upper = their_request ("BYE", 1, "PEER", "US", "");
  g_autoptr (SipMessage) other_call = doubles_message_request ("BYE", "z9hG4bKa");

  g_assert_cmpuint (sip_dialog_receive_request (dialog, their_tag), ==, SIP_DIALOG_FOREIGN);
  g_assert_cmpuint (sip_dialog_receive_request (dialog, our_tag), ==, SIP_DIALOG_FOREIGN);
  g_assert_cmpuint (sip_dialog_receive_request (dialog, no_tag), ==, SIP_DIALOG_FOREIGN);
  g_assert_cmpuint (sip_dialog_receive_request (dialog, other_call), ==, SIP_DIALOG_FOREIGN);
  g_assert_cmpuint (sip_dialog_receive_request (dialog, upper), ==, SIP_DIALOG_ACCEPT);
}

static void
test_target_refresh_by_request (void)
{
  g_autoptr (SipDialog) dialog = client_dialog (200, "peer", "Contact: <sip:peer@192.0.2.9>\n");
  g_autoptr (SipMessage) info = their_request ("INFO", 1, "peer", "us", "Contact: <sip:no@192.0.2.1>\n");
  g_autoptr (SipMessage) update = their_request ("UPDATE", 2, "peer", "us", "Contact: <sip:new@192.0.2.2>\n");
  g_autoptr (SipMessage) stale = their_request ("INVITE", 1, "peer", "us", "Contact: <sip:no@192.0.2.3>\n");
  g_autoptr (SipMessage) bare = their_request ("INVITE", 3, "peer", "us", "");

  sip_dialog_receive_request (dialog, info);
  assert_target (dialog, "sip:peer@192.0.2.9");
  sip_dialog_receive_request (dialog, update);
  assert_target (dialog, "sip:new@192.0.2.2");
  sip_dialog_receive_request (dialog, stale);
  sip_dialog_receive_request (dialog, bare);
  assert_target (dialog, "sip:new@192.0.2.2");
}

static void
test_target_refresh_by_response (void)
{
  g_autoptr (SipDialog) dialog = client_dialog (200, "peer", "Contact: <sip:peer@192.0.2.9>\n");
  g_autoptr (SipMessage) refused = their_answer (488, "INVITE", "peer", "Contact: <sip:no@192.0.2.1>\n");
  g_autoptr (SipMessage) info = their_answer (200, "INFO", "peer", "Contact: <sip:no@192.0.2.2>\n");
  g_autoptr (SipMessage) update = their_answer (200, "UPDATE", "peer", "Contact: <sip:new@192.0.2.3>\n");

  sip_dialog_receive_response (dialog, refused);
  sip_dialog_receive_response (dialog, info);
  assert_target (dialog, "sip:peer@192.0.2.9");
  sip_dialog_receive_response (dialog, update);
  assert_target (dialog, "sip:new@192.0.2.3");
}

static void
test_terminated_knows_nobody (void)
{
  g_autoptr (SipDialog) dialog = client_dialog (200, "peer", "");

  sip_dialog_terminate (dialog);
  sip_dialog_terminate (dialog);
  g_assert_cmpuint (sip_dialog_get_state (dialog), ==, SIP_DIALOG_STATE_TERMINATED);
  g_assert_cmpuint (judge (dialog, "BYE", 1), ==, SIP_DIALOG_FOREIGN);
}

static void
test_no_way_back_from_terminated (void)
{
  if (g_test_subprocess ())
    {
      g_autoptr (SipDialog) dialog = client_dialog (180, "peer", "");

      sip_dialog_terminate (dialog);
      sip_dialog_confirm (dialog, NULL);
      return;
    }

  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
  g_test_trap_assert_failed ();
  g_test_trap_assert_stderr ("*a dialog cannot go from*");
}

typedef struct
{
  const char *path;
  void      (*run) (void);
} Case;

/* RFC 4916 §4.4: another From under the same tag is somebody else, whom To names from then on. */
static void
test_renamed (void)
{
  g_autoptr (SipDialog) dialog = client_dialog (200, "peer", "");
  g_autoptr (SipMessage) same = their_request ("UPDATE", 1, "peer", "us", "");
  g_autoptr (SipMessage) strange = their_request ("UPDATE", 2, "other", "us", "");
  g_autoptr (SipMessage) carols = doubles_message_parse ("UPDATE sip:us@192.0.2.1 SIP/2.0\n"
                                                         "Via: SIP/2.0/UDP peer.example;branch=z9hG4bKpeer\n"
                                                         "From: \"Carol\" <sip:carol@there.example>;tag=peer\n"
                                                         "To: <sip:us@here.example>;tag=us\n"
                                                         "Call-ID: call-from-us\n"
                                                         "CSeq: 3 UPDATE\n\n");

  g_assert_false (sip_dialog_rename_remote (dialog, same));
  g_assert_false (sip_dialog_rename_remote (dialog, strange));
  g_assert_true (sip_dialog_rename_remote (dialog, carols));
  g_assert_false (sip_dialog_rename_remote (dialog, carols));

  g_autoptr (SipMessageBuilder) builder = sip_dialog_make_request (dialog, SIP_METHOD_BYE, 0);
  g_autoptr (SipMessage) bye = sip_message_builder_end (builder);

  g_assert_cmpstr (sip_address_get_display_name (sip_message_get_to (bye)), ==, "Carol");
  g_assert_cmpstr (sip_address_get_tag (sip_message_get_to (bye)), ==, "peer");
}

static const Case cases[] = {
  { "client-early", test_client_early },
  { "2xx-brings-a-new-way", test_2xx_brings_a_new_way },
  { "forks", test_forks_are_dialogs_of_their_own },
  { "responses-that-make-none", test_responses_that_make_none },
  { "incomplete-messages", test_incomplete_messages_make_none },
  { "early-dialog-may-end", test_early_dialog_may_end },
  { "peer-without-tags", test_peer_without_tags },
  { "server", test_server },
  { "request-is-addressed", test_request_is_addressed },
  { "strict-router", test_strict_router },
  { "target-is-cleaned", test_target_is_cleaned_for_the_request_uri },
  { "no-contact", test_no_contact_means_where_it_went },
  { "order", test_order },
  { "first-request", test_first_request_may_have_any_number },
  { "foreign", test_foreign_messages },
  { "refresh-by-request", test_target_refresh_by_request },
  { "refresh-by-response", test_target_refresh_by_response },
  { "renamed", test_renamed },
  { "terminated", test_terminated_knows_nobody },
  { "no-way-back", test_no_way_back_from_terminated },
};

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/sip/dialog/", cases[i].path, NULL);

      g_test_add_func (path, cases[i].run);
    }

  return g_test_run ();
}
