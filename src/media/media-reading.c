/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A second of a call that has been measured. The list of them is what a graph is drawn from, and a person may look at
 * any of them later, so none ever changes. */

#include "media-reading.h"

struct _MediaReading
{
  GObject      parent_instance;

  MediaNumbers numbers;
};

G_DEFINE_FINAL_TYPE (MediaReading, media_reading, G_TYPE_OBJECT)

static void
media_reading_finalize (GObject *object)
{
  MediaReading *self = MEDIA_READING (object);

  media_stats_unref (self->numbers.stats);

  G_OBJECT_CLASS (media_reading_parent_class)->finalize (object);
}

static void
media_reading_class_init (MediaReadingClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = media_reading_finalize;
}

static void
media_reading_init (MediaReading *self)
{
}

/**
 * media_reading_new:
 * @numbers: what was measured
 *
 * Keeps what was measured.
 *
 * Returns: (transfer full): the reading
 */
MediaReading *
media_reading_new (const MediaNumbers *numbers)
{
  MediaReading *self;

  g_return_val_if_fail (numbers != NULL && numbers->stats != NULL, NULL);

  self = g_object_new (MEDIA_TYPE_READING, NULL);
  self->numbers = *numbers;
  media_stats_ref (self->numbers.stats);

  return self;
}

/**
 * media_reading_get_numbers:
 * @self: a reading
 *
 * Gets what was measured.
 *
 * Returns: (transfer none): the numbers, for as long as @self lives
 */
const MediaNumbers *
media_reading_get_numbers (MediaReading *self)
{
  g_return_val_if_fail (MEDIA_IS_READING (self), NULL);

  return &self->numbers;
}

/**
 * media_reading_get_grade:
 * @self: a reading
 *
 * Gets how this second was felt, in a word.
 *
 * Returns: the grade
 */
MediaGrade
media_reading_get_grade (MediaReading *self)
{
  g_return_val_if_fail (MEDIA_IS_READING (self), MEDIA_GRADE_UNKNOWN);

  return media_quality_get_grade (self->numbers.mos);
}
