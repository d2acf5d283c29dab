/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The words of event packages. */

#include "ua-event.h"

static void
test_packages (void)
{
  g_autofree char *package = ua_event_dup_package (" presence ;id=1");
  g_autofree char *winfo = ua_event_dup_package ("presence.winfo");
  g_autofree char *none = ua_event_dup_package (" ;id=1");
  g_autofree char *nothing = ua_event_dup_package (NULL);

  g_assert_cmpstr (package, ==, "presence");
  g_assert_cmpstr (winfo, ==, "presence.winfo");
  g_assert_null (none);
  g_assert_null (nothing);
  g_assert_cmpstr (ua_event_get_content_type ("dialog"), ==, "application/dialog-info+xml");
  g_assert_null (ua_event_get_content_type ("Dialog"));
  g_assert_null (ua_event_get_content_type (NULL));
}

/* Every package that is said to be known has a type. */
static void
test_list (void)
{
  g_auto (GStrv) names = g_strsplit (ua_event_list_packages (), ", ", -1);

  g_assert_cmpuint (g_strv_length (names), ==, 6);
  for (guint i = 0; names[i] != NULL; i++)
    g_assert_nonnull (ua_event_get_content_type (names[i]));
}

/* RFC 6665 §8.2.1 */
static void
test_matches (void)
{
  g_assert_true (ua_event_matches ("dialog", "dialog"));
  g_assert_true (ua_event_matches ("dialog", "dialog;sla"));
  g_assert_true (ua_event_matches ("refer;id=7", "refer ; ID=7"));
  g_assert_false (ua_event_matches ("refer;id=7", "refer;id=8"));
  g_assert_false (ua_event_matches ("refer;id=7", "refer"));
  g_assert_false (ua_event_matches ("dialog", "Dialog"));
  g_assert_false (ua_event_matches ("dialog", "dialog.winfo"));
  g_assert_false (ua_event_matches ("dialog", NULL));
  g_assert_false (ua_event_matches ("", ""));
}

static const struct
{
  const char          *text;
  UaSubscriptionPhase  phase;
  UaSubscriptionReason reason;
  gint64               expires_s;
  guint                retry_after_s;
} states[] = {
  { "active", UA_SUBSCRIPTION_ACTIVE, UA_SUBSCRIPTION_REASON_NONE, -1, 0 },
  { "active;expires=3599", UA_SUBSCRIPTION_ACTIVE, UA_SUBSCRIPTION_REASON_NONE, 3599, 0 },
  { "PENDING ; expires = 0", UA_SUBSCRIPTION_PENDING, UA_SUBSCRIPTION_REASON_NONE, 0, 0 },
  { "terminated;reason=deactivated", UA_SUBSCRIPTION_TERMINATED, UA_SUBSCRIPTION_REASON_DEACTIVATED, -1, 0 },
  { "terminated;reason=Probation;retry-after=30", UA_SUBSCRIPTION_TERMINATED, UA_SUBSCRIPTION_REASON_PROBATION, -1, 30 },
  { "terminated;reason=rejected", UA_SUBSCRIPTION_TERMINATED, UA_SUBSCRIPTION_REASON_REJECTED, -1, 0 },
  { "terminated;reason=timeout", UA_SUBSCRIPTION_TERMINATED, UA_SUBSCRIPTION_REASON_TIMEOUT, -1, 0 },
  { "terminated;reason=giveup;retry-after=x", UA_SUBSCRIPTION_TERMINATED, UA_SUBSCRIPTION_REASON_GIVEUP, -1, 0 },
  { "terminated;reason=noresource", UA_SUBSCRIPTION_TERMINATED, UA_SUBSCRIPTION_REASON_NORESOURCE, -1, 0 },
  { "terminated;reason=invariant", UA_SUBSCRIPTION_TERMINATED, UA_SUBSCRIPTION_REASON_INVARIANT, -1, 0 },
  { "terminated;reason=moonlight", UA_SUBSCRIPTION_TERMINATED, UA_SUBSCRIPTION_REASON_NONE, -1, 0 },
  { "waiting;expires=99999999999", UA_SUBSCRIPTION_ACTIVE, UA_SUBSCRIPTION_REASON_NONE, -1, 0 },
};

static void
test_states (void)
{
  UaSubscriptionState state;

  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    {
      g_assert_true (ua_subscription_state_parse (states[i].text, &state));
      g_assert_cmpint (state.phase, ==, states[i].phase);
      g_assert_cmpint (state.reason, ==, states[i].reason);
      g_assert_cmpint (state.expires_s, ==, states[i].expires_s);
      g_assert_cmpuint (state.retry_after_s, ==, states[i].retry_after_s);
    }
  g_assert_false (ua_subscription_state_parse (NULL, &state));
  g_assert_false (ua_subscription_state_parse ("", &state));
  g_assert_false (ua_subscription_state_parse (";expires=5", &state));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/ua/event/packages", test_packages);
  g_test_add_func ("/ua/event/list", test_list);
  g_test_add_func ("/ua/event/matches", test_matches);
  g_test_add_func ("/ua/event/states", test_states);
  return g_test_run ();
}
