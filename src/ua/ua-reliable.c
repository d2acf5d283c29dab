/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A provisional answer that must not be lost is repeated by the callee itself until the caller's PRACK, over reliable
 * transports too, for there may be proxies in between (RFC 3262 §3). One at a time is enough for us: whoever has more to
 * say waits for the PRACK.
 */

#include "ua-reliable.h"

#include "ua-rel100.h"

/* RFC 3262 §3: the first number is "chosen uniformly between 1 and 2**31 - 1"; the end of that is left to count in. */
#define FIRST_RSEQ_BELOW 0x7fff0000

struct _UaReliable
{
  GObject         parent_instance;
  SipTransaction *invite;
  SipClock       *clock;
  guint32         rseq;
  SipMessage     *response; /* waits for its PRACK; NULL: none */
  guint           repeat_timer;
  guint           repeat_ms;
  guint           expiry_timer;
};

enum
{
  EXPIRED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (UaReliable, ua_reliable, G_TYPE_OBJECT)

/* §3: "an exponential backoff … starts at T1 and doubles", without the limit that final answers have. */
static void
repeat_cb (gpointer user_data)
{
  g_autoptr (UaReliable) self = g_object_ref (user_data);

  self->repeat_ms *= 2;
  self->repeat_timer = sip_clock_arm (self->clock, self->repeat_ms, repeat_cb, self);
  if (!sip_transaction_respond (self->invite, self->response))
    g_info ("the provisional answer could not be sent again");
}

static void
expire_cb (gpointer user_data)
{
  g_autoptr (UaReliable) self = g_object_ref (user_data);

  self->expiry_timer = 0;
  ua_reliable_rest (self);
  g_clear_pointer (&self->response, sip_message_unref);
  g_signal_emit (self, signals[EXPIRED], 0);
}

static void
ua_reliable_dispose (GObject *object)
{
  UaReliable *self = UA_RELIABLE (object);

  if (self->clock != NULL)
    ua_reliable_rest (self);
  g_clear_pointer (&self->response, sip_message_unref);
  g_clear_object (&self->invite);
  g_clear_object (&self->clock);
  G_OBJECT_CLASS (ua_reliable_parent_class)->dispose (object);
}

static void
ua_reliable_class_init (UaReliableClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ua_reliable_dispose;

  signals[EXPIRED] = g_signal_new ("expired", UA_TYPE_RELIABLE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
ua_reliable_init (UaReliable *self)
{
}

/**
 * ua_reliable_new:
 * @invite: the INVITE's transaction
 * @clock: the time
 * @tokens: chance, for the first number
 *
 * Makes what sends provisional answers to one INVITE reliably.
 *
 * Returns: (transfer full): the object
 */
UaReliable *
ua_reliable_new (SipTransaction *invite,
                 SipClock       *clock,
                 SipTokens      *tokens)
{
  g_return_val_if_fail (SIP_IS_TRANSACTION (invite) && SIP_IS_CLOCK (clock) && SIP_IS_TOKENS (tokens), NULL);

  UaReliable *self = g_object_new (UA_TYPE_RELIABLE, NULL);

  self->invite = g_object_ref (invite);
  self->clock = g_object_ref (clock);
  self->rseq = sip_tokens_next_below (tokens, FIRST_RSEQ_BELOW);
  return self;
}

/**
 * ua_reliable_send:
 * @self: the object
 * @response: a provisional answer above 100, without RSeq
 *
 * Sends @response until its PRACK comes, at most for 32 seconds. None may be running.
 *
 * Returns: %FALSE when it is too late to answer
 */
gboolean
ua_reliable_send (UaReliable        *self,
                  SipMessageBuilder *response)
{
  g_return_val_if_fail (UA_IS_RELIABLE (self) && response != NULL, FALSE);
  g_return_val_if_fail (self->response == NULL, FALSE);

  sip_message_builder_set_header (response, SIP_HEADER_REQUIRE, "100rel");
  sip_message_builder_set_number (response, SIP_HEADER_RSEQ, ++self->rseq);

  g_autoptr (SipMessage) message = sip_message_builder_end (response);

  if (!sip_transaction_respond (self->invite, message))
    return FALSE;

  self->response = g_steal_pointer (&message);
  self->repeat_ms = UA_RELIABLE_FIRST_MS;
  self->repeat_timer = sip_clock_arm (self->clock, self->repeat_ms, repeat_cb, self);
  self->expiry_timer = sip_clock_arm (self->clock, UA_RELIABLE_PATIENCE_MS, expire_cb, self);
  return TRUE;
}

/**
 * ua_reliable_is_running:
 * @self: (nullable): the object
 *
 * Tells whether a PRACK is still to come.
 *
 * Returns: %TRUE while one is waited for
 */
gboolean
ua_reliable_is_running (UaReliable *self)
{
  return self != NULL && self->response != NULL;
}

/**
 * ua_reliable_receive_prack:
 * @self: the object
 * @prack: a PRACK of the same dialog
 *
 * Ends the repetition when @prack names what is repeated: RSeq, CSeq and method (RFC 3262 §3).
 *
 * Returns: %TRUE when it does
 */
gboolean
ua_reliable_receive_prack (UaReliable *self,
                           SipMessage *prack)
{
  g_return_val_if_fail (UA_IS_RELIABLE (self) && prack != NULL, FALSE);

  if (self->response == NULL)
    return FALSE;

  g_autofree char *expected = ua_rel100_make_rack (self->response);
  const char *value = sip_message_get_header (prack, SIP_HEADER_RACK);
  g_auto (GStrv) words = g_strsplit_set (value != NULL ? value : "", " \t", -1);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; words[i] != NULL; i++)
    {
      if (*words[i] != '\0')
        g_strv_builder_add (builder, words[i]);
    }

  g_auto (GStrv) named = g_strv_builder_end (builder);
  g_autofree char *got = g_strjoinv (" ", named);

  if (!g_str_equal (expected, got))
    return FALSE;

  ua_reliable_rest (self);
  g_clear_pointer (&self->response, sip_message_unref);
  return TRUE;
}

/**
 * ua_reliable_rest:
 * @self: the object
 *
 * Repeats nothing more. RFC 3262 §3: once a final answer is sent the callee "SHOULD NOT continue to retransmit" but
 * "MUST be prepared to process PRACK requests" for what was outstanding.
 */
void
ua_reliable_rest (UaReliable *self)
{
  g_return_if_fail (UA_IS_RELIABLE (self));

  sip_clock_disarm (self->clock, &self->repeat_timer);
  sip_clock_disarm (self->clock, &self->expiry_timer);
}
