/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Somebody may want another order of codecs, or one candidate less, without writing a handler for it (CONTRACT U14). The
 * one that they have is put into this one, which shows each description to their functions on its way.
 */

#include "ua-modifier.h"

typedef struct
{
  UaModifierFunc modify;
  gpointer       user_data;
  GDestroyNotify destroy;
} Modifier;

struct _UaModifiedHandler
{
  GObject               parent_instance;
  UaDescriptionHandler *inner;
  GArray               *incoming; /* of Modifier */
  GArray               *outgoing;
};

/* One description on its way through the functions. */
typedef struct
{
  GArray *modifiers;
  guint   next;
} Walk;

static void handler_iface_init (UaDescriptionHandlerInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (UaModifiedHandler, ua_modified_handler, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (UA_TYPE_DESCRIPTION_HANDLER, handler_iface_init))

static void
clear_modifier (gpointer data)
{
  Modifier *modifier = data;

  if (modifier->destroy != NULL)
    modifier->destroy (modifier->user_data);
}

static void
free_walk (gpointer data)
{
  Walk *walk = data;

  g_array_unref (walk->modifiers);
  g_free (walk);
}

static void walk_on (GTask      *task,
                     const char *description);

static void
modified_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *description = g_task_propagate_pointer (G_TASK (result), &error);

  if (error == NULL && description == NULL)
    error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_FAILED, "a modifier gave no description");
  if (error != NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    walk_on (g_steal_pointer (&task), description);
}

/* Takes @task, whose data is the walk, and returns the description when all have seen it. */
static void
walk_on (GTask      *task,
         const char *description)
{
  g_autoptr (GTask) walking = task;
  Walk *walk = g_task_get_task_data (walking);

  if (g_task_return_error_if_cancelled (walking))
    return;
  if (walk->next >= walk->modifiers->len)
    {
      g_task_return_pointer (walking, g_strdup (description), g_free);
      return;
    }

  Modifier modifier = g_array_index (walk->modifiers, Modifier, walk->next++);
  GTask *step = g_task_new (g_task_get_source_object (walking), g_task_get_cancellable (walking), modified_cb,
                            g_object_ref (walking));

  modifier.modify (description, step, modifier.user_data);
}

/* The walk keeps the functions, for the handler may be gone before the last of them has answered. */
static void
begin_walk (GTask      *task,
            GArray     *modifiers,
            const char *description)
{
  Walk *walk = g_new0 (Walk, 1);

  walk->modifiers = g_array_ref (modifiers);
  g_task_set_task_data (task, walk, free_walk);
  walk_on (task, description);
}

static void
description_written_cb (GObject      *source,
                        GAsyncResult *result,
                        gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  UaModifiedHandler *self = g_task_get_source_object (task);
  g_autofree char *description =
    ua_description_handler_get_description_finish (UA_DESCRIPTION_HANDLER (source), result, &error);

  if (description == NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    begin_walk (g_steal_pointer (&task), self->outgoing, description);
}

static void
ua_modified_handler_get_description_async (UaDescriptionHandler *handler,
                                           GCancellable         *cancellable,
                                           GAsyncReadyCallback   callback,
                                           gpointer              user_data)
{
  UaModifiedHandler *self = UA_MODIFIED_HANDLER (handler);
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, ua_modified_handler_get_description_async);
  ua_description_handler_get_description_async (self->inner, cancellable, description_written_cb, task);
}

