/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* How the recording of one call goes. Properties (notify, read-only): state, duration (seconds), file (GFile; NULL: nobody
 * ever recorded), error-text (a sentence once it has failed; NULL: it has not), agreed (read-write). */
#define PHONE_TYPE_RECORDING (phone_recording_get_type ())
G_DECLARE_FINAL_TYPE (PhoneRecording, phone_recording, PHONE, RECORDING, GObject)

#define PHONE_TYPE_RECORDING_STATE (phone_recording_state_get_type ())
GType phone_recording_state_get_type (void) G_GNUC_CONST;

typedef enum
{
  PHONE_RECORDING_STATE_OFF,       /* nobody records, or ever did */
  PHONE_RECORDING_STATE_RECORDING, /* show it as long as this lasts */
  PHONE_RECORDING_STATE_FINISHING, /* nothing is added any more */
  PHONE_RECORDING_STATE_DONE,      /* the file is whole */
  PHONE_RECORDING_STATE_FAILED,    /* error-text says why; the call goes on */
} PhoneRecordingState;

#define PHONE_RECORDING_ERROR (phone_recording_error_quark ())
GQuark phone_recording_error_quark (void);

typedef enum
{
  PHONE_RECORDING_ERROR_FORBIDDEN, /* the person's own rule */
  PHONE_RECORDING_ERROR_UNASKED,   /* nobody has said yet that the far end agrees */
  PHONE_RECORDING_ERROR_NOT_NOW,   /* there is no talk, or it is recorded already */
} PhoneRecordingError;

PhoneRecordingState phone_recording_get_state      (PhoneRecording *self);
guint               phone_recording_get_duration   (PhoneRecording *self);
GFile              *phone_recording_get_file       (PhoneRecording *self);
const char         *phone_recording_get_error_text (PhoneRecording *self);
/* The person says that everybody in this call was asked and agrees; for this call alone. */
gboolean            phone_recording_get_agreed     (PhoneRecording *self);
void                phone_recording_set_agreed     (PhoneRecording *self,
                                                    gboolean        agreed);

G_END_DECLS
