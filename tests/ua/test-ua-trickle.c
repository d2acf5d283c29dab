/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Fragments from one whole agent to another, and what no honest telephone sends. The flows are the scenes named trickle. */

#include "ua-session-trickle.h"

#include "doubles-call.h"
#include "ua-session-private.h"

#include <string.h>

/* RFC 8840 §4: both ways, in order, and nothing twice. */
static void
test_across (void)
{
  g_autoptr (DoublesCall) call = doubles_call_new (NULL);

  doubles_description_handler_set_trickles (call->alice_handler, TRUE);
  doubles_description_handler_set_trickles (call->bob_handler, TRUE);
  doubles_call_establish (call);
  doubles_description_handler_expect (call->alice_handler, "write, trickle full, read");
  doubles_description_handler_expect (call->bob_handler, "trickle full, read, write");
  doubles_description_handler_follow (call->alice_handler, "one");
  doubles_description_handler_follow (call->alice_handler, "one");
  doubles_description_handler_follow (call->alice_handler, "one two");
  doubles_desk_settle (call->alice);
  doubles_description_handler_expect (call->bob_handler, "fragment one, fragment one two");
  doubles_description_handler_follow (call->bob_handler, "three");
  doubles_desk_settle (call->alice);
  doubles_description_handler_expect (call->alice_handler, "fragment three");
}

/* One that cannot is told nothing and asked nothing. */
static void
test_one_side (void)
{
  g_autoptr (DoublesCall) call = doubles_call_new (NULL);

  doubles_description_handler_set_trickles (call->alice_handler, TRUE);
  doubles_call_establish (call);
  doubles_description_handler_expect (call->alice_handler, "write, trickle none, read");
  doubles_description_handler_follow (call->alice_handler, "one");
  doubles_desk_settle (call->alice);
  doubles_description_handler_expect (call->bob_handler, "read, write");
  doubles_call_expect_state (doubles_call_alice (call), UA_SESSION_STATE_ESTABLISHED);
}

/* After the end nothing is said, whatever is found. */
static void
test_after_the_end (void)
{
  g_autoptr (DoublesCall) call = doubles_call_new (NULL);

  doubles_description_handler_set_trickles (call->alice_handler, TRUE);
  doubles_description_handler_set_trickles (call->bob_handler, TRUE);
  doubles_call_establish (call);
  ua_session_hang_up_async (doubles_call_alice (call), NULL, NULL, NULL);
  doubles_description_handler_follow (call->alice_handler, "one");
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
#define FRAGMENT "application/trickle-ice-sdpfrag"

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
  sip_message_builder_set_header (builder, SIP_HEADER_INFO_PACKAGE, "trickle-ice");
  sip_message_builder_set_body (builder, row->type, body);
  g_signal_connect (info, "answered", G_CALLBACK (info_answered_cb), &status);
  ua_request_send (info, builder);
  doubles_desk_settle (call->alice);
  g_signal_handlers_disconnect_by_data (info, &status);
  return status;
}

/* TRUST 3 */
static void
test_hostile (void)
{
  static char long_body[16 * 1024 + 1];
  const Hostile rows[] = {
    { FRAGMENT, BODY ("good"), 200 },
    { FRAGMENT, BODY ("bad"), 400 },
    { FRAGMENT, BODY ("good\0"), 400 },
    { FRAGMENT, BODY (""), 400 },
    { FRAGMENT, long_body, sizeof long_body, 400 },
    { "application/sdp", BODY ("v=0"), 400 },
  };
  g_autoptr (DoublesCall) call = doubles_call_new (NULL);

  memset (long_body, 'a', sizeof long_body);
  doubles_description_handler_set_trickles (call->alice_handler, TRUE);
  doubles_description_handler_set_trickles (call->bob_handler, TRUE);
  doubles_call_establish (call);
  doubles_description_handler_expect (call->bob_handler, "trickle full, read, write");
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_test_message ("row %u", i);
      g_assert_cmpuint (inform (call, &rows[i]), ==, rows[i].status);
    }
  doubles_description_handler_expect (call->bob_handler, "fragment good, fragment bad");
  doubles_call_expect_state (doubles_call_bob (call), UA_SESSION_STATE_ESTABLISHED);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/ua/trickle/across", test_across);
  g_test_add_func ("/ua/trickle/one-side", test_one_side);
  g_test_add_func ("/ua/trickle/after-the-end", test_after_the_end);
  g_test_add_func ("/ua/trickle/hostile", test_hostile);

  return g_test_run ();
}
