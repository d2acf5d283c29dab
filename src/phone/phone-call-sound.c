/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A call's sound. Nothing of it exists before somebody here called or answered (TRUST 3.5). */

#include "config.h"

#include "phone-call-private.h"
#include "phone-call-notes.h"
#include "phone-call-quality-private.h"
#include "phone-why-private.h"

#include "phone-video-private.h"

/* The range of the level meters, in dB. */
#define METER_FLOOR_DB (-60.0)

static void
media_failed_cb (MediaSession  *media,
                 const GError *error,
                 PhoneCall    *self)
{
  phone_call_note (self, phone_why_note (error));
  phone_call_take_error (self, g_error_copy (error));
}

static void
media_levels_cb (PhoneCall *self)
{
  g_object_notify (G_OBJECT (self), "input-level");
  g_object_notify (G_OBJECT (self), "output-level");
}

static void
media_tone_received_cb (MediaSession *media,
                        const char  *digit,
                        PhoneCall   *self)
{
  g_signal_emit_by_name (self, "digit-received", digit);
}

static void
media_hears_cb (PhoneCall *self)
{
  g_signal_emit_by_name (self, "hearing-changed");
}

static void
leave_media (PhoneCall *self)
{
  if (self->media == NULL)
    return;

  g_signal_handlers_disconnect_by_data (self->media, self);
  media_session_set_audible (self->media, FALSE);
}

