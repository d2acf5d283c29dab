/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Questions that only the person may answer: each is asked once, and goes when nobody waits any more. */

#include "phone-office-calls.h"

#include <string.h>

#include "phone-lamp-private.h"
#include "phone-private.h"

static PhoneRequest *
await_redirect (Office    *office,
                PhoneCall *call)
{
  wait_until (office_has_call (&office->bob, PHONE_CALL_STATE_INCOMING));
  g_assert_true (phone_call_send_on (office_last_call (&office->bob), "carol", NULL));
  wait_until (office_request (&office->anna) != NULL);
  return office_request (&office->anna);
}

static void
test_redirect_declined (Office        *office,
                        gconstpointer  data)
{
  g_autoptr (PhoneCall) call = office_call (&office->anna, "bob");
  g_autoptr (PhoneRequest) request = g_object_ref (await_redirect (office, call));

  g_assert_nonnull (strstr (phone_request_get_text (request), "is to be reached at carol@127.0.0.1"));
  g_assert_cmpstr (phone_request_get_label (request), ==, "Call");
  phone_request_decline (request);
  phone_request_accept (request); /* too late to think again */
  wait_until (phone_call_is_over (call));
  g_assert_null (office_request (&office->anna));
  g_assert_cmpuint (g_list_model_get_n_items (phone_get_calls (office->carol.phone)), ==, 0);
}

static void
test_hanging_up_withdraws (Office        *office,
                           gconstpointer  data)
{
  g_autoptr (PhoneCall) call = office_call (&office->anna, "bob");

  await_redirect (office, call);
  phone_call_hang_up (call);
  wait_until (office_request (&office->anna) == NULL);
}

/* Many telephones hang up as soon as they have asked: the question is as good as before. */
static void
test_outlives_the_referrer (Office        *office,
                            gconstpointer  data)
{
  g_autoptr (PhoneCall) call = office_talk (&office->anna, &office->bob, "bob");

  phone_call_transfer_async (call, "carol", NULL, NULL, NULL);
  wait_until (office_request (&office->bob) != NULL);
  phone_call_hang_up (call);
  wait_until (office_has_call (&office->bob, PHONE_CALL_STATE_ENDED));
  phone_request_accept (office_request (&office->bob));
  wait_until (office_has_call (&office->carol, PHONE_CALL_STATE_INCOMING));
}

static guint n_invites;
static guint n_anonymous;

static char *
count_invites (const char *request)
{
  if (!g_str_has_prefix (request, "INVITE "))
    return NULL;
  n_invites++;
  n_anonymous += strstr (request, "anonymous.invalid") != NULL;
  return NULL;
}

static char *replaces; /* of the talk between Anna and Bob, as Bob's telephone knows it */

static char *
dup_tag (const char *request,
         const char *header)
{
  g_autofree char *value = doubles_switch_dup_header (request, header);
  const char *tag = strstr (value, "tag=");

  return tag != NULL ? g_strndup (tag + 4, strcspn (tag + 4, ";,")) : g_strdup ("");
}

/* Hears how the talk is called on the wire, and lets Carol's INVITE ask for its place (RFC 3891). */
static char *
listen_and_replace (const char *request)
{
  const char *rest = strstr (request, "\r\n") + 2;

  if (g_str_has_prefix (request, "ACK ") && replaces == NULL)
    {
      g_autofree char *call_id = doubles_switch_dup_header (request, "Call-ID");
      g_autofree char *from = dup_tag (request, "From");
      g_autofree char *to = dup_tag (request, "To");

      replaces = g_strdup_printf ("%s;to-tag=%s;from-tag=%s", call_id, to, from);
    }
  if (replaces == NULL || !g_str_has_prefix (request, "INVITE sip:bob"))
    return NULL;
  return g_strdup_printf ("%.*sReplaces: %s\r\n%s", (int) (rest - request), request, replaces, rest);
}

