/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What a person calls a server is a name; where it can be reached is a list. The list is asked for anew each time, and
 * only for the day on which nobody answers it is known where the server was the last time.
 */

#include "transport-finder.h"

#include "transport-kinds.h"
#include "transport-memory.h"
#include "transport-place.h"
#include "transport-search.h"

struct _TransportFinder
{
  GObject parent_instance;

  SipClock *clock;
  SipTokens *tokens;
  TransportTrust *trust;
  GResolver *resolver; /* NULL: the system's */
  TransportNaptrQuery *naptr;
  TransportMemory *memory;
};

static void source_iface_init (TransportSourceInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TransportFinder, transport_finder, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (TRANSPORT_TYPE_SOURCE, source_iface_init))

static void
search_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  TransportFinder *self = TRANSPORT_FINDER (g_task_get_source_object (task));
  GError *error = NULL;
  GPtrArray *targets = transport_search_finish (result, &error);

  if (targets == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  transport_memory_found (self->memory, g_task_get_task_data (task), targets);
  g_task_return_pointer (task, targets, (GDestroyNotify) g_ptr_array_unref);
}

static void
start_search (TransportFinder *self,
              TransportPlace  *place,
              GTask           *task)
{
  char *server = transport_place_to_string (place);
  g_autoptr (TransportTarget) remembered = transport_memory_recall (self->memory, server);
  g_autoptr (GResolver) resolver = self->resolver != NULL ? g_object_ref (self->resolver) : g_resolver_get_default ();
  TransportSearchMeans means = { self->clock, self->tokens, resolver, self->naptr };

  g_task_set_task_data (task, server, g_free);
  transport_search_async (&means, place, remembered, g_task_get_cancellable (task), search_cb, g_object_ref (task));
}

static void
transport_finder_find_async (TransportSource     *source,
                             const char          *server,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (source, cancellable, callback, user_data);
  GError *error = NULL;
  TransportPlace *place = transport_place_parse (server, &error);

  g_task_set_source_tag (task, transport_finder_find_async);
  if (place != NULL)
    start_search (TRANSPORT_FINDER (source), place, task);
  else
    g_task_return_error (task, error);
}

static GPtrArray *
transport_finder_find_finish (TransportSource  *source,
                              GAsyncResult     *result,
                              GError          **error)
{
  g_return_val_if_fail (g_task_is_valid (result, source), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static Transport *
transport_finder_make (TransportSource  *source,
                       TransportTarget  *target,
                       GError          **error)
{
  TransportFinder *self = TRANSPORT_FINDER (source);

  return transport_kinds_make (target, self->clock, self->tokens, self->trust, error);
}

static void
transport_finder_praise (TransportSource *source,
                         TransportTarget *target,
                         Transport       *transport)
{
  TransportFacts facts;

  transport_describe (transport, &facts);
  if (facts.remote_address != NULL)
    transport_finder_remember (TRANSPORT_FINDER (source), target, facts.remote_address);
}

static void
source_iface_init (TransportSourceInterface *iface)
{
  iface->find_async = transport_finder_find_async;
  iface->find_finish = transport_finder_find_finish;
  iface->make = transport_finder_make;
  iface->praise = transport_finder_praise;
}

static void
transport_finder_finalize (GObject *object)
{
  TransportFinder *self = TRANSPORT_FINDER (object);

  g_object_unref (self->clock);
  g_object_unref (self->tokens);
  g_clear_object (&self->trust);
  g_clear_object (&self->resolver);
  g_object_unref (self->naptr);
  transport_memory_free (self->memory);

  G_OBJECT_CLASS (transport_finder_parent_class)->finalize (object);
}

static void
transport_finder_class_init (TransportFinderClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = transport_finder_finalize;
}

static void
transport_finder_init (TransportFinder *self)
{
  self->naptr = transport_naptr_query_new (NULL);
  self->memory = transport_memory_new ();
}

/**
 * transport_finder_new:
 * @clock: the clock
 * @tokens: the source of chance
 * @trust: (nullable): keys that a person accepted
 *
 * Makes the source of transports to real servers.
 *
 * Returns: (transfer full): the finder
 */
TransportSource *
transport_finder_new (SipClock       *clock,
                      SipTokens      *tokens,
                      TransportTrust *trust)
{
  g_return_val_if_fail (SIP_IS_CLOCK (clock), NULL);
  g_return_val_if_fail (SIP_IS_TOKENS (tokens), NULL);

  TransportFinder *self = g_object_new (TRANSPORT_TYPE_FINDER, NULL);

  self->clock = g_object_ref (clock);
  self->tokens = g_object_ref (tokens);
  self->trust = trust != NULL ? g_object_ref (trust) : NULL;
  return TRANSPORT_SOURCE (self);
}

/**
 * transport_finder_ask:
 * @self: the finder
 * @resolver: (nullable): who knows addresses and services; %NULL: the system's resolver
 * @naptr: (nullable): who knows NAPTR records; %NULL: the system's name servers
 *
 * Says whom to ask from the next search on.
 */
void
transport_finder_ask (TransportFinder     *self,
                      GResolver           *resolver,
                      TransportNaptrQuery *naptr)
{
  g_return_if_fail (TRANSPORT_IS_FINDER (self));
  g_return_if_fail (resolver == NULL || G_IS_RESOLVER (resolver));
  g_return_if_fail (naptr == NULL || TRANSPORT_IS_NAPTR_QUERY (naptr));

  g_set_object (&self->resolver, resolver);
  g_object_unref (self->naptr);
  self->naptr = naptr != NULL ? g_object_ref (naptr) : transport_naptr_query_new (NULL);
}

/**
 * transport_finder_remember:
 * @self: the finder
 * @target: a target that was found
 * @address: where it answered: a literal address and a port
 *
 * Notes where a server was reached, so that it can be found when DNS fails.
 */
void
transport_finder_remember (TransportFinder *self,
                           TransportTarget *target,
                           const char      *address)
{
  g_return_if_fail (TRANSPORT_IS_FINDER (self));
  g_return_if_fail (target != NULL && address != NULL);

  transport_memory_reached (self->memory, target, address);
}