static void
follow_media (PhoneCall   *self,
              MediaSession *media)
{
  leave_media (self);
  if (self->media != NULL && self->media != media)
    media_session_take_recording (media, self->media);
  g_set_object (&self->media, media);
  media_session_set_muted (media, self->muted);
  media_session_set_audible (media, TRUE);
  phone_call_quality_follow (self->quality, media);
  phone_video_follow (self->video, media);
  phone_call_note_media (self, media);
  g_signal_connect_object (media, "failed", G_CALLBACK (media_failed_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (media, "tone-received", G_CALLBACK (media_tone_received_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (media, "notify::media-state", G_CALLBACK (phone_call_refresh), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (media, "notify::hears-sound", G_CALLBACK (media_hears_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (media, "notify::local-level", G_CALLBACK (media_levels_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (media, "notify::remote-level", G_CALLBACK (media_levels_cb), self, G_CONNECT_SWAPPED);
}

/* What a person chooses is for the call they are in, too. */
static void
engine_notify_cb (MediaEngine  *engine,
                  GParamSpec   *pspec,
                  MediaSession *media)
{
  media_session_choose_devices (media, media_engine_get_microphone (engine), media_engine_get_speaker (engine));
  media_session_choose_camera (media, media_engine_get_camera (engine));
  media_session_set_cleaning (media, media_engine_get_cleaning (engine));
}

UaDescriptionHandler *
phone_call_open_media (PhoneCall *self)
{
  g_autoptr (MediaSettings) settings = media_engine_dup_settings (self->engine);
  MediaSession *media;

  phone_media_terms_fill_in (phone_account_get_media_terms (self->account), settings);
  media = media_session_new (settings);
  g_signal_connect_object (self->engine, "notify::microphone", G_CALLBACK (engine_notify_cb), media, G_CONNECT_DEFAULT);
  g_signal_connect_object (self->engine, "notify::speaker", G_CALLBACK (engine_notify_cb), media, G_CONNECT_DEFAULT);
  g_signal_connect_object (self->engine, "notify::camera", G_CALLBACK (engine_notify_cb), media, G_CONNECT_DEFAULT);
  g_signal_connect_object (self->engine, "notify::cleaning", G_CALLBACK (engine_notify_cb), media, G_CONNECT_DEFAULT);
  follow_media (self, media);
  return UA_DESCRIPTION_HANDLER (media);
}

/* A call of ours may be answered by several telephones, each with sound of its own; one of them is heard. */
static void
follow_handler (PhoneCall            *self,
                UaDescriptionHandler *handler)
{
  if (!MEDIA_IS_SESSION (handler) || MEDIA_SESSION (handler) == self->media)
    return;

  follow_media (self, MEDIA_SESSION (handler));
  phone_call_refresh (self);
  media_hears_cb (self);
}

static void
session_early_media_cb (UaSession            *session,
                        UaDescriptionHandler *handler,
                        PhoneCall            *self)
{
  follow_handler (self, handler);
}

/* In the end it is the one who answered. */
static void
session_state_cb (UaSession  *session,
                  GParamSpec *pspec,
                  PhoneCall  *self)
{
  UaDescriptionHandler *handler = ua_session_get_handler (session);

  if (ua_session_get_state (session) == UA_SESSION_STATE_ESTABLISHED && handler != NULL)
    follow_handler (self, handler);
}

static void
session_digit_cb (UaSession  *session,
                  const char *digit,
                  PhoneCall  *self)
{
  g_signal_emit_by_name (self, "digit-received", digit);
}

static void
session_digits_failed_cb (UaSession    *session,
                          const GError *error,
                          PhoneCall    *self)
{
  g_signal_emit_by_name (self, "digits-failed", error);
}

void
phone_call_listen (PhoneCall *self)
{
  g_signal_connect_object (self->session, "early-media", G_CALLBACK (session_early_media_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (self->session, "notify::state", G_CALLBACK (session_state_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (self->session, "digit", G_CALLBACK (session_digit_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (self->session, "digits-failed", G_CALLBACK (session_digits_failed_cb), self, G_CONNECT_DEFAULT);
}

/* RFC 3960 §3.2: who only said 183 promised sound of their own, and who sends sound needs no ringing of ours. */
gboolean
phone_call_wants_ringback (PhoneCall *self)
{
  return phone_call_derive (self) == PHONE_CALL_STATE_RINGING && self->rang &&
         !(self->media != NULL && media_session_hears_sound (self->media));
}

static double
to_meter (double db)
{
  return CLAMP ((db - METER_FLOOR_DB) / -METER_FLOOR_DB, 0.0, 1.0);
}

double
phone_call_get_input_meter (PhoneCall *self)
{
  return to_meter (phone_call_get_input_level_db (self));
}

double
phone_call_get_output_meter (PhoneCall *self)
{
  return to_meter (phone_call_get_output_level_db (self));
}

/**
 * phone_call_get_input_level_db:
 * @self: a call
 *
 * How loud we are.
 *
 * Returns: dBFS; −100: silence
 */
double
phone_call_get_input_level_db (PhoneCall *self)
{
  g_return_val_if_fail (PHONE_IS_CALL (self), MEDIA_SILENCE_DB);

  return self->media != NULL ? media_session_get_local_level (self->media) : MEDIA_SILENCE_DB;
}

/**
 * phone_call_get_output_level_db:
 * @self: a call
 *
 * How loud they are.
 *
 * Returns: dBFS; −100: silence
 */
double
phone_call_get_output_level_db (PhoneCall *self)
{
  g_return_val_if_fail (PHONE_IS_CALL (self), MEDIA_SILENCE_DB);

  return self->media != NULL ? media_session_get_remote_level (self->media) : MEDIA_SILENCE_DB;
}

/**
 * phone_call_get_output_frequency:
 * @self: a call
 *
 * The loudest tone heard from them.
 *
 * Returns: Hz; 0: none
 */
double
phone_call_get_output_frequency (PhoneCall *self)
{
  g_return_val_if_fail (PHONE_IS_CALL (self), 0);

  return self->media != NULL ? media_session_get_remote_frequency (self->media) : 0;
}

/**
 * phone_call_get_quality:
 * @self: a call
 *
 * How well it is heard, and by whom.
 *
 * Returns: (transfer none): an object that notifies, the same as long as the call lives
 */
PhoneCallQuality *
phone_call_get_quality (PhoneCall *self)
{
  g_return_val_if_fail (PHONE_IS_CALL (self), NULL);

  return self->quality;
}

/**
 * phone_call_get_video:
 * @self: a call
 *
 * What there is to see in it.
 *
 * Returns: (transfer none): its pictures, also when there are none
 */
PhoneVideo *
phone_call_get_video (PhoneCall *self)
{
  g_return_val_if_fail (PHONE_IS_CALL (self), NULL);

  return self->video;
}

/**
 * phone_call_is_muted:
 * @self: a call
 *
 * Whether the far end hears nothing of us.
 *
 * Returns: %TRUE when our microphone is off
 */
gboolean
phone_call_is_muted (PhoneCall *self)
{
  g_return_val_if_fail (PHONE_IS_CALL (self), FALSE);

  return self->muted;
}

/**
 * phone_call_set_muted:
 * @self: a call
 * @muted: whether the far end is to hear nothing of us
 *
 * Switches the microphone off or on; before the call is answered, for when it will be.
 */
void
phone_call_set_muted (PhoneCall *self,
                      gboolean   muted)
{
  g_return_if_fail (PHONE_IS_CALL (self));

  if (self->muted == muted)
    return;

  self->muted = muted;
  if (self->media != NULL)
    media_session_set_muted (self->media, muted);
  g_object_notify (G_OBJECT (self), "muted");
}

/**
 * phone_call_get_recording:
 * @self: a call
 *
 * How recording it goes.
 *
 * Returns: (transfer none): an object that notifies; the same as long as the call lives
 */
PhoneRecording *
phone_call_get_recording (PhoneCall *self)
{
  g_return_val_if_fail (PHONE_IS_CALL (self), NULL);

  return self->recording;
}

/**
 * phone_call_start_recording:
 * @self: a call that is talked in
 * @file: where to; replaced when the recording is whole. A name that ends in ".flac" is FLAC, any other Opus
 * @error: return location for the reason, which is the person's own rule, or the place
 *
 * Records both sides from now on, also while the call waits; a failure later ends the recording and not the call.
 *
 * Returns: %TRUE when it records
 */
gboolean
phone_call_start_recording (PhoneCall  *self,
                            GFile      *file,
                            GError    **error)
{
  g_return_val_if_fail (PHONE_IS_CALL (self), FALSE);
  g_return_val_if_fail (G_IS_FILE (file), FALSE);

  return phone_recording_start (self->recording, phone_call_is_up (self) ? self->media : NULL, file, error);
}

/**
 * phone_call_stop_recording:
 * @self: a call
 *
 * Ends the recording, if there is one; its file is whole a moment later.
 */
void
phone_call_stop_recording (PhoneCall *self)
{
  g_return_if_fail (PHONE_IS_CALL (self));

  phone_recording_stop (self->recording);
}
