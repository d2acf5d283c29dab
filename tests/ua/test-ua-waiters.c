/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Callers who join, lose patience, and are told together. */

#include "ua-waiters.h"

#include "doubles-wait.h"

typedef struct
{
  UaWaiters    *waiters;
  DoublesAnswer answers[2];
  GCancellable *cancellable; /* of the second */
} Fixture;

static void
fixture_set_up (Fixture      *self,
                gconstpointer data)
{
  self->waiters = ua_waiters_new ();
  self->cancellable = g_cancellable_new ();
  ua_waiters_add (self->waiters, g_task_new (NULL, NULL, doubles_answer_cb, &self->answers[0]));
  ua_waiters_add (self->waiters, g_task_new (NULL, self->cancellable, doubles_answer_cb, &self->answers[1]));
}

static void
fixture_tear_down (Fixture      *self,
                   gconstpointer data)
{
  ua_waiters_free (self->waiters);
  doubles_answer_clear (&self->answers[0]);
  doubles_answer_clear (&self->answers[1]);
  g_object_unref (self->cancellable);
}

static void
expect_boolean (DoublesAnswer *answer)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (g_task_propagate_boolean (G_TASK (doubles_answer_wait (answer)), &error));
  g_assert_no_error (error);
}

static void
expect_error (DoublesAnswer *answer,
              int            code)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (g_task_propagate_boolean (G_TASK (doubles_answer_wait (answer)), &error));
  g_assert_error (error, G_IO_ERROR, code);
}

static void
test_succeed (Fixture      *self,
              gconstpointer data)
{
  g_assert_false (ua_waiters_is_empty (self->waiters));
  ua_waiters_succeed (self->waiters);
  g_assert_true (ua_waiters_is_empty (self->waiters));
  expect_boolean (&self->answers[0]);
  expect_boolean (&self->answers[1]);
}

static void
test_fail (Fixture      *self,
           gconstpointer data)
{
  g_autoptr (GError) error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_BUSY, "busy");

  ua_waiters_fail (self->waiters, error);
  expect_error (&self->answers[0], G_IO_ERROR_BUSY);
  expect_error (&self->answers[1], G_IO_ERROR_BUSY);
}

/* DESIGN 1.8: cancelling stops only the waiting, and only of the one who cancels. */
static void
test_cancel (Fixture      *self,
             gconstpointer data)
{
  g_cancellable_cancel (self->cancellable);
  expect_error (&self->answers[1], G_IO_ERROR_CANCELLED);
  g_assert_null (self->answers[0].result);
  ua_waiters_succeed (self->waiters);
  expect_boolean (&self->answers[0]);
}

static void
test_pointer (Fixture      *self,
              gconstpointer data)
{
  ua_waiters_succeed_with (self->waiters, (gpointer) "word", (GBoxedCopyFunc) g_strdup, g_free);
  for (guint i = 0; i < G_N_ELEMENTS (self->answers); i++)
    {
      g_autofree char *word =
        g_task_propagate_pointer (G_TASK (doubles_answer_wait (&self->answers[i])), NULL);

      g_assert_cmpstr (word, ==, "word");
    }
}

static void
ask_again_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  Fixture *self = user_data;

  g_assert_true (ua_waiters_is_empty (self->waiters));
  g_assert_true (g_task_propagate_boolean (G_TASK (result), NULL));
  ua_waiters_add (self->waiters, g_task_new (NULL, NULL, doubles_answer_cb, &self->answers[0]));
}

/* An answer may ask again: the new question waits for the next answer. */
static void
test_ask_again (Fixture      *self,
                gconstpointer data)
{
  ua_waiters_succeed (self->waiters);
  expect_boolean (&self->answers[0]);
  doubles_answer_clear (&self->answers[0]);
  ua_waiters_add (self->waiters, g_task_new (NULL, NULL, ask_again_cb, self));
  ua_waiters_succeed (self->waiters);
  doubles_wait_settle ();
  g_assert_null (self->answers[0].result);
  g_assert_false (ua_waiters_is_empty (self->waiters));
  ua_waiters_succeed (self->waiters);
  expect_boolean (&self->answers[0]);
}

static void
add (const char *path,
     void      (*test) (Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, NULL, fixture_set_up, test, fixture_tear_down);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  add ("/ua/waiters/succeed", test_succeed);
  add ("/ua/waiters/fail", test_fail);
  add ("/ua/waiters/cancel", test_cancel);
  add ("/ua/waiters/pointer", test_pointer);
  add ("/ua/waiters/ask-again", test_ask_again);

  return g_test_run ();
}
