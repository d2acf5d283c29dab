/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A line can die without a word, and SIP's own timers take half a minute to say so. The vigil notices in seconds: a
 * request without an answer, or a long silence, makes it ask for a sign of life, and silence after that is death.
 */

#include "ua-vigil.h"

#define JITTER_PERCENT 20
#define STALE_MS       32000 /* an answer to what is measured does not come any more (Timer F) */

struct _UaVigil
{
  GObject    parent_instance;
  SipClock  *clock;
  SipTokens *tokens;
  gboolean   watching;
  gboolean   reliable;
  gboolean   asked;          /* for a sign of life, since something was last heard */
  gboolean   asking;         /* just now: what is sent is the question itself */
  guint      idle_ms;        /* 0: never */
  guint      idle_timer;
  guint      question_timer;
  guint      again_timer;
  guint      deadline_timer;
  gint64     deadline_ms;    /* while deadline_timer runs */
  gboolean   heard;
  gint64     heard_ms;       /* or when the watch began */
  char      *measured;       /* the request whose round trip is being measured */
  gint64     measured_ms;    /* when it was sent */
  gboolean   repeated;       /* it was sent again: which one is answered cannot be told (Karn) */
  gint64     round_trip_ms;
};

enum
{
  QUESTION,
  DEAD,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (UaVigil, ua_vigil, G_TYPE_OBJECT)

static void
deadline_cb (gpointer user_data)
{
  g_autoptr (UaVigil) self = g_object_ref (user_data);
  gint64 silent_ms = sip_clock_get_now_ms (self->clock) - self->heard_ms;

  self->deadline_timer = 0;
  ua_vigil_end (self);
  g_signal_emit (self, signals[DEAD], 0, (guint) silent_ms);
}

/* The earliest deadline holds: what was promised to one request is not put off by the next. */
static void
set_deadline (UaVigil *self,
              guint    delay_ms)
{
  gint64 deadline_ms = sip_clock_get_now_ms (self->clock) + delay_ms;

  if (self->deadline_timer != 0 && self->deadline_ms <= deadline_ms)
    return;

  sip_clock_disarm (self->clock, &self->deadline_timer);
  self->deadline_ms = deadline_ms;
  self->deadline_timer = sip_clock_arm (self->clock, delay_ms, deadline_cb, self);
}

static void
emit_question (UaVigil *self,
               guint    nth)
{
  self->asking = TRUE;
  g_signal_emit (self, signals[QUESTION], 0, nth);
  self->asking = FALSE;
}

static void
again_cb (gpointer user_data)
{
  g_autoptr (UaVigil) self = g_object_ref (user_data);

  self->again_timer = 0;
  emit_question (self, 2);
}

static void
ask (UaVigil *self)
{
  gint64 left_ms = self->deadline_ms - sip_clock_get_now_ms (self->clock);

  sip_clock_disarm (self->clock, &self->question_timer);
  if (self->asked)
    return;

  self->asked = TRUE;
  self->again_timer = sip_clock_arm (self->clock, (guint) left_ms / 2, again_cb, self);
  emit_question (self, 1);
}

static void
question_cb (gpointer user_data)
{
  g_autoptr (UaVigil) self = g_object_ref (user_data);

  self->question_timer = 0;
  ask (self);
}

static void
idle_cb (gpointer user_data)
{
  g_autoptr (UaVigil) self = g_object_ref (user_data);

  self->idle_timer = 0;
  set_deadline (self, UA_VIGIL_IDLE_ANSWER_MS);
  ask (self);
}

static void
arm_idle (UaVigil *self)
{
  sip_clock_disarm (self->clock, &self->idle_timer);
  if (self->idle_ms == 0)
    return;

  guint spread_ms = self->idle_ms / 100 * JITTER_PERCENT;
  guint delay_ms = self->idle_ms - sip_tokens_next_below (self->tokens, spread_ms + 1);

  self->idle_timer = sip_clock_arm (self->clock, delay_ms, idle_cb, self);
}

static void
ua_vigil_dispose (GObject *object)
{
  UaVigil *self = UA_VIGIL (object);

  if (self->clock != NULL)
    ua_vigil_end (self);
  g_clear_object (&self->clock);
  g_clear_object (&self->tokens);
  G_OBJECT_CLASS (ua_vigil_parent_class)->dispose (object);
}

static void
ua_vigil_class_init (UaVigilClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ua_vigil_dispose;

  signals[QUESTION] = g_signal_new ("question", UA_TYPE_VIGIL, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                    G_TYPE_NONE, 1, G_TYPE_UINT);
  signals[DEAD] = g_signal_new ("dead", UA_TYPE_VIGIL, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                G_TYPE_UINT);
}

static void
ua_vigil_init (UaVigil *self)
{
  self->round_trip_ms = -1;
}

/**
 * ua_vigil_new:
 * @clock: the time
 * @tokens: chance
 *
 * Makes a vigil over no line.
 *
 * Returns: (transfer full): the vigil
 */
UaVigil *
ua_vigil_new (SipClock  *clock,
              SipTokens *tokens)
{
  g_return_val_if_fail (SIP_IS_CLOCK (clock) && SIP_IS_TOKENS (tokens), NULL);

  UaVigil *self = g_object_new (UA_TYPE_VIGIL, NULL);

  self->clock = g_object_ref (clock);
  self->tokens = g_object_ref (tokens);
  return self;
}

/**
 * ua_vigil_begin:
 * @self: the vigil
 * @reliable: whether nothing is lost on the way while the line lives
 * @idle_ms: how long nothing may be heard before a question is due, in milliseconds; 0: for ever
 *
 * Begins to watch over a new line; what was known of the last one is forgotten.
 */
void
ua_vigil_begin (UaVigil  *self,
                gboolean  reliable,
                guint     idle_ms)
{
  g_return_if_fail (UA_IS_VIGIL (self));

  ua_vigil_end (self);
  self->watching = TRUE;
  self->reliable = reliable;
  self->idle_ms = idle_ms;
  self->round_trip_ms = -1;
  self->heard = FALSE;
  self->heard_ms = sip_clock_get_now_ms (self->clock);
  arm_idle (self);
}

/**
 * ua_vigil_end:
 * @self: the vigil
 *
 * Watches no more; harmless when it did not.
 */
void
ua_vigil_end (UaVigil *self)
{
  g_return_if_fail (UA_IS_VIGIL (self));

  self->watching = FALSE;
  self->asked = FALSE;
  sip_clock_disarm (self->clock, &self->idle_timer);
  sip_clock_disarm (self->clock, &self->question_timer);
  sip_clock_disarm (self->clock, &self->again_timer);
  sip_clock_disarm (self->clock, &self->deadline_timer);
  g_clear_pointer (&self->measured, g_free);
}

/**
 * ua_vigil_limit_idle:
 * @self: the vigil
 * @idle_ms: milliseconds, above 0
 *
 * Sees that the far end hears of us at least this often: what a Flow-Timer asks for (RFC 5626 §4.4). A shorter interval
 * that is in force stays.
 */
void
ua_vigil_limit_idle (UaVigil *self,
                     guint    idle_ms)
{
  g_return_if_fail (UA_IS_VIGIL (self) && idle_ms > 0);

  if (!self->watching || (self->idle_ms != 0 && self->idle_ms <= idle_ms))
    return;

  self->idle_ms = idle_ms;
  arm_idle (self);
}

static void
measure (UaVigil    *self,
         const char *id)
{
  gint64 now_ms = sip_clock_get_now_ms (self->clock);

  if (self->measured != NULL && now_ms - self->measured_ms < STALE_MS)
    {
      self->repeated |= g_str_equal (self->measured, id);
      return;
    }
  g_set_str (&self->measured, id);
  self->measured_ms = now_ms;
  self->repeated = FALSE;
}

/**
 * ua_vigil_sent:
 * @self: the vigil
 * @id: (nullable): what the answer is known by; %NULL: not to be measured
 *
 * Notes that something was asked of the far end. Unless something is heard, a question is due two seconds from now.
 */
void
ua_vigil_sent (UaVigil    *self,
               const char *id)
{
  g_return_if_fail (UA_IS_VIGIL (self));

  if (!self->watching)
    return;
  if (id != NULL)
    measure (self, id);
  if (self->asking)
    return;
  if (!self->asked && self->question_timer == 0)
    self->question_timer = sip_clock_arm (self->clock, UA_VIGIL_QUESTION_MS, question_cb, self);
  set_deadline (self, self->reliable ? UA_VIGIL_ANSWER_MS : UA_VIGIL_DATAGRAM_ANSWER_MS);
}

/**
 * ua_vigil_heard:
 * @self: the vigil
 *
 * Notes that the far end is there, whatever it said.
 */
void
ua_vigil_heard (UaVigil *self)
{
  g_return_if_fail (UA_IS_VIGIL (self));

  if (!self->watching)
    return;

  self->asked = FALSE;
  self->heard = TRUE;
  self->heard_ms = sip_clock_get_now_ms (self->clock);
  sip_clock_disarm (self->clock, &self->question_timer);
  sip_clock_disarm (self->clock, &self->again_timer);
  sip_clock_disarm (self->clock, &self->deadline_timer);
  arm_idle (self);
}

/**
 * ua_vigil_answered:
 * @self: the vigil
 * @id: as given to ua_vigil_sent()
 *
 * Notes the first answer to a request, and how long it took.
 */
void
ua_vigil_answered (UaVigil    *self,
                   const char *id)
{
  g_return_if_fail (UA_IS_VIGIL (self) && id != NULL);

  if (g_strcmp0 (self->measured, id) != 0)
    return;

  if (!self->repeated)
    self->round_trip_ms = sip_clock_get_now_ms (self->clock) - self->measured_ms;
  g_clear_pointer (&self->measured, g_free);
}

/**
 * ua_vigil_check:
 * @self: the vigil
 * @answer_ms: how long the answer may take, in milliseconds
 *
 * Asks now. Means nothing while there is no line.
 */
void
ua_vigil_check (UaVigil *self,
                guint    answer_ms)
{
  g_return_if_fail (UA_IS_VIGIL (self));

  if (!self->watching)
    return;

  set_deadline (self, answer_ms);
  ask (self);
}

/**
 * ua_vigil_has_heard:
 * @self: the vigil
 *
 * Tells whether the far end ever gave a sign of life on this line, dead as it may be now.
 *
 * Returns: %TRUE when it did
 */
gboolean
ua_vigil_has_heard (UaVigil *self)
{
  g_return_val_if_fail (UA_IS_VIGIL (self), FALSE);

  return self->heard;
}

/**
 * ua_vigil_get_round_trip_ms:
 * @self: the vigil
 *
 * Tells how long the far end took for its last answer that could be measured.
 *
 * Returns: milliseconds; -1 when none was measured on this line
 */
gint64
ua_vigil_get_round_trip_ms (UaVigil *self)
{
  g_return_val_if_fail (UA_IS_VIGIL (self), -1);

  return self->round_trip_ms;
}
