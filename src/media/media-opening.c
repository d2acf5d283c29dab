/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Opening a device is a question to a sound server, and closing it is one, too. One that hangs would take the window with it;
 * so both are asked in a thread. One that is well answers within milliseconds, and for these everybody waits. */

#include "media-opening.h"

#include "media-aside.h"
#include "media-error.h"

/* For a tone, which nobody will hear later: as long as a busy machine may take. */
#define HURRY_US (700 * G_TIME_SPAN_MILLISECOND)
#define CLOSE_US (200 * G_TIME_SPAN_MILLISECOND)
/* Each question to a server that hangs keeps a thread. */
#define MAX_LATE 8u

/* The thread's until it is done, then the main context's. */
typedef struct
{
  MediaOpeningMake  make;
  char             *name;
  GMainContext     *context;
  GSource          *told;
  GstElement       *element;
  GError           *error;
  gboolean          is_device;
} Job;

/* How the thread's last word finds its way. */
typedef struct
{
  MediaOpening *opening; /* NULL: nobody listens; for the main context only */
} Link;

struct _MediaOpening
{
  MediaAside       *aside;
  Job              *job;
  Link             *link;
  MediaOpeningDone  done;
  gpointer          user_data;
};

static void
stop (gpointer data)
{
  gst_element_set_state (data, GST_STATE_NULL);
}

/* In either thread. */
static void
job_free (gpointer data)
{
  Job *job = data;

  if (job->element != NULL)
    media_opening_close (g_object_ref_sink (g_steal_pointer (&job->element)));
  g_source_unref (job->told);
  g_main_context_unref (job->context);
  g_clear_error (&job->error);
  g_free (job->name);
  g_free (job);
}

static void
open_device (gpointer data)
{
  Job *job = data;

  job->element = job->make (job->name, &job->is_device, &job->error);
  g_source_attach (job->told, job->context);
}

static gboolean
told_cb (gpointer user_data)
{
  Link *link = user_data;

  if (link->opening != NULL)
    link->opening->done (link->opening->user_data);

  return G_SOURCE_REMOVE;
}

static void
refuse (gpointer data)
{
  Job *job = data;

  job->error = g_error_new (MEDIA_ERROR, MEDIA_ERROR_DEVICE, "no sound server answers, for '%s' neither", job->name);
  g_source_attach (job->told, job->context);
}

/**
 * media_opening_begin:
 * @make: what opens it
 * @name: the device's, for @make
 * @done: what to do when it is open, or cannot be
 * @user_data: for @done
 *
 * Begins to open a device.
 *
 * Returns: (transfer full): the opening
 */
MediaOpening *
media_opening_begin (MediaOpeningMake  make,
                     const char       *name,
                     MediaOpeningDone  done,
                     gpointer          user_data)
{
  MediaOpening *opening;
  Job *job;

  g_return_val_if_fail (make != NULL && name != NULL && done != NULL, NULL);

  opening = g_new0 (MediaOpening, 1);
  opening->done = done;
  opening->user_data = user_data;
  opening->link = g_atomic_rc_box_new0 (Link);
  opening->link->opening = opening;
  opening->job = job = g_new0 (Job, 1);
  job->make = make;
  job->name = g_strdup (name);
  job->context = g_main_context_ref_thread_default ();
  job->told = g_idle_source_new ();
  g_source_set_priority (job->told, G_PRIORITY_DEFAULT);
  g_source_set_callback (job->told, told_cb, g_atomic_rc_box_acquire (opening->link), g_atomic_rc_box_release);
  opening->aside = media_aside_begin (MEDIA_ASIDE_SOUND,
                                      media_aside_count_late (MEDIA_ASIDE_SOUND) < MAX_LATE ? open_device : refuse,
                                      job, job_free);

  return opening;
}

/**
 * media_opening_wait:
 * @opening: an opening
 * @patience_us: how long at most, in µs
 *
 * Waits until it is open, or known not to be.
 *
 * Returns: TRUE when it is
 */
gboolean
media_opening_wait (MediaOpening *opening,
                    gint64        patience_us)
{
  g_return_val_if_fail (opening != NULL, FALSE);

  return media_aside_wait (opening->aside, patience_us);
}

/**
 * media_opening_drop:
 * @opening: (transfer full): an opening
 *
 * Forgets it. What is opened after all is closed again.
 */
void
media_opening_drop (MediaOpening *opening)
{
  g_return_if_fail (opening != NULL);

  opening->link->opening = NULL;
  g_atomic_rc_box_release (opening->link);
  media_aside_unref (opening->aside);
  g_free (opening);
}

/**
 * media_opening_take:
 * @opening: (transfer full): an opening that is done
 * @is_device: (out): whether it is a real device
 * @error: (out): why it is not the one that was wanted
 *
 * Gets what came of it.
 *
 * Returns: (transfer floating) (nullable): an element in state READY or below, maybe in the place of the device; %NULL with
 * an error: none
 */
GstElement *
media_opening_take (MediaOpening  *opening,
                    gboolean      *is_device,
                    GError       **error)
{
  GstElement *element;

  g_return_val_if_fail (opening != NULL, NULL);

  element = g_steal_pointer (&opening->job->element);
  *is_device = opening->job->is_device;
  if (opening->job->error != NULL)
    g_propagate_error (error, g_steal_pointer (&opening->job->error));
  media_opening_drop (opening);

  return element;
}

static void
ignore (gpointer user_data)
{
}

/**
 * media_opening_hurry:
 * @make: what opens it
 * @name: the device's, for @make
 * @error: (out): why it is not the one that was wanted
 *
 * Opens a device if that is quick.
 *
 * Returns: (transfer floating) (nullable): as media_opening_take(); %NULL with an error: it is not quick
 */
GstElement *
media_opening_hurry (MediaOpeningMake   make,
                     const char        *name,
                     GError           **error)
{
  MediaOpening *opening = media_opening_begin (make, name, ignore, NULL);
  gboolean is_device;

  if (media_opening_wait (opening, HURRY_US))
    return media_opening_take (opening, &is_device, error);
  g_set_error (error, MEDIA_ERROR, MEDIA_ERROR_DEVICE, "the sound server does not answer, '%s' is not opened", name);
  media_opening_drop (opening);

  return NULL;
}

/**
 * media_opening_close:
 * @element: (transfer full): a device, or a pipeline with some
 *
 * Stops it. If that takes longer than a moment it goes on by itself.
 *
 * Returns: TRUE when it is stopped
 */
gboolean
media_opening_close (GstElement *element)
{
  g_autoptr (MediaAside) aside = NULL;

  g_return_val_if_fail (GST_IS_ELEMENT (element), FALSE);

  aside = media_aside_begin (MEDIA_ASIDE_SOUND, stop, element, gst_object_unref);

  return media_aside_wait (aside, CLOSE_US);
}
