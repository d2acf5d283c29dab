/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Scenes that nobody wrote: steps drawn by a seed, hundreds of walks through every verb and every message. The
 * program must survive each with no critical, no leak and nothing left on the clock (TRUST 3.4, figure 12). A walk
 * that fails is played again by its number, scene-walk -p /walk/17; scene-walk 10000 walks longer. */

#include "scene-stage.h"

#include "ua-inviter.h"

#include <string.h>

#define N_WALKS 200
#define N_STEPS 60

/* When a step may be taken at all; what the far end says is always allowed. */
typedef enum
{
  ALWAYS,
  WITH_SESSION,
  WITH_CALL_OF_OURS,
  WITH_WAITING_CALL,
} Condition;

typedef struct
{
  const char *text;
  const char *detail; /* several with '|' between; NULL: none */
  Condition   condition;
} WalkStep;

static const WalkStep steps[] = {
  { "we register", NULL, ALWAYS },
  { "we unregister", NULL, ALWAYS },
  { "we call bob", NULL, ALWAYS },
  { "we call bob", NULL, ALWAYS },
  { "we call with 100rel bob", NULL, ALWAYS },
  { "we call with 100rel bob", NULL, ALWAYS },
  { "we call without an offer bob", NULL, ALWAYS },
  { "we ring", NULL, WITH_WAITING_CALL },
  { "we answer early", NULL, WITH_WAITING_CALL },
  { "we accept", NULL, WITH_WAITING_CALL },
  { "we accept", NULL, WITH_WAITING_CALL },
  { "we reject with 486", NULL, WITH_WAITING_CALL },
  { "we hang up", NULL, WITH_SESSION },
  { "we hold", NULL, WITH_SESSION },
  { "we resume", NULL, WITH_SESSION },
  { "we write hello", NULL, ALWAYS },
  { "we subscribe to dialog of bob", NULL, ALWAYS },
  { "we fetch presence of bob", NULL, ALWAYS },
  { "we unsubscribe", NULL, ALWAYS },
  { "we take forks", NULL, ALWAYS },
  { "we publish hello", NULL, ALWAYS },
  { "we take it back", NULL, ALWAYS },
  { "our sound can fork", NULL, ALWAYS },
  { "our sound breaks", NULL, ALWAYS },
  { "our sound changes", NULL, ALWAYS },
  { "our sound takes its time", NULL, ALWAYS },
  { "our sound is ready", NULL, ALWAYS },
  { "our sound is ready", NULL, ALWAYS },
  { "our sound cannot use theirs", NULL, ALWAYS },
  { "our sound cannot be made", NULL, ALWAYS },
  { "the line breaks", NULL, ALWAYS },
  { "the line breaks", NULL, ALWAYS },
  { "the far end falls silent", NULL, ALWAYS },
  { "the far end is back", NULL, ALWAYS },
  { "no other line can be made", NULL, ALWAYS },
  { "the server comes back", NULL, ALWAYS },
  { "the server comes back", NULL, ALWAYS },
  { "we check the line", NULL, ALWAYS },
  { "we move our calls", NULL, ALWAYS },
  { "we wait for a line for 10 s", NULL, ALWAYS },
  { "after 10 ms", NULL, ALWAYS },
  { "after 500 ms", NULL, ALWAYS },
  { "after 3 s", NULL, ALWAYS },
  { "after 5 s", NULL, ALWAYS },
  { "after 5 s", NULL, ALWAYS },
  { "after 33 s", NULL, ALWAYS },
  { "< INVITE", "body: offer", ALWAYS },
  { "< INVITE", NULL, ALWAYS },
  { "< INVITE", "Supported: 100rel|Allow: UPDATE|body: offer", ALWAYS },
  { "< INVITE", "Require: 100rel", ALWAYS },
  { "< PRACK", NULL, ALWAYS },
  { "< PRACK", "body: offer", ALWAYS },
  { "< INVITE again", NULL, ALWAYS },
  { "< INVITE again by another way", NULL, ALWAYS },
  { "< INVITE replacing", "body: offer", ALWAYS },
  { "< INVITE replacing", NULL, ALWAYS },
  { "< INVITE replacing", "From: <sip:mallory@example.org>;tag=far", ALWAYS },
  { "< INVITE inside", "body: hold", ALWAYS },
  { "< INVITE inside", "Contact: <sip:bob@moved.example>", ALWAYS },
  { "< INVITE inside", NULL, ALWAYS },
  { "< UPDATE", "body: offer", ALWAYS },
  { "< CANCEL", NULL, ALWAYS },
  { "< ACK", NULL, ALWAYS },
  { "< ACK", "body: answer", ALWAYS },
  { "< ACK", NULL, ALWAYS },
  { "< BYE", NULL, ALWAYS },
  { "< BYE before", NULL, ALWAYS },
  { "< INFO", NULL, ALWAYS },
  { "< INFO", "text: 5", ALWAYS },
  { "< INFO", "Info-Package: foo", ALWAYS },
  { "we press 1,2", NULL, WITH_SESSION },
  { "our sound takes no keys", NULL, ALWAYS },
  { "our sound has another kind", NULL, ALWAYS },
  { "< OPTIONS", NULL, ALWAYS },
  { "< MESSAGE", "text: hello", ALWAYS },
  { "< NOTIFY inside", "Subscription-State: active;expires=60", ALWAYS },
  { "< NOTIFY inside", "Subscription-State: active", ALWAYS },
  { "< NOTIFY inside", "Subscription-State: terminated;reason=deactivated", ALWAYS },
  { "< NOTIFY inside", "Subscription-State: terminated;reason=rejected", ALWAYS },
  { "< NOTIFY inside", "Subscription-State: terminated;reason=probation;retry-after=2", ALWAYS },
  { "< 200 to SUBSCRIBE", "Expires: 30", ALWAYS },
  { "< 200 to SUBSCRIBE from other", "Expires: 600", ALWAYS },
  { "< 423 to SUBSCRIBE", "Min-Expires: 7200", ALWAYS },
  { "< 481 to SUBSCRIBE", NULL, ALWAYS },
  { "< 200 to PUBLISH", "SIP-ETag: x", ALWAYS },
  { "< 412 to PUBLISH", NULL, ALWAYS },
  { "< REFER", "Refer-To: <sip:carol@example.org>", ALWAYS },
  { "< 100 to INVITE", NULL, ALWAYS },
  { "< 180 to INVITE", NULL, ALWAYS },
  { "< 183 to INVITE from other", "body: answer", ALWAYS },
  { "< 183 to INVITE", "Require: 100rel|RSeq: 1|Allow: UPDATE|body: answer", ALWAYS },
  { "< 183 to INVITE from other", "Require: 100rel|RSeq: 1|Allow: UPDATE|body: answer", ALWAYS },
  { "< 180 to INVITE from other", "Require: 100rel|RSeq: 2", ALWAYS },
  { "< 199 to INVITE", NULL, ALWAYS },
  { "< 200 to PRACK", NULL, ALWAYS },
  { "< 481 to PRACK", NULL, ALWAYS },
  { "< 200 to UPDATE", "body: answer", ALWAYS },
  { "< 491 to UPDATE", NULL, ALWAYS },
  { "< 200 to INVITE", "body: answer", ALWAYS },
  { "< 200 to INVITE", "body: answer", ALWAYS },
  { "< 200 to INVITE from other", "body: answer", ALWAYS },
  { "< 200 to INVITE", NULL, ALWAYS },
  { "< 302 to INVITE", NULL, ALWAYS },
  { "we consider where we are sent", NULL, ALWAYS },
  { "< 302 to INVITE", "Contact: <sip:carol@work.example>", ALWAYS },
  { "< 302 to INVITE from other", "Contact: <sip:carol@work.example>, <sip:dan@home.example>", ALWAYS },
  { "we follow sip:carol@work.example", NULL, WITH_CALL_OF_OURS },
  { "we follow sip:dan@home.example", NULL, WITH_CALL_OF_OURS },
  { "we send on to sip:carol@example.org because no-answer", NULL, WITH_WAITING_CALL },
  { "< 407 to INVITE", "Proxy-Authenticate: Digest realm=\"example.org\", nonce=\"n\", qop=\"auth\"", ALWAYS },
  { "< 200 to INVITE by the old line", "body: answer", ALWAYS },
  { "< 408 to INVITE", NULL, ALWAYS },
  { "< 200 to INVITE", "Supported: replaces", ALWAYS },
  { "< 180 to INVITE", "Allow: UPDATE", ALWAYS },
  { "we ask for a timer of 90 s", NULL, ALWAYS },
  { "we ask for no timer", NULL, ALWAYS },
  { "< UPDATE", NULL, ALWAYS },
  { "< UPDATE", "Session-Expires: 90;refresher=uac", ALWAYS },
  { "< 200 to UPDATE", "Session-Expires: 90;refresher=uac", ALWAYS },
  { "< 422 to INVITE", "Min-SE: 3600", ALWAYS },
  { "< 491 to UPDATE", NULL, ALWAYS },
  { "< 405 to UPDATE", NULL, ALWAYS },
  { "< 481 to INVITE", NULL, ALWAYS },
  { "< 481 to INVITE", NULL, ALWAYS },
  { "< 488 to INVITE", NULL, ALWAYS },
  { "< 486 to INVITE", NULL, ALWAYS },
  { "< 487 to INVITE", NULL, ALWAYS },
  { "< 491 to INVITE", NULL, ALWAYS },
  { "< 481", NULL, ALWAYS },
  { "< 200", NULL, ALWAYS },
  { "< 401", "WWW-Authenticate: Digest realm=\"example.org\", nonce=\"m\", qop=\"auth\"", ALWAYS },
  { "< 503", "Retry-After: 1", ALWAYS },
  { "< 439", NULL, ALWAYS },
  { "< 200 to REGISTER", "Require: outbound", ALWAYS },
};

