/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Which session a request belongs to. */

#include "ua-dialogs.h"

#include "doubles-message.h"

static SipDialog *
make_dialog (const char *local_tag)
{
  g_autoptr (SipMessage) invite = doubles_message_request ("INVITE", "z9hG4bK1");
  SipDialog *dialog = sip_dialog_new_server (invite, local_tag, NULL);

  g_assert_nonnull (dialog);
  return dialog;
}

static SipMessage *
make_request (SipDialog  *dialog,
              const char *local_tag,
              const char *remote_tag,
              const char *call_id)
{
  g_autofree char *text =
    g_strdup_printf ("BYE sip:alice@example.org SIP/2.0\n"
                     "Via: SIP/2.0/TCP far.example;branch=z9hG4bK2\n"
                     "From: <sip:bob@example.org>;tag=%s\n"
                     "To: <sip:alice@example.org>;tag=%s\n"
                     "Call-ID: %s\n"
                     "CSeq: 2 BYE\n"
                     "Max-Forwards: 70\n"
                     "Content-Length: 0\n\n",
                     remote_tag != NULL ? remote_tag : sip_dialog_get_remote_tag (dialog), local_tag,
                     call_id != NULL ? call_id : sip_dialog_get_call_id (dialog));

  return doubles_message_parse (text);
}

static void
test_find (void)
{
  g_autoptr (UaDialogs) dialogs = ua_dialogs_new ();
  g_autoptr (SipDialog) one = make_dialog ("one");
  g_autoptr (SipDialog) two = make_dialog ("two");
  g_autoptr (SipMessage) to_one = make_request (one, "one", NULL, NULL);
  g_autoptr (SipMessage) to_one_loud = make_request (one, "ONE", NULL, NULL);
  g_autoptr (SipMessage) to_two = make_request (two, "two", NULL, NULL);
  SipDialog *found = NULL;
  int first = 1;
  int second = 2;

  ua_dialogs_add (dialogs, one, &first);
  ua_dialogs_add (dialogs, two, &second);
  g_assert_true (ua_dialogs_find (dialogs, to_one, &found) == &first);
  g_assert_true (found == one);
  g_assert_true (ua_dialogs_find (dialogs, to_two, NULL) == &second);
  /* RFC 3261 §7.3.1: tags ignore case. */
  g_assert_true (ua_dialogs_find (dialogs, to_one_loud, NULL) == &first);

  ua_dialogs_remove (dialogs, one);
  ua_dialogs_remove (dialogs, one);
  g_assert_null (ua_dialogs_find (dialogs, to_one, NULL));
  g_assert_true (ua_dialogs_find (dialogs, to_two, NULL) == &second);
}

static void
test_strangers (void)
{
  g_autoptr (UaDialogs) dialogs = ua_dialogs_new ();
  g_autoptr (SipDialog) dialog = make_dialog ("one");
  g_autoptr (SipMessage) other_local = make_request (dialog, "other", NULL, NULL);
  g_autoptr (SipMessage) other_remote = make_request (dialog, "one", "other", NULL);
  g_autoptr (SipMessage) other_call = make_request (dialog, "one", NULL, "other");
  int owner = 1;

  ua_dialogs_add (dialogs, dialog, &owner);
  g_assert_null (ua_dialogs_find (dialogs, other_local, NULL));
  g_assert_null (ua_dialogs_find (dialogs, other_remote, NULL));
  g_assert_null (ua_dialogs_find (dialogs, other_call, NULL));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/ua/dialogs/find", test_find);
  g_test_add_func ("/ua/dialogs/strangers", test_strangers);

  return g_test_run ();
}
