/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Giving a call away, with three telephones at one exchange (RFC 5589). */

#include "phone-office-calls.h"

#include <string.h>

#include "phone-call-private.h"

static PhoneHandover *
get_handover (PhoneCall *call)
{
  return phone_call_get_handover (call);
}

/* U24: Bob is asked before his telephone calls anybody. */
static void
accept_request (World            *world,
                PhoneRequestKind  kind)
{
  wait_until (office_request (world) != NULL);
  g_assert_cmpint (phone_request_get_kind (office_request (world)), ==, kind);
  phone_request_accept (office_request (world));
  g_assert_null (office_request (world));
}

/* U24 */
static void
test_blind (Office        *office,
            gconstpointer  data)
{
  g_autoptr (PhoneCall) call = office_talk (&office->anna, &office->bob, "bob");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  phone_call_transfer_async (call, "carol", NULL, world_take_result_cb, &result);
  g_assert_true (phone_handover_is_going_on (get_handover (call)));
  g_assert_true (g_str_has_prefix (phone_handover_get_text (get_handover (call)), "Asking bob@127.0.0.1:"));
  wait_until (office_request (&office->bob) != NULL);
  g_assert_true (g_str_has_prefix (phone_request_get_text (office_request (&office->bob)), "Anna asks you to call carol@"));
  g_assert_cmpint (phone_call_get_state (call), ==, PHONE_CALL_STATE_HELD);
  accept_request (&office->bob, PHONE_REQUEST_KIND_REFERRAL);
  wait_until (office_has_call (&office->carol, PHONE_CALL_STATE_INCOMING));
  wait_until (strstr (phone_handover_get_text (get_handover (call)), "it rings there") != NULL);
  phone_call_answer_async (office_last_call (&office->carol), NULL, NULL, NULL);
  wait_until (result != NULL);
  g_assert_true (phone_call_transfer_finish (call, result, &error));
  g_assert_no_error (error);
  g_assert_nonnull (strstr (phone_handover_get_text (get_handover (call)), "is talking to"));
  wait_until (phone_call_is_over (call));
  g_assert_null (phone_call_get_end_text (call));
  wait_until (office_has_call (&office->carol, PHONE_CALL_STATE_ACTIVE) &&
              office_has_call (&office->bob, PHONE_CALL_STATE_ACTIVE));
}

/* Carol says no: Bob is ours again, and it is said why. */
static void
test_comes_back (Office        *office,
                 gconstpointer  data)
{
  g_autoptr (PhoneCall) call = office_talk (&office->anna, &office->bob, "bob");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  phone_call_transfer_async (call, "carol", NULL, world_take_result_cb, &result);
  accept_request (&office->bob, PHONE_REQUEST_KIND_REFERRAL);
  wait_until (office_has_call (&office->carol, PHONE_CALL_STATE_INCOMING));
  phone_call_say_busy (office_last_call (&office->carol));
  wait_until (result != NULL);
  g_assert_false (phone_call_transfer_finish (call, result, &error));
  g_assert_nonnull (strstr (phone_handover_get_text (get_handover (call)), "They are busy."));
  g_assert_false (phone_handover_is_going_on (get_handover (call)));
  wait_until (phone_call_is_up (call) && !phone_call_is_waiting (call));
}

/* Bob does not want to. */
static void
test_declined (Office        *office,
               gconstpointer  data)
{
  g_autoptr (PhoneCall) call = office_talk (&office->anna, &office->bob, "bob");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  phone_call_transfer_async (call, "carol", NULL, world_take_result_cb, &result);
  wait_until (office_request (&office->bob) != NULL);
  phone_request_decline (office_request (&office->bob));
  wait_until (result != NULL);
  g_assert_false (phone_call_transfer_finish (call, result, &error));
  wait_until (phone_call_get_state (call) == PHONE_CALL_STATE_ACTIVE);
  g_assert_cmpuint (g_list_model_get_n_items (phone_get_calls (office->carol.phone)), ==, 0);
}

