/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "phone.h"

#include "phone-recording-rules.h"

G_BEGIN_DECLS

PhoneRecording *scripted_recording_new   (void);
void            scripted_recording_begin (PhoneRecording *self,
                                          GFile          *file);
void            scripted_recording_pass  (PhoneRecording *self,
                                          guint           seconds);
/* @error_text NULL: the file is whole. */
void            scripted_recording_end   (PhoneRecording *self,
                                          const char     *error_text);
void            scripted_recording_stop  (PhoneRecording *self);

G_END_DECLS
