/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The first call of a day was slower than the second by a tenth of a second, and on a disk that had forgotten us by half
 * of one: GStreamer reads its plugins when they are first asked for, and its DTLS makes a long key that nobody here
 * uses before it does anything else. Whoever makes one of each element beforehand, and throws it away, has paid for
 * that. An element that was only made has no thread, socket or device; those come when it is set going. */

#include "media-warmth.h"

#include <gst/gst.h>

/* What devices are spoken to with; a call goes without where they are missing, so it is not the caller who names them. */
static const char *const devices[] = { "pulsesrc", "pulsesink" };

struct _MediaWarmth
{
  GThread           *thread; /* NULL: there was none to be had */
  const char *const *elements;
  guint              n_elements;
  int                is_unwanted; /* atomic, like the next */
  int                is_over;
};

static void
make_one (const char *name)
{
  GstElement *element = gst_element_factory_make (name, NULL);

  if (element != NULL)
    gst_object_unref (gst_object_ref_sink (element));
}

static gpointer
thread_func (gpointer data)
{
  MediaWarmth *self = data;

  for (guint i = 0; i < self->n_elements && !g_atomic_int_get (&self->is_unwanted); i++)
    make_one (self->elements[i]);
  for (guint i = 0; i < G_N_ELEMENTS (devices) && !g_atomic_int_get (&self->is_unwanted); i++)
    make_one (devices[i]);
  g_atomic_int_set (&self->is_over, TRUE);

  return NULL;
}

/**
 * media_warmth_new:
 * @elements: (array length=n_elements): their names; they must outlive it. What is not installed is left out
 * @n_elements: how many
 *
 * Begins to make one of each, and of those that devices need, and to throw it away.
 *
 * Returns: (transfer full): free with media_warmth_free()
 */
MediaWarmth *
media_warmth_new (const char *const *elements,
                  guint              n_elements)
{
  MediaWarmth *self;

  g_return_val_if_fail (elements != NULL, NULL);

  self = g_new0 (MediaWarmth, 1);
  self->elements = elements;
  self->n_elements = n_elements;
  /* A machine that has no thread left does without. */
  self->thread = g_thread_try_new ("media-warmth", thread_func, self, NULL);
  if (self->thread == NULL)
    self->is_over = TRUE;

  return self;
}

/**
 * media_warmth_is_over:
 * @self: the warmth
 *
 * Whether nothing more will be made.
 *
 * Returns: TRUE when it is done
 */
gboolean
media_warmth_is_over (MediaWarmth *self)
{
  g_return_val_if_fail (self != NULL, TRUE);

  return g_atomic_int_get (&self->is_over);
}

/**
 * media_warmth_free:
 * @self: (transfer full): the warmth
 *
 * Stops it, which takes as long as the element it is at, and frees it.
 */
void
media_warmth_free (MediaWarmth *self)
{
  g_return_if_fail (self != NULL);

  g_atomic_int_set (&self->is_unwanted, TRUE);
  if (self->thread != NULL)
    g_thread_join (self->thread);
  g_free (self);
}
