/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "media-writer.h"

G_BEGIN_DECLS

/* A call in a file, the person here on the left and the far end on the right. Properties (notify on the main context of
 * the creator): state, duration (seconds), error (GError, once it has failed). */
#define MEDIA_TYPE_RECORDER (media_recorder_get_type ())
G_DECLARE_FINAL_TYPE (MediaRecorder, media_recorder, MEDIA, RECORDER, GObject)

#define MEDIA_TYPE_RECORDER_STATE (media_recorder_state_get_type ())
GType media_recorder_state_get_type (void) G_GNUC_CONST;

/* recording → finishing → done; failed from each of the first two. */
typedef enum
{
  MEDIA_RECORDER_STATE_RECORDING, /* into a file beside the wanted one, named "unfinished" */
  MEDIA_RECORDER_STATE_FINISHING, /* nothing is added any more */
  MEDIA_RECORDER_STATE_DONE,      /* the file has its name */
  MEDIA_RECORDER_STATE_FAILED,    /* error says why; what there was stays in the unfinished file */
} MediaRecorderState;

MediaRecorder     *media_recorder_new             (GFile               *file,
                                                   MediaWriterFormat    format,
                                                   GError             **error);
MediaRecorderState media_recorder_get_state       (MediaRecorder       *self);
guint              media_recorder_get_duration    (MediaRecorder       *self);
const GError      *media_recorder_get_error       (MediaRecorder       *self);
/* Where it is written to while it is not done. */
GFile             *media_recorder_get_unfinished  (MediaRecorder       *self);
/* Both sides hear a short tone at once and every 15 s. */
void               media_recorder_set_announced   (MediaRecorder       *self,
                                                   gboolean             announced);
/* Nothing is added from now on; done or failed a moment later. */
void               media_recorder_stop            (MediaRecorder       *self);
/* The same, and waits for it, two seconds at most: for a program that ends. */
void               media_recorder_stop_and_wait   (MediaRecorder       *self);

G_END_DECLS
