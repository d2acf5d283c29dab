/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gst/gst.h>
#include <gio/gio.h>

G_BEGIN_DECLS

/* A file that has another name until it is whole, on a disk that may keep whoever asks waiting. */
typedef struct _MediaDisk MediaDisk;

/* It has its name, or @error (nullable) says why not. */
typedef void (*MediaDiskEnded) (const GError *error,
                                gpointer      user_data);

/* Waits for half a second at most. */
MediaDisk     *media_disk_new            (GFile           *file,
                                          GError         **error);
/* What is not ended stays unfinished. @pipeline (transfer full, nullable) writes to it; without one it is deleted. */
void           media_disk_free           (MediaDisk       *disk,
                                          GstElement      *pipeline);
GFile         *media_disk_get_unfinished (MediaDisk       *disk);
GOutputStream *media_disk_get_stream     (MediaDisk       *disk);
/* What @ended is called with follows media_disk_end(), once, on the main context of the caller, but not after
 * media_disk_free(). */
void           media_disk_watch          (MediaDisk       *disk,
                                          MediaDiskEnded   ended,
                                          gpointer         user_data);
/* Once. @pipeline (transfer full) writes to it; @error (nullable): what has gone wrong already. */
void           media_disk_end            (MediaDisk       *disk,
                                          GstElement      *pipeline,
                                          const GError    *error,
                                          gboolean         is_empty);
/* Waits for the end, and says that it has come if it has. */
void           media_disk_wait           (MediaDisk       *disk,
                                          gint64           patience_us);

G_END_DECLS
