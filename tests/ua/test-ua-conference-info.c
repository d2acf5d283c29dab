/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Who sits in a conference. */

#include "ua-conference-info.h"

#include "doubles-body.h"

static UaConferenceInfo *
parse (const char *text)
{
  g_autoptr (GBytes) body = doubles_body_new (text);

  return ua_conference_info_parse (body, NULL);
}

static UaConferenceInfo *
read_whole (void)
{
  g_autoptr (GBytes) body = doubles_body_read ("freeswitch-conference-info.xml");

  return ua_conference_info_parse (body, NULL);
}

static void
test_freeswitch (void)
{
  g_autoptr (UaConferenceInfo) info = read_whole ();
  UaConferenceUser *alice = g_ptr_array_index (info->users, 0);
  UaConferenceEndpoint *desk = g_ptr_array_index (alice->endpoints, 0);
  UaConferenceMedia *audio = g_ptr_array_index (desk->media, 0);

  g_assert_cmpstr (info->name, ==, "Monday");
  g_assert_cmpstr (info->subject, ==, "Plans");
  g_assert_cmpuint (info->n_users, ==, 2);
  g_assert_cmpuint (info->users->len, ==, 2);
  g_assert_false (info->gone);
  g_assert_cmpstr (alice->name, ==, "Alice");
  g_assert_cmpstr (desk->status, ==, "connected");
  g_assert_cmpstr (audio->type, ==, "audio");
  g_assert_cmpstr (audio->direction, ==, "sendrecv");
}

/* RFC 4575 §4.6: somebody comes, somebody goes, and a device of somebody is put on hold. */
static void
test_merge (void)
{
  g_autoptr (UaConferenceInfo) whole = read_whole ();
  g_autoptr (UaConferenceInfo) part =
    parse ("<conference-info entity='sip:3000@pbx.example' state='partial' version='2'><users>"
           "<user entity='sip:alice@example.org' state='partial'>"
           "<endpoint entity='sip:alice@mobile.example'><status>dialing-out</status></endpoint>"
           "<endpoint entity='sip:alice@a.example'><status>on-hold</status></endpoint></user>"
           "<user entity='sip:bob@example.org' state='deleted'/>"
           "<user entity='sip:carol@example.org'/></users></conference-info>");
  UaNews verdict;
  g_autoptr (UaConferenceInfo) merged = ua_conference_info_merge (whole, part, &verdict);
  UaConferenceUser *alice = g_ptr_array_index (merged->users, 0);
  UaConferenceUser *carol = g_ptr_array_index (merged->users, 1);

  g_assert_cmpint (verdict, ==, UA_NEWS_PART);
  g_assert_cmpuint (merged->users->len, ==, 2);
  g_assert_cmpuint (alice->endpoints->len, ==, 2);
  g_assert_cmpstr (alice->name, ==, "Alice");
  g_assert_cmpstr (((UaConferenceEndpoint *) g_ptr_array_index (alice->endpoints, 1))->status, ==, "on-hold");
  g_assert_cmpstr (carol->entity, ==, "sip:carol@example.org");
  g_assert_cmpstr (merged->name, ==, "Monday");

  g_autoptr (UaConferenceInfo) leaves =
    parse ("<conference-info state='partial' version='3'><users><user entity='sip:alice@example.org' state='partial'>"
           "<endpoint entity='sip:alice@a.example' state='deleted'/></user></users></conference-info>");
  g_autoptr (UaConferenceInfo) after = ua_conference_info_merge (merged, leaves, NULL);
  alice = g_ptr_array_index (after->users, 0);
  g_assert_cmpuint (alice->endpoints->len, ==, 1);
}

static void
test_over (void)
{
  g_autoptr (UaConferenceInfo) whole = read_whole ();
  g_autoptr (UaConferenceInfo) over = parse ("<conference-info state='deleted' version='2'/>");
  g_autoptr (UaConferenceInfo) merged = ua_conference_info_merge (whole, over, NULL);
  g_autoptr (UaConferenceInfo) late = parse ("<conference-info state='partial' version='9'/>");
  UaNews verdict;
  g_autoptr (UaConferenceInfo) same = ua_conference_info_merge (whole, late, &verdict);

  g_assert_true (merged->gone);
  g_assert_cmpint (verdict, ==, UA_NEWS_GAP);
  g_assert_true (same == whole);
  g_assert_null (ua_conference_info_merge (NULL, late, NULL));
}

static void
test_limits (void)
{
  GString *text = g_string_new ("<conference-info><users>");
  g_autofree char *all = NULL;
  g_autoptr (UaConferenceInfo) info = NULL;

  for (guint i = 0; i < 2 * UA_CONFERENCE_INFO_MAX_USERS; i++)
    g_string_append (text, "<user/>");
  g_string_append (text, "</users></conference-info>");
  all = g_string_free (text, FALSE);
  info = parse (all);
  g_assert_cmpuint (info->users->len, ==, UA_CONFERENCE_INFO_MAX_USERS);
  g_assert_null (parse (""));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/ua/conference-info/freeswitch", test_freeswitch);
  g_test_add_func ("/ua/conference-info/merge", test_merge);
  g_test_add_func ("/ua/conference-info/over", test_over);
  g_test_add_func ("/ua/conference-info/limits", test_limits);
  return g_test_run ();
}
