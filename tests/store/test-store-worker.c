/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The thread: order, patience, and what becomes of writes that cannot be. */

#include "store-await.h"
#include "store-worker.h"

typedef struct
{
  char *folder;
  StoreWorker *worker;
  GMutex mutex;
  guint n_troubles; /* of these, told on the thread */
  guint n_well;
} Fixture;

static void
trouble_cb (const GError *trouble,
            gpointer      user_data)
{
  Fixture *fixture = user_data;

  g_mutex_lock (&fixture->mutex);
  *(trouble != NULL ? &fixture->n_troubles : &fixture->n_well) += 1;
  g_mutex_unlock (&fixture->mutex);
}

static void
aside_cb (const char *name,
          gpointer    user_data)
{
  g_assert_not_reached ();
}

static void
nothing_cb (gpointer user_data)
{
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  StoreWorkerHooks hooks = { trouble_cb, aside_cb, fixture, nothing_cb };
  g_autofree char *path = NULL;

  g_mutex_init (&fixture->mutex);
  fixture->folder = folder_new ();
  path = g_build_filename (fixture->folder, "history.db", NULL);
  fixture->worker = store_worker_new (path, &hooks);
}

static gboolean
finish (GAsyncResult **slot,
        GError       **error)
{
  g_autoptr (GAsyncResult) result = await (slot);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  GAsyncResult *slot = NULL;

  store_worker_close (fixture->worker, g_task_new (NULL, NULL, await_cb, &slot));
  g_assert_true (finish (&slot, NULL));
  folder_remove (fixture->folder);
  g_free (fixture->folder);
  g_mutex_clear (&fixture->mutex);
}

/* A write that fails as often as its data says, with FULL, and then notes its place in the order. */
typedef struct
{
  guint n_failures;
  char name;
  GString *order;
} Work;

static gboolean
work (sqlite3   *db,
      gpointer   data,
      GError   **error)
{
  Work *job = data;

  if (job->n_failures > 0)
    {
      job->n_failures--;
      g_set_error_literal (error, STORE_ERROR, STORE_ERROR_FULL, "as the test wants");
      return FALSE;
    }
  g_string_append_c (job->order, job->name);
  return TRUE;
}

static gboolean
refuse (sqlite3   *db,
        gpointer   data,
        GError   **error)
{
  g_set_error_literal (error, STORE_ERROR, STORE_ERROR_BAD_RECORD, "never good");
  return FALSE;
}

static void
write_job (Fixture       *fixture,
           Work          *job,
           GAsyncResult **slot)
{
  GTask *task = g_task_new (NULL, NULL, await_cb, slot);

  g_task_set_task_data (task, job, NULL);
  store_worker_write (fixture->worker, work, task);
}

static void
test_held_in_order (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autoptr (GString) order = g_string_new (NULL);
  Work jobs[] = { { 2, 'a', order }, { 0, 'b', order }, { 0, 'c', order } };
  GAsyncResult *slots[G_N_ELEMENTS (jobs)] = { NULL };

  for (guint n = 0; n < G_N_ELEMENTS (jobs); n++)
    write_job (fixture, &jobs[n], &slots[n]);
  for (guint n = 0; n < G_N_ELEMENTS (jobs); n++)
    g_assert_true (finish (&slots[n], NULL));
  g_assert_cmpstr (order->str, ==, "abc");
  g_assert_cmpuint (fixture->n_troubles, ==, 2);
  g_assert_cmpuint (fixture->n_well, ==, 1);
}

static void
test_tried_again_by_itself (Fixture       *fixture,
                            gconstpointer  data)
{
  g_autoptr (GString) order = g_string_new (NULL);
  Work job = { 1, 'a', order };
  GAsyncResult *slot = NULL;

  write_job (fixture, &job, &slot);
  g_assert_true (finish (&slot, NULL));
  g_assert_cmpstr (order->str, ==, "a");
}

static void
test_bad_record_is_not_held (Fixture       *fixture,
                             gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  GAsyncResult *slot = NULL;

  store_worker_write (fixture->worker, refuse, g_task_new (NULL, NULL, await_cb, &slot));
  g_assert_false (finish (&slot, &error));
  g_assert_error (error, STORE_ERROR, STORE_ERROR_BAD_RECORD);
  g_assert_cmpuint (fixture->n_troubles, ==, 0);
}

/* The backlog has an end: 1000 wait, the next is refused at once. Closing gives up on them all. */
static void
test_backlog (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr (GString) order = g_string_new (NULL);
  Work never = { G_MAXUINT, 'x', order };
  GAsyncResult *slots[1001] = { NULL };
  g_autoptr (GError) error = NULL;

  for (guint n = 0; n < G_N_ELEMENTS (slots); n++)
    write_job (fixture, &never, &slots[n]);
  g_assert_false (finish (&slots[1000], &error));
  g_assert_error (error, STORE_ERROR, STORE_ERROR_BACKLOG);
  g_clear_error (&error);
  g_assert_null (slots[999]);

  tear_down (fixture, NULL);
  for (guint n = 0; n < 1000; n++)
    {
      g_assert_false (finish (&slots[n], &error));
      g_assert_error (error, STORE_ERROR, STORE_ERROR_FULL);
      g_clear_error (&error);
    }
  set_up (fixture, NULL);
}

#define add(name, func) g_test_add ("/store/worker/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("held-in-order", test_held_in_order);
  add ("tried-again-by-itself", test_tried_again_by_itself);
  add ("bad-record-is-not-held", test_bad_record_is_not_held);
  add ("backlog", test_backlog);
  return g_test_run ();
}
