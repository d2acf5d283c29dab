/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* When to ring and when to stop. The tone is a function of the calls, computed anew at each change: nothing
 * can be forgotten ringing. */

#include "config.h"

#include "phone-ringer.h"

#include "phone-call-private.h"
#include "sip-status.h"

/* How long a busy tone is heard after a call was refused. */
#define BUSY_S 3

struct _PhoneRinger
{
  GObject parent_instance;

  PhoneCalls *calls;
  MediaTones *tones;
  guint busy_over; /* GSource id: a busy tone is due until it fires */
};

G_DEFINE_FINAL_TYPE (PhoneRinger, phone_ringer, G_TYPE_OBJECT)

/* What one call asks for. */
static MediaTone
get_wish (PhoneCall *call)
{
  switch (phone_call_get_state (call))
    {
    case PHONE_CALL_STATE_INCOMING:
      return phone_call_answers_itself (call) ? MEDIA_TONE_WAITING : MEDIA_TONE_RINGTONE;
    case PHONE_CALL_STATE_RINGING:
      return phone_call_wants_ringback (call) ? MEDIA_TONE_RINGBACK : MEDIA_TONE_NONE;
    case PHONE_CALL_STATE_CALLING:
    case PHONE_CALL_STATE_CONNECTING:
    case PHONE_CALL_STATE_ACTIVE:
    case PHONE_CALL_STATE_HELD:
    case PHONE_CALL_STATE_RECONNECTING:
    case PHONE_CALL_STATE_ENDING:
    case PHONE_CALL_STATE_ENDED:
      return MEDIA_TONE_NONE;
    }
  g_return_val_if_reached (MEDIA_TONE_NONE);
}

static gboolean
is_talk (PhoneCall *call)
{
  PhoneCallState state = phone_call_get_state (call);

  return state >= PHONE_CALL_STATE_CONNECTING && state <= PHONE_CALL_STATE_RECONNECTING;
}

static MediaTone
choose (PhoneRinger *self)
{
  GListModel *calls = phone_calls_get_model (self->calls);
  gboolean incoming = FALSE;
  gboolean by_itself = FALSE;
  gboolean ringback = FALSE;
  gboolean talk = FALSE;

  for (guint n = 0; n < g_list_model_get_n_items (calls); n++)
    {
      g_autoptr (PhoneCall) call = g_list_model_get_item (calls, n);
      MediaTone wish = get_wish (call);

      incoming = incoming || wish == MEDIA_TONE_RINGTONE;
      by_itself = by_itself || wish == MEDIA_TONE_WAITING;
      ringback = ringback || wish == MEDIA_TONE_RINGBACK;
      talk = talk || is_talk (call);
    }

  if (incoming)
    return talk ? MEDIA_TONE_WAITING : MEDIA_TONE_RINGTONE;
  if (by_itself)
    return MEDIA_TONE_WAITING;
  if (ringback && !talk)
    return MEDIA_TONE_RINGBACK;
  return self->busy_over != 0 && !talk ? MEDIA_TONE_BUSY : MEDIA_TONE_NONE;
}

static void
update (PhoneRinger *self)
{
  MediaTone tone = choose (self);

  if (media_tones_get_tone (self->tones) != tone)
    media_tones_play (self->tones, tone);
}

static void
busy_over_cb (gpointer user_data)
{
  PhoneRinger *self = user_data;

  self->busy_over = 0;
  update (self);
}

static gboolean
was_refused_as_busy (PhoneCall *call)
{
  const GError *error = phone_call_get_last_error (call);

  return !phone_call_is_incoming (call) && phone_call_get_state (call) == PHONE_CALL_STATE_ENDED &&
         (g_error_matches (error, SIP_STATUS_ERROR, SIP_STATUS_BUSY_HERE) ||
          g_error_matches (error, SIP_STATUS_ERROR, SIP_STATUS_BUSY_EVERYWHERE));
}

static void
calls_changed_cb (PhoneCalls  *calls,
                  PhoneCall   *call,
                  PhoneRinger *self)
{
  if (was_refused_as_busy (call) && self->busy_over == 0)
    self->busy_over = g_timeout_add_seconds_once (BUSY_S, busy_over_cb, self);
  update (self);
}

static void
phone_ringer_dispose (GObject *object)
{
  PhoneRinger *self = PHONE_RINGER (object);

  if (self->tones != NULL)
    phone_ringer_stop (self);
  g_clear_object (&self->tones);
  g_clear_object (&self->calls);

  G_OBJECT_CLASS (phone_ringer_parent_class)->dispose (object);
}

static void
phone_ringer_class_init (PhoneRingerClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = phone_ringer_dispose;
}

static void
phone_ringer_init (PhoneRinger *self)
{
}

PhoneRinger *
phone_ringer_new (PhoneCalls *calls,
                  MediaTones *tones)
{
  PhoneRinger *self = g_object_new (PHONE_TYPE_RINGER, NULL);

  self->calls = g_object_ref (calls);
  self->tones = g_object_ref (tones);
  g_signal_connect_object (calls, "changed", G_CALLBACK (calls_changed_cb), self, G_CONNECT_DEFAULT);
  return self;
}

void
phone_ringer_stop (PhoneRinger *self)
{
  g_clear_handle_id (&self->busy_over, g_source_remove);
  media_tones_stop (self->tones);
}
