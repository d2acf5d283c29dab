/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Who was sent to the second-best server by a failure should not stay there for ever. While the line is up, and no
 * call is, a second transport looks now and then whether the better server is back, and becomes the line when it is.
 * Only places that were passed on the way to this one are better: among equals, DNS shuffles (RFC 2782), and a line
 * that followed it would never rest.
 */

#include "ua-connection-recovery-private.h"

#include <string.h>

static void next_place (UaConnection *self);

static const char *
get_uri (GPtrArray *targets,
         guint      index)
{
  return transport_target_get_uri (g_ptr_array_index (targets, index));
}

/* Whether @uri stood before the place in use when that was chosen; other addresses of the same place do not count. */
static gboolean
was_passed (UaConnection *self,
            const char   *uri)
{
  guint n_better = self->n_passed > 0 ? self->n_passed - 1 : 0;

  if (g_str_equal (uri, transport_target_get_uri (self->target)))
    return FALSE;
  for (guint i = 0; i < n_better; i++)
    {
      if (g_str_equal (uri, get_uri (self->targets, i)))
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_best (UaConnection *self)
{
  g_autoptr (GPtrArray) better = ua_servers_list_better (self->servers, self->server);

  for (guint i = 0; i + 1 < self->n_passed; i++)
    {
      if (was_passed (self, get_uri (self->targets, i)))
        return FALSE;
    }
  return better->len == 0;
}

/* Never from a line that is encrypted to one that is not; and never by UDP, where a socket that is open proves
 * nothing: that way back is found when the line is lost. */
static gboolean
is_better (UaConnection    *self,
           TransportTarget *target)
{
  if (!ua_connection_is_usable (self, self->scout.server, target))
    return FALSE;
  if (g_str_has_prefix (transport_target_get_uri (target), "udp:"))
    return FALSE;
  if (transport_target_is_secure (self->target) && !transport_target_is_secure (target))
    return FALSE;
  return !g_str_equal (self->scout.server, self->server) || was_passed (self, transport_target_get_uri (target));
}

static void
timer_cb (gpointer user_data)
{
  UaConnection *self = user_data;

  self->scout.timer = 0;
  ua_connection_step (self, UA_CONNECTION_EVENT_LOOK);
}

/* As with keep-alives (CONTRACT W55), the clients of one server do not all come at the same moment. */
void
ua_connection_begin_return (UaConnection *self)
{
  guint interval_ms = self->policy.return_interval_ms;

  if (self->source == NULL || interval_ms == 0 || self->policy.recovery != UA_RECOVERY_BACKOFF || is_best (self))
    return;

  interval_ms -= sip_tokens_next_below (self->tokens, interval_ms / 5 + 1);
  self->scout.timer = sip_clock_arm (self->clock, interval_ms, timer_cb, self);
}

static void
scout_notify_state_cb (Transport    *transport,
                       GParamSpec   *pspec,
                       UaConnection *self)
{
  if (transport == self->scout.transport && transport_is_connected (transport))
    ua_connection_step (self, UA_CONNECTION_EVENT_MOVE);
}

static void
scout_connect_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (UaConnection) self = user_data;
  g_autoptr (GError) error = NULL;

  if (transport_connect_finish (TRANSPORT_TRANSPORT (source), result, &error))
    return;
  if (self->scout.transport != TRANSPORT_TRANSPORT (source))
    return;

  g_info ("the better server is not back yet: %s", error->message);
  g_clear_object (&self->scout.transport);
  next_place (self);
}

static gboolean
send_scout (UaConnection    *self,
            TransportTarget *target)
{
  g_autoptr (GError) error = NULL;

  self->scout.transport = ua_connection_make_transport (self, target, &error);
  if (self->scout.transport == NULL)
    {
      g_info ("the better server is not back yet: %s", error->message);
      return FALSE;
    }
  g_signal_connect_object (self->scout.transport, "notify::state", G_CALLBACK (scout_notify_state_cb), self,
                           G_CONNECT_DEFAULT);
  transport_connect_async (self->scout.transport, NULL, scout_connect_cb, g_object_ref (self));
  return TRUE;
}

static void
scout_find_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (UaConnection) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) targets = transport_source_find_finish (TRANSPORT_SOURCE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  g_clear_object (&self->scout.finding);
  if (targets != NULL)
    {
      ua_connection_take_found (self, self->scout.server, targets);
      self->scout.targets = g_ptr_array_ref (targets);
    }
  next_place (self);
}

