/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A call's sound. Nothing of it exists before somebody here called or answered (TRUST 3.5). */

#include "config.h"

#include "phone-call-private.h"

/* The range of the level meters, in dB. */
#define METER_FLOOR_DB (-60.0)

static void
media_failed_cb (MediaWebrtc  *media,
                 const GError *error,
                 PhoneCall    *self)
{
  phone_call_take_error (self, g_error_copy (error));
}

static void
media_levels_cb (PhoneCall *self)
{
  g_object_notify (G_OBJECT (self), "input-level");
  g_object_notify (G_OBJECT (self), "output-level");
}

static void
media_tone_received_cb (MediaWebrtc *media,
                        const char  *digit,
                        PhoneCall   *self)
{
  g_signal_emit_by_name (self, "digit-received", digit);
}

UaDescriptionHandler *
phone_call_open_media (PhoneCall *self)
{
  UaDescriptionHandler *handler = media_engine_create_handler (self->engine);

  g_set_object (&self->media, MEDIA_WEBRTC (handler));
  media_webrtc_set_muted (self->media, self->muted);
  g_signal_connect_object (handler, "failed", G_CALLBACK (media_failed_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (handler, "tone-received", G_CALLBACK (media_tone_received_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (handler, "notify::media-state", G_CALLBACK (phone_call_refresh), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (handler, "notify::local-level", G_CALLBACK (media_levels_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (handler, "notify::remote-level", G_CALLBACK (media_levels_cb), self, G_CONNECT_SWAPPED);
  return handler;
}

gboolean
phone_call_hears_early (PhoneCall *self)
{
  return ua_session_get_state (self->session) == UA_SESSION_STATE_ESTABLISHING && self->media != NULL &&
         media_webrtc_get_state (self->media) == MEDIA_STATE_CONNECTED;
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

  return self->media != NULL ? media_webrtc_get_local_level (self->media) : MEDIA_SILENCE_DB;
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

  return self->media != NULL ? media_webrtc_get_remote_level (self->media) : MEDIA_SILENCE_DB;
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

  return self->media != NULL ? media_webrtc_get_remote_frequency (self->media) : 0;
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
    media_webrtc_set_muted (self->media, muted);
  g_object_notify (G_OBJECT (self), "muted");
}
