/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Two people who talk for ten minutes by two clocks would drift apart in a file that only counts samples. So every piece of
 * sound lies where its time says. A voice whose time wanders against the count of its samples is pulled along, one
 * sample with each piece, which nobody hears; only who is off by more than a person could hear is moved at once. */

#include "media-track.h"

#include <string.h>

#define CAPACITY ((gint64) MEDIA_TRACK_RATE * MEDIA_TRACK_SECONDS)
/* Less than half of what two tracks may be apart, and than any piece that may be missing, in samples: 8 ms. */
#define MAX_ASTRAY ((gint64) MEDIA_TRACK_RATE / 125)
/* Times are rounded by those who stamp them: 1 ms. */
#define TOLERANCE ((gint64) MEDIA_TRACK_RATE / 1000)

struct _MediaTrack
{
  GMutex mutex;
  gint64 origin_ns;
  gint64 head; /* the first sample that was not taken */
  gint16 ring[CAPACITY];
};

static void
track_clear (gpointer data)
{
  MediaTrack *self = data;

  g_mutex_clear (&self->mutex);
}

/**
 * media_track_new:
 * @origin_ns: the time of the first sample
 *
 * Makes a track nobody has spoken into.
 *
 * Returns: (transfer full): the track
 */
MediaTrack *
media_track_new (gint64 origin_ns)
{
  MediaTrack *self = g_atomic_rc_box_new0 (MediaTrack);

  g_mutex_init (&self->mutex);
  self->origin_ns = origin_ns;

  return self;
}

/**
 * media_track_ref:
 * @self: the track
 *
 * Takes another reference.
 *
 * Returns: (transfer full): @self
 */
MediaTrack *
media_track_ref (MediaTrack *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_atomic_rc_box_acquire (self);
}

/**
 * media_track_unref:
 * @self: (transfer full): the track
 *
 * Gives a reference back.
 */
void
media_track_unref (MediaTrack *self)
{
  g_return_if_fail (self != NULL);

  g_atomic_rc_box_release_full (self, track_clear);
}

/* Two paths of one call, or two who talk at once, are heard together. */
static void
add (MediaTrack *self,
     gint64      position,
     gint16      sample)
{
  gint16 *slot;

  if (position < self->head || position >= self->head + CAPACITY)
    return;
  slot = &self->ring[position % CAPACITY];
  *slot = (gint16) CLAMP ((gint32) *slot + sample, G_MININT16, G_MAXINT16);
}

/* Where the pen goes on, and, by @repeat, whether a sample is wanted twice. */
static gint64
place (MediaTrackPen *pen,
       gint64         position,
       gboolean      *repeat)
{
  gint64 astray = position - pen->next;

  *repeat = FALSE;
  if (!pen->begun || ABS (astray) > MAX_ASTRAY)
    return position;
  *repeat = astray > TOLERANCE;

  return astray < -TOLERANCE ? pen->next - 1 : pen->next;
}

/**
 * media_track_put:
 * @self: the track
 * @pen: of this voice
 * @at_ns: when the first sample was said
 * @samples: what was said
 * @n_samples: how many there are
 *
 * Says something. What lies before what was taken already, or ten seconds after it, is left out.
 */
void
media_track_put (MediaTrack    *self,
                 MediaTrackPen *pen,
                 gint64         at_ns,
                 const gint16  *samples,
                 guint          n_samples)
{
  g_autoptr (GMutexLocker) locker = NULL;
  gint64 position;
  gboolean repeat;

  g_return_if_fail (self != NULL);
  g_return_if_fail (pen != NULL);
  g_return_if_fail (samples != NULL || n_samples == 0);

  if (n_samples == 0)
    return;
  locker = g_mutex_locker_new (&self->mutex);
  position = (at_ns - self->origin_ns) / 1000 * MEDIA_TRACK_RATE / G_USEC_PER_SEC;
  position = place (pen, position, &repeat);
  for (guint i = 0; i < n_samples; i++)
    {
      /* Who is pulled back has said this moment already. */
      if (!pen->begun || position + i >= pen->written)
        add (self, position + i, samples[i]);
    }
  pen->next = position + n_samples;
  if (repeat)
    add (self, pen->next++, samples[n_samples - 1]);
  pen->written = pen->begun ? MAX (pen->written, pen->next) : pen->next;
  pen->begun = TRUE;
}

/**
 * media_track_take:
 * @self: the track
 * @samples: (out) (array length=n_samples): what was said, and silence
 * @n_samples: how many, ten seconds at most
 *
 * Takes what comes next.
 */
void
media_track_take (MediaTrack *self,
                  gint16     *samples,
                  guint       n_samples)
{
  g_autoptr (GMutexLocker) locker = NULL;

  g_return_if_fail (self != NULL);
  g_return_if_fail (n_samples <= CAPACITY);

  locker = g_mutex_locker_new (&self->mutex);
  for (guint i = 0; i < n_samples; i++)
    {
      gint16 *slot = &self->ring[(self->head + i) % CAPACITY];

      samples[i] = *slot;
      *slot = 0;
    }
  self->head += n_samples;
}
