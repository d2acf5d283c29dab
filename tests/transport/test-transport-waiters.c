/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Callers who share one wait: all are told, each may leave alone, and who comes during the telling waits anew.
 */

#include "transport-waiters.h"

#include "doubles-wait.h"

static GTask *
make_task (GCancellable  *cancellable,
           DoublesAnswer *answer)
{
  return g_task_new (NULL, cancellable, doubles_answer_cb, answer);
}

static gboolean
finish (DoublesAnswer  *answer,
        GError        **error)
{
  return g_task_propagate_boolean (G_TASK (doubles_answer_wait (answer)), error);
}

static void
test_told_together (void)
{
  g_autoptr (TransportWaiters) waiters = transport_waiters_new ();
  g_auto (DoublesAnswer) first = { 0 };
  g_auto (DoublesAnswer) second = { 0 };

  transport_waiters_add (waiters, make_task (NULL, &first));
  transport_waiters_add (waiters, make_task (NULL, &second));
  g_assert_cmpuint (transport_waiters_count (waiters), ==, 2);
  transport_waiters_tell (waiters, NULL);

  g_assert_cmpuint (transport_waiters_count (waiters), ==, 0);
  g_assert_true (finish (&first, NULL));
  g_assert_true (finish (&second, NULL));
}

static void
test_told_of_an_error (void)
{
  g_autoptr (TransportWaiters) waiters = transport_waiters_new ();
  g_autoptr (GError) told = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_BUSY, "busy");
  g_autoptr (GError) error = NULL;
  g_auto (DoublesAnswer) answer = { 0 };

  transport_waiters_add (waiters, make_task (NULL, &answer));
  transport_waiters_tell (waiters, told);

  g_assert_false (finish (&answer, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_BUSY);
}

static void
test_one_leaves (void)
{
  g_autoptr (TransportWaiters) waiters = transport_waiters_new ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_auto (DoublesAnswer) impatient = { 0 };
  g_auto (DoublesAnswer) patient = { 0 };

  transport_waiters_add (waiters, make_task (cancellable, &impatient));
  transport_waiters_add (waiters, make_task (NULL, &patient));
  g_cancellable_cancel (cancellable);
  g_assert_false (finish (&impatient, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (transport_waiters_count (waiters), ==, 1);

  transport_waiters_tell (waiters, NULL);
  g_assert_true (finish (&patient, NULL));
}

/* Told and cancelled in the same moment: one answer, not two. */
static void
test_told_then_cancelled (void)
{
  g_autoptr (TransportWaiters) waiters = transport_waiters_new ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_auto (DoublesAnswer) answer = { 0 };

  transport_waiters_add (waiters, make_task (cancellable, &answer));
  transport_waiters_tell (waiters, NULL);
  g_cancellable_cancel (cancellable);

  doubles_answer_wait (&answer);
  doubles_wait_settle ();
}

static void
join_again_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      waiters)
{
  transport_waiters_add (waiters, g_task_new (NULL, NULL, NULL, NULL));
}

static void
test_joined_while_told (void)
{
  g_autoptr (TransportWaiters) waiters = transport_waiters_new ();

  transport_waiters_add (waiters, g_task_new (NULL, NULL, join_again_cb, waiters));
  transport_waiters_tell (waiters, NULL);
  doubles_wait_settle ();
  g_assert_cmpuint (transport_waiters_count (waiters), ==, 1);

  transport_waiters_tell (waiters, NULL);
  doubles_wait_settle ();
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/transport-waiters/told-together", test_told_together);
  g_test_add_func ("/transport-waiters/told-of-an-error", test_told_of_an_error);
  g_test_add_func ("/transport-waiters/one-leaves", test_one_leaves);
  g_test_add_func ("/transport-waiters/told-then-cancelled", test_told_then_cancelled);
  g_test_add_func ("/transport-waiters/joined-while-told", test_joined_while_told);

  return g_test_run ();
}
