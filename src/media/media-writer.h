/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Sound of two sides in a file, which has its name only when it is whole. Signal, once, on the main context of the creator:
 *   ended (GError *)   NULL: the file has its name; else what there was stays in the unfinished one */
#define MEDIA_TYPE_WRITER (media_writer_get_type ())
G_DECLARE_FINAL_TYPE (MediaWriter, media_writer, MEDIA, WRITER, GObject)

typedef enum
{
  MEDIA_WRITER_FORMAT_OPUS, /* in Ogg */
  MEDIA_WRITER_FORMAT_FLAC,
} MediaWriterFormat;

#define MEDIA_WRITER_RATE 48000u

MediaWriter *media_writer_new            (GFile              *file,
                                          MediaWriterFormat   format,
                                          GError            **error);
/* Where it is written to until it is whole (borrowed). */
GFile       *media_writer_get_unfinished (MediaWriter        *self);
guint64      media_writer_get_n_samples  (MediaWriter        *self);
/* Never waits; whom the disk keeps waiting for half a minute is told that it has ended. */
void         media_writer_push           (MediaWriter        *self,
                                          const gint16       *left,
                                          const gint16       *right,
                                          guint               n_samples);
/* Whether the file is still there; if not, it has ended. */
void         media_writer_look           (MediaWriter        *self);
void         media_writer_end            (MediaWriter        *self);
/* The same, and waits for it, for two seconds at most. */
void         media_writer_end_and_wait   (MediaWriter        *self);

G_END_DECLS