/* Nobody hears anything of a call that was not theirs without Bob's word. */
static void
test_takeover (Office        *office,
               gconstpointer  data)
{
  gboolean accepted = GPOINTER_TO_INT (data);
  g_autoptr (PhoneCall) call = NULL;
  g_autoptr (PhoneCall) intruder = NULL;
  g_autoptr (PhoneRequest) request = NULL;

  office->exchange->tamper = listen_and_replace;
  call = office_talk (&office->anna, &office->bob, "bob");
  intruder = office_call (&office->carol, "bob");
  wait_until (office_request (&office->bob) != NULL);
  request = g_object_ref (office_request (&office->bob));
  g_assert_cmpint (phone_request_get_kind (request), ==, PHONE_REQUEST_KIND_TAKEOVER);
  g_assert_true (g_str_has_prefix (phone_request_get_text (request), "Carol wants to take the place of Anna"));
  g_assert_cmpint (phone_call_get_state (call), ==, PHONE_CALL_STATE_ACTIVE);
  if (accepted)
    {
      phone_request_accept (request);
      wait_until (phone_call_is_over (call) && phone_call_get_state (intruder) == PHONE_CALL_STATE_ACTIVE);
    }
  else
    {
      phone_request_decline (request);
      wait_until (phone_call_is_over (intruder));
      g_assert_cmpint (phone_call_get_state (call), ==, PHONE_CALL_STATE_ACTIVE);
    }
  g_assert_null (office_request (&office->bob));
  g_clear_pointer (&replaces, g_free);
}

/* The policy holds for every call that goes out. */
static void
test_pick_up_anonymously (Office        *office,
                          gconstpointer  data)
{
  phone_policy_set_anonymous (phone_account_get_policy (office_account (&office->carol)), TRUE);
  office->exchange->tamper = count_invites;
  n_invites = n_anonymous = 0;
  g_assert_nonnull (phone_pick_up (office->carol.phone, NULL, "anna", "call@x;a;b", NULL));
  wait_until (n_invites > 0);
  g_assert_cmpuint (n_anonymous, ==, n_invites);
}

static char *
make_refer (const char *request)
{
  g_auto (GStrv) parts = NULL;

  if (!g_str_has_prefix (request, "MESSAGE "))
    return NULL;
  parts = g_strsplit (request, " MESSAGE\r\n", 2);
  return g_strdup_printf ("REFER%s REFER\r\nRefer-To: <sip:carol@127.0.0.1>\r\nContact: <sip:anna@127.0.0.1>\r\n%s",
                          parts[0] + strlen ("MESSAGE"), parts[1]);
}

static void
refused_cb (Phone      *phone,
            gboolean    outgoing,
            const char *text,
            gboolean   *refused)
{
  *refused |= outgoing && g_str_has_prefix (text, "SIP/2.0 603");
}

/* Do not disturb: who is in no call with us does not even get a question to the screen. */
static void
test_stranger_does_not_disturb (Office        *office,
                                gconstpointer  data)
{
  gboolean refused = FALSE;

  phone_policy_set_do_not_disturb (phone_account_get_policy (office_account (&office->bob)), TRUE);
  g_signal_connect (office->bob.phone, "traced", G_CALLBACK (refused_cb), &refused);
  office->exchange->tamper = make_refer;
  phone_conversation_send_async (phone_open_conversation (office->anna.phone, NULL, "bob", NULL), "hello", NULL, NULL,
                                 NULL);
  wait_until (refused);
  g_assert_null (office_request (&office->bob));
  g_signal_handlers_disconnect_by_data (office->bob.phone, &refused);
}

static char *ringing; /* the 180 of Bob's telephone */

static char *
hear_ringing (const char *response)
{
  if (g_str_has_prefix (response, "SIP/2.0 180"))
    {
      g_free (ringing);
      ringing = g_strdup (response);
    }
  return NULL;
}

/* What a server would tell of it (RFC 4235), were there one. */
static void
light_lamp (World      *world,
            const char *target)
{
  g_autofree char *call_id = doubles_switch_dup_header (ringing, "Call-ID");
  g_autofree char *local_tag = dup_tag (ringing, "To");
  g_autofree char *remote_tag = dup_tag (ringing, "From");
  PhoneLampFacts facts = { PHONE_LAMP_STATE_RINGING, "Anna", call_id, local_tag, remote_tag, NULL, target };
  g_autoptr (PhoneContactState) contact = g_list_model_get_item (phone_get_watched (world->phone), 0);

  phone_lamp_set (phone_contact_state_get_lamp (contact), &facts);
}