/* Ask first, then bring the two together: both calls of Anna's end, Carol's goes on with Bob without a question of hers. */
static void
test_attended (Office        *office,
               gconstpointer  data)
{
  g_autoptr (PhoneCall) bob = office_talk (&office->anna, &office->bob, "bob");
  g_autoptr (PhoneCall) carol = office_talk (&office->anna, &office->carol, "carol");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (phone_call_is_waiting (bob));
  phone_call_transfer_to_call_async (bob, carol, NULL, world_take_result_cb, &result);
  wait_until (office_request (&office->bob) != NULL);
  g_assert_true (g_str_has_prefix (phone_request_get_text (office_request (&office->bob)), "Anna wants to connect you"));
  accept_request (&office->bob, PHONE_REQUEST_KIND_REFERRAL);
  wait_until (result != NULL);
  g_assert_true (phone_call_transfer_to_call_finish (bob, result, &error));
  g_assert_no_error (error);
  wait_until (phone_call_is_over (bob) && phone_call_is_over (carol));
  wait_until (office_has_call (&office->carol, PHONE_CALL_STATE_ACTIVE) &&
              office_has_call (&office->bob, PHONE_CALL_STATE_ACTIVE));
  g_assert_null (office_request (&office->carol));
}

static char *
refer_quietly (const char *request)
{
  const char *rest = strstr (request, "\r\n") + 2;

  if (!g_str_has_prefix (request, "REFER "))
    return NULL;
  return g_strdup_printf ("%.*sRefer-Sub: false\r\n%s", (int) (rest - request), request, rest);
}

/* Where nobody tells that Bob got through, Carol's call with us must be there for him to take over (RFC 3891 §3). */
static void
test_attended_untold (Office        *office,
                      gconstpointer  data)
{
  g_autoptr (PhoneCall) bob = NULL;
  g_autoptr (PhoneCall) carol = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  office->exchange->tamper = refer_quietly;
  bob = office_talk (&office->anna, &office->bob, "bob");
  carol = office_talk (&office->anna, &office->carol, "carol");
  phone_call_transfer_to_call_async (bob, carol, NULL, world_take_result_cb, &result);
  accept_request (&office->bob, PHONE_REQUEST_KIND_REFERRAL);
  wait_until (result != NULL);
  g_assert_true (phone_call_transfer_to_call_finish (bob, result, NULL));
  wait_until (phone_call_is_over (bob) && phone_call_is_over (carol));
  wait_until (office_has_call (&office->carol, PHONE_CALL_STATE_ACTIVE) &&
              office_has_call (&office->bob, PHONE_CALL_STATE_ACTIVE));
}

static void
test_nothing_to_give (Office        *office,
                      gconstpointer  data)
{
  g_autoptr (PhoneCall) call = office_talk (&office->anna, &office->bob, "bob");
  g_autoptr (GAsyncResult) bad = NULL;
  g_autoptr (GAsyncResult) self = NULL;
  g_autoptr (GAsyncResult) late = NULL;

  phone_call_transfer_async (call, "@@", NULL, world_take_result_cb, &bad);
  phone_call_transfer_to_call_async (call, call, NULL, world_take_result_cb, &self);
  wait_until (bad != NULL && self != NULL);
  g_assert_false (phone_call_transfer_finish (call, bad, NULL));
  g_assert_false (phone_call_transfer_to_call_finish (call, self, NULL));
  phone_call_hang_up (call);
  wait_until (phone_call_is_over (call));
  phone_call_transfer_async (call, "carol", NULL, world_take_result_cb, &late);
  wait_until (late != NULL);
  g_assert_false (phone_call_transfer_finish (call, late, NULL));
}

#define add(name, func) g_test_add ("/phone/call-transfer/" name, Office, NULL, office_open, func, office_close)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("blind", test_blind);
  add ("comes-back", test_comes_back);
  add ("declined", test_declined);
  add ("attended", test_attended);
  add ("attended-untold", test_attended_untold);
  add ("nothing-to-give", test_nothing_to_give);
  return g_test_run ();
}
