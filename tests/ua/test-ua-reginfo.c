/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What the registrar keeps of us. */

#include "ua-reginfo.h"

#include "doubles-body.h"

static UaReginfo *
parse (const char *text)
{
  g_autoptr (GBytes) body = doubles_body_new (text);

  return ua_reginfo_parse (body, NULL);
}

static void
test_kamailio (void)
{
  g_autoptr (GBytes) body = doubles_body_read ("kamailio-reginfo.xml");
  g_autoptr (UaReginfo) info = ua_reginfo_parse (body, NULL);
  g_autoptr (UaReginfo) again = ua_reginfo_ref (info);
  UaRegistration *registration = g_ptr_array_index (again->registrations, 0);
  UaRegContact *ours = ua_reginfo_find (info, "sip:x7@h1.invalid;transport=wss");
  UaRegContact *other = ua_reginfo_find (info, "sip:alice@192.0.2.4:5062");

  g_assert_true (info->whole);
  g_assert_true (registration->active);
  g_assert_cmpstr (registration->address, ==, "sip:alice@example.org");
  g_assert_true (ours->active);
  g_assert_cmpuint (ours->expires_s, ==, 557);
  g_assert_cmpstr (ours->public_gruu, ==, "sip:alice@example.org;gr=urn:uuid:1");
  g_assert_false (other->active);
  g_assert_cmpstr (other->event, ==, "probation");
  g_assert_cmpuint (other->retry_after_s, ==, 60);
  g_assert_cmpstr (other->name, ==, "Desk");
  g_assert_null (ua_reginfo_find (info, "sip:nobody@example.org"));
  g_assert_null (ua_reginfo_find (info, "no uri"));
}

static void
test_merge (void)
{
  g_autoptr (UaReginfo) whole = parse ("<reginfo version='4' state='full'><registration id='a' state='active'/>"
                                       "<registration id='b' state='active'/></reginfo>");
  g_autoptr (UaReginfo) part = parse ("<reginfo version='5' state='partial'><registration id='b' state='terminated'>"
                                      "<contact state='terminated' event='deactivated'/></registration></reginfo>");
  UaNews verdict;
  g_autoptr (UaReginfo) first = ua_reginfo_merge (NULL, whole, NULL);
  g_autoptr (UaReginfo) second = ua_reginfo_merge (first, part, &verdict);
  UaRegistration *changed = g_ptr_array_index (second->registrations, 1);

  g_assert_cmpint (verdict, ==, UA_NEWS_PART);
  g_assert_cmpuint (second->registrations->len, ==, 2);
  g_assert_cmpstr (changed->id, ==, "b");
  g_assert_false (changed->active);
  g_autoptr (UaReginfo) third = ua_reginfo_merge (second, part, &verdict);
  g_assert_cmpint (verdict, ==, UA_NEWS_STALE);
  g_assert_true (third == second);
  g_assert_null (ua_reginfo_merge (NULL, part, &verdict));
  g_assert_cmpint (verdict, ==, UA_NEWS_GAP);
}

static void
test_limits (void)
{
  GString *text = g_string_new ("<reginfo>");
  g_autofree char *all = NULL;
  g_autoptr (UaReginfo) info = NULL;

  for (guint i = 0; i < 2 * UA_REGINFO_MAX_REGISTRATIONS; i++)
    g_string_append (text, "<registration/>");
  g_string_append (text, "</reginfo>");
  all = g_string_free (text, FALSE);
  info = parse (all);
  g_assert_cmpuint (info->registrations->len, ==, UA_REGINFO_MAX_REGISTRATIONS);
  g_assert_null (parse ("<registration/>"));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/ua/reginfo/kamailio", test_kamailio);
  g_test_add_func ("/ua/reginfo/merge", test_merge);
  g_test_add_func ("/ua/reginfo/limits", test_limits);
  return g_test_run ();
}
