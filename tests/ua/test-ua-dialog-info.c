/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The calls of somebody else: lamps and pickup. */

#include "ua-dialog-info.h"

#include "doubles-body.h"

static UaDialogInfo *
read_file (const char *name)
{
  g_autoptr (GBytes) body = doubles_body_read (name);
  g_autoptr (GError) error = NULL;
  UaDialogInfo *info = ua_dialog_info_parse (body, &error);

  g_assert_no_error (error);
  return info;
}

static UaDialogInfo *
parse (const char *text)
{
  g_autoptr (GBytes) body = doubles_body_new (text);

  return ua_dialog_info_parse (body, NULL);
}

/* A ringing call has all that a pickup by Replaces needs. */
static void
test_asterisk (void)
{
  g_autoptr (UaDialogInfo) info = read_file ("asterisk-dialog-info.xml");
  UaWatchedDialog *dialog = g_ptr_array_index (info->dialogs, 0);

  g_assert_cmpuint (info->version, ==, 3);
  g_assert_true (info->whole);
  g_assert_cmpint (ua_dialog_info_get_state (info), ==, UA_WATCHED_STATE_EARLY);
  g_assert_cmpint (dialog->direction, ==, UA_WATCHED_DIRECTION_RECIPIENT);
  g_assert_cmpstr (dialog->call_id, ==, "pickup-3b1f@pbx.example");
  g_assert_cmpstr (dialog->local_tag, ==, "as1");
  g_assert_cmpstr (dialog->remote_tag, ==, "as2");
  g_assert_cmpstr (dialog->remote.name, ==, "Carol <ACME>");
  g_assert_cmpstr (dialog->remote.identity, ==, "sip:300@pbx.example");
  g_assert_cmpstr (dialog->local.target, ==, "sip:102@pbx.example");
  g_assert_false (dialog->local.held);
}

static void
test_cisco (void)
{
  g_autoptr (UaDialogInfo) info = read_file ("cisco-dialog-info.xml");
  UaWatchedDialog *dialog = g_ptr_array_index (info->dialogs, 0);

  g_assert_cmpint (dialog->state, ==, UA_WATCHED_STATE_TERMINATED);
  g_assert_cmpstr (dialog->event, ==, "rejected");
  g_assert_cmpint (dialog->direction, ==, UA_WATCHED_DIRECTION_UNKNOWN);
  g_assert_null (dialog->call_id);
  g_assert_cmpint (ua_dialog_info_get_state (info), ==, UA_WATCHED_STATE_UNKNOWN);
}

/* RFC 4235 §4.3: a change brings a new call, and an end that is seen once. */
static void
test_merge (void)
{
  g_autoptr (UaDialogInfo) whole = read_file ("asterisk-dialog-info.xml");
  g_autoptr (UaDialogInfo) part = read_file ("freeswitch-dialog-info.xml");
  g_autoptr (UaDialogInfo) next = parse ("<dialog-info version='5' state='partial'/>");
  UaNews verdict;
  g_autoptr (UaDialogInfo) first = ua_dialog_info_merge (NULL, whole, &verdict);
  g_assert_cmpint (verdict, ==, UA_NEWS_WHOLE);

  g_autoptr (UaDialogInfo) second = ua_dialog_info_merge (first, part, &verdict);
  g_assert_cmpint (verdict, ==, UA_NEWS_PART);
  g_assert_cmpuint (second->dialogs->len, ==, 2);
  g_assert_cmpint (ua_dialog_info_get_state (second), ==, UA_WATCHED_STATE_CONFIRMED);
  g_assert_cmpstr (second->entity, ==, "sip:102@pbx.example");

  g_autoptr (UaDialogInfo) third = ua_dialog_info_merge (second, next, &verdict);
  g_assert_cmpuint (third->dialogs->len, ==, 1);
  UaWatchedDialog *left = g_ptr_array_index (third->dialogs, 0);
  g_assert_true (left->local.held);
  g_assert_cmpstr (left->remote.name, ==, "Dave");
  g_assert_cmpstr (left->remote.target, ==, "sip:**102@pbx.example");
}

static void
test_gaps (void)
{
  g_autoptr (UaDialogInfo) whole = read_file ("asterisk-dialog-info.xml");
  g_autoptr (UaDialogInfo) late = parse ("<dialog-info version='9' state='partial'><dialog id='z'/></dialog-info>");
  g_autoptr (UaDialogInfo) old = parse ("<dialog-info version='2' state='full'/>");
  UaNews verdict;
  g_autoptr (UaDialogInfo) after_gap = ua_dialog_info_merge (whole, late, &verdict);

  g_assert_cmpint (verdict, ==, UA_NEWS_GAP);
  g_assert_true (after_gap == whole);
  g_assert_null (ua_dialog_info_merge (NULL, late, NULL));
  g_autoptr (UaDialogInfo) after_old = ua_dialog_info_merge (whole, old, &verdict);
  g_assert_cmpint (verdict, ==, UA_NEWS_STALE);
  g_assert_true (after_old == whole);
}

static void
test_limits (void)
{
  GString *text = g_string_new ("<dialog-info version='x' state='full'>");
  g_autofree char *all = NULL;
  g_autoptr (UaDialogInfo) info = NULL;

  for (guint i = 0; i < 2 * UA_DIALOG_INFO_MAX_DIALOGS; i++)
    g_string_append_printf (text, "<dialog id='%u'><state>strange</state></dialog>", i);
  g_string_append (text, "</dialog-info>");
  all = g_string_free (text, FALSE);
  info = parse (all);
  g_assert_cmpuint (info->dialogs->len, ==, UA_DIALOG_INFO_MAX_DIALOGS);
  g_assert_cmpuint (info->version, ==, 0);
  g_assert_null (parse ("<dialog-info"));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/ua/dialog-info/asterisk", test_asterisk);
  g_test_add_func ("/ua/dialog-info/cisco", test_cisco);
  g_test_add_func ("/ua/dialog-info/merge", test_merge);
  g_test_add_func ("/ua/dialog-info/gaps", test_gaps);
  g_test_add_func ("/ua/dialog-info/limits", test_limits);
  return g_test_run ();
}
