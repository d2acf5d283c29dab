/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* An address alone does not say where its server is. All places that are usual are looked at together, a few at a
 * time, because most of those that are wrong do not say so: a firewall that drops packets would use up a person's
 * patience eight times over. Whoever takes too long makes room for those that wait. */

#include "ua-probe.h"

#include "ua-probe-attempt.h"

#define TURN_MS 1900 /* what an attempt may take while others wait: three rounds are within the patience */

struct _UaProbe
{
  GObject       parent_instance;
  UaProbeTools  tools;
  GQueue        waiting;  /* char * */
  GPtrArray    *attempts; /* UaProbeAttempt, started and not done */
  GTask        *task;
  gulong        cancelled;
  guint         turn_timer;
  guint         patience_timer;
};

enum
{
  RESULT,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (UaProbe, ua_probe, G_TYPE_OBJECT)

static void go_on (UaProbe *self);

static void
drop_attempts (UaProbe *self)
{
  g_autoptr (GPtrArray) attempts = g_steal_pointer (&self->attempts);

  self->attempts = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint n = 0; n < attempts->len; n++)
    {
      g_signal_handlers_disconnect_by_data (g_ptr_array_index (attempts, n), self);
      ua_probe_attempt_drop (g_ptr_array_index (attempts, n));
    }
}

static void
tidy (UaProbe *self)
{
  sip_clock_disarm (self->tools.clock, &self->turn_timer);
  sip_clock_disarm (self->tools.clock, &self->patience_timer);
  g_queue_clear_full (&self->waiting, g_free);
  drop_attempts (self);
}

static GTask *
steal_task (UaProbe *self)
{
  GTask *task = g_steal_pointer (&self->task);

  if (self->cancelled != 0)
    g_signal_handler_disconnect (g_task_get_cancellable (task), self->cancelled);
  self->cancelled = 0;
  return task;
}

static void
cancelled_cb (GCancellable *cancellable,
              UaProbe      *self)
{
  g_autoptr (GTask) task = steal_task (self);

  tidy (self);
  g_task_return_error_if_cancelled (task);
}

static void
attempt_done_cb (UaProbeAttempt      *attempt,
                 const UaProbeResult *result,
                 UaProbe             *self)
{
  g_autoptr (UaProbe) hold = g_object_ref (self);

  g_signal_handlers_disconnect_by_data (attempt, self);
  g_ptr_array_remove (self->attempts, attempt);
  g_signal_emit (self, signals[RESULT], 0, result);
  go_on (self);
}

static void
begin_next (UaProbe *self)
{
  g_autofree char *server = g_queue_pop_head (&self->waiting);
  UaProbeAttempt *attempt = ua_probe_attempt_new (&self->tools, server);

  g_ptr_array_add (self->attempts, attempt);
  g_signal_connect_object (attempt, "done", G_CALLBACK (attempt_done_cb), self, G_CONNECT_DEFAULT);
  ua_probe_attempt_start (attempt);
}

static void
turn_timer_cb (gpointer user_data)
{
  UaProbe *self = user_data;
  g_autoptr (UaProbe) hold = g_object_ref (self);

  self->turn_timer = 0;
  ua_probe_attempt_cut (g_ptr_array_index (self->attempts, 0));
}

/* The oldest attempt is the first one. */
static void
watch_turn (UaProbe *self)
{
  sip_clock_disarm (self->tools.clock, &self->turn_timer);
  if (g_queue_is_empty (&self->waiting) || self->attempts->len == 0)
    return;

  gint64 due = ua_probe_attempt_get_began_ms (g_ptr_array_index (self->attempts, 0)) + TURN_MS;
  gint64 left = due - sip_clock_get_now_ms (self->tools.clock);

  self->turn_timer = sip_clock_arm (self->tools.clock, (guint) MAX (left, 0), turn_timer_cb, self);
}

static void
go_on (UaProbe *self)
{
  if (self->task == NULL)
    return;
  while (self->attempts->len < UA_PROBE_MAX_AT_ONCE && !g_queue_is_empty (&self->waiting))
    begin_next (self);
  watch_turn (self);
  if (self->attempts->len > 0)
    return;

  g_autoptr (GTask) task = steal_task (self);

  tidy (self);
  g_task_return_boolean (task, TRUE);
}