static void
ask_next_server (UaConnection *self)
{
  g_clear_pointer (&self->scout.targets, g_ptr_array_unref);
  self->scout.n_passed = 0;
  if (self->scout.servers->len == 0)
    {
      ua_connection_step (self, UA_CONNECTION_EVENT_VAIN);
      return;
    }

  g_set_str (&self->scout.server, g_ptr_array_index (self->scout.servers, 0));
  g_ptr_array_remove_index (self->scout.servers, 0);
  self->scout.finding = g_cancellable_new ();
  transport_source_find_async (self->source, self->scout.server, self->scout.finding, scout_find_cb,
                               g_object_ref (self));
}

static void
next_place (UaConnection *self)
{
  while (self->scout.targets != NULL && self->scout.n_passed < self->scout.targets->len)
    {
      TransportTarget *target = g_ptr_array_index (self->scout.targets, self->scout.n_passed++);

      if (is_better (self, target) && send_scout (self, target))
        return;
    }
  ask_next_server (self);
}

/* The better servers, and last the one in use, for its better places. */
void
ua_connection_look (UaConnection *self)
{
  if (self->engaged)
    {
      ua_connection_begin_return (self);
      return;
    }

  self->scout.servers = ua_servers_list_better (self->servers, self->server);
  g_ptr_array_add (self->scout.servers, self->server);
  ask_next_server (self);
}

/* On a move within one server the old list stays, and with it what was passed: the order of the new one is chance. */
static void
take_place (UaConnection    *self,
            TransportTarget *target)
{
  guint i = 0;

  if (!g_str_equal (self->server, self->scout.server))
    {
      g_set_str (&self->server, self->scout.server);
      g_clear_pointer (&self->targets, g_ptr_array_unref);
      self->targets = g_ptr_array_ref (self->scout.targets);
      self->n_passed = self->scout.n_passed;
      return;
    }

  while (!g_str_equal (get_uri (self->targets, i), transport_target_get_uri (target)))
    g_assert (++i < self->targets->len);
  self->n_passed = i + 1;
}

/* The scout becomes the line; what was the line is closed. */
void
ua_connection_move (UaConnection *self)
{
  g_autoptr (Transport) old = g_steal_pointer (&self->transport);
  g_autoptr (Transport) new = g_steal_pointer (&self->scout.transport);
  TransportTarget *target = g_ptr_array_index (self->scout.targets, self->scout.n_passed - 1);

  g_signal_handlers_disconnect_by_data (new, self);
  take_place (self, target);
  ua_connection_set_target (self, target);
  ua_connection_end_return (self);
  ua_connection_take_transport (self, new);
  ua_connection_release (self, old);
}

void
ua_connection_end_return (UaConnection *self)
{
  g_autoptr (Transport) transport = g_steal_pointer (&self->scout.transport);

  sip_clock_disarm (self->clock, &self->scout.timer);
  if (self->scout.finding != NULL)
    g_cancellable_cancel (self->scout.finding);
  g_clear_object (&self->scout.finding);
  g_clear_pointer (&self->scout.servers, g_ptr_array_unref);
  g_clear_pointer (&self->scout.targets, g_ptr_array_unref);
  g_clear_pointer (&self->scout.server, g_free);
  self->scout.n_passed = 0;
  if (transport != NULL)
    ua_connection_release (self, transport);
}
