/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Registrations, and later subscriptions and publications, are all the same clockwork: renew well before
 * the end, and after a refusal try again ever more slowly, a little out of step with everybody else.
 */

#include "ua-refresher.h"

struct _UaRefresher
{
  GObject    parent_instance;
  SipClock  *clock;
  SipTokens *tokens;
  guint      timer;
  guint      n_refusals;
  gboolean   wary;
};

enum
{
  DUE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (UaRefresher, ua_refresher, G_TYPE_OBJECT)

static void
timer_cb (gpointer user_data)
{
  UaRefresher *self = user_data;

  self->timer = 0;
  g_signal_emit (self, signals[DUE], 0);
}

static void
arm (UaRefresher *self,
     guint        delay_ms)
{
  sip_clock_disarm (self->clock, &self->timer);
  self->timer = sip_clock_arm (self->clock, delay_ms, timer_cb, self);
}

/* Twenty in a hundred to either side keeps a thousand phones from coming back as one. */
static guint
jitter_ms (UaRefresher *self,
           guint        seconds)
{
  return seconds * 800 + sip_tokens_next_below (self->tokens, seconds * 400 + 1);
}

/* Never before the time that was asked for, and not all at that very second. */
static guint
told_ms (UaRefresher *self,
         guint        seconds)
{
  return seconds * 1000 + sip_tokens_next_below (self->tokens, seconds * 200 + 1);
}

static guint
back_off_s (guint n_refusals)
{
  guint seconds = UA_REFRESHER_RETRY_FIRST_S;

  for (guint i = 1; i < n_refusals && seconds < UA_REFRESHER_RETRY_LAST_S; i++)
    seconds *= 2;
  return MIN (seconds, UA_REFRESHER_RETRY_LAST_S);
}

static void
ua_refresher_dispose (GObject *object)
{
  UaRefresher *self = UA_REFRESHER (object);

  if (self->clock != NULL)
    sip_clock_disarm (self->clock, &self->timer);
  g_clear_object (&self->clock);
  g_clear_object (&self->tokens);
  G_OBJECT_CLASS (ua_refresher_parent_class)->dispose (object);
}

static void
ua_refresher_class_init (UaRefresherClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ua_refresher_dispose;

  signals[DUE] = g_signal_new ("due", UA_TYPE_REFRESHER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                               G_TYPE_NONE, 0);
}

static void
ua_refresher_init (UaRefresher *self)
{
}

/**
 * ua_refresher_new:
 * @clock: the time
 * @tokens: chance
 *
 * Makes a refresher that rests.
 *
 * Returns: (transfer full): the refresher
 */
UaRefresher *
ua_refresher_new (SipClock  *clock,
                  SipTokens *tokens)
{
  g_return_val_if_fail (SIP_IS_CLOCK (clock) && SIP_IS_TOKENS (tokens), NULL);

  UaRefresher *self = g_object_new (UA_TYPE_REFRESHER, NULL);

  self->clock = g_object_ref (clock);
  self->tokens = g_object_ref (tokens);
  return self;
}

/**
 * ua_refresher_delay_ms:
 * @granted_s: what the server granted, in seconds
 *
 * Renews after nine tenths of the time and at least five seconds before the end, but never more often than
 * every %UA_REFRESHER_FLOOR_S seconds, whatever a server says.
 *
 * Returns: the delay in milliseconds
 */
guint
ua_refresher_delay_ms (guint granted_s)
{
  guint granted = MIN (granted_s, G_MAXINT / 1000);
  guint margin = MAX (granted / 10, 5);
  guint delay = granted > margin ? granted - margin : 0;

  return MAX (delay, UA_REFRESHER_FLOOR_S) * 1000;
}

/**
 * ua_refresher_set_wary:
 * @self: the refresher
 * @wary: whether the wire may lose what it carries without a word
 *
 * Chooses between renewing late and renewing at half of the time, which leaves room for a second try and finds out
 * earlier that a server has forgotten us (TRUST F7). Holds from the next grant on.
 */
void
ua_refresher_set_wary (UaRefresher *self,
                       gboolean     wary)
{
  g_return_if_fail (UA_IS_REFRESHER (self));

  self->wary = wary;
}

static guint
half_ms (guint granted_s)
{
  return MAX (MIN (granted_s, G_MAXINT / 1000) / 2, UA_REFRESHER_FLOOR_S) * 1000;
}

/**
 * ua_refresher_granted:
 * @self: the refresher
 * @granted_s: for how many seconds
 *
 * Starts the wait for the next renewal and forgets earlier refusals.
 */
void
ua_refresher_granted (UaRefresher *self,
                      guint        granted_s)
{
  g_return_if_fail (UA_IS_REFRESHER (self));

  self->n_refusals = 0;
  arm (self, self->wary ? half_ms (granted_s) : ua_refresher_delay_ms (granted_s));
}

/**
 * ua_refresher_refused:
 * @self: the refresher
 * @retry_after_s: what the server asked for in seconds; 0: nothing
 *
 * Starts the wait for the next try: what was asked for, at most an hour, else 2, 4, 8 … 120 seconds.
 */
void
ua_refresher_refused (UaRefresher *self,
                      guint        retry_after_s)
{
  g_return_if_fail (UA_IS_REFRESHER (self));

  self->n_refusals++;
  if (retry_after_s > 0)
    arm (self, told_ms (self, MIN (retry_after_s, UA_REFRESHER_RETRY_AFTER_LAST_S)));
  else
    arm (self, jitter_ms (self, back_off_s (self->n_refusals)));
}

/**
 * ua_refresher_stop:
 * @self: the refresher
 *
 * Stops waiting.
 */
void
ua_refresher_stop (UaRefresher *self)
{
  g_return_if_fail (UA_IS_REFRESHER (self));

  sip_clock_disarm (self->clock, &self->timer);
}

/**
 * ua_refresher_is_running:
 * @self: the refresher
 *
 * Tells whether a renewal or a retry is to come.
 *
 * Returns: %TRUE when the clock is armed
 */
gboolean
ua_refresher_is_running (UaRefresher *self)
{
  g_return_val_if_fail (UA_IS_REFRESHER (self), FALSE);

  return self->timer != 0;
}
