/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A disk may be slow, full or gone; a telephone must not wait for it. So one thread owns the connection, and
 * a write that meets trouble is held here, in order, and tried again until it is down or the history closes. */

#include "config.h"

#include "store-worker.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "store-schema.h"
#include "store-seal.h"

/* How often a held write is tried again, and how many may be held. */
#define RETRY_US  (5 * G_USEC_PER_SEC)
#define HELD_MAX  1000

typedef enum
{
  JOB_OPEN,
  JOB_READ,
  JOB_WRITE,
  JOB_CLOSE,
} JobKind;

typedef struct
{
  JobKind kind;
  GTask *task; /* nullable for JOB_CLOSE */
  StoreReadFunc read;
  StoreWriteFunc write;
} Job;

struct _StoreWorker
{
  char *path;
  StoreWorkerHooks hooks;
  GAsyncQueue *jobs;

  /* The thread's own. */
  GQueue held;
  sqlite3 *db;
  int lock_fd;
  gboolean in_trouble;
};

static void
job_free (Job *job)
{
  g_clear_object (&job->task);
  g_free (job);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Job, job_free)

/* Trouble that may pass: the write is worth keeping. */
static gboolean
may_pass (const GError *error)
{
  static const StoreError passing[] = {
    STORE_ERROR_FAILED, STORE_ERROR_FULL, STORE_ERROR_READ_ONLY, STORE_ERROR_BUSY, STORE_ERROR_IN_USE,
  };

  for (guint n = 0; n < G_N_ELEMENTS (passing); n++)
    if (g_error_matches (error, STORE_ERROR, (int) passing[n]))
      return TRUE;

  return FALSE;
}

static void
set_trouble (StoreWorker  *self,
             const GError *trouble)
{
  if (trouble == NULL && !self->in_trouble)
    return;

  self->in_trouble = trouble != NULL;
  self->hooks.trouble (trouble, self->hooks.user_data);
}

