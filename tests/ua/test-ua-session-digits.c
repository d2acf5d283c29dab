/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Keys from one whole agent to another, and INFO that no honest telephone sends. The flows are the scenes named digits
 * and info. */

#include "ua-session-digits.h"

#include "doubles-call.h"
#include "ua-error.h"
#include "ua-session-private.h"

#include <string.h>

static void
session_digit_cb (UaSession  *session,
                  const char *digit,
                  GString    *keys)
{
  g_string_append (keys, digit);
}

/* WISHES 22 */
static void
test_across (void)
{
  g_autoptr (DoublesCall) call = doubles_call_new (NULL);
  g_autoptr (GString) keys = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  g_assert_false (ua_session_send_digits (doubles_call_alice (call), "1", &error));
  g_assert_error (error, UA_ERROR, UA_ERROR_WRONG_STATE);
  g_clear_error (&error);
  doubles_call_establish (call);
  g_signal_connect (doubles_call_bob (call), "digit", G_CALLBACK (session_digit_cb), keys);
  doubles_description_handler_expect (call->alice_handler, "write, read");
  g_assert_true (ua_session_send_digits (doubles_call_alice (call), "12#", &error));
  doubles_description_handler_expect (call->alice_handler, "digits 12#");

  doubles_description_handler_set_toneless (call->alice_handler, TRUE);
  g_assert_true (ua_session_send_digits (doubles_call_alice (call), "0123456789*#abcd", &error));
  g_assert_no_error (error);
  doubles_desk_advance (call->alice, 10000);
  g_assert_cmpstr (keys->str, ==, "0123456789*#ABCD");
  doubles_description_handler_expect (call->alice_handler, "");
  g_signal_handlers_disconnect_by_data (doubles_call_bob (call), keys);
}

/* What was still to be pressed goes with the call. */
static void
test_hang_up_between (void)
{
  g_autoptr (DoublesCall) call = doubles_call_new (NULL);

  doubles_call_establish (call);
  doubles_description_handler_set_toneless (call->alice_handler, TRUE);
  g_assert_true (ua_session_send_digits (doubles_call_alice (call), "1,,,,2", NULL));
  ua_session_hang_up_async (doubles_call_alice (call), NULL, NULL, NULL);
  doubles_desk_advance (call->alice, 60000);
  doubles_call_expect_end (doubles_call_alice (call), UA_SESSION_END_LOCAL);
}

typedef struct
{
  const char *type;
  const char *body;
  gsize       length;
  guint       status;
} Hostile;

#define BODY(text) text, sizeof text - 1

static void
info_answered_cb (UaRequest  *info,
                  SipMessage *response,
                  guint      *status)
{
  *status = sip_message_get_status (response);
}

static guint
inform (DoublesCall   *call,
        const Hostile *row)
{
  UaSessionPrivate *priv = ua_session_get_private (doubles_call_alice (call));
  g_autoptr (SipMessageBuilder) builder = sip_dialog_make_request (priv->dialog, SIP_METHOD_INFO, 0);
  g_autoptr (GBytes) body = g_bytes_new_static (row->body, row->length);
  g_autoptr (UaRequest) info = ua_request_new (call->alice->agent, priv->dialog);
  guint status = 0;

  ua_agent_dress (call->alice->agent, builder);
  sip_message_builder_set_body (builder, row->type, body);
  g_signal_connect (info, "answered", G_CALLBACK (info_answered_cb), &status);
  ua_request_send (info, builder);
  doubles_desk_settle (call->alice);
  g_signal_handlers_disconnect_by_data (info, &status);
  return status;
}

/* TRUST 3: whatever comes in, the call lives and nothing is made up. */
static void
test_hostile (void)
{
  static char long_body[2000];
  const Hostile rows[] = {
    { "application/dtmf", BODY ("5\0" "5"), 400 },
    { "application/dtmf", BODY ("\0"), 400 },
    { "application/dtmf", BODY ("55"), 400 },
    { "application/dtmf", BODY ("   \r\n"), 400 },
    { "application/dtmf", BODY ("\xff"), 400 },
    { "application/dtmf", BODY ("E"), 400 },
    { "application/dtmf", BODY ("16"), 400 },
    { "application/dtmf-relay", BODY ("="), 400 },
    { "application/dtmf-relay", BODY ("\r\n\r\n\r\n"), 400 },
    { "application/dtmf-relay", BODY ("Signal=5\0\r\nDuration=160"), 400 },
    { "application/dtmf-relay", BODY ("Signal==5"), 400 },
    { "application/dtmf-relay", BODY ("Duration=160\r\nSignal=15"), 200 },
    { "application/dtmf-relay", long_body, sizeof long_body, 400 },
    { "application/sdp", BODY ("v=0\r\n"), 415 },
  };
  g_autoptr (DoublesCall) call = doubles_call_new (NULL);
  g_autoptr (GString) keys = g_string_new (NULL);

  memset (long_body, '5', sizeof long_body);
  memcpy (long_body, "Signal=5\r\n", strlen ("Signal=5\r\n"));
  doubles_call_establish (call);
  g_signal_connect (doubles_call_bob (call), "digit", G_CALLBACK (session_digit_cb), keys);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_test_message ("row %u", i);
      g_assert_cmpuint (inform (call, &rows[i]), ==, rows[i].status);
    }
  g_assert_cmpstr (keys->str, ==, "D");
  doubles_call_expect_state (doubles_call_bob (call), UA_SESSION_STATE_ESTABLISHED);
  g_signal_handlers_disconnect_by_data (doubles_call_bob (call), keys);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/session-digits/across", test_across);
  g_test_add_func ("/session-digits/hang-up-between", test_hang_up_between);
  g_test_add_func ("/session-digits/hostile", test_hostile);
  return g_test_run ();
}
