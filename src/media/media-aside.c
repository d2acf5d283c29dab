/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A sound server that hangs and a disk that is on the other side of a dead network answer neither yes nor no. What is asked
 * of them is asked in a thread, and whoever asked waits as long as nobody notices: a moment in which all that is well has
 * answered, so that everything goes on in its order; what has not, goes on without us. */

#include "media-aside.h"

/* What is waited for when it is known that somebody does not answer. */
#define HOPELESS_US (2 * G_TIME_SPAN_MILLISECOND)
/* Who has not answered for so long is not merely busy. */
#define BUSY_US (300 * G_TIME_SPAN_MILLISECOND)

struct _MediaAside
{
  gatomicrefcount references;
  MediaAsideKind  kind;
  MediaAsideWork  work;
  gpointer        data;
  GDestroyNotify  free_data;
  GMutex          mutex;
  GCond           cond;
  gboolean        done;
  gboolean        late;
  gint64          begun_at; /* monotonic time, µs */
};

/* Those of a kind that are late. */
typedef struct
{
  guint  n;
  gint64 since; /* monotonic time, µs; the first of them began */
} Late;

static GMutex late_mutex;
static Late lates[2]; /* by MediaAsideKind */

static void
add_late (MediaAside *aside)
{
  g_mutex_lock (&late_mutex);
  if (lates[aside->kind].n++ == 0)
    lates[aside->kind].since = aside->begun_at;
  g_mutex_unlock (&late_mutex);
}

static void
take_late (MediaAside *aside)
{
  g_mutex_lock (&late_mutex);
  lates[aside->kind].n--;
  g_mutex_unlock (&late_mutex);
}

static gboolean
is_hopeless (MediaAsideKind kind)
{
  gboolean hopeless;

  g_mutex_lock (&late_mutex);
  hopeless = lates[kind].n > 0 && g_get_monotonic_time () - lates[kind].since > BUSY_US;
  g_mutex_unlock (&late_mutex);

  return hopeless;
}

/**
 * media_aside_unref:
 * @aside: (transfer full): a piece of work
 *
 * Lets go of it; it goes on.
 */
void
media_aside_unref (MediaAside *aside)
{
  g_return_if_fail (aside != NULL);

  if (!g_atomic_ref_count_dec (&aside->references))
    return;
  if (aside->free_data != NULL)
    aside->free_data (aside->data);
  g_mutex_clear (&aside->mutex);
  g_cond_clear (&aside->cond);
  g_free (aside);
}

static gpointer
thread_cb (gpointer user_data)
{
  MediaAside *aside = user_data;

  aside->work (aside->data);
  g_mutex_lock (&aside->mutex);
  aside->done = TRUE;
  if (aside->late)
    take_late (aside);
  g_cond_broadcast (&aside->cond);
  g_mutex_unlock (&aside->mutex);
  media_aside_unref (aside);

  return NULL;
}

/**
 * media_aside_begin:
 * @kind: whom it waits for
 * @work: what is to be done, in a thread
 * @data: for @work
 * @free_data: (nullable): frees @data
 *
 * Begins a piece of work. Where no thread can be had, it is done at once.
 *
 * Returns: (transfer full): the piece
 */
MediaAside *
media_aside_begin (MediaAsideKind  kind,
                   MediaAsideWork  work,
                   gpointer        data,
                   GDestroyNotify  free_data)
{
  MediaAside *aside;
  GThread *thread;

  g_return_val_if_fail (kind <= MEDIA_ASIDE_DISK, NULL);
  g_return_val_if_fail (work != NULL, NULL);

  aside = g_new0 (MediaAside, 1);
  g_atomic_ref_count_init (&aside->references);
  g_atomic_ref_count_inc (&aside->references);
  aside->kind = kind;
  aside->begun_at = g_get_monotonic_time ();
  aside->work = work;
  aside->data = data;
  aside->free_data = free_data;
  g_mutex_init (&aside->mutex);
  g_cond_init (&aside->cond);
  thread = g_thread_try_new ("media-aside", thread_cb, aside, NULL);
  if (thread != NULL)
    g_thread_unref (thread);
  else
    thread_cb (aside);

  return aside;
}

/**
 * media_aside_wait:
 * @aside: a piece of work
 * @patience_us: how long to wait at most, in µs
 *
 * Waits until it is done. Whoever is known to keep others waiting is not waited for a second time.
 *
 * Returns: TRUE when it is done
 */
gboolean
media_aside_wait (MediaAside *aside,
                  gint64      patience_us)
{
  gboolean in_time = TRUE;
  gint64 until;

  g_return_val_if_fail (aside != NULL, TRUE);

  if (is_hopeless (aside->kind))
    patience_us = MIN (patience_us, HOPELESS_US);
  until = g_get_monotonic_time () + patience_us;
  g_mutex_lock (&aside->mutex);
  while (!aside->done && in_time)
    in_time = g_cond_wait_until (&aside->cond, &aside->mutex, until);
  if (!aside->done && !aside->late)
    {
      aside->late = TRUE;
      add_late (aside);
    }
  in_time = aside->done;
  g_mutex_unlock (&aside->mutex);

  return in_time;
}

/**
 * media_aside_count_late:
 * @kind: whom they wait for
 *
 * Gets how many pieces of work took longer than somebody wanted to wait, and are not done yet.
 *
 * Returns: how many
 */
guint
media_aside_count_late (MediaAsideKind kind)
{
  guint n_late;

  g_return_val_if_fail (kind <= MEDIA_ASIDE_DISK, 0);

  g_mutex_lock (&late_mutex);
  n_late = lates[kind].n;
  g_mutex_unlock (&late_mutex);

  return n_late;
}
