/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The history as an object of the main loop: it hands jobs to the thread and carries the thread's news back.
 * It has no SQL of its own. */

#include "config.h"

#include "store-database-private.h"

struct _StoreDatabase
{
  GObject parent_instance;

  StoreWorker *worker; /* NULL: closed */
  GError *trouble;
  char *moved_aside;
};

G_DEFINE_FINAL_TYPE (StoreDatabase, store_database, G_TYPE_OBJECT)

enum
{
  PROP_TROUBLE = 1,
  PROP_MOVED_ASIDE,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

/* The thread's way back. It may outlive the database, and only the main loop looks through the weak
 * reference: the thread must never be the one who drops the last strong one. */
typedef struct
{
  GWeakRef database;
  GMainContext *context;
} Route;

typedef struct
{
  Route *route;
  GError *trouble;
  char *moved_aside;
} News;

static void
route_clear (gpointer data)
{
  Route *route = data;

  g_weak_ref_clear (&route->database);
  g_main_context_unref (route->context);
}

static void
route_release (gpointer data)
{
  g_atomic_rc_box_release_full (data, route_clear);
}

static void
news_free (gpointer data)
{
  News *news = data;

  route_release (news->route);
  g_clear_error (&news->trouble);
  g_free (news->moved_aside);
  g_free (news);
}

static gboolean
news_arrived_cb (gpointer data)
{
  News *news = data;
  g_autoptr (StoreDatabase) self = g_weak_ref_get (&news->route->database);

  if (self == NULL)
    return G_SOURCE_REMOVE;

  if (news->moved_aside != NULL)
    {
      g_set_str (&self->moved_aside, news->moved_aside);
      g_object_notify_by_pspec (G_OBJECT (self), props[PROP_MOVED_ASIDE]);
      return G_SOURCE_REMOVE;
    }
  g_clear_error (&self->trouble);
  self->trouble = g_steal_pointer (&news->trouble);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_TROUBLE]);
  return G_SOURCE_REMOVE;
}

static void
send_news (Route        *route,
           const GError *trouble,
           const char   *moved_aside)
{
  g_autoptr (GSource) source = g_idle_source_new ();
  News *news = g_new0 (News, 1);

  news->route = g_atomic_rc_box_acquire (route);
  news->trouble = trouble != NULL ? g_error_copy (trouble) : NULL;
  news->moved_aside = g_strdup (moved_aside);
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, news_arrived_cb, news, news_free);
  g_source_attach (source, route->context);
}

static void
worker_trouble_cb (const GError *trouble,
                   gpointer      user_data)
{
  send_news (user_data, trouble, NULL);
}

static void
worker_aside_cb (const char *name,
                 gpointer    user_data)
{
  send_news (user_data, NULL, name);
}