/* What turns one call into another; for walks that begin with two. */
static const WalkStep transfer_steps[] = {
  { "we call carol", NULL, ALWAYS },
  { "in the first call", NULL, ALWAYS },
  { "in the second call", NULL, ALWAYS },
  { "we transfer to dan", NULL, WITH_SESSION },
  { "we transfer quietly to dan", NULL, WITH_SESSION },
  { "we transfer to the second call", NULL, WITH_SESSION },
  { "we transfer to the first call", NULL, WITH_SESSION },
  { "we take referrals", NULL, ALWAYS },
  { "we take calls that replace", NULL, ALWAYS },
  { "we accept the referral", NULL, ALWAYS },
  { "we accept the referral and forget it", NULL, ALWAYS },
  { "we refuse the referral with 603", NULL, ALWAYS },
  { "< REFER inside", "Refer-To: <sip:carol@example.org>", ALWAYS },
  { "< REFER inside", "Refer-To: <sip:carol@example.org?Replaces=a%3Bto-tag%3Db%3Bfrom-tag%3Dc>", ALWAYS },
  { "< SUBSCRIBE inside", "Event: refer", ALWAYS },
  { "< 202 to REFER", NULL, ALWAYS },
  { "< 202 to REFER", NULL, ALWAYS },
  { "< 200 to REFER", "Refer-Sub: false", ALWAYS },
  { "< 603 to REFER", NULL, ALWAYS },
  { "< 407 to REFER", "Proxy-Authenticate: Digest realm=\"example.org\", nonce=\"n\", qop=\"auth\"", ALWAYS },
  { "< 200 to NOTIFY", NULL, ALWAYS },
  { "< 200 to NOTIFY", NULL, ALWAYS },
  { "< 481 to NOTIFY", NULL, ALWAYS },
  { "< NOTIFY about it", "frag: SIP/2.0 180 Ringing", ALWAYS },
  { "< NOTIFY about it", "frag: SIP/2.0 180 Ringing", ALWAYS },
  { "< NOTIFY about it", "frag: SIP/2.0 200 OK", ALWAYS },
  { "< NOTIFY about it", "frag: SIP/2.0 486 Busy Here", ALWAYS },
  { "< NOTIFY about its end", "frag: SIP/2.0 200 OK", ALWAYS },
  { "< BYE", NULL, ALWAYS },
  { "< 200", NULL, ALWAYS },
  { "< 200 to BYE", NULL, ALWAYS },
  { "< 200 to INVITE from carol", "body: answer", ALWAYS },
  { "< 200 to INVITE from dan", "body: answer", ALWAYS },
  { "< INVITE replacing", "From: <sip:dan@example.org>;tag=far", ALWAYS },
  { "after 21 s", NULL, ALWAYS },
  { "after 60 s", NULL, ALWAYS },
};

