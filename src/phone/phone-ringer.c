/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* When to ring and when to stop. The tone is a function of the calls, computed anew at each change: nothing
 * can be forgotten ringing. */

#include "config.h"

#include "phone-ringer.h"

#include "phone-call-private.h"
#include "phone-hush.h"
#include "phone-sounds-private.h"
#include "sip-status.h"
#include "ua-error.h"

/* How long is told by a tone why a call of ours came to nothing. */
#define FAILURE_MS 3500

struct _PhoneRinger
{
  GObject parent_instance;

  PhoneCalls *calls;
  MediaTones *tones;
  PhoneSounds *sounds;
  gboolean stopped; /* for good */
  guint failure_over; /* GSource id: the next is due until it fires */
  MediaTone failure;
  char *failed; /* the id of the call it is about */
};

G_DEFINE_FINAL_TYPE (PhoneRinger, phone_ringer, G_TYPE_OBJECT)

/* What one call asks for. */
static MediaTone
get_wish (PhoneCall *call)
{
  switch (phone_call_get_state (call))
    {
    case PHONE_CALL_STATE_INCOMING:
      if (phone_call_is_hushed (call))
        return MEDIA_TONE_NONE;
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

/* The one that rings first says how. */
static PhoneCall *
find_ringing (PhoneRinger *self)
{
  GListModel *calls = phone_calls_get_model (self->calls);

  for (guint n = 0; n < g_list_model_get_n_items (calls); n++)
    {
      g_autoptr (PhoneCall) call = g_list_model_get_item (calls, n);

      if (get_wish (call) == MEDIA_TONE_RINGTONE)
        return call; /* the list holds it */
    }
  return NULL;
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
  return self->failure_over != 0 && !talk ? self->failure : MEDIA_TONE_NONE;
}

static void
update (PhoneRinger *self)
{
  MediaTone tone = self->stopped ? MEDIA_TONE_NONE : choose (self);

  if (media_tones_get_tone (self->tones) == tone)
    return;
  if (tone == MEDIA_TONE_RINGTONE)
    media_tones_set_ringtone (self->tones, phone_sounds_choose (self->sounds, find_ringing (self)));
  media_tones_play (self->tones, tone);
}

static void
failure_over_cb (gpointer user_data)
{
  PhoneRinger *self = user_data;

  self->failure_over = 0;
  update (self);
}

/* What an exchange would let a caller hear (RFC 3398 §7.2.4.1 the other way round): they are taken, there is no such
 * number, or it is nobody's fault but the network's. */
static MediaTone
get_tone_for_status (int status)
{
  switch (status)
    {
    case SIP_STATUS_BUSY_HERE:
    case SIP_STATUS_BUSY_EVERYWHERE:
    case SIP_STATUS_DECLINE:
      return MEDIA_TONE_BUSY;
    case SIP_STATUS_NOT_FOUND:
    case 410:
    case 484:
    case 485:
    case 604:
      return MEDIA_TONE_INFORMATION;
    case SIP_STATUS_REQUEST_TERMINATED:
      return MEDIA_TONE_NONE;
    default:
      return status >= 400 ? MEDIA_TONE_CONGESTION : MEDIA_TONE_NONE;
    }
}

static MediaTone
get_failure (PhoneCall *call)
{
  const GError *error = phone_call_get_last_error (call);

  if (phone_call_is_incoming (call) || phone_call_get_state (call) != PHONE_CALL_STATE_ENDED ||
      phone_call_was_talk (call) || error == NULL)
    return MEDIA_TONE_NONE;
  if (error->domain == SIP_STATUS_ERROR)
    return get_tone_for_status (error->code);
  return g_error_matches (error, UA_ERROR, UA_ERROR_CONNECTION) ||
           g_error_matches (error, UA_ERROR, UA_ERROR_REQUEST_TIMEOUT)
           ? MEDIA_TONE_CONGESTION
           : MEDIA_TONE_NONE;
}

/* Once a call, and for one call at a time. */
static void
tell_failure (PhoneRinger *self,
              PhoneCall   *call)
{
  MediaTone failure = get_failure (call);

  if (failure == MEDIA_TONE_NONE || self->failure_over != 0 || !g_set_str (&self->failed, phone_call_get_id (call)))
    return;

  self->failure = failure;
  self->failure_over = g_timeout_add_once (FAILURE_MS, failure_over_cb, self);
}

static void
calls_changed_cb (PhoneCalls  *calls,
                  PhoneCall   *call,
                  PhoneRinger *self)
{
  tell_failure (self, call);
  update (self);
}

static void
call_pressed_cb (PhoneRinger *self,
                 const char  *keys)
{
  phone_sounds_press (self->sounds, keys);
}

static void
calls_items_changed_cb (GListModel  *calls,
                        guint        position,
                        guint        n_removed,
                        guint        n_added,
                        PhoneRinger *self)
{
  for (guint n = position; n < position + n_added; n++)
    {
      g_autoptr (PhoneCall) call = g_list_model_get_item (calls, n);

      g_signal_connect_object (call, "pressed", G_CALLBACK (call_pressed_cb), self, G_CONNECT_SWAPPED);
    }
  /* What has left the list cannot ring any more. */
  update (self);
}

static void
phone_ringer_dispose (GObject *object)
{
  PhoneRinger *self = PHONE_RINGER (object);

  if (self->tones != NULL)
    phone_ringer_stop (self);
  g_clear_object (&self->sounds);
  g_clear_object (&self->tones);
  g_clear_object (&self->calls);
  g_clear_pointer (&self->failed, g_free);

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
  self->sounds = phone_sounds_new (tones);
  g_signal_connect_object (calls, "changed", G_CALLBACK (calls_changed_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (phone_calls_get_model (calls), "items-changed", G_CALLBACK (calls_items_changed_cb), self,
                           G_CONNECT_DEFAULT);
  return self;
}

void
phone_ringer_stop (PhoneRinger *self)
{
  self->stopped = TRUE;
  g_clear_handle_id (&self->failure_over, g_source_remove);
  media_tones_stop (self->tones);
}

PhoneSounds *
phone_ringer_get_sounds (PhoneRinger *self)
{
  return self->sounds;
}
