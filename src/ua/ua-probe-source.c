/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A connection goes wherever its source leads it. A probe wants to know about one place, and which one it was;
 * so it gives the connection a source with a single answer, and praises nobody for having been looked at. */

#include "ua-probe-source.h"

struct _UaProbeSource
{
  GObject          parent_instance;
  TransportSource *maker;
  TransportTarget *target;
};

static void source_iface_init (TransportSourceInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (UaProbeSource, ua_probe_source, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (TRANSPORT_TYPE_SOURCE, source_iface_init))

static void
ua_probe_source_find_async (TransportSource     *source,
                            const char          *server,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  UaProbeSource *self = UA_PROBE_SOURCE (source);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  GPtrArray *targets = g_ptr_array_new_with_free_func ((GDestroyNotify) transport_target_unref);

  g_task_set_source_tag (task, ua_probe_source_find_async);
  g_ptr_array_add (targets, transport_target_ref (self->target));
  g_task_return_pointer (task, targets, (GDestroyNotify) g_ptr_array_unref);
}

static GPtrArray *
ua_probe_source_find_finish (TransportSource  *source,
                             GAsyncResult     *result,
                             GError          **error)
{
  g_return_val_if_fail (g_task_is_valid (result, source), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static Transport *
ua_probe_source_make (TransportSource  *source,
                      TransportTarget  *target,
                      GError          **error)
{
  return transport_source_make (UA_PROBE_SOURCE (source)->maker, target, error);
}

static void
source_iface_init (TransportSourceInterface *iface)
{
  iface->find_async = ua_probe_source_find_async;
  iface->find_finish = ua_probe_source_find_finish;
  iface->make = ua_probe_source_make;
}

static void
ua_probe_source_finalize (GObject *object)
{
  UaProbeSource *self = UA_PROBE_SOURCE (object);

  g_object_unref (self->maker);
  transport_target_unref (self->target);
  G_OBJECT_CLASS (ua_probe_source_parent_class)->finalize (object);
}

static void
ua_probe_source_class_init (UaProbeSourceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ua_probe_source_finalize;
}

static void
ua_probe_source_init (UaProbeSource *self)
{
}

/**
 * ua_probe_source_new:
 * @maker: makes the transport
 * @target: the one place
 *
 * Makes a source that leads to one place.
 *
 * Returns: (transfer full): the source
 */
TransportSource *
ua_probe_source_new (TransportSource *maker,
                     TransportTarget *target)
{
  g_return_val_if_fail (TRANSPORT_IS_SOURCE (maker), NULL);
  g_return_val_if_fail (target != NULL, NULL);

  UaProbeSource *self = g_object_new (UA_TYPE_PROBE_SOURCE, NULL);

  self->maker = g_object_ref (maker);
  self->target = transport_target_ref (target);
  return TRANSPORT_SOURCE (self);
}
