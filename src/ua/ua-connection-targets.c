/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A server is a name and can be reached at several places; some of them said no, or not now. Which of them are left
 * is asked anew in each round, for DNS may say something else by then (RFC 3263 §4.3, TRUST F5).
 */

#include "ua-connection-recovery-private.h"

#define MAX_PLACES      32   /* of one server: DNS may not keep us busy for ever */
#define MAX_MARKS       256  /* and may not fill memory with names either */
#define MAX_BARRED_S    3600 /* TRUST section 3: a Retry-After is obeyed for an hour at most */
#define FIRST_BARRED_S  60   /* without one, this, and then twice as long each time */

typedef struct
{
  gboolean is_final; /* until somebody asks again */
  gint64   until_ms;
  guint    n_barred; /* how often; forgotten in the end */
} Mark;

static char *
dup_key (TransportTarget *target)
{
  const char *address = transport_target_get_address (target);

  return g_strjoin (" ", transport_target_get_uri (target), transport_target_get_identity (target),
                    address != NULL ? address : "", NULL);
}

static Mark *
get_mark (UaConnection    *self,
          TransportTarget *target)
{
  g_autofree char *key = dup_key (target);

  return g_hash_table_lookup (self->marks, key);
}

static Mark *
ensure_mark (UaConnection    *self,
             TransportTarget *target)
{
  Mark *mark = get_mark (self, target);

  if (mark == NULL)
    {
      if (g_hash_table_size (self->marks) >= MAX_MARKS)
        g_hash_table_remove_all (self->marks);
      mark = g_new0 (Mark, 1);
      g_hash_table_insert (self->marks, dup_key (target), mark);
    }
  return mark;
}

/* RFC 3263 gives no leave to go without encryption where encryption has failed: a plain place has to be named by the
 * person when the same server did not prove who it is. */
static gboolean
is_downgrade (UaConnection    *self,
              const char      *server,
              TransportTarget *target)
{
  return !transport_target_is_secure (target) && transport_target_get_reason (target) != NULL &&
         g_hash_table_contains (self->exposed, server);
}

static gboolean
is_final (UaConnection    *self,
          const char      *server,
          TransportTarget *target)
{
  Mark *mark = get_mark (self, target);

  return (mark != NULL && mark->is_final) || is_downgrade (self, server, target);
}

gboolean
ua_connection_is_usable (UaConnection    *self,
                         const char      *server,
                         TransportTarget *target)
{
  Mark *mark = get_mark (self, target);

  if (is_final (self, server, target))
    return FALSE;
  return mark == NULL || mark->until_ms <= sip_clock_get_now_ms (self->clock);
}

gboolean
ua_connection_choose_server (UaConnection *self)
{
  const char *server = ua_servers_get_next (self->servers, self->tokens);

  if (server == NULL)
    return FALSE;

  g_set_str (&self->server, server);
  g_clear_pointer (&self->targets, g_ptr_array_unref);
  self->n_passed = 0;
  self->n_tries = 0;
  return TRUE;
}

/* Nothing of this server is to be tried now: that is no attempt, and the next server takes its place. */
gboolean
ua_connection_pass_server (UaConnection *self)
{
  if (self->policy.recovery != UA_RECOVERY_BACKOFF)
    return FALSE;

  ua_servers_set_error (self->servers, self->server);
  return ua_connection_choose_server (self);
}

void
ua_connection_take_found (UaConnection *self,
                          const char   *server,
                          GPtrArray    *targets)
{
  if (targets == NULL)
    {
      g_hash_table_remove (self->found, server);
      return;
    }

  if (targets->len > MAX_PLACES)
    g_ptr_array_set_size (targets, MAX_PLACES);
  g_hash_table_replace (self->found, g_strdup (server), g_ptr_array_ref (targets));
  if (g_strcmp0 (server, self->server) != 0 || self->state != UA_CONNECTION_STATE_TRYING)
    return;

  g_clear_pointer (&self->targets, g_ptr_array_unref);
  self->targets = g_ptr_array_ref (targets);
  self->n_passed = 0;
}

static TransportTarget *
next_target (UaConnection *self,
             guint        *index)
{
  for (*index = self->n_passed; self->targets != NULL && *index < self->targets->len; ++*index)
    {
      TransportTarget *target = g_ptr_array_index (self->targets, *index);

      if (ua_connection_is_usable (self, self->server, target))
        return target;
    }
  return NULL;
}

/* Returns: (transfer none) (nullable): the place to try next; it stays the next */
TransportTarget *
ua_connection_peek_target (UaConnection *self)
{
  guint index;

  return next_target (self, &index);
}

/* Returns: (transfer none) (nullable): the place to try now */
TransportTarget *
ua_connection_pick_target (UaConnection *self)
{
  guint index;
  TransportTarget *target = next_target (self, &index);

  if (target != NULL)
    self->n_passed = index + 1;
  return target;
}

static gboolean
has_usable (UaConnection *self,
            const char   *server,
            GPtrArray    *targets)
{
  for (guint i = 0; i < targets->len; i++)
    {
      TransportTarget *target = g_ptr_array_index (targets, i);

      if (self->target != NULL && transport_target_equal (target, self->target))
        continue;
      if (ua_connection_is_usable (self, server, target))
        return TRUE;
    }
  return FALSE;
}

/* Whether this server can be reached elsewhere too. */
gboolean
ua_connection_has_other_target (UaConnection *self)
{
  return self->targets != NULL && has_usable (self, self->server, self->targets);
}

