/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define MEDIA_ERROR (media_error_quark ())
GQuark media_error_quark (void);

/* Why there is no sound, or none any more. */
typedef enum
{
  MEDIA_ERROR_MISSING,         /* a part of GStreamer is not installed; the message names it */
  MEDIA_ERROR_DESCRIPTION,     /* their description is malformed or over a limit */
  MEDIA_ERROR_INCOMPATIBLE,    /* their description is sound, but shares no codec or no security with us */
  MEDIA_ERROR_WRONG_STATE,     /* the verb means nothing now */
  MEDIA_ERROR_DEVICE,          /* a microphone or speaker could not be opened, or broke */
  MEDIA_ERROR_CONNECTIVITY,    /* ICE found no way, or lost it */
  MEDIA_ERROR_SECURITY,        /* DTLS failed */
  MEDIA_ERROR_NO_TONES,        /* they take no telephone-event */
  MEDIA_ERROR_PIPELINE,        /* GStreamer broke in another way */
  MEDIA_ERROR_FILE,            /* a recording cannot be written, or a ringtone not read */
  MEDIA_ERROR_FILE_FULL,       /* there is no room for the recording */
} MediaError;

G_END_DECLS