static char *
ua_modified_handler_get_description_finish (UaDescriptionHandler  *handler,
                                            GAsyncResult          *result,
                                            GError               **error)
{
  g_return_val_if_fail (g_task_is_valid (result, handler), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
description_read_cb (GObject      *source,
                     GAsyncResult *result,
                     gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  if (ua_description_handler_set_description_finish (UA_DESCRIPTION_HANDLER (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
incoming_walked_cb (GObject      *source,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  UaModifiedHandler *self = UA_MODIFIED_HANDLER (source);
  g_autofree char *description = g_task_propagate_pointer (G_TASK (result), &error);

  if (description == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  GCancellable *cancellable = g_task_get_cancellable (task);

  ua_description_handler_set_description_async (self->inner, description, cancellable, description_read_cb,
                                                g_steal_pointer (&task));
}

static void
ua_modified_handler_set_description_async (UaDescriptionHandler *handler,
                                           const char           *description,
                                           GCancellable         *cancellable,
                                           GAsyncReadyCallback   callback,
                                           gpointer              user_data)
{
  UaModifiedHandler *self = UA_MODIFIED_HANDLER (handler);
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, ua_modified_handler_set_description_async);
  begin_walk (g_task_new (self, cancellable, incoming_walked_cb, task), self->incoming, description);
}

static gboolean
ua_modified_handler_set_description_finish (UaDescriptionHandler  *handler,
                                            GAsyncResult          *result,
                                            GError               **error)
{
  g_return_val_if_fail (g_task_is_valid (result, handler), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
share (GArray **place,
       GArray  *modifiers)
{
  g_array_unref (*place);
  *place = g_array_ref (modifiers);
}

static void
ua_modified_handler_rollback (UaDescriptionHandler *handler)
{
  ua_description_handler_rollback (UA_MODIFIED_HANDLER (handler)->inner);
}

static void
ua_modified_handler_set_hold (UaDescriptionHandler *handler,
                              gboolean              hold)
{
  ua_description_handler_set_hold (UA_MODIFIED_HANDLER (handler)->inner, hold);
}

static void
ua_modified_handler_renew (UaDescriptionHandler *handler)
{
  ua_description_handler_renew (UA_MODIFIED_HANDLER (handler)->inner);
}

static gboolean
ua_modified_handler_send_dtmf (UaDescriptionHandler  *handler,
                               const char            *digits,
                               guint                  tone_ms,
                               guint                  gap_ms,
                               GError               **error)
{
  return ua_description_handler_send_dtmf (UA_MODIFIED_HANDLER (handler)->inner, digits, tone_ms, gap_ms, error);
}

static gboolean
ua_modified_handler_can_send_dtmf (UaDescriptionHandler *handler)
{
  return ua_description_handler_can_send_dtmf (UA_MODIFIED_HANDLER (handler)->inner);
}

/* What another telephone says passes by the same functions. */
static UaDescriptionHandler *
ua_modified_handler_fork (UaDescriptionHandler *handler)
{
  UaModifiedHandler *self = UA_MODIFIED_HANDLER (handler);
  g_autoptr (UaDescriptionHandler) inner = ua_description_handler_fork (self->inner);
  UaDescriptionHandler *fork = inner != NULL ? ua_modified_handler_new (inner) : NULL;

  if (fork == NULL)
    return NULL;
  share (&UA_MODIFIED_HANDLER (fork)->incoming, self->incoming);
  share (&UA_MODIFIED_HANDLER (fork)->outgoing, self->outgoing);
  return fork;
}

static void
ua_modified_handler_close (UaDescriptionHandler *handler)
{
  ua_description_handler_close (UA_MODIFIED_HANDLER (handler)->inner);
}

static UaDescriptionFault
ua_modified_handler_judge (UaDescriptionHandler *handler,
                           const GError         *error)
{
  return ua_description_handler_judge (UA_MODIFIED_HANDLER (handler)->inner, error);
}

/* Candidates are no description: they pass as they are. */
static gboolean
ua_modified_handler_can_trickle (UaDescriptionHandler *handler)
{
  return ua_description_handler_can_trickle (UA_MODIFIED_HANDLER (handler)->inner);
}

static void
ua_modified_handler_set_trickle (UaDescriptionHandler *handler,
                                 UaDescriptionTrickle  trickle)
{
  ua_description_handler_set_trickle (UA_MODIFIED_HANDLER (handler)->inner, trickle);
}

static char *
ua_modified_handler_make_fragment (UaDescriptionHandler *handler,
                                   gboolean              again)
{
  return ua_description_handler_make_fragment (UA_MODIFIED_HANDLER (handler)->inner, again);
}

static gboolean
ua_modified_handler_take_fragment (UaDescriptionHandler  *handler,
                                   const char            *fragment,
                                   GError               **error)
{
  return ua_description_handler_take_fragment (UA_MODIFIED_HANDLER (handler)->inner, fragment, error);
}

static void
handler_iface_init (UaDescriptionHandlerInterface *iface)
{
  iface->get_description_async = ua_modified_handler_get_description_async;
  iface->get_description_finish = ua_modified_handler_get_description_finish;
  iface->set_description_async = ua_modified_handler_set_description_async;
  iface->set_description_finish = ua_modified_handler_set_description_finish;
  iface->rollback = ua_modified_handler_rollback;
  iface->set_hold = ua_modified_handler_set_hold;
  iface->renew = ua_modified_handler_renew;
  iface->send_dtmf = ua_modified_handler_send_dtmf;
  iface->can_send_dtmf = ua_modified_handler_can_send_dtmf;
  iface->fork = ua_modified_handler_fork;
  iface->close = ua_modified_handler_close;
  iface->judge = ua_modified_handler_judge;
  iface->can_trickle = ua_modified_handler_can_trickle;
  iface->set_trickle = ua_modified_handler_set_trickle;
  iface->make_fragment = ua_modified_handler_make_fragment;
  iface->take_fragment = ua_modified_handler_take_fragment;
}

static void
inner_failed_cb (UaDescriptionHandler *inner,
                 const GError         *error,
                 UaModifiedHandler    *self)
{
  ua_description_handler_emit_failed (UA_DESCRIPTION_HANDLER (self), error);
}

static void
inner_changed_cb (UaDescriptionHandler *inner,
                  UaModifiedHandler    *self)
{
  g_signal_emit_by_name (self, "changed");
}

static void
inner_fragment_cb (UaDescriptionHandler *inner,
                   UaModifiedHandler    *self)
{
  g_signal_emit_by_name (self, "fragment");
}

static void
ua_modified_handler_dispose (GObject *object)
{
  UaModifiedHandler *self = UA_MODIFIED_HANDLER (object);

  g_clear_object (&self->inner);
  G_OBJECT_CLASS (ua_modified_handler_parent_class)->dispose (object);
}

static void
ua_modified_handler_finalize (GObject *object)
{
  UaModifiedHandler *self = UA_MODIFIED_HANDLER (object);

  g_array_unref (self->incoming);
  g_array_unref (self->outgoing);
  G_OBJECT_CLASS (ua_modified_handler_parent_class)->finalize (object);
}

static void
ua_modified_handler_class_init (UaModifiedHandlerClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ua_modified_handler_dispose;
  G_OBJECT_CLASS (klass)->finalize = ua_modified_handler_finalize;
}

static GArray *
new_modifiers (void)
{
  GArray *modifiers = g_array_new (FALSE, FALSE, sizeof (Modifier));

  g_array_set_clear_func (modifiers, clear_modifier);
  return modifiers;
}

static void
ua_modified_handler_init (UaModifiedHandler *self)
{
  self->incoming = new_modifiers ();
  self->outgoing = new_modifiers ();
}

/**
 * ua_modified_handler_new:
 * @inner: who writes and reads descriptions
 *
 * Makes a handler that does what @inner does, and shows what passes to the functions that are added.
 *
 * Returns: (transfer full): the handler, a #UaModifiedHandler
 */
UaDescriptionHandler *
ua_modified_handler_new (UaDescriptionHandler *inner)
{
  g_return_val_if_fail (UA_IS_DESCRIPTION_HANDLER (inner), NULL);

  UaModifiedHandler *self = g_object_new (UA_TYPE_MODIFIED_HANDLER, NULL);

  self->inner = g_object_ref (inner);
  g_signal_connect_object (inner, "failed", G_CALLBACK (inner_failed_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (inner, "changed", G_CALLBACK (inner_changed_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (inner, "fragment", G_CALLBACK (inner_fragment_cb), self, G_CONNECT_DEFAULT);
  return UA_DESCRIPTION_HANDLER (self);
}

static void
add (GArray         *modifiers,
     UaModifierFunc  modify,
     gpointer        user_data,
     GDestroyNotify  destroy)
{
  Modifier modifier = { modify, user_data, destroy };

  g_array_append_val (modifiers, modifier);
}

/**
 * ua_modified_handler_add_incoming:
 * @self: the handler
 * @modify: sees what the far end wrote before the inner handler does
 * @user_data: for @modify
 * @destroy: (nullable): frees @user_data
 *
 * Adds a function for their descriptions, after those that were added before; ahead of the first description.
 */
void
ua_modified_handler_add_incoming (UaModifiedHandler *self,
                                  UaModifierFunc     modify,
                                  gpointer           user_data,
                                  GDestroyNotify     destroy)
{
  g_return_if_fail (UA_IS_MODIFIED_HANDLER (self) && modify != NULL);

  add (self->incoming, modify, user_data, destroy);
}

/**
 * ua_modified_handler_add_outgoing:
 * @self: the handler
 * @modify: sees what the inner handler wrote before the far end does
 * @user_data: for @modify
 * @destroy: (nullable): frees @user_data
 *
 * Adds a function for our descriptions, after those that were added before; ahead of the first description.
 */
void
ua_modified_handler_add_outgoing (UaModifiedHandler *self,
                                  UaModifierFunc     modify,
                                  gpointer           user_data,
                                  GDestroyNotify     destroy)
{
  g_return_if_fail (UA_IS_MODIFIED_HANDLER (self) && modify != NULL);

  add (self->outgoing, modify, user_data, destroy);
}