static const WalkStep two_calls[] = {
  { "we take referrals", NULL, ALWAYS },
  { "we take calls that replace", NULL, ALWAYS },
  { "we call bob", NULL, ALWAYS },
  { "< 200 to INVITE", "body: answer", ALWAYS },
  { "we call carol", NULL, ALWAYS },
  { "< 200 to INVITE from carol", "body: answer", ALWAYS },
  { "in the first call", NULL, ALWAYS },
};

static gboolean
may_take (SceneStage *stage,
          Condition   condition)
{
  UaInvitation *waiting = stage->desk->invitation;

  switch (condition)
    {
    case ALWAYS:
      return TRUE;
    case WITH_SESSION:
      return stage->session != NULL;
    case WITH_CALL_OF_OURS:
      return UA_IS_INVITER (stage->session);
    case WITH_WAITING_CALL:
      return waiting != NULL && ua_session_get_state (UA_SESSION (waiting)) == UA_SESSION_STATE_INITIAL;
    default:
      g_assert_not_reached ();
    }
}

/* The far end hears everything, so that what it says next may fit. */
static void
hear_all (SceneStage *stage)
{
  SipMessage *message;

  while ((message = doubles_transport_pop_message (stage->desk->transport)) != NULL)
    {
      scene_far_hear (&stage->far, message);
      sip_message_unref (message);
    }
}

