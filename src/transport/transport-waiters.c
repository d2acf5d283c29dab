/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Two callers who connect the same transport want one connection and one answer, and one of them may lose
 * patience without disturbing the other.
 */

#include "transport-waiters.h"

struct _TransportWaiters
{
  GPtrArray *tasks; /* of GTask; its task data is a Patience, or none */
};

typedef struct
{
  TransportWaiters *waiters;
  GSource          *cancelled;
} Patience;

static void
patience_free (gpointer data)
{
  Patience *patience = data;

  g_source_destroy (patience->cancelled);
  g_source_unref (patience->cancelled);
  transport_waiters_unref (patience->waiters);
  g_free (patience);
}

static gboolean
cancelled_cb (GCancellable *cancellable,
              gpointer      user_data)
{
  g_autoptr (GTask) task = g_object_ref (user_data);
  Patience *patience = g_task_get_task_data (task);

  /* Whoever is being told in this very moment has left the list and hears that instead. */
  if (g_ptr_array_remove (patience->waiters->tasks, task))
    g_task_return_error_if_cancelled (task);

  return G_SOURCE_REMOVE;
}

static void
watch_patience (TransportWaiters *self,
                GTask            *task)
{
  Patience *patience = g_new0 (Patience, 1);

  patience->waiters = g_atomic_rc_box_acquire (self);
  patience->cancelled = g_cancellable_source_new (g_task_get_cancellable (task));
  g_task_set_task_data (task, patience, patience_free);
  g_task_attach_source (task, patience->cancelled, G_SOURCE_FUNC (cancelled_cb));
}

/**
 * transport_waiters_new:
 *
 * Makes an empty list.
 *
 * Returns: (transfer full): a new list
 */
TransportWaiters *
transport_waiters_new (void)
{
  TransportWaiters *self = g_atomic_rc_box_new0 (TransportWaiters);

  self->tasks = g_ptr_array_new_with_free_func (g_object_unref);

  return self;
}

static void
waiters_clear (gpointer data)
{
  TransportWaiters *self = data;

  g_ptr_array_unref (self->tasks);
}

/**
 * transport_waiters_unref:
 * @self: (transfer full): a list
 *
 * Drops a reference; the last one may only go when nobody waits.
 */
void
transport_waiters_unref (TransportWaiters *self)
{
  g_return_if_fail (self != NULL);

  g_atomic_rc_box_release_full (self, waiters_clear);
}

/**
 * transport_waiters_count:
 * @self: a list
 *
 * Counts who waits.
 *
 * Returns: the number of tasks
 */
guint
transport_waiters_count (TransportWaiters *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->tasks->len;
}

/**
 * transport_waiters_add:
 * @self: a list
 * @task: (transfer full): who waits
 *
 * Lets @task wait until transport_waiters_tell() or until its cancellable is triggered.
 */
void
transport_waiters_add (TransportWaiters *self,
                       GTask            *task)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (G_IS_TASK (task));

  g_ptr_array_add (self->tasks, task);
  if (g_task_get_cancellable (task) != NULL)
    watch_patience (self, task);
}

/**
 * transport_waiters_tell:
 * @self: a list
 * @error: (nullable): what went wrong; %NULL when nothing did
 *
 * Completes everybody who waits now. Who joins from inside a callback waits for the next time.
 */
void
transport_waiters_tell (TransportWaiters *self,
                        const GError     *error)
{
  g_return_if_fail (self != NULL);

  g_autoptr (GPtrArray) told = self->tasks;
  g_autoptr (GError) answer = error != NULL ? g_error_copy (error) : NULL;
  self->tasks = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < told->len; i++)
    {
      GTask *task = g_ptr_array_index (told, i);

      g_task_set_task_data (task, NULL, NULL);
      if (answer != NULL)
        g_task_return_error (task, g_error_copy (answer));
      else
        g_task_return_boolean (task, TRUE);
    }
}