/* RFC 5359 §2.16: Bob's telephone rings and Carol takes the call; Anna agrees. WISHES: pickup from a lamp. */
static void
test_pick_up_from_a_lamp (Office        *office,
                          gconstpointer  data)
{
  g_autoptr (PhoneCall) call = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *anna = g_strdup_printf ("sip:anna@127.0.0.1:%u", office->exchange->port);
  PhoneCall *taken;

  g_assert_nonnull (phone_watch (office->carol.phone, NULL, "bob", PHONE_WATCH_LAMP, &error));
  g_assert_null (phone_pick_up_watched (office->carol.phone, NULL, "bob", &error));
  g_assert_error (error, PHONE_ERROR, PHONE_ERROR_BAD_TARGET);
  g_clear_error (&error);

  office->exchange->tamper_response = hear_ringing;
  call = office_call (&office->anna, "bob");
  wait_until (phone_call_get_state (call) == PHONE_CALL_STATE_RINGING);
  light_lamp (&office->carol, anna);
  taken = phone_pick_up_watched (office->carol.phone, NULL, "bob", &error);
  g_assert_no_error (error);
  wait_until (office_request (&office->anna) != NULL);
  phone_request_accept (office_request (&office->anna));
  wait_until (phone_call_get_state (taken) == PHONE_CALL_STATE_ACTIVE);
  wait_until (office_has_call (&office->bob, PHONE_CALL_STATE_ENDED));
  g_clear_pointer (&ringing, g_free);
}

/* What names no call of another telephone is not called. */
static void
test_pick_up_what (Office        *office,
                   gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (phone_pick_up (office->carol.phone, NULL, "anna", "nonsense", &error));
  g_assert_error (error, PHONE_ERROR, PHONE_ERROR_BAD_TARGET);
}

/* As somebody does who wants no reports (RFC 4488). */
static char *
refer_quietly (const char *request)
{
  const char *rest = strstr (request, "\r\n") + 2;

  if (!g_str_has_prefix (request, "REFER "))
    return NULL;
  return g_strdup_printf ("%.*sRefer-Sub: false\r\n%s", (int) (rest - request), request, rest);
}

/* Nobody waits for what becomes of such a referral, so the question is over in the midst of its answer. */
static void
test_quiet_referral (Office        *office,
                     gconstpointer  data)
{
  g_autoptr (PhoneCall) call = NULL;

  office->exchange->tamper = refer_quietly;
  call = office_talk (&office->anna, &office->bob, "bob");
  phone_call_transfer_async (call, "carol", NULL, NULL, NULL);
  wait_until (office_request (&office->bob) != NULL);
  phone_request_accept (office_request (&office->bob));
  g_assert_null (office_request (&office->bob));
  wait_until (office_has_call (&office->carol, PHONE_CALL_STATE_INCOMING));
}

/* Who never says who they are does not say so to whom they were sent either. */
static void
test_referral_stays_anonymous (Office        *office,
                               gconstpointer  data)
{
  g_autoptr (PhoneCall) call = office_talk (&office->anna, &office->bob, "bob");

  phone_policy_set_anonymous (phone_account_get_policy (office_account (&office->bob)), TRUE);
  phone_call_transfer_async (call, "carol", NULL, NULL, NULL);
  wait_until (office_request (&office->bob) != NULL);
  phone_request_accept (office_request (&office->bob));
  wait_until (office_has_call (&office->carol, PHONE_CALL_STATE_INCOMING));
  g_assert_true (phone_call_is_anonymous (office_last_call (&office->carol)));
}

#define add(name, func) g_test_add ("/phone/requests/" name, Office, NULL, office_open, func, office_close)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("redirect-declined", test_redirect_declined);
  add ("hanging-up-withdraws", test_hanging_up_withdraws);
  add ("outlives-the-referrer", test_outlives_the_referrer);
  add ("quiet-referral", test_quiet_referral);
  add ("referral-stays-anonymous", test_referral_stays_anonymous);
  add ("pick-up-what", test_pick_up_what);
  add ("pick-up-anonymously", test_pick_up_anonymously);
  add ("stranger-does-not-disturb", test_stranger_does_not_disturb);
  add ("pick-up-from-a-lamp", test_pick_up_from_a_lamp);
  g_test_add ("/phone/requests/takeover-accepted", Office, GINT_TO_POINTER (TRUE), office_open, test_takeover, office_close);
  g_test_add ("/phone/requests/takeover-declined", Office, NULL, office_open, test_takeover, office_close);
  return g_test_run ();
}