/* The same of all servers; one that has not been asked yet is worth a try. */
gboolean
ua_connection_has_other_place (UaConnection *self)
{
  const char *server;

  if (self->source == NULL)
    return FALSE;
  if (ua_connection_has_other_target (self))
    return TRUE;

  for (guint i = 0; (server = ua_servers_get_uri (self->servers, i)) != NULL; i++)
    {
      GPtrArray *targets = g_hash_table_lookup (self->found, server);

      if (g_strcmp0 (server, self->server) != 0 && (targets == NULL || has_usable (self, server, targets)))
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_server_hopeless (UaConnection *self,
                    const char   *server)
{
  GPtrArray *targets = g_hash_table_lookup (self->found, server);

  if (targets == NULL)
    return FALSE;

  for (guint i = 0; i < targets->len; i++)
    {
      if (!is_final (self, server, g_ptr_array_index (targets, i)))
        return FALSE;
    }
  return TRUE;
}

/* TRUST F2, "stop and tell": every known place has said no for good. */
gboolean
ua_connection_is_hopeless (UaConnection *self,
                           const char   *server)
{
  if (server != NULL)
    return is_server_hopeless (self, server);

  for (guint i = 0; (server = ua_servers_get_uri (self->servers, i)) != NULL; i++)
    {
      if (!is_server_hopeless (self, server))
        return FALSE;
    }
  return TRUE;
}

/* Returns: when the first place of @targets may be tried again; 0: one may now; G_MAXINT64: none ever */
static gint64
get_free_ms (UaConnection *self,
             const char   *server,
             GPtrArray    *targets)
{
  gint64 free_ms = G_MAXINT64;

  for (guint i = 0; i < targets->len; i++)
    {
      TransportTarget *target = g_ptr_array_index (targets, i);
      Mark *mark = get_mark (self, target);

      if (ua_connection_is_usable (self, server, target))
        return 0;
      if (!is_final (self, server, target))
        free_ms = MIN (free_ms, mark->until_ms);
    }
  return free_ms;
}

/* Returns: how long all that is known asked to be left alone; 0: something may be tried now */
gint64
ua_connection_get_barred_ms (UaConnection *self)
{
  gint64 free_ms = G_MAXINT64;
  const char *server;

  for (guint i = 0; (server = ua_servers_get_uri (self->servers, i)) != NULL; i++)
    {
      GPtrArray *targets = g_hash_table_lookup (self->found, server);

      if (targets == NULL)
        return 0;
      free_ms = MIN (free_ms, get_free_ms (self, server, targets));
    }
  return free_ms == 0 || free_ms == G_MAXINT64 ? 0 : free_ms - sip_clock_get_now_ms (self->clock);
}

/* @seconds of 0: no word on how long. */
void
ua_connection_bar (UaConnection    *self,
                   TransportTarget *target,
                   guint            seconds)
{
  Mark *mark = ensure_mark (self, target);

  if (seconds == 0)
    seconds = FIRST_BARRED_S << MIN (mark->n_barred, 6);
  mark->n_barred++;
  mark->until_ms = sip_clock_get_now_ms (self->clock) + (gint64) MIN (seconds, MAX_BARRED_S) * 1000;
}

static void
keep_certificate (UaConnection *self)
{
  const TransportCertificate *shown = self->transport != NULL ? transport_get_certificate (self->transport) : NULL;

  g_clear_pointer (&self->certificate, transport_certificate_unref);
  if (shown != NULL)
    self->certificate = transport_certificate_ref ((TransportCertificate *) shown);
}

/* What the attempt or the line that ended says about its place. */
void
ua_connection_blame (UaConnection *self,
                     const GError *error)
{
  gboolean is_certificate = g_error_matches (error, TRANSPORT_ERROR, TRANSPORT_ERROR_CERTIFICATE);

  if (self->target == NULL)
    return;

  if (is_certificate || g_error_matches (error, TRANSPORT_ERROR, TRANSPORT_ERROR_FORBIDDEN))
    ensure_mark (self, self->target)->is_final = TRUE;
  if (is_certificate)
    {
      g_hash_table_add (self->exposed, g_strdup (self->server));
      keep_certificate (self);
    }
  /* TRUST F2: how long the far end asked to be left alone when it refused the transport or closed it. */
  if (self->transport != NULL && transport_get_retry_after_s (self->transport) > 0)
    ua_connection_bar (self, self->target, transport_get_retry_after_s (self->transport));
}

/* The place in use was reached. */
void
ua_connection_praise (UaConnection *self)
{
  if (transport_target_is_secure (self->target))
    g_hash_table_remove (self->exposed, self->server);
  transport_source_praise (self->source, self->target, self->transport);
}

static gboolean
forgive_mark (gpointer key,
              gpointer value,
              gpointer now_ms)
{
  Mark *mark = value;

  mark->is_final = FALSE;
  return mark->until_ms + MAX_BARRED_S * 1000 <= *(gint64 *) now_ms;
}

/* What was final is asked again; the distrust of plain places stays. A request to be left alone still holds;
 * but somebody who asks when there is nothing else gets a try. */
void
ua_connection_forgive (UaConnection *self,
                       gboolean      asked)
{
  gint64 now_ms = sip_clock_get_now_ms (self->clock);

  if (asked && self->servers != NULL && ua_connection_get_barred_ms (self) > 0)
    g_hash_table_remove_all (self->marks);
  g_hash_table_foreach_remove (self->marks, forgive_mark, &now_ms);
}
