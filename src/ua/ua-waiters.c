/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Several callers may ask for the same verb while it is under way, and each may lose patience alone. This
 * is where that is got right once: callers join, cancelling stops only the waiting, and everybody is told
 * after the list is already empty, so that an answer may ask again.
 */

#include "ua-waiters.h"

typedef struct
{
  GTask     *task;
  GSource   *cancel_source;
  UaWaiters *waiters;
} Waiter;

struct _UaWaiters
{
  GPtrArray *list;
};

static void
free_waiter (gpointer data)
{
  Waiter *waiter = data;

  if (waiter->cancel_source != NULL)
    {
      g_source_destroy (waiter->cancel_source);
      g_source_unref (waiter->cancel_source);
    }
  g_clear_object (&waiter->task);
  g_free (waiter);
}

static gboolean
cancelled_cb (GCancellable *cancellable,
              gpointer      user_data)
{
  Waiter *waiter = user_data;
  g_autoptr (GTask) task = g_object_ref (waiter->task);

  g_ptr_array_remove (waiter->waiters->list, waiter);
  g_task_return_error_if_cancelled (task);
  return G_SOURCE_REMOVE;
}

/**
 * ua_waiters_new:
 *
 * Makes an empty list.
 *
 * Returns: (transfer full): the list
 */
UaWaiters *
ua_waiters_new (void)
{
  UaWaiters *self = g_new0 (UaWaiters, 1);

  self->list = g_ptr_array_new_with_free_func (free_waiter);
  return self;
}

/**
 * ua_waiters_free:
 * @self: (transfer full): the list
 *
 * Frees the list, which must be empty: a caller that is never told would be a bug.
 */
void
ua_waiters_free (UaWaiters *self)
{
  g_return_if_fail (self != NULL && self->list->len == 0);

  g_ptr_array_unref (self->list);
  g_free (self);
}

/**
 * ua_waiters_add:
 * @self: the list
 * @task: (transfer full): the caller's task
 *
 * Lets one more caller wait, until it is told or its cancellable fires.
 */
void
ua_waiters_add (UaWaiters *self,
                GTask     *task)
{
  g_return_if_fail (self != NULL && G_IS_TASK (task));

  GCancellable *cancellable = g_task_get_cancellable (task);
  Waiter *waiter = g_new0 (Waiter, 1);

  waiter->task = task;
  waiter->waiters = self;
  g_ptr_array_add (self->list, waiter);
  if (cancellable == NULL)
    return;

  waiter->cancel_source = g_cancellable_source_new (cancellable);
  g_source_set_callback (waiter->cancel_source, G_SOURCE_FUNC (cancelled_cb), waiter, NULL);
  g_source_attach (waiter->cancel_source, g_task_get_context (task));
}

/**
 * ua_waiters_is_empty:
 * @self: the list
 *
 * Tells whether nobody waits.
 *
 * Returns: %TRUE when empty
 */
gboolean
ua_waiters_is_empty (UaWaiters *self)
{
  g_return_val_if_fail (self != NULL, TRUE);

  return self->list->len == 0;
}

static GPtrArray *
take_all (UaWaiters *self)
{
  GPtrArray *told = self->list;

  self->list = g_ptr_array_new_with_free_func (free_waiter);
  for (guint i = 0; i < told->len; i++)
    {
      Waiter *waiter = g_ptr_array_index (told, i);

      if (waiter->cancel_source != NULL)
        g_source_destroy (waiter->cancel_source);
    }
  return told;
}

/**
 * ua_waiters_succeed:
 * @self: the list
 *
 * Tells everybody that it is done.
 */
void
ua_waiters_succeed (UaWaiters *self)
{
  g_return_if_fail (self != NULL);

  g_autoptr (GPtrArray) told = take_all (self);

  for (guint i = 0; i < told->len; i++)
    g_task_return_boolean (((Waiter *) g_ptr_array_index (told, i))->task, TRUE);
}

/**
 * ua_waiters_succeed_with:
 * @self: the list
 * @value: what they waited for
 * @copy: makes a copy, or takes a reference
 * @destroy: frees a copy
 *
 * Tells everybody that it is done, and gives them @value.
 */
void
ua_waiters_succeed_with (UaWaiters      *self,
                         gpointer        value,
                         GBoxedCopyFunc  copy,
                         GDestroyNotify  destroy)
{
  g_return_if_fail (self != NULL && copy != NULL);

  g_autoptr (GPtrArray) told = take_all (self);

  for (guint i = 0; i < told->len; i++)
    g_task_return_pointer (((Waiter *) g_ptr_array_index (told, i))->task, copy (value), destroy);
}

/**
 * ua_waiters_fail:
 * @self: the list
 * @error: why
 *
 * Tells everybody that it came to nothing.
 */
void
ua_waiters_fail (UaWaiters    *self,
                 const GError *error)
{
  g_return_if_fail (self != NULL && error != NULL);

  g_autoptr (GPtrArray) told = take_all (self);
  g_autoptr (GError) reason = g_error_copy (error);

  for (guint i = 0; i < told->len; i++)
    g_task_return_error (((Waiter *) g_ptr_array_index (told, i))->task, g_error_copy (reason));
}
