/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "media-session-recording.h"
#include "phone-recording-rules.h"
#include "phone-recording.h"

G_BEGIN_DECLS

/* Nothing may be recorded before it knows the rules. */
PhoneRecording *phone_recording_new       (void);
void            phone_recording_set_rules (PhoneRecording      *self,
                                           PhoneRecordingRules *rules);
/* @media NULL: there is no talk. A name that ends in ".flac" is FLAC, any other Opus. */
gboolean        phone_recording_start     (PhoneRecording      *self,
                                           MediaSession        *media,
                                           GFile               *file,
                                           GError             **error);
/* Blocks until the file is whole, for two seconds at most: the program ends. */
void            phone_recording_finish    (PhoneRecording      *self);
void            phone_recording_stop      (PhoneRecording      *self);

G_END_DECLS
