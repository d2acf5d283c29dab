/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What a person calls a server is a name; where it can be reached is a list. */

#include "transport-finder.h"

#include "transport-factory.h"
#include "transport-kinds.h"

struct _TransportFinder
{
  GObject parent_instance;

  SipClock *clock;
  SipTokens *tokens;
  TransportTrust *trust;
};

static void source_iface_init (TransportSourceInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TransportFinder, transport_finder, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (TRANSPORT_TYPE_SOURCE, source_iface_init))

static void
transport_finder_find_async (TransportSource     *source,
                             const char          *server,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (source, cancellable, callback, user_data);
  g_autofree char *uri = NULL;
  GPtrArray *targets = NULL;
  GError *error = NULL;

  g_task_set_source_tag (task, transport_finder_find_async);
  uri = transport_factory_check (server, &error);
  if (uri == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  targets = g_ptr_array_new_with_free_func ((GDestroyNotify) transport_target_unref);
  g_ptr_array_add (targets, transport_target_new (uri, NULL, NULL));
  g_task_return_pointer (task, targets, (GDestroyNotify) g_ptr_array_unref);
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
source_iface_init (TransportSourceInterface *iface)
{
  iface->find_async = transport_finder_find_async;
  iface->find_finish = transport_finder_find_finish;
  iface->make = transport_finder_make;
}

static void
transport_finder_finalize (GObject *object)
{
  TransportFinder *self = TRANSPORT_FINDER (object);

  g_object_unref (self->clock);
  g_object_unref (self->tokens);
  g_clear_object (&self->trust);

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
