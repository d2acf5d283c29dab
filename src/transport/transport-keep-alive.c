/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A line can die without a word: a router forgets it, a cable is pulled far away. Only a question that is not
 * answered shows that, so it is asked at a jittered interval (RFC 5626 §4.4.1) and the answer is timed.
 */

#include "transport-keep-alive.h"

/* CONTRACT W55, RFC 5626 §4.4.1: 80 to 100 % of the interval, so that clients do not march in step. */
#define JITTER_PERCENT 20

struct _TransportKeepAlive
{
  SipClock               *clock;
  SipTokens              *tokens;
  TransportKeepAliveFunc  due;
  TransportKeepAliveFunc  missed;
  gpointer                user_data;

  guint                   interval_ms;
  guint                   debounce_ms;
  guint                   interval_id;
  guint                   debounce_id;
  gint64                  asked_ms;     /* when the one was sent whose answer is not here; NOT_ASKED: none */
  int                     round_trip_ms;
};

#define NOT_ASKED G_MININT64

static void arm_interval (TransportKeepAlive *self);

/**
 * transport_keep_alive_new:
 * @clock: the clock
 * @tokens: where the jitter comes from
 * @due: called when a keep-alive should be sent
 * @missed: called once when the answer did not come; the rhythm has ended then
 * @user_data: data for both
 *
 * Makes a rhythm that is at rest.
 *
 * Returns: (transfer full): a new rhythm
 */
TransportKeepAlive *
transport_keep_alive_new (SipClock               *clock,
                          SipTokens              *tokens,
                          TransportKeepAliveFunc  due,
                          TransportKeepAliveFunc  missed,
                          gpointer                user_data)
{
  g_return_val_if_fail (SIP_IS_CLOCK (clock), NULL);
  g_return_val_if_fail (SIP_IS_TOKENS (tokens), NULL);

  TransportKeepAlive *self = g_new0 (TransportKeepAlive, 1);

  self->clock = g_object_ref (clock);
  self->tokens = g_object_ref (tokens);
  self->due = due;
  self->missed = missed;
  self->user_data = user_data;
  self->asked_ms = NOT_ASKED;
  self->round_trip_ms = -1;

  return self;
}

/**
 * transport_keep_alive_free:
 * @self: (transfer full): a rhythm
 *
 * Ends and frees it.
 */
void
transport_keep_alive_free (TransportKeepAlive *self)
{
  g_return_if_fail (self != NULL);

  transport_keep_alive_end (self);
  g_object_unref (self->clock);
  g_object_unref (self->tokens);
  g_free (self);
}

static void
interval_cb (gpointer user_data)
{
  TransportKeepAlive *self = user_data;

  self->interval_id = 0;
  arm_interval (self);
  self->due (self->user_data);
}

static void
arm_interval (TransportKeepAlive *self)
{
  if (self->interval_ms == 0)
    return;

  guint spread_ms = (guint) ((guint64) self->interval_ms * JITTER_PERCENT / 100);
  guint delay_ms = self->interval_ms - sip_tokens_next_below (self->tokens, spread_ms + 1);

  self->interval_id = sip_clock_arm (self->clock, delay_ms, interval_cb, self);
}

/**
 * transport_keep_alive_forget:
 * @self: a rhythm at rest
 *
 * Forgets what was asked and answered on the line before, of which a new one knows nothing.
 */
void
transport_keep_alive_forget (TransportKeepAlive *self)
{
  g_return_if_fail (self != NULL);

  self->asked_ms = NOT_ASKED;
  self->round_trip_ms = -1;
}

/**
 * transport_keep_alive_begin:
 * @self: a rhythm at rest
 * @interval_ms: milliseconds between keep-alives; zero calls for none (CONTRACT W10)
 * @debounce_ms: milliseconds an answer may take, in which no second one is sent (CONTRACT W11, W39)
 *
 * Begins to call for keep-alives (CONTRACT W41).
 */
void
transport_keep_alive_begin (TransportKeepAlive *self,
                            guint               interval_ms,
                            guint               debounce_ms)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (self->interval_id == 0);

  self->interval_ms = interval_ms;
  self->debounce_ms = debounce_ms;
  arm_interval (self);
}

/**
 * transport_keep_alive_end:
 * @self: a rhythm
 *
 * Stops the interval and forgets an answer that is still due (CONTRACT W40, W42).
 */
void
transport_keep_alive_end (TransportKeepAlive *self)
{
  g_return_if_fail (self != NULL);

  sip_clock_disarm (self->clock, &self->interval_id);
  sip_clock_disarm (self->clock, &self->debounce_id);
}

static void
debounce_cb (gpointer user_data)
{
  TransportKeepAlive *self = user_data;

  self->debounce_id = 0;
  transport_keep_alive_end (self);
  self->missed (self->user_data);
}

/**
 * transport_keep_alive_wonder:
 * @self: a rhythm
 *
 * Notes that a keep-alive is about to be sent although nobody is bound to answer it. Answers come in the order of
 * the questions, so while one is under way the next is not timed.
 */
void
transport_keep_alive_wonder (TransportKeepAlive *self)
{
  g_return_if_fail (self != NULL);

  gint64 now_ms = sip_clock_get_now_ms (self->clock);

  if (self->asked_ms == NOT_ASKED || now_ms - self->asked_ms > self->debounce_ms)
    self->asked_ms = now_ms;
}

/**
 * transport_keep_alive_get_round_trip_ms:
 * @self: a rhythm
 *
 * Gets how long the last answer took.
 *
 * Returns: milliseconds; -1 when none has come since it forgot
 */
int
transport_keep_alive_get_round_trip_ms (TransportKeepAlive *self)
{
  g_return_val_if_fail (self != NULL, -1);

  return self->round_trip_ms;
}

/**
 * transport_keep_alive_ping:
 * @self: a rhythm
 *
 * Notes that a keep-alive is about to be sent and begins to wait for its answer.
 *
 * Returns: %FALSE when the answer to an earlier one is still due, and none may be sent (CONTRACT W39)
 */
gboolean
transport_keep_alive_ping (TransportKeepAlive *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  if (self->debounce_id != 0)
    return FALSE;

  transport_keep_alive_wonder (self);
  self->debounce_id = sip_clock_arm (self->clock, self->debounce_ms, debounce_cb, self);

  return TRUE;
}

/**
 * transport_keep_alive_pong:
 * @self: a rhythm
 *
 * Notes that the far end has shown a sign of life (CONTRACT W55).
 */
void
transport_keep_alive_pong (TransportKeepAlive *self)
{
  g_return_if_fail (self != NULL);

  sip_clock_disarm (self->clock, &self->debounce_id);
}

/**
 * transport_keep_alive_answer:
 * @self: a rhythm
 *
 * Notes a lone CRLF, which answers a keep-alive of ours if one was sent no longer ago than an answer may take, and is
 * a sign of life in any case.
 */
void
transport_keep_alive_answer (TransportKeepAlive *self)
{
  g_return_if_fail (self != NULL);

  gint64 now_ms = sip_clock_get_now_ms (self->clock);

  if (self->asked_ms != NOT_ASKED && now_ms - self->asked_ms <= self->debounce_ms)
    self->round_trip_ms = (int) MIN (now_ms - self->asked_ms, G_MAXINT);
  self->asked_ms = NOT_ASKED;
  transport_keep_alive_pong (self);
}
