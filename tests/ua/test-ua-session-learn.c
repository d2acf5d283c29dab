/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What two Earshots learn of each other; who they become and what others say is told by the scenes named identity and
 * reason. */

#include "ua-session-learn.h"

#include "doubles-call.h"
#include "ua-session-private.h"

static void
expect_able (UaSession *session)
{
  const UaSessionFar *far = &ua_session_get_private (session)->far;

  g_assert_true (far->updates);
  g_assert_true (far->replaces);
  g_assert_true (far->changes_from);
}

static void
test_abilities (void)
{
  g_autoptr (DoublesCall) call = doubles_call_new (NULL);

  doubles_call_begin (call);
  expect_able (doubles_call_bob (call));
  g_assert_false (ua_session_get_private (doubles_call_alice (call))->far.updates);
  ua_invitation_accept_async (call->invitation, UA_DESCRIPTION_HANDLER (call->bob_handler), NULL, doubles_answer_cb,
                              &call->accepted);
  doubles_desk_settle (call->alice);
  expect_able (doubles_call_alice (call));
}

/* RFC 3326: who is hung up on learns why, and who hangs up needs not be told. */
static void
test_reason (void)
{
  g_autoptr (DoublesCall) call = doubles_call_new (NULL);

  doubles_call_establish (call);
  ua_session_hang_up_async (doubles_call_bob (call), NULL, NULL, NULL);
  doubles_desk_settle (call->alice);
  g_assert_cmpstr (ua_session_get_end_reason (doubles_call_alice (call)), ==, "Normal call clearing");
  g_assert_null (ua_session_get_end_reason (doubles_call_bob (call)));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/ua/session-learn/abilities", test_abilities);
  g_test_add_func ("/ua/session-learn/reason", test_reason);

  return g_test_run ();
}