static void
take_step (SceneStage     *stage,
           const WalkStep *chosen)
{
  SceneStep step = { 0, (char *) chosen->text, g_ptr_array_new () };
  g_autoptr (GPtrArray) details = step.details;
  g_auto (GStrv) lines = g_strsplit (chosen->detail != NULL ? chosen->detail : "", "|", -1);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; lines[i] != NULL; i++)
    g_ptr_array_add (details, lines[i]);
  g_test_message ("%s", chosen->text);
  if (!scene_stage_perform (stage, &step, &error))
    g_test_message ("not now: %s", error->message);
  hear_all (stage);
}

static void
walk (gconstpointer data)
{
  g_autoptr (SipTokens) tokens = sip_tokens_new_seeded (GPOINTER_TO_UINT (data));
  static const char *const wires[] = { NULL, NULL, "UDP", "TCP" };
  g_autoptr (SceneStage) stage = scene_stage_new (wires[sip_tokens_next_below (tokens, G_N_ELEMENTS (wires))]);

  for (guint i = 0; i < N_STEPS; i++)
    {
      const WalkStep *chosen = &steps[sip_tokens_next_below (tokens, G_N_ELEMENTS (steps))];

      if (may_take (stage, chosen->condition))
        take_step (stage, chosen);
    }
}

/* Two steps of three are about giving calls away, being sent to somebody, and taking a place. */
static void
walk_with_two (gconstpointer data)
{
  g_autoptr (SipTokens) tokens = sip_tokens_new_seeded (GPOINTER_TO_UINT (data));
  g_autoptr (SceneStage) stage = scene_stage_new (sip_tokens_next_below (tokens, 4) == 0 ? "UDP" : NULL);

  for (guint i = 0; i < G_N_ELEMENTS (two_calls); i++)
    take_step (stage, &two_calls[i]);
  for (guint i = 0; i < N_STEPS; i++)
    {
      gboolean other = sip_tokens_next_below (tokens, 3) == 0;
      const WalkStep *chosen = other ? &steps[sip_tokens_next_below (tokens, G_N_ELEMENTS (steps))]
                                     : &transfer_steps[sip_tokens_next_below (tokens, G_N_ELEMENTS (transfer_steps))];

      if (may_take (stage, chosen->condition))
        take_step (stage, chosen);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  guint n_walks = argc > 1 ? (guint) g_ascii_strtoull (argv[1], NULL, 10) : N_WALKS;

  for (guint i = 0; i < n_walks; i++)
    {
      g_autofree char *name = g_strdup_printf ("/walk/%u", i);

      g_autofree char *other = g_strdup_printf ("/walk/two-calls/%u", i);

      g_test_add_data_func (name, GUINT_TO_POINTER (i), walk);
      g_test_add_data_func (other, GUINT_TO_POINTER (i), walk_with_two);
    }
  return g_test_run ();
}
