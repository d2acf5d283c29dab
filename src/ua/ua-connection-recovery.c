/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What follows when an attempt fails or a line is lost. The reference documents want three tries of a server and
 * then the next (W34, W52, W53), JsSIP and people want a phone that never gives up (J11), and a server that comes
 * back wants them not all at once.
 */

#include "ua-connection-recovery-private.h"

#define BACK_OFF_FIRST_MS 2000
#define BACK_OFF_LAST_MS  30000
#define SPREAD_MS         1500  /* TRUST F1: under two seconds, but not everybody at the same moment */
#define SETTLED_MS        10000 /* TRUST F8: a line that lasted so long ends the story before it */
#define MEAN_MS           1000  /* TRUST F8: one attempt a second on average */

/* Every round begins with the best server; under CONTRACT a server is kept until it has its error mark. */
void
ua_connection_begin_round (UaConnection *self,
                           gboolean      anew)
{
  if (anew)
    ua_connection_set_attempt (self, 0);
  if (self->source == NULL)
    return;

  self->round_ms = sip_clock_get_now_ms (self->clock);
  self->n_round = 0;
  if (anew)
    {
      self->n_failures = 0;
      self->n_tries = 0;
    }
  if (!anew && self->policy.recovery == UA_RECOVERY_CONTRACT && !ua_servers_is_error (self->servers, self->server))
    {
      g_clear_pointer (&self->targets, g_ptr_array_unref);
      self->n_passed = 0;
      return;
    }

  if (anew || self->policy.recovery != UA_RECOVERY_CONTRACT || ua_servers_none_available (self->servers))
    ua_servers_reset_errors (self->servers);
  ua_connection_choose_server (self);
}

/* CONTRACT W53: the server is given up, the next one begins anew, and without a next one it is over. */
static UaConnectionEvent
judge_by_contract (UaConnection *self)
{
  self->n_tries++;
  if (self->n_tries < self->policy.max_reconnection_attempts && !ua_connection_is_hopeless (self, self->server))
    return UA_CONNECTION_EVENT_FAILED;

  ua_servers_set_error (self->servers, self->server);
  if (ua_connection_choose_server (self))
    return UA_CONNECTION_EVENT_SPENT;

  ua_servers_reset_errors (self->servers);
  return UA_CONNECTION_EVENT_OVER;
}

UaConnectionEvent
ua_connection_judge_failure (UaConnection *self)
{
  if (self->source == NULL || self->policy.recovery == UA_RECOVERY_OFF)
    return UA_CONNECTION_EVENT_OVER;
  if (ua_connection_peek_target (self) != NULL)
    return UA_CONNECTION_EVENT_NEXT;
  if (self->policy.recovery == UA_RECOVERY_CONTRACT)
    return judge_by_contract (self);

  ua_servers_set_error (self->servers, self->server);
  if (ua_connection_choose_server (self))
    return UA_CONNECTION_EVENT_NEXT;

  ua_servers_reset_errors (self->servers);
  return ua_connection_is_hopeless (self, NULL) ? UA_CONNECTION_EVENT_OVER : UA_CONNECTION_EVENT_FAILED;
}

/* A line that is about to end lasted long enough to start afresh. */
void
ua_connection_settle (UaConnection *self)
{
  if (sip_clock_get_now_ms (self->clock) - self->up_ms < SETTLED_MS)
    return;

  self->n_failures = 0;
  ua_connection_forgive (self, FALSE);
}

/* CONTRACT J11: a whole range that doubles, cut to two and thirty seconds. The first is always two. */
static guint
back_off_ms (UaConnection *self)
{
  guint range_ms = 1000u << MIN (self->n_failures, 5);
  guint delay_ms = sip_tokens_next_below (self->tokens, range_ms) + 1;

  return CLAMP (delay_ms, BACK_OFF_FIRST_MS, BACK_OFF_LAST_MS);
}

static guint
not_before_barred (UaConnection *self,
                   guint         delay_ms)
{
  return (guint) MAX ((gint64) delay_ms, ua_connection_get_barred_ms (self));
}

/* How long to wait when everything was tried in vain. */
guint
ua_connection_get_pause_ms (UaConnection *self)
{
  guint delay_ms;

  if (self->policy.recovery == UA_RECOVERY_CONTRACT)
    return not_before_barred (self, self->policy.reconnection_timeout_ms);

  delay_ms = back_off_ms (self);
  self->n_failures++;
  return not_before_barred (self, delay_ms);
}

/* How long to wait when the line was lost. One that nobody spoke on was no better than a failed attempt; one that fell
 * soon leaves each attempt since its round began a second. */
guint
ua_connection_get_recovery_ms (UaConnection *self)
{
  gint64 now_ms = sip_clock_get_now_ms (self->clock);
  gint64 delay_ms;

  if (self->policy.recovery == UA_RECOVERY_CONTRACT)
    return not_before_barred (self, 0);

  delay_ms = self->n_failures > 0 ? back_off_ms (self) : sip_tokens_next_below (self->tokens, SPREAD_MS + 1);
  if (now_ms - self->up_ms < SETTLED_MS)
    {
      delay_ms = MAX (delay_ms, self->round_ms + (gint64) self->n_round * MEAN_MS - now_ms);
      self->n_failures += self->has_spoken ? 0 : 1;
    }
  return not_before_barred (self, (guint) delay_ms);
}