/* Those that were never tried are not told: nothing is known of them. */
static void
patience_timer_cb (gpointer user_data)
{
  UaProbe *self = user_data;
  g_autoptr (UaProbe) hold = g_object_ref (self);

  self->patience_timer = 0;
  g_queue_clear_full (&self->waiting, g_free);
  while (self->task != NULL && self->attempts->len > 0)
    ua_probe_attempt_cut (g_ptr_array_index (self->attempts, 0));
}

static void
ua_probe_dispose (GObject *object)
{
  UaProbe *self = UA_PROBE (object);

  tidy (self);
  G_OBJECT_CLASS (ua_probe_parent_class)->dispose (object);
}

static void
ua_probe_finalize (GObject *object)
{
  UaProbe *self = UA_PROBE (object);

  g_ptr_array_unref (self->attempts);
  sip_address_unref (self->tools.address);
  g_object_unref (self->tools.clock);
  g_object_unref (self->tools.tokens);
  g_object_unref (self->tools.source);
  G_OBJECT_CLASS (ua_probe_parent_class)->finalize (object);
}

static void
ua_probe_class_init (UaProbeClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ua_probe_dispose;
  G_OBJECT_CLASS (klass)->finalize = ua_probe_finalize;

  /**
   * UaProbe::result:
   * @self: the probe
   * @result: what was seen
   *
   * One server was looked at.
   */
  signals[RESULT] = g_signal_new ("result", UA_TYPE_PROBE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                  UA_TYPE_PROBE_RESULT);
}

static void
ua_probe_init (UaProbe *self)
{
  g_queue_init (&self->waiting);
  self->attempts = g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * ua_probe_new:
 * @address: for whom
 * @clock: the time
 * @tokens: chance
 * @source: knows where servers can be reached, and makes transports
 *
 * Makes a probe that has not looked anywhere.
 *
 * Returns: (transfer full): the probe
 */
UaProbe *
ua_probe_new (SipAddress      *address,
              SipClock        *clock,
              SipTokens       *tokens,
              TransportSource *source)
{
  g_return_val_if_fail (address != NULL && TRANSPORT_IS_SOURCE (source), NULL);
  g_return_val_if_fail (SIP_IS_CLOCK (clock) && SIP_IS_TOKENS (tokens), NULL);

  UaProbe *self = g_object_new (UA_TYPE_PROBE, NULL);

  self->tools.address = sip_address_ref (address);
  self->tools.clock = g_object_ref (clock);
  self->tools.tokens = g_object_ref (tokens);
  self->tools.source = g_object_ref (source);
  return self;
}

/**
 * ua_probe_run_async:
 * @self: a probe that was not run before
 * @servers: what the source understands, the likeliest first
 * @cancellable: (nullable): ends the looking
 * @callback: called when all were looked at, or after %UA_PROBE_PATIENCE_MS
 * @user_data: for @callback
 *
 * Asks each server who it is (RFC 3261 §10.2.3: a REGISTER that only fetches). What each says is told by
 * #UaProbe::result.
 */
void
ua_probe_run_async (UaProbe             *self,
                    const char *const   *servers,
                    GCancellable        *cancellable,
                    GAsyncReadyCallback  callback,
                    gpointer             user_data)
{
  g_return_if_fail (UA_IS_PROBE (self) && self->task == NULL);
  g_return_if_fail (servers != NULL);

  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, ua_probe_run_async);
  if (g_task_return_error_if_cancelled (task))
    return;
  if (servers[0] == NULL)
    {
      g_task_return_boolean (task, TRUE);
      return;
    }

  self->task = g_steal_pointer (&task);
  for (guint n = 0; servers[n] != NULL; n++)
    g_queue_push_tail (&self->waiting, g_strdup (servers[n]));
  self->patience_timer = sip_clock_arm (self->tools.clock, UA_PROBE_PATIENCE_MS, patience_timer_cb, self);
  if (cancellable != NULL)
    self->cancelled =
      g_signal_connect_object (cancellable, "cancelled", G_CALLBACK (cancelled_cb), self, G_CONNECT_DEFAULT);
  go_on (self);
}

/**
 * ua_probe_run_finish:
 * @self: the probe
 * @result: what the callback was given
 * @error: %G_IO_ERROR_CANCELLED
 *
 * Ends ua_probe_run_async().
 *
 * Returns: %TRUE when there is nothing left to look at, or no time
 */
gboolean
ua_probe_run_finish (UaProbe       *self,
                     GAsyncResult  *result,
                     GError       **error)
{
  g_return_val_if_fail (UA_IS_PROBE (self), FALSE);
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