static gboolean
take_lock (StoreWorker  *self,
           GError      **error)
{
  g_autofree char *name = g_strconcat (self->path, "-lock", NULL);
  int saved;

  if (self->lock_fd >= 0)
    return TRUE;

  self->lock_fd = g_open (name, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (self->lock_fd >= 0 && flock (self->lock_fd, LOCK_EX | LOCK_NB) == 0)
    return TRUE;

  saved = errno;
  if (self->lock_fd >= 0)
    g_clear_fd (&self->lock_fd, NULL);
  if (saved == EWOULDBLOCK)
    g_set_error (error, STORE_ERROR, STORE_ERROR_IN_USE, "%s is open in another process", self->path);
  else
    g_set_error (error, STORE_ERROR, saved == EROFS || saved == EACCES ? STORE_ERROR_READ_ONLY : STORE_ERROR_FAILED,
                 "%s: %s", name, g_strerror (saved));
  return FALSE;
}

static void
close_database (StoreWorker *self)
{
  if (self->db != NULL && sqlite3_close (self->db) != SQLITE_OK)
    g_critical ("a statement outlived its job");
  self->db = NULL;
}

/* Starting fresh beside the damaged file: calls matter more than their history. */
static gboolean
start_afresh (StoreWorker  *self,
              GError      **error)
{
  g_autofree char *aside = NULL;
  guint saved;

  close_database (self);
  aside = store_schema_move_aside (self->path, error);
  if (aside == NULL || !store_schema_open (self->path, &self->db, error))
    return FALSE;

  saved = store_schema_rescue (self->db, aside);
  g_message ("the history was damaged: moved to %s, %u rows saved", aside, saved);
  self->hooks.aside (aside, self->hooks.user_data);
  return TRUE;
}

static gboolean
make_folder (StoreWorker  *self,
             GError      **error)
{
  g_autofree char *folder = g_path_get_dirname (self->path);
  int saved;

  if (g_mkdir_with_parents (folder, 0700) == 0)
    return TRUE;

  saved = errno;
  g_set_error (error, STORE_ERROR, STORE_ERROR_READ_ONLY, "%s: %s", folder, g_strerror (saved));
  return FALSE;
}

static gboolean
ensure_open (StoreWorker  *self,
             GError      **error)
{
  g_autoptr (GError) local_error = NULL;

  if (self->db != NULL)
    return TRUE;
  if (!make_folder (self, error) || !take_lock (self, error))
    return FALSE;
  if (store_seal_take (self->lock_fd, self->path) ? store_schema_open_sealed (self->path, &self->db, &local_error)
                                                  : store_schema_open (self->path, &self->db, &local_error))
    return TRUE;
  if (g_error_matches (local_error, STORE_ERROR, STORE_ERROR_CORRUPT))
    return start_afresh (self, error);

  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static gboolean
try_write (StoreWorker  *self,
           Job          *job,
           GError      **error)
{
  gpointer data = g_task_get_task_data (job->task);
  g_autoptr (GError) local_error = NULL;

  if (!ensure_open (self, error))
    return FALSE;
  if (job->write (self->db, data, &local_error))
    return TRUE;
  if (g_error_matches (local_error, STORE_ERROR, STORE_ERROR_CORRUPT))
    return start_afresh (self, error) && job->write (self->db, data, error);

  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/* FALSE: the write must wait. */
static gboolean
finish_write (StoreWorker *self,
              Job         *job,
              gboolean     last_chance)
{
  g_autoptr (GError) error = NULL;

  if (try_write (self, job, &error))
    {
      set_trouble (self, NULL);
      g_task_return_boolean (job->task, TRUE);
      return TRUE;
    }
  if (may_pass (error))
    {
      set_trouble (self, error);
      if (!last_chance)
        return FALSE;
    }
  g_task_return_error (job->task, g_steal_pointer (&error));
  return TRUE;
}

static void
retry_held (StoreWorker *self,
            gboolean     last_chance)
{
  while (!g_queue_is_empty (&self->held))
    {
      if (!finish_write (self, g_queue_peek_head (&self->held), last_chance))
        return;
      job_free (g_queue_pop_head (&self->held));
    }
}

static void
run_write (StoreWorker *self,
           Job         *job) /* transfer full */
{
  g_autoptr (Job) mine = job;

  retry_held (self, FALSE);
  if (g_queue_is_empty (&self->held) && finish_write (self, mine, FALSE))
    return;

  if (g_queue_get_length (&self->held) >= HELD_MAX)
    g_task_return_new_error (mine->task, STORE_ERROR, STORE_ERROR_BACKLOG, "%u writes are waiting already",
                             HELD_MAX);
  else
    g_queue_push_tail (&self->held, g_steal_pointer (&mine));
}

static GPtrArray *
try_read (StoreWorker  *self,
          Job          *job,
          GError      **error)
{
  gpointer data = g_task_get_task_data (job->task);
  g_autoptr (GError) local_error = NULL;
  g_autoptr (GPtrArray) rows = NULL;

  if (!ensure_open (self, error))
    return NULL;

  rows = job->read (self->db, data, &local_error);
  if (rows == NULL && g_error_matches (local_error, STORE_ERROR, STORE_ERROR_CORRUPT))
    return start_afresh (self, error) ? job->read (self->db, data, error) : NULL;
  if (rows == NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));
  return g_steal_pointer (&rows);
}

static void
run_read (StoreWorker *self,
          Job         *job)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *rows;

  /* What is held was asked before this: a reader must see it if it can be seen at all. */
  retry_held (self, FALSE);
  rows = try_read (self, job, &error);
  if (rows != NULL)
    g_task_return_pointer (job->task, rows, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (job->task, g_steal_pointer (&error));
}

static void
run_open (StoreWorker *self,
          Job         *job)
{
  g_autoptr (GError) error = NULL;

  if (ensure_open (self, &error))
    {
      set_trouble (self, NULL);
      g_task_return_boolean (job->task, TRUE);
      return;
    }
  set_trouble (self, error);
  g_task_return_error (job->task, g_steal_pointer (&error));
}

static void
run_close (StoreWorker *self,
           Job         *job)
{
  gboolean was_open;

  retry_held (self, TRUE);
  was_open = self->db != NULL;
  close_database (self);
  if (was_open)
    store_seal_set (self->lock_fd, self->path);
  if (self->lock_fd >= 0)
    g_clear_fd (&self->lock_fd, NULL);
  if (job->task != NULL)
    g_task_return_boolean (job->task, TRUE);
}

static void
worker_free (StoreWorker *self)
{
  g_async_queue_unref (self->jobs);
  self->hooks.destroy (self->hooks.user_data);
  g_free (self->path);
  g_free (self);
}

static void
run (StoreWorker *self,
     Job         *job) /* transfer full */
{
  g_autoptr (Job) mine = job;

  switch (mine->kind)
    {
    case JOB_OPEN:
      run_open (self, mine);
      return;
    case JOB_READ:
      run_read (self, mine);
      return;
    case JOB_WRITE:
      run_write (self, g_steal_pointer (&mine));
      return;
    case JOB_CLOSE:
      run_close (self, mine);
      return;
    }
  g_assert_not_reached ();
}

static gpointer
worker_main (gpointer data)
{
  StoreWorker *self = data;
  gboolean closing = FALSE;

  while (!closing)
    {
      Job *job = g_queue_is_empty (&self->held) ? g_async_queue_pop (self->jobs)
                                                : g_async_queue_timeout_pop (self->jobs, RETRY_US);

      closing = job != NULL && job->kind == JOB_CLOSE;
      if (job != NULL)
        run (self, job);
      else
        retry_held (self, FALSE);
    }
  worker_free (self);
  return NULL;
}

/**
 * store_worker_new:
 * @path: the file of the history; nothing touches it before the first job
 * @hooks: what to call, from the thread
 *
 * Starts the thread.
 *
 * Returns: (transfer full): the worker, to be given to store_worker_close()
 */
StoreWorker *
store_worker_new (const char             *path,
                  const StoreWorkerHooks *hooks)
{
  StoreWorker *self = g_new0 (StoreWorker, 1);

  self->path = g_strdup (path);
  self->hooks = *hooks;
  self->jobs = g_async_queue_new ();
  self->lock_fd = -1;
  g_queue_init (&self->held);
  g_thread_unref (g_thread_new ("store", worker_main, self));
  return self;
}

static void
push (StoreWorker *self,
      const Job   *job)
{
  g_async_queue_push (self->jobs, g_memdup2 (job, sizeof *job));
}

/**
 * store_worker_open:
 * @self: a worker
 * @task: (transfer full): returns a boolean
 *
 * Opens the file now, to learn whether that works.
 */
void
store_worker_open (StoreWorker *self,
                   GTask       *task)
{
  push (self, &(Job) { JOB_OPEN, task, NULL, NULL });
}

/**
 * store_worker_read:
 * @self: a worker
 * @func: reads, on the thread, with the task's data
 * @task: (transfer full): returns the rows
 *
 * Queues a read. It fails at once when the file cannot be read.
 */
void
store_worker_read (StoreWorker   *self,
                   StoreReadFunc  func,
                   GTask         *task)
{
  push (self, &(Job) { JOB_READ, task, func, NULL });
}

/**
 * store_worker_write:
 * @self: a worker
 * @func: writes, on the thread, with the task's data
 * @task: (transfer full): returns a boolean, when the write is down or can never be
 *
 * Queues a write.
 */
void
store_worker_write (StoreWorker    *self,
                    StoreWriteFunc  func,
                    GTask          *task)
{
  push (self, &(Job) { JOB_WRITE, task, NULL, func });
}

/**
 * store_worker_close:
 * @self: (transfer full): a worker
 * @task: (transfer full) (nullable): returns a boolean, when all is down and closed
 *
 * Ends the thread after everything asked before.
 */
void
store_worker_close (StoreWorker *self,
                    GTask       *task)
{
  push (self, &(Job) { JOB_CLOSE, task, NULL, NULL });
}