static void
store_database_get_property (GObject    *object,
                             guint       prop_id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  StoreDatabase *self = STORE_DATABASE (object);

  switch (prop_id)
    {
    case PROP_TROUBLE:
      g_value_set_boxed (value, self->trouble);
      break;
    case PROP_MOVED_ASIDE:
      g_value_set_string (value, self->moved_aside);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
store_database_finalize (GObject *object)
{
  StoreDatabase *self = STORE_DATABASE (object);

  if (self->worker != NULL)
    store_worker_close (g_steal_pointer (&self->worker), NULL);
  g_clear_error (&self->trouble);
  g_free (self->moved_aside);

  G_OBJECT_CLASS (store_database_parent_class)->finalize (object);
}

static void
store_database_class_init (StoreDatabaseClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = store_database_finalize;
  object_class->get_property = store_database_get_property;

  /**
   * StoreDatabase:trouble:
   *
   * Why writes wait in memory at the moment, or why the history could not be opened.
   */
  props[PROP_TROUBLE] = g_param_spec_boxed ("trouble", NULL, NULL, G_TYPE_ERROR,
                                            G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  /**
   * StoreDatabase:moved-aside:
   *
   * Where a damaged history was moved before a fresh one was started.
   */
  props[PROP_MOVED_ASIDE] = g_param_spec_string ("moved-aside", NULL, NULL, NULL,
                                                 G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
store_database_init (StoreDatabase *self)
{
}

/**
 * store_database_new:
 * @path: (type filename): the file; its folder is made when it is opened
 *
 * Makes a history that is not open yet; the first verb opens it.
 *
 * Returns: (transfer full): the history
 */
StoreDatabase *
store_database_new (const char *path)
{
  StoreDatabase *self;
  Route *route;
  StoreWorkerHooks hooks;

  g_return_val_if_fail (path != NULL, NULL);

  self = g_object_new (STORE_TYPE_DATABASE, NULL);
  route = g_atomic_rc_box_new0 (Route);
  g_weak_ref_init (&route->database, self);
  route->context = g_main_context_ref_thread_default ();
  hooks = (StoreWorkerHooks) { worker_trouble_cb, worker_aside_cb, route, route_release };
  self->worker = store_worker_new (path, &hooks);
  return self;
}

/* Whether the thread is still there; if not, the task says so. */
static gboolean
check_open (StoreDatabase *self,
            GTask         *task)
{
  if (self->worker != NULL)
    return TRUE;

  g_task_return_new_error (task, STORE_ERROR, STORE_ERROR_CLOSED, "the history is closed");
  g_object_unref (task);
  return FALSE;
}

/**
 * store_database_open_async:
 * @self: a history
 * @cancellable: (nullable): stops waiting only
 * @callback: called when it is open, or cannot be
 * @user_data: for @callback
 *
 * Opens the file and brings it to the newest version.
 *
 * A damaged file is moved to "history.corrupt-DATE" and a fresh one is started; that is no error, but
 * #StoreDatabase:moved-aside says so. A failure is not final: writes wait, and each later verb tries again.
 */
void
store_database_open_async (StoreDatabase       *self,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  GTask *task;

  g_return_if_fail (STORE_IS_DATABASE (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, store_database_open_async);
  if (check_open (self, task))
    store_worker_open (self->worker, task);
}

/**
 * store_database_open_finish:
 * @self: a history
 * @result: what the callback was given
 * @error: return location for a #STORE_ERROR
 *
 * Ends store_database_open_async().
 *
 * Returns: %TRUE when the history is open
 */
gboolean
store_database_open_finish (StoreDatabase  *self,
                            GAsyncResult   *result,
                            GError        **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * store_database_close_async:
 * @self: a history
 * @cancellable: (nullable): stops waiting only
 * @callback: called when all is down and closed
 * @user_data: for @callback
 *
 * Writes what waits and closes the file. What cannot be written even now fails with its reason.
 */
void
store_database_close_async (StoreDatabase       *self,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  GTask *task;

  g_return_if_fail (STORE_IS_DATABASE (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, store_database_close_async);
  if (check_open (self, task))
    store_worker_close (g_steal_pointer (&self->worker), task);
}

/**
 * store_database_close_finish:
 * @self: a history
 * @result: what the callback was given
 * @error: return location for a #STORE_ERROR
 *
 * Ends store_database_close_async().
 *
 * Returns: %TRUE when it is closed; %FALSE when it was before
 */
gboolean
store_database_close_finish (StoreDatabase  *self,
                             GAsyncResult   *result,
                             GError        **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * store_database_get_trouble:
 * @self: a history
 *
 * Why writes cannot be kept at the moment.
 *
 * Returns: (transfer none) (nullable): the reason; %NULL: all is well
 */
const GError *
store_database_get_trouble (StoreDatabase *self)
{
  g_return_val_if_fail (STORE_IS_DATABASE (self), NULL);

  return self->trouble;
}

/**
 * store_database_get_moved_aside:
 * @self: a history
 *
 * Where a damaged file went.
 *
 * Returns: (transfer none) (nullable) (type filename): its new name; %NULL: there was none
 */
const char *
store_database_get_moved_aside (StoreDatabase *self)
{
  g_return_val_if_fail (STORE_IS_DATABASE (self), NULL);

  return self->moved_aside;
}

/**
 * store_database_read: (skip)
 * @self: a history
 * @func: reads on the thread
 * @task: (transfer full): returns the rows
 *
 * Queues a read.
 */
void
store_database_read (StoreDatabase *self,
                     StoreReadFunc  func,
                     GTask         *task)
{
  if (check_open (self, task))
    store_worker_read (self->worker, func, task);
}

/**
 * store_database_write: (skip)
 * @self: a history
 * @func: writes on the thread; may run twice
 * @task: (transfer full): returns a boolean
 *
 * Queues a write.
 */
void
store_database_write (StoreDatabase  *self,
                      StoreWriteFunc  func,
                      GTask          *task)
{
  if (check_open (self, task))
    store_worker_write (self->worker, func, task);
}
